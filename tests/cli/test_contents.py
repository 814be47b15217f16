"""What the settings make of the files that JupyterLab reads and writes: a notebook goes without its stored widgets."""

import asyncio
import copy
import json

import jupytext
import nbformat
import pytest
from fresh import ROOT
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from jupytext.async_contentsmanager import build_async_jupytext_contents_manager_class
from tornado.web import HTTPError
from traitlets.config.loader import PyFileConfigLoader

VIEW = {"application/vnd.jupyter.widget-view+json": {"model_id": "a", "version_major": 2, "version_minor": 0}}
WIDGETS = {"application/vnd.jupyter.widget-state+json": {"version_major": 2, "version_minor": 0, "state": {"a": {}}}}
KEEP_ALL = {"jupytext": {"notebook_metadata_filter": "all"}}
STILL, PLAIN = {"text/html": "<img alt='a'>"}, {"text/plain": "a widget"}


def notebook(*outputs, **metadata):
    shown = [{"output_type": "display_data", "data": data, "metadata": {}} for data in outputs]
    cell = {"cell_type": "code", "id": "a", "source": "demo()", "execution_count": 1, "outputs": shown, "metadata": {}}
    return {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def data(content):
    return [output["data"] for output in content["cells"][0]["outputs"]]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "signatures"))
    for variable in ("JUPYTER_CONFIG_PATH", "OPENBLAS_THREAD_TIMEOUT"):
        monkeypatch.setenv(variable, "")  # the settings set them: this restores them
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def contents(folder):
    """The course's contents manager, whose calls are waited for."""
    settings = PyFileConfigLoader("jupyter_server_config.py", str(ROOT / "jupyter")).load_config()
    return settings.ServerApp.contents_manager_class(root_dir=str(folder))


@pytest.fixture
def plain(folder):
    """The one that there would be without the settings."""
    return build_async_jupytext_contents_manager_class(AsyncLargeFileManager)(root_dir=str(folder))


def test_a_notebook_is_read_without_its_widgets_and_stays_as_it_is_on_disk(folder, contents):
    stored = json.dumps(notebook({**VIEW, **STILL}, VIEW, {**VIEW, **PLAIN}, widgets=WIDGETS, title="kept"))
    (folder / "a.ipynb").write_text(stored)
    for options in ({}, {"type": "notebook"}, {"format": "json"}, {"format": "text"}, {"require_hash": True}):
        read = asyncio.run(contents.get("a.ipynb", content=True, **options))["content"]
        assert read["metadata"] == {"title": "kept"}
        assert data(read) == [STILL, {**VIEW, **PLAIN}]
    assert (folder / "a.ipynb").read_text() == stored


def test_a_notebook_without_widgets_is_read_as_it_is(folder, contents, plain):
    (folder / "a.ipynb").write_text(json.dumps(notebook(STILL, {"image/png": "aaaa"}, {**VIEW, **PLAIN}, title="kept")))
    for options in ({}, {"content": False}, {"require_hash": True}):
        assert asyncio.run(contents.get("a.ipynb", **options)) == asyncio.run(plain.get("a.ipynb", **options))


def test_other_files_are_read_as_they_are(folder, contents, plain):
    text = json.dumps(notebook(widgets=WIDGETS))
    for name in ("a.json", "a.ipynb", "a.txt"):
        (folder / name).write_text(text)
        assert asyncio.run(contents.get(name, type="file", format="text"))["content"] == text
    for path in ("", "/"):
        read, expected = (asyncio.run(each.get(path, type="directory")) for each in (contents, plain))
        assert read == expected


