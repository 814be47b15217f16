"""Weights set by hand, judged by what they do: by the points at which a neuron says yes. A message shows every sum.

A check cell names the regions, by the course's own weights, and the wrong ones that are known:

    hand = ByHand(lambda x, neuron: x @ neuron[:2] + neuron[2])
    probe, judge, wrong = hand.probe, hand.judge, hand.wrong
    hand.region("AND", "both inputs are 1", AND=AND)
    wrong({"AND": (1, 1, -0.5)}, "This is OR: one input alone is enough.")

Its cases have the names of the regions, and hold points: ``x`` (N, 2).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from dlcourse.exercises.exercise import Arrays, Verdict, by_case
from dlcourse.exercises.outcome import Outcome, Status, outcome
from dlcourse.exercises.probe import run, stops
from dlcourse.exercises.values import value_message, value_of
from dlcourse.plots import indented

CORNERS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])


@dataclass(frozen=True)
class _Told:
    """What to tell one whose neuron says yes at the points where these weights do."""

    weights: Mapping[str, np.ndarray]
    thought: str
    misconception: str


@dataclass(frozen=True)
class _Region:
    """Where a neuron is to say yes."""

    says: str
    right: Mapping[str, np.ndarray]
    """The course's own weights, by the names that the learner sets."""
    known: list[_Told] = field(default_factory=list)


class ByHand:
    """Neurons whose weights are set by hand; ``probe`` and ``judge`` are those of an exercise.

    Args:
        sums: (points (N, 2), then the weights in their order) to the neuron's sum at each point, (N,); or to (N, 3),
            where the sums of two hidden units come before it.
    """

    def __init__(self, sums: Callable[..., np.ndarray]) -> None:
        self.sums = sums
        self.regions: dict[str, _Region] = {}

    def region(self, case: str, says: str, **right: ArrayLike) -> None:
        """Ask for weights of these names and shapes that say yes where these do, which is where `says` holds."""
        self.regions[case] = _Region(says, _arrays(right))

    def wrong(self, weights: Mapping[str, ArrayLike], thought: str, misconception: str = "") -> None:
        """Expect these instead of the latest region's own; all that say yes at the same points are told the same."""
        region = self.regions[[*self.regions][-1]]
        region.known.append(_Told({**region.right, **_arrays(weights)}, thought, misconception))

    def probe(self, namespace: Mapping[str, object], cases: Arrays) -> Arrays:
        """The sums that the learner's weights give at the points of each case."""
        found: Arrays = {}
        stopped = False
        for case, inputs in by_case(cases).items():
            came = Outcome(Status.SKIPPED) if stopped else self._used(self.regions[case], namespace, inputs)
            stopped = stopped or stops(came)
            found |= came.arrays(case)
        return found

    def _used(self, region: _Region, namespace: Mapping[str, object], inputs: Arrays) -> Outcome:
        weights = {name: value_of(name, namespace) for name in region.right}
        for name, came in weights.items():
            shape = region.right[name].shape
            if came.status != Status.OK:
                return came
            if came.what not in ("number", "numbers") or came.result.shape != shape:
                has = f"It has the shape {came.result.shape}" if came.what == "numbers" else f"It is a {came.what}"
                wanted = f"{has}; wanted is {'one number' if not shape else f'the shape {shape}'}."
                return Outcome(Status.WRONG_TYPE, "ndarray", wanted, line=name)
        given = {**inputs, **{name: came.result.astype(float) for name, came in weights.items()}}
        done = run(self.sums, given, namespace)
        assert isinstance(done, Outcome)
        return done

    def judge(self, arrays: Arrays, cases: Arrays) -> list[Verdict]:
        """Judge by the signs of the sums: whatever the weights, it is the region that counts."""
        verdicts = []
        for case, inputs in by_case(cases).items():
            came, region, x = outcome(arrays, case), self.regions[case], inputs["x"]
            if came.status != Status.OK or came.result.shape[:1] != x.shape[:1] or came.result.dtype.kind != "f":
                verdicts.append(Verdict(case, False, value_message(came, came.line)))
                continue
            sums, wanted = came.result.reshape(len(x), -1), self._yes(x, region.right)
            if (_yes(sums) == wanted).all():
                verdicts.append(Verdict(case, True))
                continue
            thought, misconception = self._thought(region, x, sums, wanted)
            lines = indented("\n".join(_lines(x, sums, wanted)))
            parts = [f"It is to say yes where {region.says}. Yours gives", lines, thought]
            verdicts.append(Verdict(case, False, "\n\n".join(parts), misconception))
        return verdicts

    def _yes(self, x: np.ndarray, weights: Mapping[str, np.ndarray]) -> np.ndarray:
        return _yes(self.sums(x, *weights.values()).reshape(len(x), -1))

    def _thought(self, region: _Region, x: np.ndarray, sums: np.ndarray, wanted: np.ndarray) -> tuple[str, str]:
        """What may be the matter, and the misconception behind it."""
        yes = _yes(sums)
        if np.isnan(sums).any():
            return "Some sums are not numbers: is there a `nan` among the ones you chose?", ""
        if not sums.any():
            return "Every sum is 0: the weights are all zeros, so no input reaches the output.", ""
        if sums.shape[1] > 1 and (sums[:, :-1] >= 0).all():
            return UNBENT, "layers.linear-stack-bends"
        missed = wanted & ~yes
        if missed.any() and (sums[missed, -1] == 0).all() and not yes[~wanted].any():
            return "A sum of exactly 0 is not above 0: leave a margin, by a bias half-way.", ""
        for told in region.known:
            if (self._yes(x, told.weights) == yes).all():
                return told.thought, told.misconception
        return OTHERWISE, ""


def _arrays(weights: Mapping[str, ArrayLike]) -> dict[str, np.ndarray]:
    return {name: np.array(value, dtype=float) for name, value in weights.items()}


def _yes(sums: np.ndarray) -> np.ndarray:
    return sums[:, -1] > 0


def _lines(x: np.ndarray, sums: np.ndarray, wanted: np.ndarray) -> Sequence[str]:
    """One line for each point: where it is, the sums there, what they say, and what they should."""
    lines = []
    for point, line, yes, should in zip(x, sums, _yes(sums), wanted, strict=True):
        hidden = f"hidden sums {_short(line[0])} and {_short(line[1])}, " if len(line) > 1 else ""
        mark = "" if yes == should else f"   ← wanted was {_word(should)}"
        place = f"x1 = {_short(point[0])}, x2 = {_short(point[1])}"
        lines.append(f"{place}: {hidden}sum {_short(line[-1])}, so {_word(yes)}{mark}")
    return lines


def _short(number: float) -> str:
    return f"{number:.4g}"


def _word(yes: bool) -> str:
    return "yes" if yes else "no"


OTHERWISE = (
    "Take one marked point and put it into the sum by hand. Which of the numbers would you change to bring the sum to "
    "the other side of 0? Then look at what that does to the other points."
)
UNBENT = (
    "None of the hidden sums is below 0 at any corner, so the ReLUs cut nothing off: the network is one straight sum, "
    "and no straight border parts XOR. Let one of the units come to life late, by a negative bias."
)
