"""Features by hand against learned ones: what people add, where the curves cross, who notices that a picture is cut up.

All show stored runs: `dlcourse.course.features.runs.knowledge`, `crossover` and `scramble`.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dlcourse.course.features.bending import bend
from dlcourse.data import characters, scrambled
from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.metrics import crossing
from dlcourse.plots import COLOURS, FAINT, Picture, picture, placed
from dlcourse.plots.tiles import wall
from dlcourse.rooms import result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

RAW, HOG, NETWORK, UNTUNED = "raw pixels", "HOG", "network", "network, rate not tuned"
LOOK = {RAW: COLOURS[3], HOG: COLOURS[1], NETWORK: COLOURS[0], UNTUNED: COLOURS[0]}
SHIFTS = (0, 3)

STRAIGHT, CURVED, CURVED_BENT, NETWORK_BENT = (
    "HOG, straight",
    "HOG, curved",
    "HOG, curved, bent copies",
    "network, bent copies",
)
MATCHES = {
    "nothing: straight borders for HOG, pictures as they are": (STRAIGHT, NETWORK),
    "curved borders for HOG": (CURVED, NETWORK),
    "curved borders, and bent copies for the network": (CURVED, NETWORK_BENT),
    "curved borders, and bent copies for both": (CURVED_BENT, NETWORK_BENT),
}
"""What people add: the two readers that then meet."""


@lru_cache(maxsize=2)
def stored(name: str) -> dict:
    """What a recipe has measured, as its JSON file holds it."""
    return result(f"features.{name}") or {}


def curves(clutter: int, shift: int, arms: tuple[str, ...]) -> tuple[NDArray, dict[str, NDArray]]:
    """The learning curves of one setting.

    Args:
        clutter: characters that reach into the picture, 0 … 3.
        shift: pixels, 0 or 3.
        arms: names of methods in the stored run.

    Returns:
        Numbers of labels (S,), and for each arm its scores (seeds, S).
    """
    runs = [run["value"] for run in stored("crossover")["runs"]]
    names = [name.split("/") for name in runs[0]]
    sizes = sorted({int(n) for c, s, n, _ in names if (c, s) == (str(clutter), str(shift))})
    scores = {arm: np.array([[run[f"{clutter}/{shift}/{n}/{arm}"] for n in sizes] for run in runs]) for arm in arms}
    return np.array(sizes), scores


def knowledge_curves() -> tuple[NDArray, dict[str, NDArray]]:
    """The learning curves of the contest in which both may use bent copies: sizes (S,), scores by arm (seeds, S)."""
    runs = [run["value"] for run in stored("knowledge")["runs"]]
    names = [name.split("/") for name in runs[0]]
    sizes = sorted({int(n) for n, _ in names})
    arms = dict.fromkeys(arm for _, arm in names)
    return np.array(sizes), {arm: np.array([[run[f"{n}/{arm}"] for n in sizes] for run in runs]) for arm in arms}


@demo("what people add")
def what_people_add() -> Bundle:
    """Give HOG and a network what people know, and see which of them wins with how many labels."""

    def draw(labels: float, added: int) -> Picture:
        sizes, scores = knowledge_curves()
        by_hand, network = list(MATCHES.values())[added]
        fig, (left, right) = placed([(0.01, 0.06, 0.26, 0.8), (0.36, 0.16, 0.4, 0.66)], size=(8.4, 3.4))
        few = characters(3, seed=3).images
        bent = [bend(few, seed=number) for number in (1, 2)] if network == NETWORK_BENT else []
        left.imshow(wall(np.concatenate([few, *bent]), 3, gap=3), cmap="gray", vmin=0, vmax=1)
        left.set_title("what the network sees")
        left.set_axis_off()
        for arm, name in ((STRAIGHT, HOG), (NETWORK, NETWORK)):  # where the contest began
            right.plot(sizes, scores[arm].mean(0), color=LOOK[name], alpha=0.7, linewidth=1.4, linestyle=":")
        _learning_curves(right, sizes, {HOG: scores[by_hand], NETWORK: scores[network]}, labels)
        _say_who_leads(fig, sizes, scores[by_hand], scores[network])
        return picture(
            fig, "Two learning curves over the number of labels, two dotted ones, and a line at the number chosen"
        )

    controls = {
        "labels": slider("labels", 100, 3000, 200, log=True),
        "added": choice("People add", list(MATCHES)),
    }
    return live(
        controls,
        draw,
        plain="Demo: HOG and a network, with what people add to either, by number of labels.",
        still={"added": 2},
    )


@demo("crossover")
def crossover() -> Bundle:
    """Set the number of labels, the clutter and the position, and see which of three readers wins."""

    def draw(labels: float, clutter: int, shift: int, rate: int) -> Picture:
        network = (NETWORK, UNTUNED)[rate]
        sizes, scores = curves(clutter, SHIFTS[shift], (RAW, HOG, network))
        fig, (left, right) = placed([(0.01, 0.06, 0.26, 0.8), (0.36, 0.16, 0.45, 0.66)], size=(8.4, 3.4))
        examples = characters(9, seed=3, clutter=clutter, shift=SHIFTS[shift]).images
        left.imshow(wall(examples, 3, gap=3), cmap="gray", vmin=0, vmax=1)
        left.set_title("nine of the pictures")
        left.set_axis_off()
        _learning_curves(right, sizes, scores, labels)
        _say_who_leads(fig, sizes, scores[HOG], scores[network])
        return picture(fig, "Three learning curves over the number of labels, and a line at the number chosen")

    controls = {
        "labels": slider("labels", 100, 10_000, 300, log=True),
        "clutter": slider("clutter: other characters that reach in", 0, 3, 2),
        "shift": choice("Each character stands", ["in the middle", "up to 3 pixels off"], value=1),
        "rate": choice("The network's learning rate", ["tuned", "the first one tried (0.001)"]),
    }
    return live(controls, draw, plain="Demo: which reader wins, by number of labels, clutter and position.")


def _say_who_leads(fig: "Figure", sizes: NDArray, by_hand: NDArray, learned: NDArray) -> None:
    fig.text(0.36, 0.915, f"labels from which the network leads: {overtakes(sizes, by_hand, learned)}", fontsize=12)


def _learning_curves(axes: "Axes", sizes: NDArray, scores: dict[str, NDArray], labels: float) -> None:
    axes.set(xscale="log", xlim=(sizes[0], sizes[-1]), ylim=(0, 1), xlabel="labels", ylabel="share read correctly")
    axes.axvline(labels, color=FAINT, linewidth=1)
    ends = {}
    for arm, values in scores.items():
        mean = values.mean(0)
        axes.fill_between(sizes, values.min(0), values.max(0), color=LOOK[arm], alpha=0.2, linewidth=0)
        axes.plot(sizes, mean, color=LOOK[arm], linestyle="--" if arm == UNTUNED else "-")
        now = float(np.interp(np.log(labels), np.log(sizes), mean))
        axes.plot(labels, now, "o", color=LOOK[arm])
        ends[arm] = (float(mean[-1]), now)
    places = _apart([end for end, _ in ends.values()])
    for (arm, (_, now)), place in zip(ends.items(), places, strict=True):
        name = NETWORK if arm == UNTUNED else arm
        axes.text(1.03, place, f"{name} {now:.0%}", color=LOOK[arm], transform=axes.transAxes, va="center")
    axes.text(1.03, 1.06, f"at {labels:,.0f} labels:", transform=axes.transAxes, va="center")
    ticks = [tick for tick in (100, 300, 1000, 3000, 10_000) if tick <= sizes[-1]]
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks], minor=False)
    axes.minorticks_off()


def _apart(heights: list[float], gap: float = 0.09) -> list[float]:
    """Move labels up or down until none covers another, in the order that they are in."""
    order = np.argsort(heights)
    placed = np.array(heights)[order]
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + gap)
    placed -= max(0.0, placed[-1] - 0.98)
    for i in range(len(placed) - 2, -1, -1):
        placed[i] = min(placed[i], placed[i + 1] - gap)
    back = np.empty(len(placed))
    back[order] = placed
    return back.tolist()


def overtakes(sizes: NDArray, by_hand: NDArray, learned: NDArray) -> str:
    """From how many labels the learned features lead, seed by seed: from the luckiest seed to the least lucky.

    Args:
        sizes: numbers of labels (S,).
        by_hand, learned: scores (seeds, S), seed by seed on the same pictures.

    Returns:
        ``"480 to 740"``, ``"4,500, or not by 10,000"``, ``"not by 10,000"`` or ``"100 or fewer"``: only what lies
        between the smallest and the largest of the sizes was measured.
    """
    places = [crossing(sizes, before, after) for before, after in zip(by_hand, learned, strict=True)]
    low, high = min(places), max(places)
    if low == np.inf:
        return f"not by {sizes[-1]:,}"
    if high <= sizes[0]:
        return f"{sizes[0]:,} or fewer"
    return f"{_rounded(low)}, or not by {sizes[-1]:,}" if high == np.inf else f"{_rounded(low)} to {_rounded(high)}"


def _rounded(labels: float) -> str:
    """Two digits: more would be false precision."""
    return f"{round(labels, 1 - int(np.floor(np.log10(labels)))):,.0f}"


TILES = (1, 2, 4, 7, 14, 28)  # along each side of a picture


@demo("scramble")
def scramble() -> Bundle:
    """Cut the pictures into tiles that change places, and see which readers notice."""

    def draw(tiles: int, which: int) -> Picture:
        side = 28 // TILES[tiles]
        fig, (left, right) = placed([(0.01, 0.02, 0.39, 0.84), (0.66, 0.17, 0.31, 0.69)], size=(8.4, 3.2))
        images = characters(60, seed=11).images[6 * which : 6 * which + 6]
        left.imshow(wall(scrambled(images, side), 3, gap=3), cmap="gray", vmin=0, vmax=1)
        left.set_title("six characters, cut up alike")
        left.set_axis_off()
        _bars(right, side)
        return picture(fig, "Six characters cut into tiles, and three bars: the share that each reader reads correctly")

    controls = {
        "tiles": choice("Tiles that change places", [f"{n} × {n}" for n in TILES], value=0),
        "which": slider("other characters", 0, 9, 0),
    }
    return live(controls, draw, plain="Demo: pictures cut into tiles, and who can still read them.", still={"tiles": 5})


def _bars(axes: "Axes", side: int) -> None:
    mean, runs = stored("scramble")["mean"], [run["value"] for run in stored("scramble")["runs"]]
    arms = {name.split("/")[1]: None for name in mean}
    for row, (arm, colour) in enumerate(zip(arms, (COLOURS[1], COLOURS[2], COLOURS[0]), strict=True)):
        now, whole = mean[f"{side}/{arm}"], mean[f"28/{arm}"]
        axes.barh(row, now, color=colour, height=0.55)
        axes.barh(row, whole, color="none", edgecolor=colour, height=0.55, linestyle=":", linewidth=1.5)
        spread = [run[f"{side}/{arm}"] for run in runs]
        axes.plot([min(spread), max(spread)], [row, row], color="black", linewidth=1.2)
        axes.text(0.02, row - 0.36, f"{now:.0%}", va="bottom", fontsize=10)
    axes.set(xlim=(0, 1), ylim=(2.5, -0.7), yticks=range(3), yticklabels=list(arms), title="share read correctly")
    axes.set_xlabel("dotted: with whole pictures")
