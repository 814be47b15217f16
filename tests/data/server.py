"""A real HTTP server on loopback that serves a folder, and misbehaves in the way that the address asks for."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from waiting import PATIENCE


class Server(ThreadingHTTPServer):
    """Use it as a context; ``server.address("good")`` is where it serves well, see `Handler` for the other ways."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path):
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.asked: list[str] = []
        self.encodings: set[str] = set()
        self.half_sent = threading.Event()
        self.let_go = threading.Event()
        self.two = threading.Barrier(2, timeout=PATIENCE)

    def address(self, way: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{way}/"

    def handle_error(self, request, client_address):
        pass  # a client that hangs up is what these tests are about

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.let_go.set()
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """The first part of the path says how: good, missing, short, wrong, silent, stall, drip, half, together."""

    server: Server
    protocol_version = "HTTP/1.0"
    log_message: ClassVar = lambda *_: None

    def do_GET(self):
        way, file = self.path.strip("/").split("/")
        self.server.asked.append(file)
        self.server.encodings.add(self.headers.get("Accept-Encoding", "any"))
        content = (self.server.folder / file).read_bytes()
        with suppress(OSError):
            getattr(self, way)(content)

    def head(self, content):
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()

    def good(self, content):
        self.head(content)
        self.wfile.write(content)

    def missing(self, content):
        self.send_error(404)

    def short(self, content):
        self.head(content)
        self.wfile.write(content[: len(content) // 2])

    def wrong(self, content):
        self.good(content[:-1] + bytes([content[-1] ^ 1]))

    def silent(self, content):
        self.server.let_go.wait(PATIENCE)

    def stall(self, content):
        self.short(content)
        self.wfile.flush()
        self.server.half_sent.set()
        self.server.let_go.wait(PATIENCE)

    def drip(self, content):
        self.head(content)
        for byte in content:
            self.wfile.write(bytes([byte]))
            if self.server.let_go.wait(0.01):  # so often that it never seems silent, so little that it is too slow
                return

    def together(self, content):
        self.server.two.wait()  # both processes are in the middle of the same file
        self.good(content)
