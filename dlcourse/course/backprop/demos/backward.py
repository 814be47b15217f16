"""Going back through a graph by hand, one gradient at a time."""

from typing import Any, NamedTuple

from dlcourse.course.backprop.demos.graphs import behind, draw_graph
from dlcourse.interact import Bundle, demo, explorable
from dlcourse.interact.questions import misconception
from dlcourse.plots import Picture, figure, inline, picture
from dlcourse.scratch import first

ORDER = ("loss", "e", "c", "d", "b", "a")
HOW = {"d": "d = a · b", "e": "e = d + c", "loss": "loss = e · a"}
NUMBERS = ((3, 2, -4), (2, 5, -7), (-2, 4, 3), (4, -3, 7), (5, 3, -9))


class Step(NamedTuple):
    """One question of the stepper."""

    name: str
    right: float
    hint: str
    wrong: dict[float, str]
    """A wrong number → the belief behind it."""


def steps(numbers: tuple[int, int, int]) -> tuple[dict[str, first.Value], list[Step]]:
    """The graph loss = (a·b + c)·a for a, b, c, and its questions in the order of the way back."""
    a, b, c = (first.Value(number) for number in numbers)
    d = a * b
    e = d + c
    loss = e * a
    loss.backward()
    nodes = {"a": a, "b": b, "c": c, "d": d, "e": e, "loss": loss}
    x, y, z = a.data, b.data, e.data
    term = {1.0: "local-is-all", 1 + x: "rates-add", x / 2: "sum-shares-out"}
    asked = {
        "loss": ("It is the loss itself.", {loss.data: "gradient-is-value"}),
        "e": ("loss = e · a", {z: "other-factor", 1.0: "rates-add", loss.data: "gradient-is-value"}),
        "c": ("e = d + c", {c.data: "gradient-is-value", **term}),
        "d": ("e = d + c", {d.data: "gradient-is-value", **term}),
        "b": ("d = a · b", {x: "local-is-all", x + x: "rates-add", x * y: "other-factor", y: "other-factor"}),
        "a": (
            "a is used twice: in d = a · b and in loss = e · a",
            {y: "local-is-all", z * x * y: "paths-multiply", z: "overwrites", x * y: "overwrites"},
        ),
    }
    return nodes, [
        Step(name, nodes[name].grad, hint, {k: f"backward.{v}" for k, v in wrong.items() if k != nodes[name].grad})
        for name, (hint, wrong) in asked.items()
    ]


# Where each box stands, x to the right and y up; a's second arrow passes below the others.
PLACES = {"loss": (0, 0.1), "e": (-1.2, 0.5), "c": (-2.4, 0.05), "d": (-2.4, 1.0), "b": (-3.6, 1.4), "a": (-3.6, -0.3)}
BELOW = (-1.5, -0.95)


def round_of(numbers: tuple[int, int, int]) -> dict[str, Any]:
    """The numbers, arrows and questions of one round, as the live picture wants them."""
    nodes, questions = steps(numbers)
    called = {id(node): name for name, node in nodes.items()}
    return {
        "values": {name: node.data for name, node in nodes.items()},
        "edges": [
            {"from": called[id(parent)], "to": name, "local": local}
            | ({"bow": BELOW} if (called[id(parent)], name) == ("a", "loss") else {})
            for name, node in nodes.items()
            for parent, local in node.parents
        ],
        "steps": [
            {
                "name": step.name,
                "right": step.right,
                "hint": step.hint,
                "wrong": {f"{k:g}": v for k, v in step.wrong.items()},
            }
            for step in questions
        ],
    }


@demo("backward stepper")
def backward_stepper() -> Bundle:
    """Find each gradient of a graph in which one input is used twice; it shows once it is typed."""
    rounds = [round_of(numbers) for numbers in NUMBERS]
    named = sorted({belief for each in rounds for step in each["steps"] for belief in step["wrong"].values()})
    believed = {id: misconception(id) for id in named}
    state = {
        "places": {name: {"how": HOW.get(name, name), "xy": xy} for name, xy in PLACES.items()},
        "rounds": rounds,
        "beliefs": {id: f"“{inline(each.says)}” {inline(each.truth)}" for id, each in believed.items()},
        "round": 0,
        "at": 0,
        "words": "Start at the end.",
        "belief": None,
    }
    nodes, questions = steps(NUMBERS[0])
    return explorable(
        "backprop.backward_stepper",
        state,
        still=_graph(nodes, [step.name for step in questions]),
        plain="Demo: find each gradient of a small graph, one step back at a time.",
    )


def _graph(nodes: dict[str, first.Value], known: list[str]) -> Picture:
    """The graph with the slopes of some of its boxes."""
    fig, axes = figure(size=(7.4, 3.3))
    draw_graph(
        axes,
        behind(nodes["loss"]),
        {nodes[name]: place for name, place in PLACES.items()},
        {HOW.get(name, name): nodes[name] for name in nodes},
        known=[nodes[name] for name in known],
    )
    return picture(fig, "A graph: d is a times b, e is d plus c, the loss is e times a; a, used twice, is marked")
