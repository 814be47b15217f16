"""What can go wrong with a download, at its other end or at this one, in words."""

import errno
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit


class CutShort(Exception):
    """The connection ended before the file did: ``CutShort(bytes that came, bytes promised)``."""


class Slow(Exception):
    """The server still sends, but so little that the reader would wait for hours."""


def at_server(error: Exception, address: str, timeout: float) -> str | None:
    """Say in a few words what an address did wrong; None when the fault is not there but on this machine.

    Args:
        error: what was raised while a file was fetched from it.
        address: its URL; the words name its host.
        timeout: the seconds that it was given.
    """
    import requests
    import urllib3

    host = urlsplit(address).netloc
    chain = _chain(error)
    kinds = {type(one).__name__ for one in chain}
    if isinstance(error, Slow):
        return f"{host} sent less than a kilobyte a second"
    if isinstance(error, CutShort):
        done, expected = error.args
        return f"{host} stopped after {done:,} of {expected:,} bytes"
    if isinstance(error, (requests.Timeout, urllib3.exceptions.TimeoutError)):
        return f"{host} sent nothing for {timeout:g} seconds"
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"{host} answered {error.response.status_code} ({error.response.reason})"
    if isinstance(error, ValueError) and "does not match the known hash" in str(error):  # pooch has no type for it
        return f"{host} sent another file than the known one (a wrong SHA-256; some networks answer with a login page)"
    if isinstance(error, requests.exceptions.ProxyError):
        return f"the proxy that this machine is told to use does not lead to {host}"
    if "ConnectionRefusedError" in kinds:
        return f"{host} refused the connection"
    if kinds & {"NameResolutionError", "NewConnectionError", "gaierror"}:
        return f"{host} cannot be reached (no internet connection?)"
    if "SSLError" in kinds:
        return f"{host} could not prove that it is what it says (a wrong certificate, or a wrong clock here)"
    if isinstance(error, (requests.RequestException, urllib3.exceptions.HTTPError)):
        return f"the connection to {host} broke off"
    return None


def at_pip(said: str, python: str) -> str:
    """Say in a few words why pip downloaded nothing, and what to do.

    Args:
        said: all that pip wrote.
        python: the program that was to run it.
    """
    if "No module named pip" in said:
        return f"this Python has no pip: type {python} -m ensurepip"
    if "connection broken by" in said or "Could not fetch URL" in said:
        return "pip cannot reach the place where it looks for packages: check the internet connection"
    if missing := re.search(r"No matching distribution found for (\S+)", said):
        return (
            f"pip found no {missing[1]}, either because there is no internet connection, or because the mirror that "
            "pip is told to use does not have it: check both"
        )
    errors = re.findall(r"^ERROR: (.+)", said, re.MULTILINE) or said.strip().splitlines()[-1:]
    # An address may hold a password.
    reason = re.sub(r"\w+://\S+", "an address", errors[-1] if errors else "it did not say why").rstrip(". ")
    return f"pip failed ({reason}): see that python -m pip download works here"


def on_this_machine(error: OSError, place: Path, title: str, what: str, size: int) -> str:
    """The sentence for what this machine could not do.

    Args:
        error: what the system said.
        place: the folder that was written to.
        title: the set or network that was to be kept there.
        what: the part of it that needs the room.
        size: the room that it needs, in bytes.
    """
    remedy = "or name another folder in DLCOURSE_DATA, then try again"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        there = next(path for path in (place, *place.parents) if path.exists())
        free = shutil.disk_usage(there).free
        return (
            f"The disk is full: {what} needs {size / 1e6:.1f} MB in {place}, "
            f"where {free / 1e6:.1f} MB are free. Nothing half-done is left: free some space, {remedy}."
        )
    reason = error.strerror or str(error)
    return f"{title} cannot be kept in {place} ({reason}): make that folder writable, {remedy}."


def _chain(error: BaseException) -> list[BaseException]:
    """The error and all that led to it. Urllib3 keeps some in `reason` or among the arguments only."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found
