"""What this machine has, what is in the course's way, and what to do then, in plain words.

    python3 -m dlcourse.cli.doctor [--before-install] [--port N]

It runs before anything is installed. The exit code is 1 only when the course cannot run. An old Python must be able to
read this file, to be told that it is too old: so the syntax is that of Python 3.6, and only `main` imports `machine`.
"""

import argparse
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dlcourse.cli.machine import Facts

OLDEST, NEWEST = (3, 11), (3, 14)  # of Python: numpy's and PyTorch's, at the versions in requirements.txt
OLDEST_GLIBC, OLDEST_MACOS = (2, 28), (14,)
OLDEST_DRIVER = 580  # CUDA 13's, which PyTorch's usual build brings along
PROCESSORS = {"Linux": ("x86_64", "aarch64"), "Darwin": ("arm64",), "Windows": ("AMD64",)}

GB = 1e9
ROOM_CPU, ROOM_CUDA = 2.5 * GB, 10 * GB  # environment and downloads together
ROOM_TO_WORK = 0.2 * GB
DOWNLOAD_CPU, DOWNLOAD_CUDA = 0.4 * GB, 2.9 * GB  # measured on Linux; macOS and Windows need less
LEAST_MEMORY = 1.5 * GB

BROWSER = "You can still read the course, and run it in the browser: README.md, 'Three ways to use it'."


class Finding(NamedTuple):
    """Something to know."""

    stops: bool
    """The course cannot run like this."""
    what: str
    then: str
    """What to do about it."""


def findings(facts: "Facts", before_install: bool = False) -> "list[Finding]":
    """Judge the facts; what stops the course comes first.

    Args:
        facts: as `machine.look` gathers them.
        before_install: leave out what does not matter to an installation.
    """
    elsewhere = facts.set_up and not facts.inside  # the course has a Python of its own: this one does not matter
    found = [] if elsewhere else check_python(facts) or check_platform(facts)
    if not installed(facts):
        found += check_installation(facts)
    found += check_room(facts)
    found += check_card(facts)
    if not before_install:
        found += check_packages(facts) + check_port(facts) + check_tools(facts)
    return sorted(found, key=lambda finding: not finding.stops)


def installed(facts: "Facts") -> bool:
    """Say whether the course is there: in this Python, or in its own environment when this one is another's."""
    return not facts.missing or (facts.set_up and not facts.inside)


def too_old(version: "tuple[int, ...]", newer: str) -> Finding:
    """Return what to tell an old Python; ``newer`` is the name of a better one on this machine, if any."""
    have = f"This is Python {dotted(version)}; the course needs {dotted(OLDEST)} or later."
    if newer:
        return Finding(True, have, f"You have a newer one: make lab PYTHON={newer}")
    return Finding(
        True,
        have,
        "Install Python 3.13 (from python.org, or with your system's package manager) beside it; nothing else changes. "
        "Then: make lab PYTHON=python3.13",
    )


def check_python(facts: "Facts") -> "list[Finding]":
    """Too old, too new, too small, or another Python altogether."""
    version = dotted(facts.python)
    if facts.python < OLDEST:
        return [too_old(facts.python, "")]
    if facts.python[:2] > NEWEST:
        what = f"This is Python {version}; the PyTorch of this course knows Python up to {dotted(NEWEST)}."
        then = "Install Python {0} beside it, then: make lab PYTHON=python{0}".format(dotted(NEWEST))
        return [Finding(True, what, then)]
    if facts.implementation != "CPython":
        what = f"This Python is {facts.implementation}; PyTorch needs the ordinary one (CPython)."
        return [Finding(True, what, "Install Python from python.org, then: make lab PYTHON=/path/to/python3")]
    if facts.bits != 64:
        what = "This Python is a 32-bit program; PyTorch exists for 64 bits only."
        return [Finding(True, what, "Install the 64-bit Python if your system is one of 64 bits. " + BROWSER)]
    return []