@pytest.mark.parametrize("name", ["a.md", "a.py"])
def test_a_text_that_is_read_as_a_notebook_has_no_widgets_either(folder, contents, plain, name):
    metadata = {"widgets": WIDGETS, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    (folder / name).write_text(jupytext.writes(nbformat.from_dict(notebook(**metadata, **KEEP_ALL)), name[1:]))
    without_us, read = (
        asyncio.run(manager.get(name, type="notebook"))["content"]["metadata"] for manager in (plain, contents)
    )
    assert without_us.pop("widgets") == WIDGETS
    assert read == without_us


def test_an_older_format_has_no_widgets_either(folder, contents):
    (folder / "a.ipynb").write_text(
        json.dumps({"metadata": {"name": "", "widgets": WIDGETS}, "nbformat": 3, "nbformat_minor": 0, "worksheets": []})
    )
    assert "widgets" not in asyncio.run(contents.get("a.ipynb"))["content"]["metadata"]


def test_a_checkpoint_brings_no_widgets_back(folder, contents):
    async def back_and_forth():
        (folder / "a.ipynb").write_text(json.dumps(notebook(STILL, widgets=WIDGETS)))
        checkpoint = await contents.create_checkpoint("a.ipynb")
        (folder / "a.ipynb").write_text(json.dumps(notebook()))
        await contents.restore_checkpoint(checkpoint["id"], "a.ipynb")
        return (await contents.get("a.ipynb"))["content"]

    restored = asyncio.run(back_and_forth())
    assert json.loads((folder / "a.ipynb").read_text())["metadata"] == {"widgets": WIDGETS}
    assert (restored["metadata"], data(restored)) == ({}, [STILL])


def test_a_notebook_that_was_trusted_is_still_trusted_when_it_is_opened_again(contents):
    async def saved_and_trusted():
        await contents.save({"type": "notebook", "content": notebook({**VIEW, **STILL}, widgets=WIDGETS)}, "a.ipynb")
        before = await contents.get("a.ipynb")
        await contents.trust_notebook("a.ipynb")
        return [each["content"]["cells"][0]["metadata"]["trusted"] for each in (before, await contents.get("a.ipynb"))]

    assert asyncio.run(saved_and_trusted()) == [False, True]


ODD = [
    {"cells": [], "metadata": [], "nbformat": 4, "nbformat_minor": 5},
    {"metadata": {"widgets": WIDGETS}, "nbformat": 4, "nbformat_minor": 5},
    {"cells": [None], "metadata": {}, "nbformat": 4, "nbformat_minor": 5},
    {"cells": [{"outputs": 3}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5},
    {"cells": [{"cell_type": "code", "outputs": [{"data": None}]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5},
    {"cells": [], "metadata": None, "nbformat": 4, "nbformat_minor": 5},
    {"nbformat": 99},
    [],
    None,
]


@pytest.mark.parametrize("stored", [*map(json.dumps, ODD), "{", ""])
def test_an_odd_notebook_is_answered_as_it_would_be_without_us(folder, contents, plain, stored):
    (folder / "a.ipynb").write_text(stored)

    def answer(manager):
        try:
            return asyncio.run(manager.get("a.ipynb"))
        except HTTPError as error:
            return error.status_code, error.log_message
        except Exception as error:
            return type(error), str(error)

    assert answer(contents) == answer(plain)


def test_what_is_odd_elsewhere_does_not_save_the_widgets(folder, contents):
    odd = {**notebook(widgets=WIDGETS), "cells": [{**notebook(PLAIN)["cells"][0], "outputs": [{"data": None}]}]}
    (folder / "a.ipynb").write_text(json.dumps(odd))
    assert asyncio.run(contents.get("a.ipynb"))["content"]["metadata"] == {}


UNSAVED = [
    {"type": "notebook"},
    {"type": "notebook", "content": None},
    {"type": "notebook", "content": {"metadata": [], "cells": 3}},
    {"type": "notebook", "content": {"cells": [None, {"outputs": 3}, {"outputs": [{"data": None}]}]}},
    {"type": "file", "content": "metadata"},
]


@pytest.mark.parametrize("model", UNSAVED)
def test_nothing_that_is_saved_stops_the_saving(contents, model):
    before = copy.deepcopy(model)
    contents.run_pre_save_hooks(model=model, path="a.ipynb")
    assert model == before


def test_a_hook_of_the_readers_own_runs_too(contents):
    seen = []
    contents.register_pre_save_hook(lambda model, path, contents_manager: seen.append(copy.deepcopy(model["content"])))
    asyncio.run(contents.save({"type": "notebook", "content": notebook(VIEW, widgets=WIDGETS)}, "a.ipynb"))
    assert [(each["metadata"], data(each)) for each in seen] == [({}, [])]
