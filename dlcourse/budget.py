"""What a lesson costs: seconds to run and peak memory, as `make budget` measured them on one thread."""

import json

from dlcourse.plots import Html, m, say
from dlcourse.rooms import COURSE

STORED = COURSE / "budget.json"


def budget(lesson: str) -> Html:
    """The line of a lesson's opening that says what running it costs.

    Args:
        lesson: its name, such as ``start_here``.
    """
    measured = json.loads(STORED.read_text(encoding="utf-8")).get(lesson)
    if measured is None:
        return say(f"To run it: {m('not measured yet')}.")
    seconds, megabytes = m(measured["seconds"], ".0f"), m(measured["megabytes"], ".0f")
    return say(f"To run it: {seconds} seconds and {megabytes} MB of memory, measured on one thread of one CPU.")
