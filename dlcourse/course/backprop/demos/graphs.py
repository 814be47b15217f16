"""A computational graph as a picture: what was computed from what, with each node's value and gradient."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse.plots import COLOURS, FAINT, Picture, figure, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LIMIT = 60  # more boxes than these nobody reads


def computation(
    end: Any, names: Mapping[str, Any] | None = None, *, alt: str, gradients: bool = True, shared: bool = True
) -> Picture:
    """The graph behind a node, inputs on the left, the result on the right.

    Args:
        end: a node of a small engine: it has ``data``, ``grad`` and ``parents``, pairs of which the first is a node.
        names: what to call some of the nodes; the others are called by their ``name``, if they have one.
        alt: what a reader who cannot see it needs to know.
        gradients: whether gradients are written, or left out as long as nothing is known of them.
        shared: whether nodes that are used more than once are marked.

    Raises:
        ValueError: there are more than sixty nodes.
    """
    nodes = behind(end)
    places = layout(nodes)
    width = max(x for x, _ in places.values()) - min(x for x, _ in places.values())
    rows = max(y for _, y in places.values()) - min(y for _, y in places.values())
    fig, axes = figure(size=(min(9.0, 2.2 + 1.75 * width), 1.3 + 0.95 * rows))
    draw_graph(axes, nodes, places, names or {}, gradients=gradients, shared=shared)
    return picture(fig, alt)


def behind(end: Any) -> list[Any]:
    """All nodes that `end` was computed from, itself first, each once, each before its parents."""
    users: dict[Any, int] = {end: 0}
    reached = [end]
    for node in reached:  # grows while it is read
        for parent, *_ in node.parents:
            if parent not in users:
                users[parent] = 0
                reached.append(parent)
            users[parent] += 1
        if len(reached) > LIMIT:
            raise ValueError(f"The graph has more than {LIMIT} nodes: draw a smaller one.")
    ready, ordered = [end], []
    while ready:
        node = ready.pop()
        ordered.append(node)
        for parent, *_ in node.parents:
            users[parent] -= 1
            if not users[parent]:
                ready.append(parent)
    return ordered


def layout(nodes: list[Any]) -> dict[Any, tuple[float, float]]:
    """A place for each node: x says how far from the result, y keeps it near those that use it."""
    depth = {nodes[0]: 0}
    for node in nodes:
        for parent, *_ in node.parents:
            depth[parent] = max(depth.get(parent, 0), depth[node] + 1)
    users: dict[Any, list[Any]] = {node: [] for node in nodes}
    for node in nodes:
        for parent, *_ in node.parents:
            users[parent].append(node)
    y = {nodes[0]: 0.0}
    for column in range(1, max(depth.values()) + 1):
        here = [node for node in nodes if depth[node] == column]
        wish = {}
        for node in here:
            user = max(users[node], key=lambda each: depth[each])  # the nearest of those that use it
            siblings = [each for each in dict.fromkeys(p for p, *_ in user.parents) if depth[each] == column]
            wish[node] = y[user] + (siblings.index(node) - (len(siblings) - 1) / 2) * 1.2
        here.sort(key=lambda node: wish[node])
        for number, node in enumerate(here):
            y[node] = wish[node] if not number else max(wish[node], y[here[number - 1]] + 1.0)
        shift = np.mean([y[node] - wish[node] for node in here])
        for node in here:
            y[node] -= float(shift)
    return {node: (-float(depth[node]), -y[node]) for node in nodes}


def draw_graph(
    axes: "Axes",
    nodes: list[Any],
    places: Mapping[Any, tuple[float, float]],
    names: Mapping[str, Any],
    *,
    gradients: bool = True,
    shared: bool = True,
    known: Any = None,
    asked: Any = None,
) -> None:
    """Draw boxes and arrows.

    Args:
        axes: where to.
        nodes, places: from `behind` and `layout`.
        names: name → node.
        gradients, shared: as in `computation`.
        known: if given, only these nodes show their gradient.
        asked: the node whose gradient is asked for: it gets a question mark.
    """
    from matplotlib.patches import FancyBboxPatch

    small = 8.5 if len({x for x, _ in places.values()}) > 6 else 10
    called = {id(node): name for name, node in names.items()}
    uses: dict[int, int] = {}
    for node in nodes:
        for parent, *_ in node.parents:
            uses[id(parent)] = uses.get(id(parent), 0) + 1
    below = 0.5
    for node in nodes:
        end = places[node]
        for number, (parent, *_) in enumerate(node.parents):
            begin = places[parent]
            twice = sum(other is parent for other, *_ in node.parents) > 1
            bow = (0.18 if number else -0.18) if twice else 0.0
            target = (end[0] - 0.37, end[1])
            if end[0] - begin[0] > 1.5:  # past other boxes, on the side on which it begins
                side = 1 if begin[1] > end[1] else -1
                below = max(below, 0.9 if side < 0 else 0.0)
                bow, target = -0.32 * side, (end[0] - 0.1, end[1] + 0.37 * side)
            arrow = {"arrowstyle": "-|>", "color": FAINT, "linewidth": 1.3, "shrinkA": 0, "shrinkB": 0}
            arrow["connectionstyle"] = f"arc3,rad={bow}"
            start = (begin[0] + 0.36, begin[1])
            axes.annotate("", target, start, arrowprops=arrow, zorder=1)
    for node in nodes:
        x, y = places[node]
        name, operation = called.get(id(node), ""), getattr(node, "name", "")
        leaf = not node.parents
        many = shared and uses.get(id(node), 0) > 1 and (not leaf or bool(name))
        edge = COLOURS[1] if many else COLOURS[0] if not leaf else "#444444"
        title = f"{name} = {operation}" if name and operation and not leaf else name or operation or "number"
        title = name if "=" in name else title
        axes.text(x, y + 0.2, title, ha="center", va="center", fontsize=10, weight="bold", zorder=3)
        axes.text(x, y - 0.02, _number(node.data), ha="center", va="center", fontsize=10, zorder=3)
        if node is asked:
            axes.text(x, y - 0.24, "slope ?", ha="center", va="center", fontsize=10, color=COLOURS[1], zorder=3)
        elif gradients and (known is None or any(node is each for each in known)):
            text = f"slope {_number(node.grad)}"
            axes.text(x, y - 0.24, text, ha="center", va="center", fontsize=small, color="#00664a", zorder=3)

        box = FancyBboxPatch((x - 0.36, y - 0.36), 0.72, 0.7, "round,pad=0,rounding_size=0.08", zorder=2)
        box.set(facecolor="#fff3c4" if node is asked else "white", edgecolor=edge, linewidth=2.2 if many else 1.3)
        axes.add_patch(box)
    xs, ys = zip(*places.values(), strict=True)
    axes.set(xlim=(min(xs) - 0.5, max(xs) + 0.5), ylim=(min(ys) - below, max(ys) + 0.5))
    axes.set_axis_off()


def _number(value: Any) -> str:
    if value is None:
        return "none"
    array = np.asarray(value)
    if array.size > 1:
        return "×".join(map(str, array.shape))
    return f"{float(array):.3g}".replace("-", "−")
