"""Real JupyterLab in a real browser, for tests: a server of its own, a notebook in a page, and what one does with it.

    with Lab(folder) as lab, browser() as chromium:
        page = Notebook(chromium, lab, "lesson.ipynb")
        page.run_all()
        page.cell(3).get_by_role("slider").press("ArrowRight")
        page.shot("lesson")

Nothing here sleeps: each step waits for what it needs, and patiently.
"""

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

from conftest import cannot_prove
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from waiting import served

ROOT = Path(__file__).resolve().parents[2]
SHOTS = Path(os.environ.get("DLCOURSE_SHOTS") or ROOT / ".reports" / "shots")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 300_000  # ms for one step of a page; many times what it takes on a machine that has other work

COMMANDS = ["a", "b", "x", "d", "d", "z", "c", "v", "m", "y", "1", "Shift+M", "Shift+Enter"]

# Console errors that are not ours, each with the reason why it is let pass.
FORGIVEN = {
    "Could not send widget sync message": "ipywidgets tells so when one draws on after the kernel was shut down",
    "Could not restore the debugger state": "JupyterLab's debugger had asked a kernel that is restarted meanwhile",
}


def chromium_path() -> str:
    """Debian's chromium, or a browser of the same family; without one the test cannot prove anything."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        cannot_prove("the course in a browser: install chromium (apt-get install chromium)", required_in_ci=True)
    return str(found)


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """A headless chromium."""
    path = chromium_path()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, headless=True, args=CHROMIUM_OPTIONS, timeout=PATIENCE
        )
        yield chromium
        chromium.close()


class Lab:
    """A JupyterLab server on loopback that shares no settings with the user's.

    Args:
        root: the folder that it serves.
        env: further environment variables for the server and its kernels.
        options: further command line options, such as ``--config=…``.
    """

    def __init__(self, root: Path, env: Mapping[str, str] | None = None, options: tuple[str, ...] = ()):
        self.root = root
        self.own = Path(tempfile.mkdtemp(prefix="lab-"))
        settings = self.own / "settings" / "@jupyterlab" / "apputils-extension"
        settings.mkdir(parents=True)
        news = {"fetchNews": "false", "checkForUpdates": False}
        (settings / "notification.jupyterlab-settings").write_text(json.dumps(news))
        self.log = self.own / "lab.log"
        command = [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"),
            *("--ServerApp.port=0", f"--ServerApp.root_dir={root}", "--LabApp.expose_app_in_browser=True", *options),
        ]
        folders = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "DLCOURSE_HOME": "home",
        }
        one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        own = {name: str(self.own / folder) for name, folder in folders.items()}
        # An exception in a demo must be seen there, as a reader would: it is not raised in the kernel as well.
        inherited = {name: value for name, value in os.environ.items() if name != "DLCOURSE_RAISE"}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command,
                env={**inherited, **one_thread, **own, **(env or {})},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def home(self) -> Path:
        """The journal's folder, for kernels of this server."""
        return self.own / "home"

    def __enter__(self) -> "Lab":
        try:
            self.state = served(self.own / "runtime", self.process, lambda: self.log.read_text()[-3000:])
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        shutil.rmtree(self.own, ignore_errors=True)

    def url(self, path: str) -> str:
        """Address of a notebook; a workspace of its own keeps earlier layouts from being restored."""
        workspace = f"{self.state['url']}lab/workspaces/{secrets.token_hex(4)}"
        return f"{workspace}/tree/{path}?reset&token={self.state['token']}"


