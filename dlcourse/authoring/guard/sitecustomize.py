"""Put on PYTHONPATH by `offline` where there are no namespaces: Python may connect to this machine only."""

import socket
from ipaddress import ip_address

_connect = socket.socket.connect


def _connect_here_only(self: socket.socket, address: object) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6):
        host = address[0]  # type: ignore[index]
        if host != "localhost" and not ip_address(host).is_loopback:
            raise ConnectionRefusedError(f"The network is cut off: a lesson or a test wanted {host}.")
    return _connect(self, address)  # type: ignore[arg-type]


socket.socket.connect = _connect_here_only  # type: ignore[method-assign, assignment]
