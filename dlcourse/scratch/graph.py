"""The tape: what was computed from what, and how the gradients walk back over it.

    y = record(ops.elementwise.mul, a, b)      # computes a·b, and notes that it came from a and b
    backward(y.grad_fn, np.ones(()))           # leaves ∂y/∂a in a.grad, ∂y/∂b in b.grad

The mathematics: if L depends on x through y₁ … yₙ, then ∂L/∂x = Σᵢ ∂L/∂yᵢ · ∂yᵢ/∂x. So a node may pass its gradient on
only when all of its users have delivered theirs: in reverse topological order. A reader's first engine finds that
order by a depth-first walk. Here every node is numbered when it is born, and since it is born after its inputs,
*sorting by birth* gives the same order: no recursion, however deep the graph.

A node points to the nodes of its inputs and to what its rules need, never to a tensor's value, and nothing points
forward. So the graph has no cycles (Python frees it at once, without its cycle collector), and a value that no rule
needs is freed during the forward pass. ``backward`` unhooks each node as it goes, which gives the memory back while it
runs.
"""

import contextvars
import threading
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from . import changes
from .ops.operation import Array, Kept, Operation

if TYPE_CHECKING:
    from .tensor import Tensor

_next_birth = changes.tick
_by_birth = attrgetter("birth")
_new = object.__new__
_NONE: "list[Node | Value | None]" = []


class _Here(threading.local):
    """What holds in this thread: whether the tape runs, and a context in which NumPy is silent about inf and nan."""

    def __init__(self) -> None:
        self.recording = True
        quiet = contextvars.copy_context()
        quiet.run(np.seterr, all="ignore")
        self.quietly = quiet.run  # plain: ``with np.errstate(…)`` around each operation (benchmarks.tricks)


here = _Here()


class Node:
    """One recorded operation: where its inputs came from, and what its rules need."""

    __slots__ = ("__weakref__", "birth", "edges", "hooks", "kept", "operation", "shape")

    def __init__(self, op: Operation, kept: Kept, edges: "list[Node | Value | None]", value: Array) -> None:
        self.operation: Operation | None = op
        self.kept = kept
        self.edges = edges
        self.shape = value.shape
        self.birth = _next_birth()
        self.hooks: list[Callable[[Tensor], Tensor | None]] | None = None

    def name(self) -> str:
        """The operation's name, as ``mul``; "freed" once the gradient has passed."""
        return self.operation.name if self.operation else "freed"


class Value:
    """What a tensor is to the tape: an array, perhaps a gradient, perhaps a node that says where it came from."""

    __slots__ = ("__weakref__", "array", "grad", "grad_fn", "hooks", "requires_grad")

    array: Array
    requires_grad: bool
    grad: "Tensor | None"
    grad_fn: Node | None
    hooks: list[Callable[["Tensor"], "Tensor | None"]] | None
    result: "type[Tensor]"  # the class of what operations return, set by ``tensor``: a Parameter's double is a Tensor

    @property
    def shape(self) -> tuple[int, ...]:
        """The lengths of the axes."""
        return self.array.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """The numbers' type, float32 unless asked otherwise."""
        return self.array.dtype


def wrap(array: Array, requires_grad: bool = False) -> "Tensor":
    """A tensor around this very array: no copy, no check."""
    out = _new(Value.result)
    out.array = array
    out.requires_grad = requires_grad
    out.grad = out.grad_fn = out.hooks = None
    return out


def record(op: Operation, *inputs: Any, **settings: Any) -> "Tensor":
    """Run an operation; if any input wants a gradient, note how to get it.

    Args:
        op: the operation.
        inputs: one for each of its rules: tensors, or numbers and arrays that get no gradient.
        settings: passed on to its forward function.

    Returns:
        A tensor; it requires a gradient if an input does and the tape runs (``no_grad`` stops it).
    """
    value, kept = here.quietly(op.forward, *[x.array if isinstance(x, Value) else x for x in inputs], **settings)
    out = _new(Value.result)
    out.array = value
    out.requires_grad = False
    out.grad = out.grad_fn = out.hooks = None
    if here.recording:
        edges = [(x.grad_fn or x) if isinstance(x, Value) and x.requires_grad else None for x in inputs]
        for edge in edges:
            if edge is not None:
                out.requires_grad = True
                out.grad_fn = Node(op, kept, edges, value)
                break
    return out


