"""The picture of the graph shows each node once, in an order that can be drawn."""

import pytest

from dlcourse import scratch as torch
from dlcourse.scratch.picture import dot, nodes_and_edges


def small():
    a, b = torch.tensor(2.0, requires_grad=True), torch.tensor(3.0, requires_grad=True)
    return a, b, a * b + a


def test_nodes_edges_and_places():
    a, b, y = small()
    nodes, edges = nodes_and_edges(y, {"a": a, "b": b})
    assert [node.label for node in nodes[:2]] == ["add", "mul"]
    assert {node.label for node in nodes[2:]} == {"a", "b"}
    assert nodes[2].leaf is not None
    named = sorted((nodes[p].label, nodes[q].label) for p, q in edges)
    assert named == [("a", "add"), ("a", "mul"), ("b", "mul"), ("mul", "add")]
    assert all(nodes[p].depth > nodes[q].depth for p, q in edges)
    assert len({(node.depth, node.row) for node in nodes}) == len(nodes)


def test_a_node_used_twice_has_two_edges():
    x = torch.tensor(2.0, requires_grad=True)
    nodes, edges = nodes_and_edges(x * x)
    assert len(nodes) == 2
    assert len(edges) == 2


def test_dot_shows_values_and_gradients():
    a, b, y = small()
    y.backward(retain_graph=True)
    text = dot(y, {"a": a, "b": b})
    assert "a\\n2, grad 4" in text
    assert "b\\n3, grad 2" in text
    assert text.count("->") == 4
    assert "2×3" in dot(torch.ones(2, 3, requires_grad=True) * 2)


def test_refused():
    _, _, y = small()
    with pytest.raises(ValueError, match="limit"):
        nodes_and_edges(y, limit=2)
    y.backward()
    with pytest.raises(ValueError, match="retain_graph"):
        dot(y)
    with pytest.raises(ValueError, match="requires grad"):
        dot(torch.ones(1))
