"""All exercises by their ids, in the order of the course. A new topic is a file beside this one, and a name below."""

import difflib

from dlcourse.exercises import (
    backward,
    backward_loss,
    backward_product,
    backward_words,
    engine,
    features_claims,
    features_edges,
    features_fair,
    features_own,
    features_votes,
    layers,
    layers_tent,
    loop,
    neuron,
    outputs,
    outputs_loss,
    outputs_tasks,
    outputs_words,
    slopes,
    slopes_order,
    slopes_tape,
    start,
    start_shapes,
    start_views,
)
from dlcourse.exercises.exercise import Exercise

TOPICS = [
    start,
    start_shapes,
    start_views,
    features_edges,
    features_votes,
    features_fair,
    features_claims,
    features_own,
    neuron,
    outputs,
    outputs_loss,
    layers,
    outputs_tasks,
    outputs_words,
    layers_tent,
    slopes,
    slopes_tape,
    slopes_order,
    backward,
    backward_product,
    backward_loss,
    backward_words,
    loop,
    engine,
]

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
