"""Questions, stubs, solutions and explanations, as `make notebooks` took them from the text sources.

They ship with the package, so that `solution` works wherever it is installed: solutions are public.
"""

import json
from dataclasses import dataclass
from importlib.resources import files

FILE = "text.json"


@dataclass(frozen=True)
class Text:
    """What the text source says of one exercise."""

    question: str
    """Markdown, without the line on points and minutes."""
    stub: str
    """The answer cell as the learner finds it, its first line included."""
    solution: str
    """The answer cell as the course would fill it in."""
    explanation: str
    """In the marks of `dlcourse.exercises.page`."""


def text(id: str) -> Text:
    """What the text source says of an exercise.

    Raises:
        KeyError: nothing, as happens until `make notebooks` has run.
    """
    stored = json.loads(files("dlcourse.exercises").joinpath(FILE).read_text(encoding="utf-8"))
    if id not in stored:
        raise KeyError(f"The package ships no text for {id!r}. Authors: run make notebooks.")
    return Text(**stored[id])
