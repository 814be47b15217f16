import re

import numpy as np
import pytest

from dlcourse.course.backprop.demos.curve_clinic import PATIENTS
from dlcourse.interact.questions import maker, makers_of

CLINIC = makers_of("backprop.six_patients")


def right(question):
    (text,) = (option.text for option in question.options if option.right)
    return text


@pytest.mark.parametrize("seed", range(8))
def test_the_steps_are_counted_right(seed):
    question = maker("backprop.steps_in_all")(np.random.default_rng(seed))
    n, size, epochs = (int(found.replace(",", "")) for found in re.findall(r"[\d,]*\d", question.text))
    assert int(right(question).replace(",", "")) == n // size * epochs


@pytest.mark.parametrize("seed", range(8))
def test_the_step_goes_against_the_slope(seed):
    question = maker("backprop.one_step")(np.random.default_rng(seed))
    weight, gradient = (float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", question.text)[:2])
    assert float(right(question)) == pytest.approx(weight - 0.1 * gradient)


def test_every_patient_of_the_clinic_has_its_question():
    letters = [re.search(r"Patient (\w)", maker(np.random.default_rng(0)).text)[1] for maker in CLINIC]
    assert letters == list(PATIENTS)
    assert len({right(maker(np.random.default_rng(0))) for maker in CLINIC}) == len(PATIENTS)
