import pytest
import traitlets

from dlcourse.interact import Choices


def test_no_button_is_pressed_at_first():
    assert Choices("Which?", ["a", "b"]).value == -1


def test_labels_are_escaped_and_may_hold_code():
    choices = Choices("Is `a<b`?", ["**no** & yes", "<script>"])
    assert choices.question == "Is <code>a&lt;b</code>?"
    assert choices.options == ["<strong>no</strong> &amp; yes", "&lt;script&gt;"]


def test_there_is_no_such_button():
    with pytest.raises(traitlets.TraitError, match=r"0 … 1"):
        Choices("Which?", ["a", "b"], value=2)


def test_one_option_is_no_choice():
    with pytest.raises(ValueError, match="two options"):
        Choices("Which?", ["a"])
