"""A stranger's notebook is opened and clicked on, and does nothing; without the course's settings the same one does."""

import hashlib
import json
import urllib.request

import hostile
import pytest
from lab import PATIENCE, ROOT, Lab, Notebook, browser
from waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SETTINGS = f"--config={ROOT / 'jupyter' / 'jupyter_server_config.py'}"
NAME = "hostile.ipynb"
CHECKPOINT = ".ipynb_checkpoints/hostile-checkpoint.ipynb"  # JupyterLab makes one of each notebook that it opens
COMMAND = "[data-commandlinker-command='terminal:create-new']"
SHOWN = ".jp-RenderedMarkdown, .jp-OutputArea-output"


class Watched(Notebook):
    """A notebook in a page that writes down which addresses it asks for, and what it sends to kernels."""

    def open(self):
        self.asked, self.refused, self.sent = set(), set(), []
        self.page.on("request", lambda request: self.asked.add(request.url))
        self.page.on("requestfailed", self.note_refusal)
        self.page.on("websocket", lambda socket: socket.on("framesent", lambda payload: self.sent.append(str(payload))))
        super().open()

    def note_refusal(self, request):
        """A request that the page's Content Security Policy forbids has not left the browser."""
        if "csp" in request.failure.lower():
            self.refused.add(request.url)

    def abroad(self):
        """The addresses on other servers that it really asked for."""
        asked = self.asked - self.refused
        return {url for url in asked if not url.startswith((self.lab.state["url"], "data:", "blob:"))}

    def see_all(self):
        """Bring each cell into view, for JupyterLab draws only what is seen, and wait for what the last one shows."""
        for number in range(self.cells()):
            self.cell(number)
        last = self.cell(self.cells() - 1)
        last.get_by_text(hostile.MARKER, exact=True).wait_for()
        picture = last.locator("img").element_handle()
        self.page.wait_for_function("picture => picture.naturalWidth > 0", arg=picture)

    def press_all(self):
        """Click on whatever asks for it, in frames too, and on each formula; return what kinds of things there were."""
        pressed = set()

        def press(things):
            for each in things.all():
                each.click(force=True)  # a formula lies over its own words
                pressed.add(each.evaluate("each => each.tagName.toLowerCase()"))

        for number in range(self.cells()):
            shown = self.cell(number).locator(SHOWN)
            press(shown.get_by_text("press", exact=True))
            press(shown.locator("mjx-mrow"))
        for frame in self.page.frames[1:]:
            press(frame.get_by_text("press", exact=True))
        return pressed

    def times_sent(self, kind):
        """How many messages of this type went to a kernel."""
        return sum(f'"msg_type":"{kind}"' in message for message in self.sent)

    def execution_count(self):
        """Have the kernel execute something and say how many times it has; what was asked for before comes before."""
        return self.page.evaluate(
            """async () => {
                const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
                return (await kernel.requestExecute({ code: '0' }).done).content.execution_count;
            }"""
        )


def ask(lab, what):
    """What the server says is there: kernels, sessions, terminals."""
    address = f"{lab.state['url']}api/{what}?token={lab.state['token']}"
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return json.load(answer)


def files(folder):
    """What the folder holds: the files' names, and what stands in them."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.fixture
def stranger():
    with hostile.Stranger() as started:
        yield started


@pytest.fixture
def folder(tmp_path, stranger):
    hostile.write(tmp_path / NAME, stranger.address)
    return tmp_path


def test_a_strangers_notebook_is_opened_and_nothing_happens(folder, stranger):
    before = files(folder)
    with browser() as chromium, Lab(folder, options=(SETTINGS,)) as lab:
        notebook = Watched(chromium, lab, NAME)
        address = notebook.page.url
        notebook.see_all()
        notebook.shot("hostile")
        assert {"a", "button", "mjx-mrow"} <= notebook.press_all()
        assert notebook.page.url == address
        assert len(notebook.page.context.pages) == 1
        assert notebook.page.locator(".jp-Dialog").count() == 0
        assert notebook.page.locator(COMMAND).count() == 0

        # The kernel has told the widget manager which widgets live, so that has looked for the stored ones as well.
        assert notebook.times_sent("comm_info_request") > 0
        assert notebook.times_sent("execute_request") == 0
        assert notebook.execution_count() == 1
        assert notebook.times_sent("execute_request") == 1

        assert [session["path"] for session in ask(lab, "sessions")] == [NAME], "JupyterLab's own, and no other"
        assert (len(ask(lab, "kernels")), ask(lab, "terminals")) == (1, [])
        assert files(folder) == {**before, CHECKPOINT: before[NAME]}
        assert (notebook.abroad(), stranger.called) == (set(), [])
        assert f"{stranger.address}/cell-picture" in notebook.refused
        assert not any(f"{stranger.address}/vega" in line for line in notebook.errors), "Vega has not even tried"


def test_without_the_settings_it_does_harm(folder, stranger):
    with browser() as chromium, Lab(folder) as lab:
        notebook = Watched(chromium, lab, NAME)
        notebook.see_all()
        until((folder / "widget.txt").exists)
        assert len(ask(lab, "kernels")) > 1
        assert {"/widget/code", "/cell-picture", "/output-style-attribute", "/vega"} <= set(stranger.called)
        notebook.page.locator(COMMAND).first.click()
        notebook.page.locator(".jp-Dialog").get_by_text("Run Command?").wait_for()
