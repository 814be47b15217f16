"""All exercises by their ids, in the order of the course. A new topic is a file beside this one, and a name below."""

import difflib

from dlcourse.exercises import (
    layers,
    layers_tent,
    neuron,
    outputs,
    outputs_loss,
    outputs_tasks,
    start,
    start_shapes,
    start_views,
)
from dlcourse.exercises.exercise import Exercise

TOPICS = [start, start_shapes, start_views, neuron, outputs, outputs_loss, layers, outputs_tasks, layers_tent]

EXERCISES: dict[str, Exercise] = {exercise.id: exercise for topic in TOPICS for exercise in topic.EXERCISES}


def find(id: str) -> Exercise:
    """The exercise of this id.

    Raises:
        KeyError: there is none; the message names the nearest.
    """
    if id in EXERCISES:
        return EXERCISES[id]
    close = difflib.get_close_matches(str(id), EXERCISES, n=1)
    raise KeyError(f"There is no exercise {id!r}." + (f" Do you mean {close[0]!r}?" if close else ""))
