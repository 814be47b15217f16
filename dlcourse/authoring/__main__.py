"""The authors' commands: ``python -m dlcourse.authoring notebooks | check | stale | trial | budget | calibrate``."""

import argparse
import sys
from pathlib import Path

from dlcourse.authoring.calibrate import calibrate, differences, loosest_bound
from dlcourse.authoring.check import check
from dlcourse.authoring.exercises import make_exercises, outdated
from dlcourse.authoring.exercises import sources as exercise_sources
from dlcourse.authoring.measure import measure_all
from dlcourse.authoring.notebooks import make_all
from dlcourse.authoring.source import CHAPTERS, SOURCES, lessons, stored_path
from dlcourse.authoring.stale import stale
from dlcourse.authoring.trial import write as write_trial


def chosen(names: list[str]) -> list[Path]:
    """The sources whose names begin with one of `names`; all of them when there are none."""
    found = [source for source in lessons() if not names or any(source.stem.startswith(name) for name in names)]
    if not found:
        sys.exit(f"No lesson begins with {' or '.join(names)}. There are: {', '.join(s.stem for s in lessons())}.")
    return found


def main() -> None:
    """Parse the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m dlcourse.authoring", description=__doc__)
    parser.add_argument("command", choices=["notebooks", "stale", "trial", "check", "budget", "calibrate"])
    parser.add_argument("lessons", nargs="*", help=f"beginnings of names in {SOURCES.name}/; all when left out")
    parser.add_argument("--force", action="store_true", help="run lessons that are up to date too")
    options = parser.parse_args()
    sources = chosen(options.lessons)
    if options.command == "notebooks":
        failures = make_all(sources if options.force else stale(sources)) + write_trial()
        exercises = [source for source in exercise_sources() if source.stem[:2] in {each.stem[:2] for each in sources}]
        failures += make_exercises(exercises if options.force else outdated(exercises))
        sys.exit("\n\n".join(failures) or 0)
    if options.command == "check":
        exercises = sorted((CHAPTERS / "exercises").glob("*.ipynb"))
        try:
            sys.exit(check([*map(stored_path, sources), *([] if options.lessons else exercises)]))
        except FileNotFoundError as error:
            sys.exit(str(error))
    if options.command == "stale":
        outdated_sources = [*stale(sources), *outdated(exercise_sources())]
        names = ", ".join(source.relative_to(SOURCES).as_posix() for source in outdated_sources)
        sys.exit(f"Stale: {names}. Run make notebooks." if names else 0)
    if options.command == "trial":
        sys.exit("\n".join(write_trial()) or 0)
    if options.command == "budget":
        for name, cost in measure_all(sources).items():
            print(f"{name:30} {cost['seconds']:6.1f} s {cost['megabytes']:6.0f} MB")
    if options.command == "calibrate":
        if not options.lessons:
            sys.exit("Which lesson? Say make calibrate LESSON=01a: all at once would take hours.")
        for source in sources:
            report(calibrate(source))


def report(mine: dict) -> None:
    """Print mean, spread and the safe bounds of every clause, for a lesson that runs three seeds."""
    names = {(name, clause) for step in mine["steps"].values() for name, found in step.items() for clause in found}
    for name, clause in sorted(names):
        d = differences(mine, name, clause)
        above, within = loosest_bound(d, 3)
        spread = f"mean {d.mean():+.4f}  sd {d.std(ddof=1):.4f}  over {len(d)} seeds"
        print(f"{name} {clause:30} {spread}; with three seeds above ≤ {above:.4f}, within ≥ {within:.4f}")


if __name__ == "__main__":
    main()
