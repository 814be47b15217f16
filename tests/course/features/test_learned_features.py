"""The demos of lesson 01b say what their stored runs say, and the readers made by hand can read."""

import numpy as np
import pytest

from dlcourse.course.features.demos import learned_features
from dlcourse.course.features.demos.learned_features import (
    HOG,
    MATCHES,
    NETWORK,
    RAW,
    _apart,
    crossover,
    curves,
    knowledge_curves,
    overtakes,
    stored,
    what_people_add,
)
from dlcourse.course.features.demos.senses import by_letter_pairs, by_loudness_of_bands, one_hot, three_senses
from dlcourse.data import VOWELS, snippets, vowels


def test_the_curves_are_those_of_the_stored_run():
    sizes, scores = curves(2, 3, (RAW, HOG, NETWORK))
    runs = stored("crossover")["runs"]
    assert sizes.tolist() == [100, 300, 1000, 3000, 10_000]
    assert scores[HOG].shape == (len(runs), 5)
    assert scores[NETWORK][1, 3] == runs[1]["value"]["2/3/3000/network"]


def test_the_curves_with_what_people_add_are_those_of_the_stored_run():
    sizes, scores = knowledge_curves()
    runs = stored("knowledge")["runs"]
    assert sizes.tolist() == [100, 200, 500, 1000, 3000]
    assert {*scores} == {arm for pair in MATCHES.values() for arm in pair}
    assert scores["HOG, curved"].shape == (len(runs), 5)
    assert scores["network, bent copies"][2, 1] == runs[2]["value"]["200/network, bent copies"]


def test_each_addition_shows_the_two_readers_that_then_meet(monkeypatch):
    drawn = []
    monkeypatch.setattr(learned_features, "_learning_curves", lambda axes, sizes, scores, labels: drawn.append(scores))
    demo = what_people_add()
    demo.controls["added"].value = len(MATCHES) - 1
    _, scores = knowledge_curves()
    for added, (by_hand, network) in enumerate(MATCHES.values()):
        demo.controls["added"].value = added
        np.testing.assert_array_equal(drawn[-1][HOG], scores[by_hand])
        np.testing.assert_array_equal(drawn[-1][NETWORK], scores[network])


def test_a_setting_without_a_run_is_refused():
    with pytest.raises(KeyError):
        curves(2, 3, ("no such reader",))


@pytest.mark.parametrize(
    ("learned", "words"),
    [
        ([[0.5, 0.7], [0.5, 0.7]], "1,000 to 1,000"),
        ([[0.5, 0.7], [0.3, 0.7]], "1,000 to 3,200"),
        ([[0.5, 0.7], [0.5, 0.5]], "1,000, or not by 10,000"),
        ([[0.5, 0.5], [0.5, 0.5]], "not by 10,000"),
        ([[0.7, 0.7], [0.7, 0.8]], "100 or fewer"),
    ],
)
def test_who_leads_from_where_is_told_with_its_spread(learned, words):
    assert overtakes(np.array([100, 10_000]), np.full((2, 2), 0.6), np.array(learned)) == words


def test_names_at_the_end_of_curves_keep_their_order_and_their_distance():
    placed = np.array(_apart([0.95, 0.94, 0.99, 0.2]))
    assert placed.argsort().tolist() == [3, 1, 0, 2]
    assert (np.diff(np.sort(placed)) >= 0.09 - 1e-9).all()
    assert placed.max() <= 1


def test_the_slider_moves_the_line_and_the_numbers():
    demo = crossover()
    before = demo.html
    demo.controls["labels"].value = 5000
    assert demo.html != before


def test_the_vowel_reader_made_by_hand_hears_most_vowels():
    sounds, labels = vowels(500, seed=7)
    thinks = by_loudness_of_bands(sounds.reshape(-1, 20, 20))
    assert thinks.shape == (500, len(VOWELS))
    np.testing.assert_allclose(thinks.sum(1), 1, rtol=1e-5)
    assert (thinks.argmax(1) == labels).mean() > 0.7


def test_the_text_reader_made_by_hand_knows_forwards_from_backwards():
    codes = snippets(300, split="test", seed=7)
    assert (by_letter_pairs(one_hot(codes)).argmax(1) == 0).mean() > 0.9
    assert (by_letter_pairs(one_hot(codes[:, ::-1])).argmax(1) == 1).mean() > 0.9


@pytest.mark.parametrize("line", ["", " ", "ä", "x" * 500, "two\nlines"])
def test_any_line_can_be_typed(line):
    demo = three_senses()
    demo.controls["text"].value = line
    assert "<img alt=" in demo.html
    assert "<audio" in demo.html


def test_the_three_readers_get_what_they_are_promised():
    shapes = {}

    def reader(sense, answers):
        def read(x):
            shapes[sense] = (x.shape, x.dtype)
            return np.full((len(x), answers), 1 / answers)

        return read

    three_senses({"pixels": reader("pixels", 10), "sound": reader("sound", 5), "text": reader("text", 2)})
    wanted = {"pixels": (1, 28, 28), "sound": (1, 20, 20), "text": (1, 32, 128)}
    assert shapes == {sense: (shape, np.float32) for sense, shape in wanted.items()}
