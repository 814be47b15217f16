"""A learner who comes back after an update finds all that an earlier version recorded, and stands where they stood.

What they did in an exercise that has since been replaced stays in the file, and counts no more.

``old_journal.jsonl`` is a file as the last version before rooms wrote it: each of its quizzes ("02a One neuron") and
predictions was answered in its own forms, exercises were brought into all states, and everything was once reset.
"""

import html
import json
import re
from pathlib import Path

import pytest

from dlcourse import journal, rooms
from dlcourse.exercises.chapters import mastery, parallels_passed, progress_page
from dlcourse.exercises.progress import standings
from dlcourse.interact.predict import predicted
from dlcourse.interact.vote import vote
from dlcourse.plots import plain

OLD = Path(__file__).with_name("old_journal.jsonl")
LINES = [json.loads(line) for line in OLD.read_text(encoding="utf-8").splitlines()]

# What that version made of it: checks, passed, hints, solution shown.
STANDINGS = {
    **dict.fromkeys(("start.mean", "start.standardise", "features.orientation"), (2, True, 0, False)),
    **dict.fromkeys(("layers.count", "slopes.order"), (2, True, 0, False)),
    **dict.fromkeys(("start.accuracy", "start.view", "start.misread", "features.votes"), (1, True, 0, False)),
    **dict.fromkeys(("features.protocol", "features.crossover"), (1, True, 0, False)),
    **dict.fromkeys(("neuron.gates", "outputs.softmax", "outputs.cross_entropy", "layers.tent"), (1, True, 0, False)),
    **dict.fromkeys(("slopes.tape", "backward.unbroadcast", "backward.matmul"), (1, True, 0, False)),
    **dict.fromkeys(("backward.blame", "loop.bugs"), (1, True, 0, False)),
    **dict.fromkeys(("features.spectrogram", "outputs.choose"), (1, True, 1, False)),
    **dict.fromkeys(("layers.merge", "outputs.sure"), (1, False, 0, False)),
    **dict.fromkeys(("start.linear", "neuron.xor", "slopes.numeric", "engine.softplus"), (0, False, 0, False)),
    "start.broadcasts": (1, False, 2, True),
    "backward.logits": (1, False, 1, False),
}
REPLACED = {"features.five", "features.scramble"}
# Core exercises, quizzes, explained; mastered.
MASTERY = {
    "00": ((4, 8), (1, 1), True, False),
    "01": ((4, 7), (2, 2), True, False),
    "02": ((6, 8), (1, 2), False, False),
    "03": ((4, 7), (2, 3), True, False),
}
NOT_PASSED = {
    "neurons.layers_and_depth",
    "backprop.training",
}  # one with the lesson's own questions, one with half right


@pytest.fixture(autouse=True)
def _from_before():
    journal.home().mkdir(parents=True)
    (journal.home() / journal.FILE).write_bytes(OLD.read_bytes())


def test_every_entry_is_read(tmp_path):
    found = [{**entry._asdict(), "when": entry.when.isoformat()} for entry in journal.entries()]
    assert found == LINES
    assert {each["kind"] for each in LINES} == {"prediction", "vote", "quiz", "exercise", "drawing", "reader"}
    assert journal.export(tmp_path / "all.json") == len(LINES) < 100


def test_the_learner_stands_where_they_stood():
    now = {id: (each.checks, each.passed, each.hints, each.solution) for id, each in standings().items()}
    assert {id: now[id] for id in STANDINGS} == STANDINGS
    assert not REPLACED & set(now)
    assert {each["name"] for each in LINES if each["kind"] == "exercise"} <= {*STANDINGS, *REPLACED, "all exercises"}


def test_chapters_are_mastered_as_they_were():
    found = {chapter.number: mastery(chapter) for chapter in rooms.chapters() if chapter.number in MASTERY}
    assert {number: (*vars(each).values(), each.mastered) for number, each in found.items()} == MASTERY


def test_progress_shows_the_same():
    page = progress_page().plain
    assert re.match(r"22 of \d+ exercises solved\.", page)
    assert "Predict six sums | " in page
    assert "| checked once, not yet right | 2 hints, solution" in page
    assert "01 Features by hand, features by learning | 4 of 7 | 2 of 2 | held against the examples | not yet" in page
    assert "02 Neurons, layers, activations | 6 of 8 | 1 of 2 | not yet | not yet" in page


def test_each_quiz_counts_under_its_name_of_today():
    names = {each["name"] for each in LINES if each["kind"] == "quiz"}
    assert len(names) == 29
    assert names <= set(rooms.moved_quizzes())
    assert parallels_passed() == {rooms.moved_quizzes()[name] for name in names} - NOT_PASSED


def test_each_prediction_is_asked_today_and_shown_with_what_was_believed():
    lessons = [lesson.text.read_text(encoding="utf-8") for lesson in rooms.lessons()]
    for name in {each["name"] for each in LINES if each["kind"] == "prediction"}:
        assert any(re.search(rf'predict\(\s*"{re.escape(name)}"', lesson) for lesson in lessons)
        answer = journal.latest("prediction", name)
        shown = html.unescape(predicted(name).box.children[1].value)
        assert f"You said: {plain(answer['answer'])}, " in shown
        assert ("It came out otherwise." in shown) == (not answer["right"]) == (name != "start.centring")


def test_a_vote_after_the_evidence_is_told_beside_the_one_before():
    for number, said in ((1, "it holds"), (14, "it misleads")):
        after = vote(number, "after")
        after.choices.value = 1
        assert f"Before the evidence you voted “{said}”." in after.choices.feedback
