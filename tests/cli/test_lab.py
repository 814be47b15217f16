import json
import os
import socket
import subprocess
import sys
import uuid

import nbformat
import pytest
import server
import websocket
from waiting import PATIENCE, until

HTML, WIDGET, PLAIN = "text/html", "application/vnd.jupyter.widget-view+json", "text/plain"
VIEW = {"model_id": "abc", "version_major": 2, "version_minor": 0}


pytestmark = pytest.mark.xdist_group("lab")  # one server for all


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    course = server.course(folder / "course")
    with server.serving(server.lab(f"--port={server.free_port()}"), folder / "own", course) as started:
        started.course = course
        yield started


def save(running, notebook, name="saved.ipynb"):
    content = json.loads(nbformat.writes(notebook)) if isinstance(notebook, nbformat.NotebookNode) else notebook
    running.request(f"/api/contents/{name}", "PUT", {"type": "notebook", "format": "json", "content": content})
    return json.loads((running.course / "work" / name).read_text())


def displayed(*outputs):
    cell = nbformat.v4.new_code_cell("demo()")
    cell.outputs = [nbformat.v4.new_output("display_data", data=data) for data in outputs]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Title"), cell])


def test_without_a_display_the_address_of_the_first_lesson_is_printed(running):
    assert "Open the address below in a browser." in running.said
    assert f"{running.url.replace('localhost', '127.0.0.1')}/lab/tree/00_start_here.ipynb?token={running.token}" in (
        running.said.replace("localhost", "127.0.0.1")
    )


def test_the_page_answers_and_shows_the_learners_own_copies(running):
    assert "jupyter-config-data" in running.request("/lab/tree/00_start_here.ipynb")
    names = {entry["name"] for entry in running.request("/api/contents")["content"]}
    assert {"00_start_here.ipynb", "exercises"} <= names
    assert running.request("/api/contents/00_start_here.ipynb?content=0")["writable"]


def test_saving_keeps_the_picture_and_drops_the_widget_that_hides_it(running):
    notebook = displayed({WIDGET: VIEW, HTML: "<img alt='a'>", PLAIN: "a"})
    notebook.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    notebook.metadata.title = "kept"
    on_disk = save(running, notebook)
    assert on_disk["cells"][1]["outputs"][0]["data"] == {HTML: ["<img alt='a'>"], PLAIN: ["a"]}
    assert on_disk["metadata"] == {"title": "kept"}


def test_saving_drops_nothing_else(running):
    notebook = displayed({WIDGET: VIEW, PLAIN: "a widget without a picture"}, {"image/png": "aaaa"}, {HTML: "<b>b</b>"})
    notebook.cells[1].metadata.tags = ["predicted"]
    notebook.cells[1].outputs += [nbformat.v4.new_output("stream", text="words"), nbformat.v4.new_output("error")]
    on_disk = save(running, notebook)
    assert nbformat.from_dict(on_disk) == nbformat.from_dict(json.loads(nbformat.writes(notebook)))


def settings_of_the_page(running):
    """Return what the page does about news and updates when the learner has chosen nothing."""
    schema = running.request("/lab/api/settings/@jupyterlab/apputils-extension:notification")["schema"]
    return {name: schema["properties"][name]["default"] for name in ("fetchNews", "checkForUpdates")}


def test_a_text_file_is_saved_as_it_is(running):
    text = '{"metadata": {"widgets": 1}}'
    running.request("/api/contents/a.json", "PUT", {"type": "file", "format": "text", "content": text})
    assert (running.course / "work" / "a.json").read_text() == text


