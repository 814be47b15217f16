import re

import numpy as np
import pytest

from dlcourse.interact.questions import maker
from dlcourse.scratch.first import Tensor, Value, cross_entropy


def right(question):
    (answer,) = (option.text for option in question.options if option.right)
    return answer


@pytest.mark.parametrize("seed", range(6))
def test_the_engine_gives_the_answers(seed):
    question = maker("backprop.used_twice")(np.random.default_rng(seed))
    a = Value(int(re.search(r"a = (\d+)`", question.text)[1]))
    b = a + a
    (b * a).backward()
    assert float(right(question)) == a.grad

    question = maker("backprop.gradient_of_the_logits")(np.random.default_rng(seed))
    p = np.array([float(n) for n in re.search(r"`\((.*?)\)`", question.text)[1].split(", ")])
    logits = Tensor(np.tile(np.log(p), (10, 1)))
    cross_entropy(logits, np.full(10, int(re.search(r"label is (\d)", question.text)[1]))).backward()
    said = [float(n.replace("−", "-")) for n in right(question).strip("`()").split(", ")]
    np.testing.assert_allclose(said, logits.grad[0], atol=0.0051)


@pytest.mark.parametrize("seed", range(6))
def test_the_code_of_right_answers_gives_the_engines_gradients(seed):
    rng = np.random.default_rng(seed)
    for make, out in (
        (maker("backprop.gradient_of_a_bias"), lambda x, b: x + b),
        (maker("backprop.gradient_of_a_column"), lambda a, c: a - c),
        (maker("backprop.gradient_of_a_product"), lambda x, w: x @ w),
    ):
        question = make(np.random.default_rng(seed))
        shapes = [
            tuple(int(n) for n in re.findall(r"\d+", shape)) for shape in re.findall(r"`(\(.*?\))`", question.text)
        ]
        left, wanted = (
            (shapes[0], shapes[1]) if make is not maker("backprop.gradient_of_a_column") else (shapes[1], shapes[0])
        )
        x, b = Tensor(rng.normal(size=left)), Tensor(rng.normal(size=wanted))
        result = out(x, b)
        g = rng.normal(size=result.shape)
        (result * g).sum().backward()
        got = eval(right(question).strip("`"), {"g": g, "x": x.data, "w": b.data})
        np.testing.assert_allclose(got, b.grad)
