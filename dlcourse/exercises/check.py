"""What a learner calls in a notebook: `check`, `hint`, `solution`, `progress`, `reset_progress`.

Each displays words and raises nothing: a typing error in an id is answered in a sentence, a learner's function may do
what it likes, and the notebook goes on.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any

import ipywidgets as widgets
from IPython import get_ipython
from IPython.display import display

from dlcourse.exercises.answer import mark, same
from dlcourse.exercises.cells import LATEST, watch
from dlcourse.exercises.chapters import progress_page
from dlcourse.exercises.exercise import Exercise, Verdict
from dlcourse.exercises.guard import put_back
from dlcourse.exercises.progress import forget, record, standings
from dlcourse.exercises.reading import find
from dlcourse.interact.bundle import LiveOnly, Notice, guarded
from dlcourse.interact.questions import belief
from dlcourse.journal import JournalError
from dlcourse.plots import indented, page

SEED = 0  # the same inputs each time, so that a message can be followed up

watch()  # from the cell on that imports this


def check(id: str) -> None:
    """Check the answer to an exercise and say what is right or what is not, with a thought on why.

    The answer is the latest cell that ran in this notebook with ``# exercise: id`` as its first line.

    Args:
        id: of the exercise, such as ``"start.mean"``.
    """
    _display(id, _checked)


def hint(id: str) -> None:
    """Show one hint more than the last time, up to three. Where you are is kept in the journal."""
    _display(id, _hinted)


def solution(id: str) -> None:
    """Show the course's solution and why it works. Other answers may be as right."""
    _display(id, _solved)


def progress(*topics: str) -> None:
    """Show how far you are: in all exercises and chapters, or in those of some topics, as in ``progress("start")``."""
    try:
        display(progress_page(*topics))
    except JournalError as error:
        display(page(str(error)))


def reset_progress(id: str | None = None) -> None:
    """Start one exercise anew, or all of them when no id is given: checks and hints count from nothing.

    What you wrote in the notebook stays. ``dlcourse journal erase`` removes the whole record for good.
    """

    def anew(exercise: Exercise | None) -> str:
        trouble, _ = forget(id)
        return trouble or f"{'All exercises' if exercise is None else exercise.title}: from the beginning."

    if id is None:
        display(page(anew(None)))
    else:
        _display(id, anew)


def _display(id: str, words: Callable[[Exercise], str]) -> None:
    try:
        exercise = find(id)
    except KeyError as error:
        display(page(str(error.args[0])))
        return
    display(page(words(exercise)))
    if words in (_checked, _hinted):
        display(LiveOnly(_buttons(exercise)))


def _buttons(exercise: Exercise) -> widgets.Widget:
    """The three calls as buttons, and the place where they answer."""
    shown, notice = widgets.HTML(), Notice()
    buttons = []
    for label, answer in (("Check again", _checked), ("Hint", _hinted), ("Solution", _solved)):
        button = widgets.Button(description=label)

        def pressed(_: object, answer: Callable[[Exercise], str] = answer) -> None:
            shown.value = page(answer(exercise)).html

        button.on_click(guarded(pressed, notice))
        buttons.append(button)
    row = widgets.Box(buttons, layout={"flex_flow": "row wrap", "grid_gap": "8px"})
    return widgets.VBox([row, notice, shown])


# check


def _checked(exercise: Exercise) -> str:
    shell = get_ipython()
    if shell is None:
        return "**No notebook here.** `check` looks for the answer cell of a notebook, and this is none."
    ran = LATEST.get(exercise.id)
    if ran is None:
        return (
            f"**Not attempted yet.** No cell that begins with `{mark(exercise.id)}` has run since this notebook was "
            "started. Run the answer cell, then this one."
        )
    if same(ran.cell, exercise.stub):
        return (
            "**Not attempted yet.** The answer cell is as it was. Write your answer in place of the dots, run that "
            "cell, then this one."
        )
    if ran.error:
        return f"**Not yet.** The answer cell did not run to its end:\n\n{indented(ran.error)}\n\nMend that first."
    replaced, running = put_back(), threading.active_count()
    with _exit_does_not_end_the_kernel(shell.user_ns):
        inputs = exercise.cases(SEED)
        verdicts = exercise.judge(exercise.probe(shell.user_ns, inputs), inputs)
    notes = _notes(replaced, threading.active_count() - running)
    passed = all(verdict.passed for verdict in verdicts)
    trouble = record(exercise.id, "check", passed=passed)
    if exercise.words is not None:
        words = _own_words(exercise, verdicts)
    else:
        words = _praise(exercise, verdicts) if passed else _criticism(exercise, verdicts)
    return "\n\n".join([words, *filter(None, [trouble, *notes])])