def check_platform(facts: "Facts") -> "list[Finding]":
    """A processor or a system for which there is no PyTorch."""
    if facts.translated:
        what = "This Python was made for Intel processors and runs translated; PyTorch needs one for Apple silicon."
        return [Finding(True, what, "Install Python from python.org, then: make lab PYTHON=/usr/local/bin/python3")]
    if facts.processor not in PROCESSORS.get(facts.system, ()):
        name = {"Darwin": "macOS"}.get(facts.system, facts.system)
        what = "There is no PyTorch for this machine: {} on {}.".format(name, facts.processor or "an unknown processor")
        more = " On Windows for ARM, the Python for x86-64 works." if facts.system == "Windows" else ""
        return [Finding(True, what, BROWSER + more)]
    oldest = {"Linux": OLDEST_GLIBC, "Darwin": OLDEST_MACOS}.get(facts.system)
    if oldest and facts.system == "Linux" and not facts.system_version:
        what = "This Linux has another C library than glibc (musl, probably); there is no PyTorch for it."
        return [Finding(True, what, "Use a Linux with glibc, such as Debian, in a container perhaps. " + BROWSER)]
    if oldest and facts.system_version < oldest:
        name = "macOS" if facts.system == "Darwin" else "C library (glibc)"
        what = f"Your {name} is version {dotted(facts.system_version)}; this PyTorch needs {dotted(oldest)} or later."
        return [Finding(True, what, "Update the system. " + BROWSER)]
    return []


def check_installation(facts: "Facts") -> "list[Finding]":
    """What an installation needs: the module venv, a network, room to download."""
    found = []
    if not facts.has_venv:
        what = "This Python cannot make virtual environments: its module venv, or ensurepip, is missing."
        then = "On Debian and Ubuntu: sudo apt install python3-venv. Elsewhere install Python from python.org."
        found.append(Finding(True, what, then))
    if not facts.online:
        what = f"There is no network, and {gigabytes(download(facts))} must still be downloaded, once."
        found.append(Finding(True, what, "Go online and try again; afterwards the course runs without a network."))
    need = download(facts)
    if facts.free_temporary < need:
        have = f"The folder for temporary files has {gigabytes(facts.free_temporary)} free"
        what = f"{have}; the installation needs {gigabytes(need)} there."
        found.append(Finding(True, what, "Make room, or name another folder: make lab TMPDIR=/a/folder/with/room"))
    return found


def check_room(facts: "Facts") -> "list[Finding]":
    """Too little disk or memory."""
    found = []
    need = ROOM_TO_WORK if installed(facts) else ROOM_CUDA if takes_cuda(facts) else ROOM_CPU
    if facts.free < need:
        purpose = "to work" if installed(facts) else "to be installed"
        what = f"This folder's disk has {gigabytes(facts.free)} free; the course needs {gigabytes(need)} {purpose}."
        found.append(Finding(not installed(facts), what, "Make room, or move the folder to a larger disk."))
    if 0 < facts.memory < LEAST_MEMORY:
        what = f"There are {gigabytes(facts.memory)} of memory; a lesson and JupyterLab want {gigabytes(LEAST_MEMORY)}."
        found.append(Finding(False, what, "Close other programs, and keep one lesson open at a time."))
    return found


def check_card(facts: "Facts") -> "list[Finding]":
    """An NVIDIA card whose driver is too old for this PyTorch."""
    if not facts.card or facts.driver >= OLDEST_DRIVER:
        return []
    what = (
        f"The driver of your {facts.card} is version {facts.driver}; this PyTorch needs {OLDEST_DRIVER} or later, "
        "so it will use the processor."
    )
    return [Finding(False, what, "That is enough for the course. Else update the driver, remove .venv, make lab.")]


def check_packages(facts: "Facts") -> "list[Finding]":
    """What of the course is not installed in the Python that runs this."""
    if installed(facts):
        return []
    if not facts.set_up:
        return [Finding(False, "The course is not installed yet.", "make lab (without make: see README.md)")]
    what = "The installation is not complete; missing: {}.".format(", ".join(facts.missing))
    return [Finding(True, what, "Remove the folder .venv, then: make lab (without make: see README.md)")]


