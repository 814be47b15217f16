"""How many straight pieces the graph of a ReLU network of one input has: counted exactly, not on a grid."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

Layer = tuple[Sequence[Sequence[Any]], Sequence[Any]]
"""Weights (out, in) and biases (out,), as nested lists of floats or of `fractions.Fraction`."""

Corner = tuple[Any, list]


def corners(layers: Sequence[Layer], low: Any = 0, high: Any = 1) -> list[tuple[Any, Any]]:
    """Where the graph of a network bends, with both ends: between two of these points it is straight.

    Follows the interval through the network, layer by layer, and cuts it wherever a unit changes between off and on.
    With fractions all of it is exact; with floats, bends too slight to tell from rounding are dropped.

    Args:
        layers: the hidden layers, with ReLU behind each, and the output layer, with none; one input, one output.
        low, high: the ends of the interval.

    Returns:
        Points (x, y), x rising.

    Raises:
        ValueError: there are no layers, or low is not below high.
    """
    if not layers or not low < high:
        raise ValueError(f"Wanted at least one layer and an interval low < high; got {len(layers)}, {low} … {high}.")
    points: list[Corner] = [(low, [low]), (high, [high])]
    for weights, biases in layers[:-1]:
        points = _split([(x, _affine(weights, biases, h)) for x, h in points])
        points = [(x, [max(value, 0 * value) for value in z]) for x, z in points]
    weights, biases = layers[-1]
    return _bends([(x, _affine(weights, biases, h)[0]) for x, h in points])


def linear_pieces(layers: Sequence[Layer], low: Any = 0, high: Any = 1) -> int:
    """The number of straight pieces between low and high; arguments as for `corners`."""
    return len(corners(layers, low, high)) - 1


def _affine(weights: Sequence[Sequence[Any]], biases: Sequence[Any], h: list) -> list:
    return [
        sum((w * value for w, value in zip(row, h, strict=True)), b) for row, b in zip(weights, biases, strict=True)
    ]


def _split(points: list[Corner]) -> list[Corner]:
    """The same points, and one more wherever a unit's sum passes zero in between."""
    done = [points[0]]
    for (x0, z0), (x1, z1) in pairwise(points):
        crossing: dict[Any, list[int]] = {}
        for unit, (a, b) in enumerate(zip(z0, z1, strict=True)):
            if (a < 0 < b) or (b < 0 < a):
                crossing.setdefault(a / (a - b), []).append(unit)
        for t in sorted(crossing):
            z = [a + t * (b - a) for a, b in zip(z0, z1, strict=True)]
            for unit in crossing[t]:
                z[unit] = 0 * z[unit]  # exactly, whatever rounding says
            done.append((x0 + t * (x1 - x0), z))
        done.append((x1, z1))
    return done


def _bends(points: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Drop points on a straight line between their neighbours."""
    rough = isinstance(points[0][1], float) or isinstance(points[-1][1], float)
    kept = [points[0]]
    for here, after in zip(points[1:], [*points[2:], None], strict=True):
        if rough and here[0] - kept[-1][0] < 1e-12:
            continue
        if after is not None:
            before, behind = _slope(kept[-1], here), _slope(here, after)
            tolerance = 1e-7 * max(abs(before), abs(behind)) if rough else 0
            if abs(behind - before) <= tolerance:
                continue
        kept.append(here)
    return kept


def _slope(a: tuple[Any, Any], b: tuple[Any, Any]) -> Any:
    across = b[0] - a[0]
    return (b[1] - a[1]) / across if across else (b[1] - a[1]) * 0
