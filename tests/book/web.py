"""The built book, served on loopback and opened in headless Chromium."""

import contextlib
import functools
import http.server
import shutil
import threading
from urllib.parse import urlsplit

from conftest import cannot_prove

PATIENCE = 300_000  # ms for one step; many times what it takes on a machine that has other work
CHROMIUM_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def served(folder):
    """Serve a folder on a loopback port of its own; yields its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextlib.contextmanager
def opened():
    """A page of headless Chromium that writes down what it asked for elsewhere, and every error."""
    if shutil.which("chromium") is None:
        cannot_prove("the book in a browser; install chromium", required_in_ci=True)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = {"executable_path": shutil.which("chromium"), "args": CHROMIUM_ARGS, "timeout": PATIENCE}
        browser = playwright.chromium.launch(**chromium)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, has_touch=True)
        page.set_default_timeout(PATIENCE)
        page.outside, page.errors = [], []
        page.on("request", lambda request: page.outside.append(request.url) if elsewhere(request.url) else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda said: page.errors.append(said.text) if said.type == "error" else None)
        page.on("requestfailed", lambda request: page.errors.extend(failure(request)))
        yield page
        browser.close()


def failure(request):
    """What to complain of; nothing if the page itself gave up, as when the next one is opened before an icon came."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url} ({request.failure})"]


def elsewhere(url):
    return urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "127.0.0.1"


def visit(page, url):
    """Open a page, and wait until all of it is there and its formulas are set."""
    page.goto(url, wait_until="networkidle")
    page.evaluate("() => window.MathJax?.startup?.promise")
