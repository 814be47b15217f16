import re

import numpy as np
import pytest

from dlcourse.demos.curve_clinic import PATIENTS
from dlcourse.interact.quiz import draw
from dlcourse.questions import training

MAKERS = [*training.QUESTIONS, *training.CURVES]


def right(question):
    (text,) = (option.text for option in question.options if option.right)
    return text


@pytest.mark.parametrize("seed", range(20))
def test_every_seed_gives_well_formed_training_questions(seed):
    assert len(draw(MAKERS, seed)) == len(MAKERS)


def test_a_new_seed_asks_something_new_of_training():
    first, second = (draw(training.QUESTIONS, seed) for seed in (0, 1))
    assert [question.text for question in first] != [question.text for question in second]


@pytest.mark.parametrize("seed", range(8))
def test_the_steps_are_counted_right(seed):
    question = training.steps_in_all(np.random.default_rng(seed))
    n, size, epochs = (int(found.replace(",", "")) for found in re.findall(r"[\d,]*\d", question.text))
    assert int(right(question).replace(",", "")) == n // size * epochs


@pytest.mark.parametrize("seed", range(8))
def test_the_step_goes_against_the_slope(seed):
    question = training.one_step(np.random.default_rng(seed))
    weight, gradient = (float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", question.text)[:2])
    assert float(right(question)) == pytest.approx(weight - 0.1 * gradient)


def test_every_patient_of_the_clinic_has_its_question():
    letters = [re.search(r"Patient (\w)", maker(np.random.default_rng(0)).text)[1] for maker in training.CURVES]
    assert letters == list(PATIENTS)
    assert len({right(maker(np.random.default_rng(0))) for maker in training.CURVES}) == len(PATIENTS)
