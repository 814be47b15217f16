"""What this machine has: facts only, by the standard library alone. What they mean, `doctor` says."""

import ctypes
import importlib.util
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Facts(NamedTuple):
    """What was found. Sizes are in bytes."""

    python: tuple[int, int, int]
    executable: str
    implementation: str
    """``CPython`` for the ordinary Python."""
    bits: int
    system: str
    """``Linux``, ``Darwin`` (macOS) or ``Windows``."""
    system_version: tuple[int, ...]
    """The version of glibc on Linux, of macOS; empty where there is none, as on a Linux with musl."""
    processor: str
    translated: bool
    """An Intel Python, running on Apple silicon."""
    has_venv: bool
    cores: int
    memory: int
    free: int
    """Room in the course's folder; what an unfinished installation fills counts as room."""
    free_temporary: int
    """Room in the folder for temporary files, through which pip downloads."""
    card: str
    """The NVIDIA card's name, or nothing."""
    driver: int
    """The first number of its driver's version; 0 without one."""
    port_taken: bool
    online: bool
    """There is a way out to the network: a route or a proxy."""
    set_up: bool
    """The folder ``.venv`` holds a complete installation: it was the last step."""
    inside: bool
    """This Python is a virtual environment's."""
    missing: tuple[str, ...]
    """Packages of the course that the Python which runs this does not have."""
    versions: dict[str, str]
    """Of the main ones that it has."""
    tools: dict[str, bool]
    """Programs that only the tests need."""


def look(port: int = 8888, root: Path = ROOT) -> Facts:
    """Gather the facts; takes a second at most, and goes nowhere on the network."""
    card, driver = nvidia()
    required = requirements()
    versions = {name: found for name in required if (found := version(name))}
    return Facts(
        python=sys.version_info[:3],
        executable=sys.executable,
        implementation=platform.python_implementation(),
        bits=64 if sys.maxsize > 2**32 else 32,
        system=platform.system(),
        system_version=_numbers(_system_version()),
        processor=platform.machine(),
        translated=_output("sysctl", "-n", "sysctl.proc_translated") == "1" if sys.platform == "darwin" else False,
        has_venv=_can_import("venv") and _can_import("ensurepip"),
        cores=cores(),
        memory=memory(),
        free=free(root) + unfinished(root / ".venv"),
        free_temporary=free(Path(tempfile.gettempdir())),
        card=card,
        driver=driver,
        port_taken=taken(port),
        online=online(),
        set_up=set_up(root / ".venv"),
        inside=sys.prefix != sys.base_prefix,
        missing=tuple(name for name in required if name not in versions),
        versions=versions,
        tools={"chromium": bool(shutil.which("chromium")), "bubblewrap": bool(shutil.which("bwrap"))},
    )


def nvidia() -> tuple[str, int]:
    """Return the NVIDIA card's name and its driver's first number; ``("", 0)`` without a card or a driver."""
    found = _output("nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader").partition("\n")[0]
    name, comma, driver = found.rpartition(", ")
    return (name, _numbers(driver)[0]) if comma and _numbers(driver) else ("", 0)


def requirements() -> list[str]:
    """Return the names of the packages that the course stands on, or ``["dlcourse"]`` where it is not installed."""
    try:
        lines = metadata.requires("dlcourse") or []
    except metadata.PackageNotFoundError:
        return ["dlcourse"]
    return [re.split(r"[^\w.-]", line)[0] for line in lines if "extra ==" not in line]


def version(name: str) -> str:
    """Return the installed version of a package, or nothing."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def memory() -> int:
    """Return the memory in bytes that this process may use, 0 if unknown; a container's limit counts."""
    if sys.platform == "win32":
        status = (ctypes.c_uint64 * 8)(64)  # MEMORYSTATUSEX: two 32-bit fields, then the total
        return int(status[1]) if ctypes.windll.kernel32.GlobalMemoryStatusEx(status) else 0
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        return min(total, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    except (OSError, ValueError):
        return total


def free(folder: Path) -> int:
    """Return the bytes free in a folder, or where it will be made."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def set_up(environment: Path) -> bool:
    """Say whether this virtual environment was completed: `make` leaves a stamp in it as the last step."""
    return any(environment.glob("*.stamp"))


def unfinished(environment: Path) -> int:
    """Return the bytes that an installation holds which was not completed."""
    if set_up(environment):
        return 0
    return sum(file.lstat().st_size for file in environment.rglob("*") if not file.is_dir())


def taken(port: int) -> bool:
    """Say whether a server listens at this port of this machine."""
    with socket.socket() as server:
        if sys.platform != "win32":  # there it would share the port instead
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def online() -> bool:
    """Say whether there is a way out, without calling anybody: connecting a datagram socket sends nothing."""
    if any(os.environ.get(name) for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")):
        return True
    # Addresses that documentation may use and that nobody has (RFC 5737, RFC 3849).
    for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((address, 9))
        except OSError:
            continue
        return True
    return False


def _can_import(name: str) -> bool:
    found = importlib.util.find_spec(name)
    return bool(found and found.origin)  # an empty folder has none


def _system_version() -> str:
    return platform.mac_ver()[0] if sys.platform == "darwin" else platform.libc_ver()[1]


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text))


def _output(*command: str) -> str:
    """Return what a program prints; nothing where it is missing, fails, or hangs."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
