"""The authors' commands: ``python -m dlcourse.authoring notebooks | check | stale | contents | budget | calibrate``."""

import argparse
import sys

from dlcourse.authoring import contents, ending, trial
from dlcourse.authoring.calibrate import calibrate, differences, safe_bounds
from dlcourse.authoring.check import check
from dlcourse.authoring.exercises import make_exercises, outdated
from dlcourse.authoring.exercises import sources as exercise_sources
from dlcourse.authoring.measure import measure_all
from dlcourse.authoring.notebooks import make_all
from dlcourse.authoring.source import Source, lessons
from dlcourse.authoring.stale import stale


def chosen(names: list[str], among: list[Source]) -> list[Source]:
    """The sources whose name, or whose notebook's, begins with one of `names`; all of them when there are none."""
    return [each for each in among if not names or each.name in names or each.notebook.stem.startswith(tuple(names))]


def main() -> None:
    """Parse the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m dlcourse.authoring", description=__doc__)
    parser.add_argument("command", choices=["notebooks", "stale", "contents", "check", "budget", "calibrate"])
    parser.add_argument("lessons", nargs="*", help="such as 02a or one_neuron; all when left out")
    parser.add_argument("--force", action="store_true", help="run lessons that are up to date too")
    options = parser.parse_args()
    sources, exercises = chosen(options.lessons, lessons()), chosen(options.lessons, exercise_sources())
    if not sources and not exercises:
        known = ", ".join(each.notebook.stem for each in [*lessons(), *exercise_sources()])
        sys.exit(f"No lesson is called {' or '.join(options.lessons)}, or begins so. There are: {known}.")
    if options.command == "notebooks":
        failures = make_all(sources if options.force else stale(sources)) + trial.write()
        failures += make_exercises(exercises if options.force else outdated(exercises))
        contents.write()
        ending.write([*lessons(), *exercise_sources()])
        sys.exit("\n\n".join(failures) or 0)
    if options.command == "check":
        try:
            sys.exit(check([each.notebook for each in [*sources, *exercises]]))
        except FileNotFoundError as error:
            sys.exit(str(error))
    if options.command == "stale":
        found = {*stale(sources), *outdated(exercises), *ending.outdated([*sources, *exercises])}
        names = ", ".join(sorted(each.shown for each in found))
        sys.exit(f"Stale: {names}. Run make notebooks." if names else 0)
    if options.command == "contents":
        contents.write()
        sys.exit("\n".join(trial.write()) or 0)
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
        safe = safe_bounds(d, 3)
        spread = f"mean {d.mean():+.4f}  sd {d.std(ddof=1):.4f}  worst {d.min():+.4f}  over {len(d)} seeds"
        bounds = f"above ≤ {safe['above']:.4f}, every ≤ {safe['every']:.4f}, within ≥ {safe['within']:.4f}"
        print(f"{name} {clause:30} {spread}; with three seeds {bounds}")


if __name__ == "__main__":
    main()
