"""The end of every notebook: what comes next, and the map of the course. No author writes it.

It follows ``course.toml``, and a stored notebook is given its new end without being run again: when a chapter is
added, the map changes in all the others, and no figure does.
"""

import json
from typing import TYPE_CHECKING, Any

from dlcourse import rooms
from dlcourse.authoring.source import Source, new_cell
from dlcourse.authoring.stored import dumped, replace
from dlcourse.exercises.course_map import map_page
from dlcourse.exercises.reading import of_room
from dlcourse.rooms import Chapter, Stop

if TYPE_CHECKING:
    from nbformat import NotebookNode

NEXT, MAP = "what-comes-next", "course-map"  # ids of the two cells
BELOW = "The map below shows where you are. Run its cell to see how far you have come."


def cells(source: Source) -> "list[NotebookNode]":
    """The last cells of a text's notebook, not run yet; none for a text that is not in ``course.toml``."""
    here = _stop(source)
    return [new_cell(NEXT, f"{_next(here)}\n\n{BELOW}", "markdown"), new_cell(MAP, _code(here))] if here else []


def _stop(source: Source) -> Stop | None:
    found = (stop for chapter in rooms.chapters() for stop in rooms.stops(chapter) if stop.text == source.text)
    return next(found, None)


def _code(here: Stop) -> str:
    return f'from dlcourse.exercises import course_map\n\ncourse_map("{here.name}")'


def _next(here: Stop) -> str:
    following = rooms.after(here)
    if here.chapter.appendix:
        first = rooms.stops(rooms.chapters()[0])[0]
        return f"**Next:** go back to the page that sent you here. If none did, begin with {_link(here, first)}."
    if following is None:
        return "This is the end of the course."
    if isinstance(following, Chapter):
        return (
            f"**Next:** chapter {following.number}, *{following.title}*. It is still to come, so you have reached the "
            "end of what is written."
        )
    if following.lesson is None:
        minutes = sum(each.minutes for each in of_room(here.chapter.room).values() if each.core)
        return (
            f"**Next:** [the exercises of this chapter]({here.link_to(following)}). Those that count towards "
            f"mastering the chapter take about {minutes} minutes."
        )
    if following.chapter == here.chapter:
        return f"**Next:** {_link(here, following)}, about {following.lesson.minutes} minutes."
    return (
        f"**Next:** chapter {following.chapter.number}, *{following.chapter.title}*. It begins with "
        f"{_link(here, following)}, about {following.lesson.minutes} minutes."
    )


def _link(here: Stop, to: Stop) -> str:
    title = to.lesson.heading if to.lesson else "the exercises"
    return f"[{title}]({here.link_to(to)})"


# In notebooks that are stored already


def outdated(sources: list[Source]) -> list[Source]:
    """The texts whose stored notebook does not end as it should."""
    return [source for source in sources if _renewed(source)]


def write(sources: list[Source]) -> None:
    """Give stored notebooks the end that they should have."""
    for source in sources:
        if notebook := _renewed(source):
            replace(source.notebook, dumped(notebook))


def _renewed(source: Source) -> dict[str, Any] | None:
    """The stored notebook with its new end; None where there is nothing to do."""
    here = _stop(source)
    if here is None or not source.notebook.exists():
        return None
    notebook = json.loads(source.notebook.read_text(encoding="utf-8"))
    before = notebook["cells"]
    kept = [cell for cell in before if cell["id"] not in (NEXT, MAP)]
    words, code = map(dict, cells(source))
    # Nothing is recorded yet when a notebook is made.
    shown = map_page(here.name, entries=[])
    data = {"text/html": shown.html, "text/plain": shown.plain}
    code["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
    code["execution_count"] = 1 + max(cell.get("execution_count") or 0 for cell in kept)
    notebook["cells"] = [*kept, words, code]
    return notebook if notebook["cells"] != before else None
