"""What lies in chapters/ was made from the texts in the rooms, holds, and keeps its budgets."""

import configparser
import html
import json
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from dlcourse import budget
from dlcourse.authoring import calibrate, stale, stored
from dlcourse.authoring.notebooks import of_lesson
from dlcourse.authoring.source import CHAPTERS, lessons
from dlcourse.evidence import MEDIA_TYPE

LESSONS = lessons()
SANITIZE = Path(__file__).with_name("sanitize.cfg")
every_lesson = pytest.mark.parametrize("source", LESSONS, ids=lambda source: source.name)


def notebook_of(source):
    return nbformat.read(source.notebook, as_version=4)


def evidence(source):
    """The evidence that a stored lesson shows, in all its forms."""
    outputs = [output for cell in notebook_of(source).cells for output in cell.get("outputs", [])]
    return [output.data for output in outputs if MEDIA_TYPE in output.get("data", {})]


def test_no_lesson_is_stale():
    outdated = [source.shown for source in stale.stale(LESSONS)]
    assert not outdated, f"run `make notebooks` for {', '.join(outdated)}"


def test_no_stored_lesson_has_lost_its_source():
    assert {*CHAPTERS.glob("*.ipynb")} == {source.notebook for source in LESSONS}


@every_lesson
def test_text_and_code_are_those_of_the_source(source):
    made, rebuilt = notebook_of(source), of_lesson(source)
    assert [(c.id, c.cell_type, c.source, c.metadata) for c in made.cells] == [
        (c.id, c.cell_type, c.source, c.metadata) for c in rebuilt.cells
    ]


@every_lesson
def test_what_is_stored_may_be_stored(source):
    assert stored.problems(notebook_of(source)) == []


@every_lesson
def test_budgets_are_measured_and_kept(source):
    cost = json.loads(budget.STORED.read_text()).get(source.name)
    assert cost, f"run `make budget LESSON={source.name}`"
    assert cost["seconds"] <= 120
    assert cost["megabytes"] <= 1000


def test_the_whole_course_runs_in_twenty_minutes():
    assert sum(cost["seconds"] for cost in json.loads(budget.STORED.read_text()).values()) <= 20 * 60


@every_lesson
def test_every_bound_lies_far_from_bad_luck(source):
    for statement in (data[MEDIA_TYPE] for data in evidence(source)):
        if statement["stored"] or not statement["clauses"]:
            continue
        mine = json.loads(calibrate.STORED.read_text()).get(source.name, {"steps": {}})
        assert set(mine["steps"]) == set(calibrate.STEPS), f"go on with `make calibrate LESSON={source.name}`"
        for name, clause in statement["clauses"].items():
            d = calibrate.differences(mine, statement["id"], name)
            assert len(d) == 20
            safe = calibrate.safe_bounds(d, clause["seeds"])
            assert clause["above"] is None or clause["above"] <= safe["above"], statement["id"]
            assert clause["within"] is None or clause["within"] >= safe["within"], statement["id"]
            assert clause["every"] is None or clause["every"] <= safe["every"], statement["id"]


FIGURES = re.compile(r'<li>([^<]*): <data class="m">(\S+), from (\S+) to (\S+)</data>')


@every_lesson
def test_the_stored_run_shows_the_calibrated_differences(source):
    """The bounds rest on calibrations; this shows that they still measure what the lesson does, seed by seed."""
    calibrated = json.loads(calibrate.STORED.read_text()).get(source.name, {"steps": {}})
    for data in evidence(source):
        statement = data[MEDIA_TYPE]
        if statement["stored"]:
            continue
        found = FIGURES.findall(data["text/html"])
        shown = {html.unescape(name): [float(each) for each in figures] for name, *figures in found}
        for name, clause in statement["clauses"].items():
            d = calibrate.differences(calibrated, statement["id"], name)
            mine = d[: clause["seeds"]]
            figures = shown["difference for each seed" if name == "d" else name]
            # Processors differ in the last digits, and training enlarges them: by less than seeds differ.
            close = max(d.std(ddof=1), 0.002)
            expected = [mine.mean(), mine.min(), mine.max()]
            np.testing.assert_allclose(figures, expected, rtol=0, atol=close, err_msg=statement["id"])


def test_one_pattern_is_read_and_replaces_by_a_visible_letter():
    config = configparser.ConfigParser()
    config.read(SANITIZE)
    assert config.sections() == ["measured"]
    assert config["measured"]["replace"] == "M"
    hide = re.compile(config["measured"]["regex"])
    shown = '<data class="m">93%</data><img alt="two bars" src="data:image/png;base64,iVBO+/Rw0=">'
    assert hide.sub("M", shown) == '<data class="m">M</data><img alt="two bars" src="data:image/png;base64,M">'
