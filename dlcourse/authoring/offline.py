"""Run a command with the network cut off, so that nothing a lesson does can depend on it.

    python -m dlcourse.authoring.offline pytest …

Where the system has namespaces, the command gets a network of its own in which there is only the loopback. Elsewhere
a guard refuses every connection beyond this machine from Python; with ``CI=true`` that is not enough.
"""

import os
import shutil
import socket
import struct
import subprocess
import sys
from pathlib import Path

INSIDE = "--inside"
GUARD = Path(__file__).parent / "guard"


def main(command: list[str]) -> None:
    """Replace this process by the command, in a network of its own."""
    if command[:1] == [INSIDE]:
        _bring_loopback_up()
        os.execvp(command[1], command[1:])
    unshare = shutil.which("unshare")
    if unshare and subprocess.run([unshare, "-rn", "true"], capture_output=True).returncode == 0:
        os.execv(unshare, [unshare, "-rn", sys.executable, "-m", "dlcourse.authoring.offline", INSIDE, *command])
    if os.environ.get("CI") == "true":
        sys.exit("offline: unshare -rn gives no namespace here, and CI must prove that no lesson needs a network.")
    paths = [str(GUARD), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.execvpe(command[0], command, {**os.environ, "PYTHONPATH": os.pathsep.join(paths)})


def _bring_loopback_up() -> None:
    """Set the flags IFF_UP and IFF_RUNNING of ``lo``: a fresh namespace has it down, and kernels talk over it."""
    import fcntl

    SIOCSIFFLAGS, UP_AND_RUNNING = 0x8914, 0x41
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", UP_AND_RUNNING))


if __name__ == "__main__":
    main(sys.argv[1:])
