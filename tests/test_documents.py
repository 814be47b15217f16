"""What README and CONTRIBUTING promise is there; the settings for authors do what they say."""

import json
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import jupytext
import pytest
import yaml

from dlcourse.authoring import contents, exercises, source
from dlcourse.cli import doctor

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "index.md", "evidence.md"]
LESSONS = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob("chapters/*.ipynb"))]
EXERCISES = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob("chapters/exercises/*.ipynb"))]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def code(name):
    """What stands in backticks or in a block of code, one string each."""
    text = read(name)
    blocks = re.findall(r"^ *```\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [*(line for block in blocks for line in block.splitlines()), *re.findall(r"`([^`\n]+)`", text)]


def help_of(*module):
    command = [sys.executable, "-m", *module, "--help"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_target_of_make_is_there(name):
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = {match for line in code(name) for match in re.findall(r"\bmake ([a-z-]+)", line)}
    assert len(named) >= 3
    assert named <= targets


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_command_of_ours_is_there(name):
    lines = " \n".join(code(name))
    modules = {"dlcourse.cli", "dlcourse.authoring"} & set(re.findall(r"-m (dlcourse[.\w]*)", lines))
    assert modules
    for module, command in set(re.findall(r"-m (dlcourse\.(?:cli|authoring)) (\w+)", lines)):
        assert command in help_of(module)
    for command in set(re.findall(r"^dlcourse (\w+)", lines, re.MULTILINE)):
        assert command in help_of("dlcourse.cli")
    for what in set(re.findall(r"dlcourse journal (\w+)", lines)):
        assert what in help_of("dlcourse.cli", "journal")
    for module in set(re.findall(r"-m (dlcourse\.cli\.\w+)", lines)):
        assert help_of(module)


@pytest.mark.parametrize("name", PAGES)
def test_links_inside_the_project_resolve(name):
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"<!--.*?-->", "", read(name), flags=re.DOTALL))
    inside = [link for link in links if not link.startswith("https://")]
    assert not [link for link in inside if not (ROOT / link).is_file()]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_folders_and_files_that_are_named_are_there(name):
    named = {word for line in code(name) for word in re.findall(r"^(?:dlcourse|chapters|tests)/[\w/.]*$", line)}
    assert named or name == "README.md"
    assert not [word for word in named if "NN" not in word and not (ROOT / word).exists()]


def test_contents_and_the_readmes_table_are_those_of_the_course():
    assert read("_toc.yml") == contents.toc(), "run make notebooks"
    assert read("README.md") == contents.readme(), "run make notebooks"


def test_every_notebook_that_is_here_is_linked_and_listed_exercises_after_their_lessons():
    chapters = read("README.md").partition("## Chapters")[2].partition("\n## ")[0]
    assert re.findall(r"^\| (\d\d) ", chapters, re.MULTILINE) == [f"{number:02}" for number in range(14)]
    assert sorted(re.findall(r"\((chapters/[^)]+)\)", chapters)) == sorted([*LESSONS, *EXERCISES])
    listed = [entry["file"] for tree in yaml.safe_load(read("_toc.yml"))["subtrees"] for entry in tree["entries"]]
    notebooks = [f"{name}.ipynb" for name in listed if name.startswith("chapters/")]
    assert sorted(notebooks) == sorted([*LESSONS, *EXERCISES])
    for before, after in pairwise(notebooks):
        if before in EXERCISES and Path(before).name[:2] == Path(after).name[:2]:
            assert after in EXERCISES


def test_the_readme_is_short():
    assert len(read("README.md").splitlines()) <= 125
    assert len(read("CONTRIBUTING.md").splitlines()) <= 80


def test_sizes_and_versions_are_those_that_doctor_goes_by():
    needs = " ".join(read("README.md").partition("The first run downloads")[2].partition("Later runs")[0].split())
    sizes = [doctor.DOWNLOAD_CPU, doctor.ROOM_CPU, doctor.DOWNLOAD_CUDA, doctor.ROOM_CUDA]
    assert re.findall(r"[\d.]+ GB", needs) == [f"{size / doctor.GB:g} GB" for size in sizes]
    oldest, newest = (".".join(map(str, version)) for version in (doctor.OLDEST, doctor.NEWEST))
    assert read("README.md").count(f"{oldest} to {newest}") == 2


def test_the_licence_names_both_licences_and_the_holder():
    licence = read("LICENSE")
    for words in ("MIT License", "CC BY 4.0", "The dlcourse authors", "https://creativecommons.org/licenses/by/4.0/"):
        assert words in licence


def test_hooks_fetch_nothing_and_name_what_there_is():
    repositories = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"]
    hooks = repositories[0]["hooks"]
    assert all(hook["language"] == "system" and hook["entry"].startswith(".venv/bin/") for hook in hooks)
    commands = [match for hook in hooks for match in re.findall(r"dlcourse\.authoring (\w+)", hook["entry"])]
    assert commands == ["stale", "contents"]
    assert all(command in help_of("dlcourse.authoring") for command in commands)


def test_saving_a_text_from_jupyterlab_changes_nothing_else(tmp_path):
    """jupytext's own way to open and save, with the settings in jupytext.toml."""
    shutil.copy(ROOT / "jupytext.toml", tmp_path)
    manager = jupytext.TextFileContentsManager(root_dir=str(tmp_path))
    texts = [tmp_path / each.text.relative_to(ROOT) for each in [*source.lessons(), *exercises.sources()]]
    for text in texts:
        text.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / text.relative_to(tmp_path), text)
    for text in texts:
        before = text.read_text(encoding="utf-8")
        path = text.relative_to(tmp_path).as_posix()
        notebook = manager.get(path, type="notebook", content=True)["content"]
        notebook.metadata["language_info"] = {"name": "python", "version": "3.99"}
        for cell in notebook.cells:
            cell.metadata["execution"] = {"iopub.execute_input": "2020-01-01"}
            if cell.cell_type == "code":
                cell.outputs = [{"output_type": "stream", "name": "stdout", "text": "ran\n"}]
        manager.save({"type": "notebook", "format": "json", "content": json.loads(json.dumps(notebook))}, path)
        assert text.read_text(encoding="utf-8") == before
