"""How much of a cell's code only draws: enough of it stands in a cell of its own, whose code is folded."""

import ast
from collections.abc import Iterator

from dlcourse.authoring.stale import without_magics

MAKERS = {"figure", "placed"}
SHOWS = {*MAKERS, "picture"}
MOST = 5  # lines of drawing that may stand in sight


def drawing_lines(code: str) -> int:
    """The number of lines of statements that draw: that make or show a figure, or call something of one."""
    tree = ast.parse(without_magics(code))
    drawn = _names_of_figures(tree)
    statements = [each for each in ast.walk(tree) if isinstance(each, ast.Expr | ast.Assign)]
    found = [each for each in statements if any(_draws(call, drawn) for call in _calls(each))]
    return sum((each.end_lineno or each.lineno) - each.lineno + 1 for each in found)


def _names_of_figures(tree: ast.Module) -> set[str]:
    """Names bound to a figure and its axes, and to what loops over those give."""
    found: set[str] = set()
    for node in ast.walk(tree):  # breadth first: an assignment before the loops below it
        if isinstance(node, ast.Assign) and any(_called(call) in MAKERS for call in _calls(node.value)):
            found.update(name for target in node.targets for name in _names(target))
        elif isinstance(node, ast.For) and found & {*_names(node.iter)}:
            found.update(_names(node.target))
    return found


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    return (each for each in ast.walk(node) if isinstance(each, ast.Call))


def _names(node: ast.AST) -> Iterator[str]:
    return (each.id for each in ast.walk(node) if isinstance(each, ast.Name))


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _draws(call: ast.Call, drawn: set[str]) -> bool:
    if _called(call):
        return _called(call) in SHOWS
    return bool(drawn & {*_names(call.func)})
