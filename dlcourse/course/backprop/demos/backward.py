"""Going back through a graph by hand, one gradient at a time."""

from typing import NamedTuple

import ipywidgets as widgets

from dlcourse.course.backprop.demos.graphs import behind, draw_graph
from dlcourse.interact import Bundle, Notice, demo, guarded
from dlcourse.interact.questions import misconception
from dlcourse.plots import Picture, figure, inline, numeral, picture
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
        "loss": ("How far does the loss move per unit that it moves itself?", {loss.data: "gradient-is-value"}),
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


class Stepper(Bundle):
    """What `backward_stepper` returns. `answer` does what Enter does in the field."""

    def __init__(self) -> None:
        """Begin with the first numbers."""
        self._round = self._at = 0
        self._picture, self._told = widgets.HTML(), widgets.HTML()
        self._picture.add_class("dlcourse-shown")
        notice = Notice()
        look = {"placeholder": "a number, then Enter", "style": {"description_width": "initial"}}
        self.field = widgets.Text(description="its slope:", continuous_update=False, **look)
        self.field.observe(guarded(lambda change: self.answer(change["new"]), notice), names="value")
        buttons = []
        for label, do in (("Show it", self.show), ("Other numbers", self.again)):
            button = widgets.Button(description=label)
            button.on_click(guarded(lambda _, do=do: do(), notice))
            buttons.append(button)
        self._begin()
        controls = widgets.Box([self.field, *buttons], layout={"flex_flow": "row wrap"})
        nodes, questions = steps(NUMBERS[0])
        super().__init__(
            widgets.VBox([self._picture, controls, self._told, notice]),
            still=_graph(nodes, [step.name for step in questions], None),
            plain="Demo: find each gradient of a small graph, one step back at a time.",
        )

    @property
    def html(self) -> str:
        """What is shown now: the picture and the words."""
        return f"{self._picture.value}{self._told.value}"

    def answer(self, text: str) -> None:
        """Judge a number; the right one is written into the graph and the next is asked for."""
        if not text.strip() or self._at == len(self._steps):
            return
        step = self._steps[self._at]
        try:
            number = float(text.replace("−", "-"))
        except ValueError:
            self._told.value = f"<p>A number is wanted, such as −6 or 2.5. {self._question()}</p>"
            return
        if abs(number - step.right) < 1e-6:
            self._next(f"Yes, {step.name}: {numeral(step.right)}.")
        elif belief := step.wrong.get(number):
            believed = misconception(belief)
            behind_it = f"The belief behind it: “{inline(believed.says)}” {inline(believed.truth)}"
            self._told.value = f"<p>Not {numeral(number)}. {behind_it}</p><p>{self._question()}</p>"
        else:
            advice = f"Nudge {step.name} by 1 and follow it. {self._question()}"
            self._told.value = f"<p>Not {numeral(number)}. {advice}</p>"

    def show(self) -> None:
        """Write the number that is asked for, and go on."""
        if self._at < len(self._steps):
            step = self._steps[self._at]
            self._next(f"{step.name}: {numeral(step.right)}.")

    def again(self) -> None:
        """Begin with other numbers."""
        self._round = (self._round + 1) % len(NUMBERS)
        self._begin()

    def _begin(self) -> None:
        self._at = 0
        self._nodes, self._steps = steps(NUMBERS[self._round])
        self._show(f"Start at the end. {self._question()}")

    def _next(self, words: str) -> None:
        self._at += 1
        self.field.value = ""
        self._show(f"{words} {self._question()}")

    def _question(self) -> str:
        if self._at == len(self._steps):
            return "That is the whole way back. Try other numbers."
        step = self._steps[self._at]
        return f"How far does the loss move per unit of <strong>{step.name}</strong>? <em>{step.hint}</em>"

    def _show(self, words: str) -> None:
        known = [step.name for step in self._steps[: self._at]]
        asked = self._steps[self._at].name if self._at < len(self._steps) else None
        self._picture.value = _graph(self._nodes, known, asked).html
        self._told.value = f"<p>{words}</p>"


@demo("backward stepper")
def backward_stepper() -> Stepper:
    """Find each gradient of a graph in which one input is used twice; it shows once it is typed."""
    return Stepper()


def _graph(nodes: dict[str, first.Value], known: list[str], asked: str | None) -> Picture:
    ordered = behind(nodes["loss"])
    xy = [(0, 0.1), (-1.2, 0.5), (-2.4, 0.05), (-2.4, 1.0), (-3.6, 1.4), (-3.6, -0.3)]
    names = dict(zip(ORDER, xy, strict=True))
    places = {nodes[name]: place for name, place in names.items()}
    fig, axes = figure(size=(7.4, 3.3))
    shown = [nodes[name] for name in known]
    draw_graph(
        axes,
        ordered,
        places,
        {HOW.get(name, name): nodes[name] for name in nodes},
        known=shown,
        asked=nodes.get(asked or ""),
    )
    return picture(fig, "A graph: d is a times b, e is d plus c, the loss is e times a; a, used twice, is marked")