def check_port(facts: "Facts") -> "list[Finding]":
    """Another server, often an earlier JupyterLab."""
    if not facts.port_taken:
        return []
    what = "The usual port of JupyterLab is taken, perhaps by a JupyterLab that still runs."
    return [Finding(False, what, "Nothing to do: `make lab` takes the next one and prints the address.")]


def check_tools(facts: "Facts") -> "list[Finding]":
    """What only `make test` would use."""
    absent = sorted(name for name, there in facts.tools.items() if not there)
    if not absent:
        return []
    what = "Not here: {}. Only the course's own tests use that; you need nothing.".format(" and ".join(absent))
    return [Finding(False, what, "For `make test`, on Debian: sudo apt install {}".format(" ".join(absent)))]


def takes_cuda(facts: "Facts") -> bool:
    """Say whether PyTorch will come with CUDA: where a card can use it."""
    return facts.system == "Linux" and bool(facts.card) and facts.driver >= OLDEST_DRIVER


def download(facts: "Facts") -> float:
    """Return the bytes to download."""
    return DOWNLOAD_CUDA if takes_cuda(facts) else DOWNLOAD_CPU


def describe(facts: "Facts") -> str:
    """Return a small table of the facts."""
    main = ", ".join(f"{name} {facts.versions.get(name)}" for name in ("torch", "numpy", "jupyterlab"))
    library = {"Linux": "glibc ", "Darwin": "macOS "}.get(facts.system, "") + dotted(facts.system_version)
    rows = [
        ("Python", f"{dotted(facts.python)} ({facts.executable})"),
        ("System", ", ".join(filter(None, [facts.system, library, facts.processor]))),
        ("Cores", str(facts.cores)),
        ("Memory", gigabytes(facts.memory) if facts.memory else "unknown"),
        ("Free disk", gigabytes(facts.free)),
        ("NVIDIA card", facts.card or "none; the course does not need one"),
        ("The course", ("in .venv" if facts.missing else main) if installed(facts) else "not installed yet"),
    ]
    return "\n".join("  {:<12} {}".format(*row) for row in rows)


def gigabytes(size: float) -> str:
    """Return a size as people write it."""
    return f"{size / GB:.1f} GB"


def dotted(version: "tuple[int, ...]") -> str:
    """Return a version as people write it."""
    return ".".join(map(str, version))


def newer_python() -> str:
    """Return the name of a Python on this machine that the course runs on, or nothing."""
    for minor in (13, 12, 14, 11):
        name = f"python3.{minor}"
        try:  # it may be a stub that starts nothing
            subprocess.check_output([name, "-c", ""], stderr=subprocess.DEVNULL)
        except (OSError, subprocess.SubprocessError):
            continue
        return name
    return ""


def report(found: "list[Finding]") -> None:
    """Print the findings."""
    for finding in found:
        print("\n{} {}\n  What then: {}".format("STOP:" if finding.stops else "Note:", finding.what, finding.then))


def main(arguments: "list[str] | None" = None) -> int:
    """Print what was found; return 1 if the course cannot run, else 0."""
    parser = argparse.ArgumentParser("dlcourse doctor", description="What this machine has, and what is missing.")
    parser.add_argument("--before-install", action="store_true", help="look only at what an installation needs")
    parser.add_argument("--port", type=int, default=8888, help="the port that JupyterLab will use (default: 8888)")
    options = parser.parse_args(arguments)
    if sys.version_info < OLDEST:
        report([too_old(tuple(sys.version_info[:3]), newer_python())])
        return 1
    from dlcourse.cli import machine

    facts = machine.look(options.port)
    found = findings(facts, options.before_install)
    print("This machine:\n" + describe(facts))
    report(found)
    stops = any(finding.stops for finding in found)
    print("\nThe course cannot run here yet: see STOP above." if stops else "\nThe course can run here.", flush=True)
    return int(stops)


if __name__ == "__main__":
    sys.exit(main())
