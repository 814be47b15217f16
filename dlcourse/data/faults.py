"""What can go wrong at the other end of a download, in words."""

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
