"""Going down a loss: a ball on a slice of a network's own loss, with the largest rate that it bears."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlcourse.course.backprop.small_network import Floats, Weights, first_weights, flat, gradient, loss, train, unflat
from dlcourse.data import digits
from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import COLOURS, Picture, Place, picture, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS = 60
SLOWEST, FASTEST = 0.003, 3.0  # rates at the ends of the slider
SIZES = (0, 32, 4)  # examples a step; 0 means all
WORDS = (
    "Left: a valley of the loss from above and the ball's path; right: the loss at each step; below: the learning rate "
    "on a scale, with the largest rate at which the ball stays in the valley"
)
PLACES: list[Place] = [(0.035, 0.34, 0.44, 0.58), (0.555, 0.34, 0.435, 0.58), (0.035, 0.13, 0.955, 0.06)]
EXAMPLES = 256  # a slice is made of so many: enough for a smooth valley, few enough to be quick


Labels = NDArray[np.int64]


class Slice(NamedTuple):
    """Two directions through the weights of a network, and the loss on the plane that they span."""

    weights: Weights
    """Where the plane goes through: the trained network, at (0, 0)."""
    sharp: Floats
    """(P,), of length 1: the direction in which the loss bends most."""
    back: Floats
    """(P,), of length 1: straight towards where training began, less its part along ``sharp``."""
    start: Floats
    """(2,), where the ball is let go."""
    bend: float
    """λ: the largest second derivative of the loss within the plane, at (0, 0)."""
    x: Floats
    y: NDArray[np.int64]

    def at(self, place: Floats) -> Weights:
        """The weights of one point of the plane."""
        return unflat(flat(self.weights) + place[0] * self.sharp + place[1] * self.back, self.weights)

    def height(self, place: Floats) -> float:
        """The loss of one point of the plane, on all examples."""
        return loss(self.at(place), self.x, self.y)

    def slope(self, place: Floats, batch: NDArray[np.int64] | slice) -> Floats:
        """(2,): the gradient within the plane, on some of the examples."""
        g = flat(gradient(self.at(place), self.x[batch], self.y[batch]))
        return np.array([g @ self.sharp, g @ self.back])


def cut(began: Weights, weights: Weights, x: Floats, y: NDArray[np.int64]) -> Slice:
    """Cut a slice out of a network's loss, along its sharpest direction and along the way that training went.

    Args:
        began, weights: before and after training: (D, H), (H,), (H, K), (K,).
        x, y: examples (N, D) and their labels (N,).
    """
    x, y = np.asarray(x, float)[:EXAMPLES], np.asarray(y)[:EXAMPLES]
    here = [np.asarray(w, float) for w in weights]
    centre = flat(here)

    def bent(direction: Floats) -> Floats:
        """How the gradient changes along a direction: the Hessian times it, by two gradients."""
        ahead, behind = (flat(gradient(unflat(centre + h * direction, here), x, y)) for h in (1e-4, -1e-4))
        return (ahead - behind) / 2e-4

    sharp = np.random.default_rng(0).normal(size=len(centre))
    for _ in range(40):  # power iteration: the largest eigenvalue's direction outgrows all others
        sharp /= np.linalg.norm(sharp)
        sharp = bent(sharp)
    sharp /= np.linalg.norm(sharp)
    way = flat([np.asarray(w, float) for w in began]) - centre
    back = way - (way @ sharp) * sharp
    back /= np.linalg.norm(back)
    in_plane = np.array([[u @ bent(v) for v in (sharp, back)] for u in (sharp, back)])
    bend = float(np.linalg.eigvalsh((in_plane + in_plane.T) / 2).max())
    start = np.array([np.sqrt(1.5 / bend), 0.6 * float(way @ back)])
    return Slice(here, sharp, back, start, bend, x, y)


def roll(plane: Slice, rate: float, momentum: float, size: int, steps: int = STEPS, seed: int = 0) -> Floats:
    """Let the ball go: places (steps + 1, 2) of stochastic gradient descent within the plane.

    Args:
        plane: the slice.
        rate: of learning.
        momentum: how much of the last step's velocity is kept, 0 … 1.
        size: examples a step; 0 for all.
        steps: how many.
        seed: of the batches.
    """
    rng = np.random.default_rng(seed)
    place, velocity = plane.start.copy(), np.zeros(2)
    places = [place.copy()]
    for _ in range(steps):
        batch = rng.integers(len(plane.x), size=size) if size else slice(None)
        velocity = momentum * velocity + plane.slope(place, batch)
        place = np.clip(place - rate * velocity, -1e3, 1e3)  # a ball that flew out of the picture stays countable
        places.append(place.copy())
    return np.array(places)


@demo("ball on your own loss")
def ball_on_loss(
    began: Weights | None = None, weights: Weights | None = None, x: Floats | None = None, y: Labels | None = None
) -> Bundle:
    """Roll down a slice of a network's own loss: rate, momentum and batch size are yours.

    Args:
        began, weights, x, y: as `cut` takes them; a network that the course trains stands in.
    """
    if began is None or weights is None or x is None or y is None:
        began, weights, x, y = stand_in()
    plane = cut(began, weights, x, y)
    ground = _ground(plane)

    def draw(rate: float, momentum: float, size: int) -> Picture:
        places = roll(plane, rate, momentum, SIZES[size])
        heights = np.array([plane.height(place) for place in places])
        fig, (left, right, scale) = placed(PLACES, size=(8.6, 4.1))
        _valley(left, ground, places)
        _heights(right, heights)
        _rates(scale, rate, 2 * (1 + momentum) / plane.bend, momentum)
        return picture(fig, WORDS)

    controls = {
        "rate": slider("learning rate", SLOWEST, FASTEST, 0.03, log=True),
        "momentum": slider("momentum", 0.0, 0.95, 0.0, step=0.05),
        "size": choice("Examples a step", [f"all {EXAMPLES}", "32", "4"]),
    }
    return live(controls, draw, plain="Demo: a ball on a slice of the network's own loss.", still={"rate": 0.1})


@lru_cache(maxsize=1)
def stand_in() -> tuple[Weights, Weights, Floats, NDArray[np.int64]]:
    """A network trained on the digits that came with the course: before, after, examples, labels."""
    images, labels = digits("train")
    x = images.reshape(-1, 64).astype(float)
    began = first_weights((64, 32, 10), seed=0)
    weights, _ = train(began, x, labels, size=32, steps=600, rate=0.1, seed=0)
    return began, weights, x, labels


class Ground(NamedTuple):
    """The loss all over the picture: its logarithm in steps, as on a map, and where the picture ends."""

    heights: Floats
    edges: tuple[float, float, float, float]


def _ground(plane: Slice) -> Ground:
    from scipy.ndimage import zoom

    wide, far = 1.6 * plane.start[0], plane.start[1]
    a, b = np.linspace(-wide, wide, 33), np.linspace(1.25 * far, -0.75 * far, 33)
    logs = np.log([[plane.height(np.array([i, j])) for j in b] for i in a])
    fine = zoom(logs, 4, order=1)
    steps = np.linspace(fine.min(), fine.max(), 15)
    return Ground(np.digitize(fine, steps).astype(float), (b[0], b[-1], a[0], a[-1]))


def _valley(axes: "Axes", ground: Ground, places: Floats) -> None:
    axes.imshow(ground.heights, extent=ground.edges, origin="lower", aspect="auto", cmap="cividis")
    axes.plot(places[:, 1], places[:, 0], color="white", linewidth=2.6)
    axes.plot(places[:, 1], places[:, 0], ".-", color=COLOURS[1], linewidth=1.2, markersize=4)
    axes.plot(*places[0][::-1], "o", color="white", markeredgecolor="black", markersize=8)
    axes.plot(0, 0, "*", color="white", markeredgecolor="black", markersize=12)
    axes.set(xlim=ground.edges[:2], ylim=ground.edges[2:], xticks=[], yticks=[])
    axes.set(title="From above: dark is low", xlabel="the way that training went →", ylabel="the sharpest way")
    axes.grid(False)


def _heights(axes: "Axes", heights: Floats) -> None:
    # Logarithms on an even axis: matplotlib's own logarithmic axes take twice as long to draw.
    shown = np.log10(np.clip(heights, 0.05, 100))
    axes.plot(shown, color=COLOURS[0], linewidth=1.4)
    up = np.flatnonzero(np.diff(heights) > 0) + 1
    axes.plot(up, shown[up], "o", color=COLOURS[1], markersize=4)
    marks = [0.1, 0.3, 1, 3, 10] if shown.max() < 1 else [0.1, 1, 10, 100]
    axes.set_yticks(np.log10(marks), [f"{mark:g}" for mark in marks])
    axes.set(ylim=(np.log10(0.05), max(1.0, shown.max() + 0.05)), xlabel="step", ylabel="loss")
    axes.set_title(f"After {len(heights) - 1} steps {heights[-1]:.2g}; steps up (dots): {len(up)}", fontsize=11)


def _rates(axes: "Axes", rate: float, limit: float, momentum: float) -> None:
    low, high = np.log10([SLOWEST, FASTEST])
    end = min(np.log10(limit), high)
    axes.set(xlim=(low, high), ylim=(0, 1), yticks=[], xlabel="learning rate")
    axes.axvspan(end, high, color=COLOURS[1], alpha=0.35, linewidth=0)
    axes.axvline(end, color=COLOURS[1])
    name = "2 / λ" if momentum == 0 else "2 (1 + momentum) / λ"
    axes.text(end, 1.15, f"{name} = {limit:.2g}", ha="right", fontsize=10, color=COLOURS[1])
    axes.plot(np.log10(rate), 0.5, "v", color="black", markersize=9, clip_on=False)
    marks = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]
    axes.set_xticks(np.log10(marks), [f"{mark:g}" for mark in marks])
    axes.grid(False)
