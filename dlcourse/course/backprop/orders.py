"""Judge an order of the nodes of a graph, for the exercise ``slopes.order``: any order that is one will do."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from dlcourse.exercises.exercise import Arrays, Verdict, by_case
from dlcourse.exercises.judging import judge_calls, shown
from dlcourse.exercises.messages import ERRORS
from dlcourse.exercises.outcome import Status, outcome

TOO_DEEP = (
    "A function that calls itself for each node goes as deep as the graph, and Python stops at about a thousand. Keep "
    "a list of what is still to be done, and loop until it is empty."
)
TOO_MANY_WAYS = (
    "A walk along every way through the graph never ends here: forty forks in a row make a million million ways. "
    "Remember which nodes have been met, and go on from each of them once."
)


def judge_orders(arrays: Arrays, cases: Arrays, right: Callable[..., np.ndarray]) -> list[Verdict]:
    """Judge what ``backward_order(end, edges)`` returned; `right` gives one of the right orders."""
    verdicts = []
    inputs = by_case(cases)
    for verdict in judge_calls(arrays, cases, name="backward_order", right=right):
        case, came, given = verdict.key, outcome(arrays, verdict.key), inputs[verdict.key]
        if came.status == Status.OK:
            expected = right(**given)
            thought, belief = fault(came.result, int(given["end"]), given["edges"], expected)
            parts = ["`backward_order(end, edges)` with", *(shown(array, f"{key} = ") for key, array in given.items())]
            parts += ["returned", shown(came.result), "and expected was, for instance,", shown(expected), thought]
            verdict = Verdict(case, False, "\n\n".join(parts), belief) if thought else Verdict(case, True)
        elif came.status == Status.RAISED and came.what == "RecursionError":
            plain = verdict.message.replace(f"\n\n{ERRORS['RecursionError']}", "")  # something does end it: too late
            verdict = replace(verdict, message=f"{plain}\n\n{TOO_DEEP}", misconception="backward.recursion-is-free")
        elif came.status == Status.TIMEOUT and case == "forty forks in a row":
            verdict = replace(verdict, message=f"{verdict.message}\n\n{TOO_MANY_WAYS}")
        verdicts.append(verdict)
    return verdicts


def fault(order: np.ndarray, end: int, edges: np.ndarray, expected: np.ndarray) -> tuple[str, str]:
    """What is wrong with an order, and the misconception behind it; empty if nothing is."""
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
    if late and nodes[-1] == end:
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
