"""The rules of the house, each checked by the tool that knows it."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import jupytext
import pytest

from dlcourse.authoring import exercises, source

ROOT = Path(__file__).parents[1]
LESSONS = [each.text for each in [*source.lessons(), *exercises.sources()]]


def run(*command, **keywords):
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, **keywords)
    assert found.returncode == 0, f"{found.stdout}\n{found.stderr}"
    return found.stdout


def tracked(*patterns):
    names = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True).stdout
    return [ROOT / name for name in names.split("\0") if name]


def test_ruff_on_the_package_and_the_tests():
    run(sys.executable, "-m", "ruff", "check", ".")


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_ruff_on_the_lessons(lesson):
    notebook = jupytext.writes(jupytext.read(lesson, fmt="md:myst"), "ipynb")
    # A lesson imports where it needs a thing, shows values by naming them, and leaves blanks.
    loose = "E402,B018,I001,D,PT,F811,E501"
    if lesson.name == "exercises.md":  # a check cell has its names from `check_cell` and from the solution
        loose += ",F821,B023"
    options = ["--stdin-filename", f"{lesson.stem}.ipynb", "--extend-ignore", loose, "--config", "extend-exclude=[]"]
    run(sys.executable, "-m", "ruff", "check", *options, "-", input=notebook)


def test_types_of_the_package():
    run(sys.executable, "-m", "mypy")


def test_imports_point_one_way():
    # The command of import-linter is not on the path of a virtual environment that is not activated.
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    said = run(sys.executable, "-c", code)
    assert "1 kept, 0 broken" in said


@pytest.mark.parametrize(
    "package", ["", ".rooms", ".data", ".plots", ".journal", ".evidence", ".interact", ".exercises", ".course.gallery"]
)
def test_importing_it_does_not_import_torch(package):
    run(sys.executable, "-c", f"import sys, dlcourse{package}; sys.exit('torch' in sys.modules)")


def test_pins_lie_within_the_ranges():
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line)
    ranges = {each.name: each.specifier for each in map(Requirement, project["dependencies"])}
    assert set(pins) == set(ranges)
    outside = {name: pins[name] for name, allowed in ranges.items() if pins[name] not in allowed}
    assert not outside
    constraints = dict(l.split("==") for l in (ROOT / "constraints.txt").read_text().splitlines() if "==" in l)
    assert {name: constraints[name] for name in pins} == pins


def test_no_file_is_too_long_to_read_in_one_sitting():
    long = {p.name: n for p in tracked("dlcourse/*.py") if (n := len(p.read_text().splitlines())) > 400}
    assert not long


def test_no_path_of_a_machine_and_no_registry_is_named():
    # Written apart, so that this file may be searched too.
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org"]
    words = re.compile("|".join(map(re.escape, [*hosts, os.path.expanduser("~") + "/", str(ROOT) + "/"])))
    texts = [p for p in tracked() if p.suffix not in (".png", ".safetensors") and p.is_file()]
    found = [p.relative_to(ROOT).as_posix() for p in texts if words.search(p.read_text(encoding="utf-8"))]
    assert not found


def test_pytorchs_wheels_are_named_in_three_places_only():
    address = "download.pytorch" + ".org"
    found = {p.relative_to(ROOT).parts[0] for p in tracked() if p.is_file() and address in p.read_text(errors="ignore")}
    assert found <= {"README.md", "Makefile", "binder"}
