"""What Binder does with this project, as far as a machine without a container engine can do the same."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

import psutil
import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from waiting import PATIENCE, served

ROOT = Path(__file__).resolve().parents[2]
BINDER = ROOT / "binder"
MEMORY = 1000  # MB: what Binder promises
BIN = Path(sys.executable).parent

pytestmark = pytest.mark.xdist_group("binder")  # one server for all of them


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """What Binder's image holds of this project, after its build."""
    folder = tmp_path_factory.mktemp("image") / "course"
    folder.mkdir()
    for name in ("binder", "jupyter", "chapters"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    for name in ("pyproject.toml", "requirements.txt", "constraints.txt", "Makefile"):
        shutil.copy(ROOT / name, folder / name)
    built = subprocess.run(["bash", "binder/postBuild"], cwd=folder, env=environment(), capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return folder


def environment():
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def test_repo2docker_accepts_the_configuration(course):
    command = [str(BIN / "jupyter-repo2docker"), "--no-build", "--debug", "."]
    run = subprocess.run(command, cwd=course, env=environment(), capture_output=True, text=True)
    told = run.stdout + run.stderr
    assert run.returncode == 0, told
    assert "Building conda environment for python=3.11" in told
    assert 'pip install --no-cache-dir -r "binder/requirements.txt"' in told
    assert "RUN ./binder/postBuild" in told
    assert "/binder/start" in told


def test_the_python_is_one_that_the_course_supports():
    python = (BINDER / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert python in SpecifierSet(project["requires-python"])


def test_torch_comes_without_cuda_from_the_address_that_make_uses():
    address = re.search(r"^TORCH_CPU := (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1]
    lines = (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert f"--extra-index-url {address}" in lines
    # A build without CUDA is named 2.13.0+cpu: the pin must allow it, and pip then prefers it to the plain name.
    pin = re.search(r"^torch(==\S+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert f"{pin[2:]}+cpu" in Requirement(f"torch{pin}").specifier


def test_files_named_in_the_requirements_are_there():
    named = re.findall(r"^-[rc] (\S+)", (BINDER / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) == 2
    assert all((BINDER / name).is_file() for name in named)


def test_the_scripts_may_be_executed():
    assert all(os.access(BINDER / name, os.X_OK) for name in ("postBuild", "start"))


class Server:
    """JupyterLab, started as Binder starts it: by the script, with Binder's own options."""

    def __init__(self, course, log):
        command = ["bash", str(course / "binder" / "start"), sys.executable, "-m", "jupyterlab", "--no-browser"]
        own = {"JUPYTER_CONFIG_DIR": str(log.parent / "config"), "JUPYTER_RUNTIME_DIR": str(log.parent / "runtime")}
        with log.open("w", encoding="utf-8") as out:
            self.process = subprocess.Popen(
                [*command, "--ServerApp.port=0", "--allow-root"],
                cwd=course, env={**environment(), **own}, stdout=out, stderr=out,
            )  # fmt: skip
        try:
            state = served(log.parent / "runtime", self.process, lambda: log.read_text(encoding="utf-8"))
        except BaseException:
            self.stop()
            raise
        self.address, self.token = state["url"].rstrip("/"), state["token"]

    def ask(self, method, path, content=None):
        data = json.dumps(content).encode() if content is not None else None
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def stop(self):
        self.process.terminate()
        self.process.wait()


@pytest.fixture(scope="module")
def server(course, tmp_path_factory):
    running = Server(course, tmp_path_factory.mktemp("server") / "log")
    yield running
    running.stop()


def test_a_visitor_meets_copies_of_the_lessons_and_nothing_else(course, server):
    listed = {entry["name"] for entry in server.ask("GET", "/api/contents")["content"]}
    assert listed >= {path.name for path in course.glob("chapters/*.ipynb")}
    assert "Makefile" not in listed


def test_saving_is_clean_as_it_is_at_home(server):
    forms = {"application/vnd.jupyter.widget-view+json": {"model_id": "gone"}, "text/html": "<p>still</p>"}
    output = {"output_type": "display_data", "metadata": {}, "data": forms}
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "", "execution_count": 1, "outputs": [output]}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    server.ask("PUT", "/api/contents/saved.ipynb", {"type": "notebook", "content": notebook})
    saved = server.ask("GET", "/api/contents/saved.ipynb")["content"]
    assert list(saved["cells"][0]["outputs"][0]["data"]) == ["text/html"]


def test_server_and_dearest_lesson_fit_into_the_memory(server):
    process = psutil.Process(server.process.pid)
    megabytes = sum(part.memory_info().rss for part in [process, *process.children(recursive=True)]) / 1e6
    assert megabytes > 50
    lessons = json.loads((ROOT / "dlcourse" / "course" / "budget.json").read_text(encoding="utf-8"))
    dearest = max((cost["megabytes"] for cost in lessons.values()), default=0)
    assert megabytes + dearest < MEMORY
