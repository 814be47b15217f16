"""A picture of the computational graph: what was computed from what, with values and gradients.

    a, b = tensor(2.0, requires_grad=True), tensor(3.0, requires_grad=True)
    print(dot((a * b + a), {"a": a, "b": b}))            # Graphviz's language; readable as it stands

``nodes_and_edges`` gives the same as plain lists, with a place for each node, for whoever draws it otherwise.
"""

from typing import Any, NamedTuple

from .graph import Node, Value
from .tensor import Tensor


class Drawn(NamedTuple):
    """One node of the picture.

    Attributes:
        label: the operation's name, or the tensor's given name.
        shape: of the value.
        leaf: the tensor, where the node is one that was given and not computed; else None.
        depth: 0 for the result, one more for each step towards the leaves along the longest way.
        row: 0, 1, 2 … among the nodes of the same depth.
    """

    label: str
    shape: tuple[int, ...]
    leaf: Tensor | None
    depth: int
    row: int


def nodes_and_edges(
    result: Tensor, names: dict[str, Tensor] | None = None, limit: int = 200
) -> tuple[list[Drawn], list[tuple[int, int]]]:
    """The graph behind a tensor, before ``backward`` has used it up.

    Args:
        result: a computed tensor.
        names: what to call the leaves.
        limit: refuse to draw more nodes than this.

    Returns:
        The nodes, and pairs (from, to) of their numbers in the direction of the computation.

    Raises:
        ValueError: nothing was recorded, the graph was used up, or it is larger than the limit.
    """
    if result.grad_fn is None:
        raise ValueError("nothing to draw: the tensor was not computed from one that requires grad")
    called = {id(tensor): name for name, tensor in (names or {}).items()}
    order: list[Node | Value] = []
    waiting: list[Node | Value] = [result.grad_fn]
    seen: set[Node | Value] = {result.grad_fn}
    while waiting:
        node = waiting.pop()
        order.append(node)
        if isinstance(node, Node) and node.operation is None:
            raise ValueError("nothing to draw any more: backward used the graph up; draw first, or retain_graph=True")
        for edge in node.edges if isinstance(node, Node) else ():
            if edge is not None and edge not in seen:
                seen.add(edge)
                waiting.append(edge)
        if len(order) > limit:
            raise ValueError(f"the graph has more than {limit} nodes: draw a smaller one, or raise the limit")
    order.sort(key=lambda node: -node.birth if isinstance(node, Node) else 1)
    depth: dict[Any, int] = {order[0]: 0}
    for node in order:  # every node comes after all that use it
        for edge in node.edges if isinstance(node, Node) else ():
            if edge is not None:
                depth[edge] = max(depth.get(edge, 0), depth[node] + 1)
    rows: dict[int, int] = {}
    drawn = []
    for node in order:
        row = rows[depth[node]] = rows.get(depth[node], -1) + 1
        leaf = node if isinstance(node, Tensor) else None
        label = node.name() if isinstance(node, Node) else called.get(id(node), "leaf")
        drawn.append(Drawn(label, node.shape, leaf, depth[node], row))
    number = {node: n for n, node in enumerate(order)}
    edges = [
        (number[edge], number[node])
        for node in order
        if isinstance(node, Node)
        for edge in node.edges
        if edge is not None
    ]
    return drawn, edges


def dot(result: Tensor, names: dict[str, Tensor] | None = None, limit: int = 200) -> str:
    """The graph in Graphviz's language, leaves as boxes with their value and gradient where they are single numbers."""
    nodes, edges = nodes_and_edges(result, names, limit)
    lines = ["digraph {", "  rankdir=LR"]
    for n, node in enumerate(nodes):
        text = node.label
        if node.leaf is not None and node.leaf.numel() == 1:
            text += f"\\n{node.leaf.item():.4g}"
            text += "" if node.leaf.grad is None else f", grad {node.leaf.grad.item():.4g}"
        elif node.shape:
            text += f"\\n{'×'.join(map(str, node.shape))}"
        lines.append(f'  n{n} [label="{text}"{", shape=box" if node.leaf is not None else ""}]')
    return "\n".join([*lines, *(f"  n{a} -> n{b}" for a, b in edges), "}"])
