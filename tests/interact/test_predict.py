import pytest

from dlcourse import journal
from dlcourse.interact import predict, predicted
from dlcourse.interact.predict import Prediction

OPTIONS = [("about half", None), ("nearly `all`", "start.sees-what-i-see"), ("none", "start.useless-off-centre")]


def a_prediction() -> Prediction:
    return predict("start.centring", "How many?", OPTIONS)


def commit(form, **message):
    """What the browser sends when the button is pressed."""
    form.form._handle_custom_msg({"value": 1, "reason": "", "sure": 50, **message}, [])


def words(live):
    return live.box.children[1].value


def test_committing_records_answer_reason_and_confidence():
    commit(a_prediction(), value=1, reason="the digits are <all> there", sure=80)
    assert journal.latest("prediction", "start.centring") == {
        "answer": "nearly `all`",
        "right": False,
        "misconception": "start.sees-what-i-see",
        "reason": "the digits are <all> there",
        "sure": 0.8,
    }


def test_what_is_sent_to_the_browser_does_not_say_which_is_right():
    state = a_prediction().form.get_state(["question", "options", "answers", "earlier"])
    assert state == {
        "question": "<strong>Predict.</strong> How many?",
        "options": ["about half", "nearly <code>all</code>", "none"],
        "answers": ["about half", "nearly all", "none"],
        "earlier": "",
    }


def test_a_journal_that_cannot_be_written_is_told(monkeypatch, tmp_path):
    monkeypatch.delenv("DLCOURSE_RAISE")
    form = a_prediction()
    (tmp_path / "file").touch()
    monkeypatch.setenv("DLCOURSE_HOME", str(tmp_path / "file"))  # no folder can be made of it
    commit(form)
    assert "prediction was not recorded" in form.widget.children[1].value


def test_an_earlier_prediction_is_told():
    commit(a_prediction(), value=0, sure=70)
    assert a_prediction().form.earlier.startswith("Last time. You said: about half, 70% sure.")


def test_the_result_cell_can_tell_what_was_said():
    assert "no prediction" in words(predicted("start.centring"))
    commit(a_prediction(), value=2, reason="x < y")
    told = words(predicted("start.centring"))
    assert "You said: none, 50% sure, because: x &lt; y." in told
    assert "Off the centre it can only guess." in told


def test_what_it_tells_is_renewed_when_one_commits_after_run_all():
    form, shown = a_prediction(), predicted("start.centring")
    commit(form, value=0)
    assert "about half" in words(shown)


def test_a_right_one_is_told_so():
    commit(a_prediction(), value=0)
    assert "That is what came out." in words(predicted("start.centring"))


def test_still_and_plain_show_the_question_and_all_answers():
    form = a_prediction()
    assert form.plain == "Predict. How many? about half / nearly all / none"
    for text in ("How many?", "about half", "nearly <code>all</code>", "none"):
        assert text in form.still
    assert "sees what I see" not in form.still


@pytest.mark.parametrize("options", [OPTIONS[1:], [OPTIONS[0], OPTIONS[0]]])
def test_exactly_one_answer_is_right(options):
    with pytest.raises(ValueError, match="exactly one right"):
        predict("start.centring", "How many?", options)


def test_a_wrong_answer_names_a_known_misconception():
    with pytest.raises(KeyError, match="nothing"):
        predict("start.centring", "How many?", [("a", None), ("b", "start.nothing")])