class Notebook:
    """One notebook, open in a page of its own."""

    def __init__(self, chromium: Browser, lab: Lab, path: str, *, width: int = 1300, height: int = 1000):
        self.lab = lab
        self.path = path
        self.width, self.height = width, height
        self.page: Page = chromium.new_page(viewport={"width": width, "height": height}, has_touch=True)
        self.page.set_default_timeout(PATIENCE)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.open()

    def open(self) -> None:
        """Load the notebook, and wait until its kernel answers."""
        assert (self.lab.root / self.path).is_file(), f"there is no {self.path} to be opened"
        self.page.goto(self.lab.url(self.path), wait_until="domcontentloaded")
        self.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
        self.page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.sessionContext")
        # The session itself: run-all hangs if it is fired while the connection is still being set up.
        self.page.evaluate(
            """async patience => {
                const panel = window.jupyterapp.shell.currentWidget;
                const late = new Promise((_, fail) =>
                    setTimeout(() => fail(new Error("no kernel: is one named in the notebook?")), patience));
                const ready = async () => {
                    await window.jupyterapp.restored;
                    await panel.context.ready;
                    await panel.sessionContext.ready;
                    await panel.sessionContext.session.kernel.info;
                };
                await Promise.race([ready(), late]);
            }""",
            PATIENCE,
        )

    def run_all(self, *, on_purpose: int = 0, timeout: int = 6 * PATIENCE) -> None:
        """Run every cell and wait for the last one; fails on the first error that is not one of those shown on purpose.

        Counted are the kernel's replies: a stored notebook shows execution counts before anything has run.
        """
        cells = self.page.evaluate(
            """() => {
                const panel = window.jupyterapp.shell.currentWidget;
                const kernel = panel.sessionContext.session.kernel;
                window.replies = [];
                kernel.anyMessage.connect((_, { msg, direction }) => {
                    const reply = direction === "recv" && msg.header.msg_type === "execute_reply";
                    if (reply) window.replies.push(msg.content);
                });
                window.jupyterapp.commands.execute("notebook:run-all-cells");  // its promise may never resolve
                return panel.content.widgets.filter(
                    cell => cell.model.type === "code" && cell.model.sharedModel.getSource().trim()).length;
            }"""
        )
        self.page.wait_for_function(
            """([cells, onPurpose]) => window.replies.length >= cells
                || window.replies.filter(reply => reply.status === 'error').length > onPurpose""",
            arg=[cells, on_purpose],
            timeout=timeout,
        )
        replies = self.page.evaluate("() => window.replies")
        errors = [f"{reply['ename']}: {reply['evalue']}" for reply in replies if reply["status"] == "error"]
        assert len(errors) == on_purpose, f"{self.path} raised {errors}"
        self.until_idle()  # a cell's outputs may arrive after its reply

    def until_idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
        )

    def cell(self, number: int) -> Locator:
        """The cell of this number, counted from 0 and scrolled into view."""
        found = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell").nth(number)
        found.scroll_into_view_if_needed()
        return found

    def cells(self) -> int:
        """How many cells the notebook has."""
        return self.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length")

    def theme(self, dark: bool) -> None:
        """Change JupyterLab's theme, and wait until its splash has faded: it stumbles over a second change before."""
        name = "JupyterLab Dark" if dark else "JupyterLab Light"
        self.page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
        self.page.wait_for_function("light => document.body.dataset.jpThemeLight === light", arg=str(not dark).lower())
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")

    def picture_changes(self, cell: Locator, act: Callable[[], object]) -> None:
        """Do something, and wait until the demo in this cell shows another picture."""
        before = cell.locator(".dlcourse-shown img").get_attribute("src")
        act()
        self.page.wait_for_function(
            "([cell, before]) => cell.querySelector('.dlcourse-shown img').src !== before",
            arg=[cell.element_handle(), before],
        )

    def square(self, paper: Locator) -> tuple[float, float, float]:
        """Left, top and width of a canvas on the page, once nothing moves any more."""
        paper.hover()  # waits for that, as a bare bounding_box() does not
        box = paper.bounding_box()
        assert box, "the canvas is not on the page"
        return box["x"], box["y"], box["width"]

    def type_commands(self) -> None:
        """Press the keys that in JupyterLab's command mode insert, cut, delete, undo, copy, convert and run cells."""
        for key in COMMANDS:
            self.page.keyboard.press(key)

    def narrow(self, width: int | None) -> None:
        """Make the window this narrow, without JupyterLab's side panel; None: as it was."""
        self.page.evaluate(
            "simple => window.jupyterapp.shell[simple ? 'collapseLeft' : 'expandLeft']()", width is not None
        )
        self.page.set_viewport_size({"width": width or self.width, "height": self.height})

    def save(self) -> None:
        """Save the notebook."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.save()")

    def start(self) -> None:
        """Start a new kernel in place of the present one, if there is any, and wait until it answers."""
        self.page.evaluate(
            """async () => {
                const { sessionContext } = window.jupyterapp.shell.currentWidget;
                await sessionContext.changeKernel({ name: 'python3' });
                await sessionContext.session.kernel.info;
            }"""
        )

    def shut_down(self) -> None:
        """Shut the kernel down, as the menu does."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        self.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel")

    def shot(self, name: str, part: Locator | None = None) -> Path:
        """Keep a screenshot of the page, or of a part of it, to be looked at."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        target = SHOTS / f"{name}.png"
        (part or self.page).screenshot(path=target)
        return target

    def unforgiven(self) -> list[str]:
        """The console errors so far, without those that are known not to be ours."""
        return [line for line in self.errors if not any(re.search(pattern, line) for pattern in FORGIVEN)]
