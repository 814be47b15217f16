import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from dlcourse import demos, questions
from dlcourse.interact import MISCONCEPTIONS
from dlcourse.interact.misconceptions import breaks, breaks_plain, named
from dlcourse.interact.quiz import draw

PROJECT = Path(__file__).resolve().parents[2]
TOPICS = "|".join({name.split(".")[0] for name in MISCONCEPTIONS})
IDS = re.compile(rf"""["']((?:{TOPICS})\.[a-z0-9]+(?:-[a-z0-9]+)+)["']""")


def test_every_id_that_is_used_anywhere_exists():
    used = {}
    for path in [*PROJECT.glob("dlcourse/**/*.py"), *PROJECT.glob("chapters/source/**/*.md")]:
        used |= dict.fromkeys(IDS.findall(path.read_text(encoding="utf-8")), path)
    assert used, "no file names a misconception: has the form of the ids changed?"
    unknown = {name: path.name for name, path in used.items() if name not in MISCONCEPTIONS}
    assert not unknown


def test_every_demo_that_is_named_exists():
    unknown = {name: belief.demo for name, belief in MISCONCEPTIONS.items() if belief.demo not in ("", *demos.DEMOS)}
    assert not unknown


TOPIC_FILES = [module.name for module in pkgutil.iter_modules(questions.__path__)]


@pytest.mark.parametrize("topic", TOPIC_FILES)
def test_every_question_can_be_drawn_from_many_seeds(topic):
    makers = importlib.import_module(f"dlcourse.questions.{topic}").QUESTIONS
    for seed in range(20):
        assert len(draw(makers, seed)) == len(makers)


def test_what_is_told_of_one():
    told = breaks("start.star-is-at")
    assert "<code>*</code> is <code>@</code>" in told
    assert "demo <em>matrix product</em>" in told
    assert breaks_plain("start.star-is-at").startswith("The belief behind it: “* is @.”")


def test_an_unknown_id_says_where_to_add_it():
    with pytest.raises(KeyError, match=r"misconceptions\.py"):
        named("start.nothing")
