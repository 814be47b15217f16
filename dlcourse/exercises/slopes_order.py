"""An exercise on order: in which order the nodes of a graph pass their gradients on, without recursion."""

from collections import Counter
from dataclasses import replace
from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise, Verdict, by_case
from dlcourse.exercises.judging import judge_calls
from dlcourse.exercises.messages import ERRORS
from dlcourse.exercises.outcome import Outcome, Status, outcome
from dlcourse.exercises.probe import call

LONG = 1500  # nodes in a row, more than Python lets a function call itself

GRAPHS: dict[str, tuple[int, list[tuple[int, int]]]] = {
    "three in a row": (2, [(2, 1), (1, 0)]),
    "one node used by two": (3, [(3, 1), (3, 2), (1, 0), (2, 0)]),
    "a short way and a long way": (3, [(3, 0), (3, 2), (2, 1), (1, 0)]),
    "the long way first": (3, [(3, 2), (3, 0), (2, 1), (1, 0)]),
    "used twice by one": (1, [(1, 0), (1, 0)]),
    "nodes that the end does not need": (2, [(2, 0), (3, 2), (4, 1), (3, 1)]),
    "the end alone": (0, []),
}


def _graphs(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    names = rng.permutation(12)
    drawn = [(names[user], names[used]) for user in range(1, 12) for used in rng.choice(user, min(user, 2), False)]
    row = [(node + 1, node) for node in range(LONG)]
    graphs = GRAPHS | {"drawn by lot": (names[11], drawn), f"{LONG} in a row": (LONG, row)}
    cases: Arrays = {}
    for case, (end, edges) in graphs.items():
        cases |= {f"{case}/end": np.array(end), f"{case}/edges": np.array(edges, dtype=int).reshape(-1, 2)}
    return cases


def backward_order(end: int, edges: np.ndarray) -> np.ndarray:
    """The nodes behind the end, itself first, each before those that it was made from: whole numbers (M,)."""
    made_from: dict[int, list[int]] = {}
    for user, used in edges.tolist():
        made_from.setdefault(user, []).append(used)
    reached, waiting = [int(end)], Counter[int]()
    for node in reached:  # grows while it is read
        for used in made_from.get(node, []):
            if not waiting[used]:
                reached.append(used)
            waiting[used] += 1
    ready, order = [int(end)], []
    while ready:
        node = ready.pop()
        order.append(node)
        for used in made_from.get(node, []):
            waiting[used] -= 1
            if not waiting[used]:
                ready.append(used)
    return np.array(order)


def fault(order: np.ndarray, end: int, edges: np.ndarray, expected: np.ndarray) -> tuple[str, str]:
    """What is wrong with an order, and the belief behind it; empty if nothing is."""
    if order.ndim != 1 or order.dtype.kind not in "iu":
        return "The answer is one row of whole numbers, the nodes' own: `np.array(a_list)` makes it of a list.", ""
    nodes, wanted = order.tolist(), set(expected.tolist())
    twice = [node for node, times in Counter(nodes).items() if times > 1]
    if twice:
        return (
            f"Node {twice[0]} stands in it twice. It would pass its gradient on twice, the first time before all of it "
            "has arrived. Remember which nodes have been dealt with.",
            "backward.visits-again",
        )
    if wanted - set(nodes):
        return _missing(wanted - set(nodes), wanted, edges), ""
    if set(nodes) - wanted:
        return (
            f"Node {min(set(nodes) - wanted)} is in it, and the end was not made from it: a nudge of it changes "
            "nothing here. Follow the edges from the end.",
            "",
        )
    place = {node: i for i, node in enumerate(nodes)}
    late = [(user, used) for user, used in edges.tolist() if user in wanted and place[user] > place[used]]
    if late and place[end] == len(nodes) - 1 and len(nodes) > 1:
        return (
            f"The end, node {end}, comes last: this is the order for the way forward. Gradients go the other way.",
            "backward.any-order",
        )
    if late:
        user, used = late[0]
        return (
            f"Node {used} comes before node {user}, which uses it: when it passes its gradient on, the part from "
            f"{user} has not arrived. Its turn comes when all that use it have had theirs, not when it is first met.",
            "backward.any-order",
        )
    return "", ""


def _missing(lost: set[int], wanted: set[int], edges: np.ndarray) -> str:
    """Which node is missing, and why, where it waits for a use that never comes."""
    for node in sorted(lost):
        users = set(edges[edges[:, 1] == node, 0].tolist())
        if not users & lost and users - wanted:
            return (
                f"The end was made from node {node}, and it never got its turn. It is also used by node "
                f"{min(users - wanted)}, which is not behind the end and never has its turn: does yours wait for it? "
                "Count only uses by nodes behind the end."
            )
    return f"Node {min(lost)} is missing, though the end was made from it."


TOO_DEEP = (
    "A function that calls itself for each node goes as deep as the graph, and Python stops at about a thousand. Keep "
    "a list of what is still to be done, and loop until it is empty."
)


def _judge(arrays: Arrays, cases: Arrays) -> list[Verdict]:
    """Any order that is one will do, so each verdict of the comparison is looked at again."""
    verdicts = judge_calls(arrays, cases, name="backward_order", right=backward_order)
    inputs = by_case(cases)
    return [_again(each, outcome(arrays, each.key), **inputs[each.key]) for each in verdicts]


def _again(verdict: Verdict, came: Outcome, end: np.ndarray, edges: np.ndarray) -> Verdict:
    if came.status == Status.RAISED and came.what == "RecursionError":
        plain = verdict.message.replace(f"\n\n{ERRORS['RecursionError']}", "")  # something does end it, too deep down
        return replace(verdict, message=f"{plain}\n\n{TOO_DEEP}", misconception="backward.recursion-is-free")
    if came.status != Status.OK:
        return verdict
    thought, belief = fault(came.result, int(end), edges, backward_order(int(end), edges))
    if not thought:
        return Verdict(verdict.key, True, verdict.weight, "")
    shown = verdict.message.replace("and expected was", "and expected was, for instance,").split("\n\nThe ")[0]
    return Verdict(verdict.key, False, verdict.weight, f"{shown}\n\n{thought}", belief)


ORDER = Exercise(
    id="slopes.order",
    title="Extension: who passes on first?",
    can="put the nodes of any graph into the order of the way back, however deep it is",
    points=4,
    minutes=20,
    difficulty=4,
    hints=(
        "A node may pass its gradient on when every node that uses it has had its turn. So count, for each node behind "
        "the end, how many uses of it are still to come.",
        "Two passes. First walk from the end along the edges, meet each node once, and count each use. Then: a list "
        "of nodes that are ready, at first the end alone. Take one, write it down, and count one less for what it was "
        "made from; whichever is at 0 is ready.",
        "For the first pass a list can grow while it is read: `for node in reached: … reached.append(other)`. Append "
        "a node only when it is met for the first time, but count its uses each time. An edge that stands twice "
        "counts twice.",
    ),
    cases=_graphs,
    probe=partial(call, "backward_order"),
    judge=_judge,
    core=False,  # the lesson builds the order for graphs that are not deep
)

EXERCISES = [ORDER]