def _notes(replaced: list[str], threads: int) -> list[str]:
    """What an answer changed that a check rests on, or left running."""
    notes = []
    if replaced:
        named = ", ".join(f"`{name}`" for name in replaced[:3]) + (" and more" if len(replaced) > 3 else "")
        notes.append(
            f"In this notebook {named} had been replaced by something else. It was put back: checks rest on it."
        )
    if threads > 0:
        notes.append("Your function started a thread that is still running. It will end when the kernel is restarted.")
    return notes


def _praise(exercise: Exercise, verdicts: list[Verdict]) -> str:
    return (
        f"**Right.** {_count(len(verdicts), len(verdicts))} You can {exercise.can}.\n\n"
        f'To compare yours with the course\'s: `solution("{exercise.id}")`.'
    )


def _criticism(exercise: Exercise, verdicts: list[Verdict]) -> str:
    good = sum(verdict.passed for verdict in verdicts)
    first = next(verdict for verdict in verdicts if not verdict.passed)
    parts = [f"**Not yet.** {_count(good, len(verdicts))} The first that does not: “{first.key}”.", first.message]
    if first.misconception:
        parts.append(belief(first.misconception, perhaps=first.perhaps, chapters="../"))
    parts.append(f'Change the answer cell, run it, then check again. Stuck? `hint("{exercise.id}")`')
    return "\n\n".join(parts)


def _own_words(exercise: Exercise, verdicts: list[Verdict]) -> str:
    """For a text, which is held against examples and not judged."""
    written, held = verdicts
    if not written.passed:
        return f"**Not yet.** {written.message}"
    if not held.passed:
        return f"**Your text is there.** {held.message}"
    return (
        f"**Held against the examples.** {held.message}\n\nThat you compared is recorded; what you wrote is not. "
        f"You can {exercise.can}."
    )


def _count(good: int, all_of_them: int) -> str:
    if good == all_of_them:
        return f"All {all_of_them} cases come out as they should."
    return f"{good or 'None'} of {all_of_them} cases {'comes' if good <= 1 else 'come'} out as they should."


@contextmanager
def _exit_does_not_end_the_kernel(namespace: MutableMapping[str, Any]) -> Iterator[None]:
    """In a notebook ``exit()`` shuts the kernel down, with all that the learner has; here it raises, as in a script."""

    def leave(code: object = None) -> None:
        raise SystemExit(code)

    own: Mapping[str, Any] = {name: namespace[name] for name in ("exit", "quit") if name in namespace}
    namespace.update(dict.fromkeys(own, leave))
    try:
        yield
    finally:
        namespace.update(own)


# hint and solution


def _hinted(exercise: Exercise) -> str:
    step = len(exercise.hints)
    try:
        trouble = record(exercise.id, "hint")
        if not trouble:  # or there would be no next time to count from: then all are shown
            step = standings()[exercise.id].hints
    except JournalError as error:
        trouble = str(error)
    parts = [f"**Hint {n} of {len(exercise.hints)}.** {words}" for n, words in enumerate(exercise.hints[:step], 1)]
    if step < len(exercise.hints):
        parts.append(f'There is a next one, which says more: `hint("{exercise.id}")` once more.')
    else:
        parts.append(f'That is all the help there is, short of the solution: `solution("{exercise.id}")`.')
    return "\n\n".join([*parts, *filter(None, [trouble])])


def _solved(exercise: Exercise) -> str:
    trouble = record(exercise.id, "solution")
    parts = [f"**A solution.** {exercise.title}", indented(exercise.solution), exercise.explanation]
    return "\n\n".join([*parts, *filter(None, [trouble])])