def run_in_kernel(running, code):
    """Run one line in a kernel and return what it prints."""
    kernel = running.request("/api/kernels", "POST", {"name": "python3"})["id"]
    address = running.url.replace("http", "ws") + f"/api/kernels/{kernel}/channels?token={running.token}"
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": "s", "username": "", "version": "5"}
    content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    channel = websocket.create_connection(address, timeout=PATIENCE)
    try:
        channel.send(json.dumps(message))
        printed = ""
        while True:
            answer = json.loads(channel.recv())
            if answer["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            if answer["msg_type"] == "stream":
                printed += answer["content"]["text"]
            if answer["msg_type"] == "execute_reply":
                assert answer["content"]["status"] == "ok", answer
            if answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
                return printed.strip()
    finally:
        channel.close()
        running.request(f"/api/kernels/{kernel}", "DELETE")


def test_kernels_find_the_course_and_do_not_spin(running):
    code = "import os, shutil, dlcourse; print(os.environ['OPENBLAS_THREAD_TIMEOUT'], bool(shutil.which('dlcourse')))"
    assert run_in_kernel(running, code) == "18 True"


def test_opening_the_course_calls_nobody(running):
    assert running.request("/lab/api/news") == {"news": []}
    assert running.request("/lab/api/update") == {"notification": None}
    running.request("/lsp/status")
    running.request("/lab/api/extensions?query=widgets&refresh=1")
    assert settings_of_the_page(running) == {"fetchNews": "false", "checkForUpdates": False}
    assert running.called() == []


@pytest.mark.parametrize("way", ["--config", pytest.param("JUPYTER_CONFIG_PATH", marks=pytest.mark.slow)])
def test_the_settings_serve_without_the_command_dlcourse(tmp_path, way):
    course = server.course(tmp_path / "course")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--port=0"]
    environment = {}
    if way == "--config":
        command.append("--config=jupyter/jupyter_server_config.py")
    else:
        environment[way] = "jupyter"
    with server.serving(command, tmp_path / "own", course, **environment) as started:
        assert settings_of_the_page(started) == {"fetchNews": "false", "checkForUpdates": False}
        assert started.request("/lab/api/news") == {"news": []}
        notebook = displayed({WIDGET: VIEW, HTML: "<img alt='a'>", PLAIN: "a"})
        content = json.loads(nbformat.writes(notebook))
        started.request("/api/contents/n.ipynb", "PUT", {"type": "notebook", "format": "json", "content": content})
        assert WIDGET not in (course / "n.ipynb").read_text()
        notebook.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
        nbformat.write(notebook, course / "stored.ipynb")
        assert started.request("/api/contents/stored.ipynb")["content"]["metadata"] == {}
        assert started.called() == []


@pytest.mark.slow
def test_without_the_settings_the_record_of_calls_would_show_one(tmp_path):
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--port=0"]
    with server.serving(command, tmp_path / "own", tmp_path) as started:
        started.request("/lab/api/news")
        started.request("/lsp/status")
        assert {"jupyterlab.github.io", "npm"} <= set(started.called())


def test_a_port_that_is_taken_is_said_and_the_next_is_used_with_a_browser_where_there_is_one(tmp_path):
    course = server.course(tmp_path / "course")
    browser = tmp_path / "browser"
    browser.write_text('#!/bin/sh\ncd "${0%/*}" && echo "$@" > opened.part && mv opened.part opened\n')
    browser.chmod(0o755)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        command = server.lab(f"--port={port}", "--ServerApp.custom_display_url=http://passed.on/")
        with server.serving(command, tmp_path / "own", course, BROWSER=str(browser)) as started:
            assert f"Port {port} is taken" in started.said
            assert f":{port}/" not in started.url
            assert "http://passed.on/" in started.said
            assert "JupyterLab opens in your browser" in started.said
            until((tmp_path / "opened").exists, said=lambda: started.said)
    assert "open.html" in (tmp_path / "opened").read_text()


def test_the_copies_are_made_without_starting_anything(tmp_path):
    course = server.course(tmp_path / "course")
    run = subprocess.run(server.lab("--prepare-only"), cwd=course, capture_output=True, text=True, env=os.environ)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == f"Your own copies are in {course / 'work'}: 00_start_here, exercises/00_start_here.\n"
    assert (course / "work" / "exercises" / "00_start_here.ipynb").exists()