def record_two(op: Operation, a: Any, b: Any) -> "Tensor":
    """``record(op, a, b)`` for two tensors, spelled out: two thirds of the time (``benchmarks.tricks``)."""
    value, kept = here.quietly(op.forward, a.array, b.array)
    out = _new(Value.result)
    out.array = value
    out.grad = out.grad_fn = out.hooks = None
    out.requires_grad = needed = here.recording and (a.requires_grad or b.requires_grad)
    if needed:
        left = (a.grad_fn or a) if a.requires_grad else None
        out.grad_fn = Node(op, kept, [left, (b.grad_fn or b) if b.requires_grad else None], value)
    return out


def backward(root: Node, gradient: Array, retain_graph: bool = False) -> None:
    """Walk the tape from ``root`` to its leaves and add to each leaf's ``grad``.

    Args:
        root: the node of the value that is differentiated.
        gradient: ∂L/∂value, in the value's shape; ones for a loss itself.
        retain_graph: keep what the rules need, so that one may walk again.

    Raises:
        RuntimeError: the graph was walked before, and was not retained; or a rule needs an array that was changed
            since.
    """
    order = _reachable(root)
    order.sort(key=_by_birth, reverse=True)
    arrived: dict[Node | Value, Array] = {root: gradient}
    with np.errstate(all="ignore"):
        for node in order:
            g = arrived.pop(node, None)
            if g is None:
                continue
            if node.hooks:
                g = _through_hooks(node.hooks, g)
            op, kept, edges = node.operation, node.kept, node.edges
            if op is None:
                raise RuntimeError(
                    "backward went through this graph before, and its memory was given back: run the forward pass "
                    "again, or call the first backward with retain_graph=True"
                )
            if changes.latest > node.birth:
                kept = changes.checked(kept, node.birth, op.name)
            shared: Any = op.together and op.together(g, [edge is not None for edge in edges], *kept)
            rules: Any = shared or op.rules
            for edge, rule in zip(edges, rules, strict=False):
                if edge is None or rule is None:
                    continue
                d = rule if shared else rule(g, *kept)
                if d.shape != edge.shape:
                    d = unbroadcast(d, edge.shape)
                if d is g and type(edge) is not Node:
                    d = g.copy()  # ``same`` hands one array to several: a leaf needs its own
                if edge in arrived:
                    arrived[edge] = arrived[edge] + d
                else:
                    arrived[edge] = d
            if not retain_graph:
                node.operation, node.kept, node.edges = None, (), _NONE
        for leaf, g in arrived.items():
            if isinstance(leaf, Value):
                deliver(leaf, g)


def _reachable(root: Node) -> list[Node]:
    seen: set[Node | Value | None] = {root, None}
    found, waiting = [root], [root]
    while waiting:
        for edge in waiting.pop().edges:
            if edge not in seen and type(edge) is Node:
                seen.add(edge)
                found.append(edge)
                waiting.append(edge)
    return found


def unbroadcast(g: Array, shape: tuple[int, ...]) -> Array:
    """Sum out what broadcasting copied: forward copies fan out, backward sums fan in."""
    extra = g.ndim - len(shape)
    axes = tuple(a for a in range(g.ndim) if a < extra or (shape[a - extra] == 1 and g.shape[a] != 1))
    return np.asarray(g.sum(axis=axes, dtype=g.dtype)).reshape(shape) if axes else np.broadcast_to(g, shape)


def _through_hooks(hooks: "list[Callable[[Tensor], Tensor | None]]", g: Array) -> Array:
    for hook in list(hooks):
        changed = hook(wrap(g))
        if changed is not None:
            g = changed.array
    return g


def deliver(leaf: Value, g: Array) -> None:
    """Add to a leaf's gradient; a view is copied first, since the leaf's gradient will be changed in place."""
    if leaf.hooks:
        g = _through_hooks(leaf.hooks, g)
    if leaf.grad is None:
        leaf.grad = wrap(g if type(g) is np.ndarray and g.base is None else np.array(g))
    else:
        leaf.grad.array += g
        changes.note(leaf.grad.array)
