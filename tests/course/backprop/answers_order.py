"""Answers to the exercise on the order of the way back, as learners would write them."""

ORDER = "import numpy as np\ndef backward_order(end, edges):\n"

RIGHT = {
    "slopes.order": {
        "depth by depth": ORDER
        + """
    depth = {int(end): 0}
    changed = [int(end)]
    made_from = {}
    for user, used in edges.tolist():
        made_from.setdefault(user, []).append(used)
    while changed:
        node = changed.pop(0)
        for used in made_from.get(node, []):
            if depth.get(used, -1) < depth[node] + 1:
                depth[used] = depth[node] + 1
                changed.append(used)
    return np.array(sorted(depth, key=depth.get))
""",
        "to the bottom first, turned round": ORDER
        + """
    done, order, todo = set(), [], [(int(end), False)]
    while todo:
        node, finished = todo.pop()
        if finished:
            order.append(node)
        elif node not in done:
            done.add(node)
            todo.append((node, True))
            todo += [(int(used), False) for used in edges[edges[:, 0] == node, 1]]
    return np.array(order[::-1], dtype=np.int32)
""",
        "to the bottom first, the other child first": ORDER
        + """
    children = {}
    for user, used in edges[::-1].tolist():
        children.setdefault(user, []).append(used)
    seen, order, stack = {int(end)}, [], [(int(end), iter(children.get(int(end), [])))]
    while stack:
        node, rest = stack[-1]
        for used in rest:
            if used not in seen:
                seen.add(used)
                stack.append((used, iter(children.get(used, []))))
                break
        else:
            order.append(node)
            stack.pop()
    return np.flip(order)
""",
    },
}

WALK = """
    todo, order = [int(end)], []
    while todo:
        node = todo.pop()
        {line}
        order.append(node)
        todo += edges[edges[:, 0] == node, 1].tolist()
    return np.array(order)
"""

WRONG = {
    "slopes.order": {
        "pre-order": (ORDER + WALK.format(line="if node in order: continue"), "which uses it: when it passes"),
        "visited twice": (ORDER + WALK.format(line="pass"), "stands in it twice"),
        "recursion": (
            ORDER
            + """
    order = []
    def walk(node):
        if node not in order:
            for used in edges[edges[:, 0] == node, 1].tolist():
                walk(used)
            if node not in order:
                order.append(node)
    walk(int(end))
    return np.array(order[::-1])
""",
            "as deep as the graph",
        ),
        "forwards": (
            RIGHT["slopes.order"]["to the bottom first, turned round"].replace("[::-1]", ""),
            "comes last: this is",
        ),
        "every node": (
            ORDER + "    return np.arange(max([int(end), *edges.ravel().tolist()]), -1, -1)",
            "and the end was not made from it",
        ),
        "waits for others": (
            ORDER
            + """
    waiting = np.bincount(edges[:, 1], minlength=int(edges.max(initial=int(end))) + 1)
    order, ready = [], [int(end)]
    while ready:
        order.append(ready.pop())
        for used in edges[edges[:, 0] == order[-1], 1].tolist():
            waiting[used] -= 1
            if not waiting[used]:
                ready.append(used)
    return np.array(order)
""",
            "Count only uses by nodes behind the end",
        ),
        "without the end": (
            RIGHT["slopes.order"]["to the bottom first, turned round"].replace("order[::-1]", "order[-2::-1]"),
            "is missing, though the end",
        ),
        "a set": (ORDER + "    return {int(end)}", "a NumPy array or a number is wanted"),
        "a mask": (ORDER + "    return np.ones(int(end) + 1)", "one row of whole numbers"),
    },
}

EQUIVALENT = {
    "slopes.order": {
        "np.asarray(np.array(order)).astype(int)": "they are whole numbers",
    },
}
