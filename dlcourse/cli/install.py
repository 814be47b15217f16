"""Make the virtual environment and install the course into it; what was done already is not done again.

    python3 -m dlcourse.cli.install .venv [--torch-cpu ADDRESS] [--extras test,book]

`doctor` looks at the machine first. All this runs before anything is installed, so on the standard library alone.
PyTorch's usual build for Linux brings gigabytes of CUDA along; where no NVIDIA card can use it, the build without comes
first, from an address of PyTorch's own, and pip then finds its wish fulfilled.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.request
import venv
from pathlib import Path

from dlcourse.cli import doctor

if sys.version_info < doctor.OLDEST:
    sys.exit(doctor.main([]))  # which says so in words, where the next line would fail
from dlcourse.cli import machine

GO_ON = "Nothing is broken: the same command goes on where it stopped."


class InstallError(Exception):
    """The installation did not finish; the text says why and what to do."""


def install(folder: Path, torch_cpu: str = "", extras: str = "", root: Path = machine.ROOT) -> None:
    """Make the environment and fill it.

    Args:
        folder: where the environment is, or will be.
        torch_cpu: PyTorch's address for builds without CUDA; empty for the usual source.
        extras: of pyproject.toml, separated by commas; empty for what a learner needs.
        root: the course's folder.

    Raises:
        InstallError: a step failed.
    """
    print("Installing: some minutes, once. It may be interrupted, and goes on when it is started again.", flush=True)
    folder = folder.absolute()
    python = environment(folder)
    mend(python)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install"]
    pins = ["-c", str(root / "constraints.txt")]
    if wants_cpu_build(python, root) and torch_cpu:
        if answers(torch_cpu + "/torch/"):
            call([*pip, "--no-deps", "--index-url", torch_cpu, f"torch=={torch_pin(root)}"], root)
        else:
            print(
                f"PyTorch's address for builds without CUDA ({torch_cpu}) does not answer, so it comes from the usual "
                f"source. That may bring CUDA along, which this machine cannot use: "
                f"{doctor.gigabytes(doctor.DOWNLOAD_CUDA)} to download, {doctor.gigabytes(doctor.ROOM_CUDA)} of disk. "
                "To wait for a better hour instead, press Ctrl-C.",
                flush=True,
            )
    call([*pip, "-e", f".[{extras}]", *pins] if extras else [*pip, "-r", "requirements.txt", *pins], root)
    # Last, so that after an interruption or a failure `make` and `doctor` know that it is not complete.
    (folder / ("test.stamp" if extras else "learner.stamp")).touch()


def environment(folder: Path) -> Path:
    """Return the Python of the virtual environment, which is made, or made anew where it does not work."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    # It may be half made, or its Python gone with an upgrade of the system.
    probe = f"import pip, sys; sys.exit(not {doctor.OLDEST} <= sys.version_info[:2] <= {doctor.NEWEST})"
    try:
        works = subprocess.run([str(python), "-c", probe], capture_output=True).returncode == 0
    except OSError:
        works = False
    if not works:
        print(f"Making a virtual environment in {folder}", flush=True)
        try:
            venv.create(folder, with_pip=True, clear=folder.exists())
        except (OSError, subprocess.CalledProcessError) as error:
            raise InstallError(f"The virtual environment could not be made: {error}. {GO_ON}") from error
    return python


def mend(python: Path) -> None:
    """Forget packages whose installation was cut off: pip would take them for installed.

    pip writes a package's RECORD last, so one without it is not whole.
    """
    for packages in ("lib/python*/site-packages", "Lib/site-packages"):
        for package in python.parents[1].glob(packages + "/*.dist-info"):
            if not (package / "RECORD").exists():
                shutil.rmtree(package)


def wants_cpu_build(python: Path, root: Path) -> bool:
    """Say whether PyTorch is still to come, for a Linux without an NVIDIA card that it could use."""
    have = "import importlib.metadata as m; print(m.version('torch').split('+')[0])"
    there = subprocess.run([str(python), "-c", have], capture_output=True, text=True).stdout.strip()
    return there != torch_pin(root) and sys.platform == "linux" and not doctor.takes_cuda(machine.look(root=root))


def torch_pin(root: Path) -> str:
    """Return the version of PyTorch that requirements.txt asks for."""
    pin = re.search(r"^torch==(\S+)", (root / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    if not pin:
        raise InstallError("requirements.txt has no line 'torch==VERSION'.")
    return pin[1]


def answers(address: str, seconds: float = 5) -> bool:
    """Say whether this address answers within so many seconds, looking up its name included."""
    heard: list[bool] = []

    def ask() -> None:
        try:
            with urllib.request.urlopen(address, timeout=seconds):
                heard.append(True)
        except (OSError, ValueError):
            pass

    # A thread, because no timeout covers the name's look-up.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    return bool(heard)


def call(command: list[str], root: Path) -> None:
    """Run pip; its words go to the terminal.

    Raises:
        InstallError: it failed.
    """
    if subprocess.run(command, cwd=root).returncode == 0:
        return
    if machine.free(root) < 0.05 * doctor.GB or machine.free(Path(tempfile.gettempdir())) < 0.05 * doctor.GB:
        why = "The disk is full."
    elif not machine.online():
        why = "There is no network any more."
    else:
        why = "pip's last lines above say why; often it is the network."
    raise InstallError(f"The installation did not finish. {why} {GO_ON}")


def main(arguments: list[str] | None = None) -> int:
    """Install; return 0, 1 if that failed or cannot succeed, 130 after Ctrl-C."""
    parser = argparse.ArgumentParser("python3 -m dlcourse.cli.install", description="Install the course.")
    parser.add_argument("folder", type=Path, help="of the virtual environment")
    parser.add_argument("--torch-cpu", default="", metavar="ADDRESS", help="of PyTorch's builds without CUDA")
    parser.add_argument("--extras", default="", help="of pyproject.toml, such as test,book")
    options = parser.parse_args(arguments)
    if not options.extras and doctor.main(["--before-install"]):
        return 1
    try:
        install(options.folder, options.torch_cpu, options.extras)
    except InstallError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nStopped. {GO_ON}", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
