"""The code and the state of a live picture that needs no kernel, as they travel; the browser tests drive them."""

import json
import re

import pytest

from dlcourse import rooms
from dlcourse.interact import explorable, explorables


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A room with two modules that share a third, and names that would clash in one scope."""
    demos = tmp_path / "demos"
    demos.mkdir()
    (demos / "shared.js").write_text("const count = 1;\nexport const twice = () => 2 * count;\n")
    (demos / "also.js").write_text(
        'import { twice } from "./shared.js";\nconst count = 5;\nexport function five() { return count * twice(); }\n'
    )
    (demos / "picture.js").write_text(
        'import { five } from "./also.js";\nimport { twice as two } from "./shared.js";\n'
        "const count = 7;\nexport const sum = () => count + five() + two();\nexport default { render() {} };\n"
    )
    monkeypatch.setattr(rooms, "room_of", lambda id: tmp_path)
    explorables.code.cache_clear()
    yield tmp_path
    explorables.code.cache_clear()


def test_a_module_is_joined_with_what_it_imports_each_once_and_in_its_own_scope(room):
    text = explorables.code("any.picture")
    assert not re.search(r"^import ", text, re.M)
    assert text.count("const count = 1;") == 1
    assert text.index("const count = 1;") < text.index("const count = 5;") < text.index("const count = 7;")
    assert re.findall(r"^export (\w+)", text, re.M) == ["const", "default"]  # the picture's own alone
    assert "twice: two" in text


def test_a_module_that_is_not_there_is_named(room):
    with pytest.raises(FileNotFoundError, match=r"missing\.js"):
        explorables.code("any.missing")


def test_the_state_stands_around_the_still_and_is_read_again(room):
    state = {"w": [1.5, -2.0], "name": 'a "quote" & <tag>'}
    made = explorable("any.picture", state, still='<img alt="A still picture" src="data:,">', plain="Demo: a picture.")
    shown = made._repr_mimebundle_()[0]["text/html"]
    assert explorables.stored(["<p>none</p>", shown, shown]) == ["any.picture"]
    assert shown.count("run this cell") == 1
    assert shown.endswith("</div>")
    assert "<tag>" not in shown


def test_the_books_script_carries_the_code_as_text(room):
    script = explorables.for_the_book("any.picture")
    name, code = re.fullmatch(r'\(window\.dlcourseExplorables \?\?= \{\}\)\[(".*?")\] = (".*");\n', script).groups()
    assert (json.loads(name), json.loads(code)) == ("any.picture", explorables.code("any.picture"))
