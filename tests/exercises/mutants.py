"""Small faults put into a solution by a program: a wrong axis, sign, scale or comparison, a dropped term, and more."""

import ast
import copy
from collections.abc import Iterator

SWAPPED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
METHODS = {"mean": "sum", "sum": "mean", "std": "var", "var": "std", "argmax": "argmin", "argmin": "argmax"}
METHODS |= {"max": "min", "min": "max", "exp": "log", "log": "exp"}
# What is returned, spoiled: sign, scale, offset, fractions lost, order, half the precision.
RETURNED = ["-(X)", "2 * (X)", "(X) + 1", "np.asarray(X).astype(int)", "np.asarray(X)[..., None]", "np.float16(X)"]


def mutants(solution: str) -> list[str]:
    """All of them, as code, each with one fault; none twice, none equal to the solution."""
    tree = ast.parse(solution)
    found = dict.fromkeys(ast.unparse(mutant) for mutant in _mutants(tree))
    found.pop(ast.unparse(tree), None)
    return list(found)


def _mutants(tree: ast.Module) -> Iterator[ast.Module]:
    for number, node in enumerate(ast.walk(tree)):
        for change in _changes(node):
            mutant = copy.deepcopy(tree)
            target = next(each for i, each in enumerate(ast.walk(mutant)) if i == number)
            change(target)
            yield ast.fix_missing_locations(mutant)


def _changes(node):
    """Functions that each put one fault into the node that they are given."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        for other in (node.value + 1, node.value - 1, -node.value):
            yield lambda target, other=other: setattr(target, "value", other)
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        yield lambda target: setattr(target.value, "value", target.value.value + "?")
    if isinstance(node, ast.UnaryOp):
        yield lambda target: _become(target, target.operand)
    if isinstance(node, ast.AugAssign):
        yield lambda target: setattr(target, "op", SWAPPED.get(type(target.op), ast.Add)())
    if isinstance(node, ast.BoolOp):
        yield lambda target: setattr(target, "op", SWAPPED[type(target.op)]())
    if isinstance(node, ast.Tuple) and len(node.elts) > 1:
        for i in range(len(node.elts)):
            yield lambda target, i=i: target.elts.pop(i)
    if isinstance(node, ast.BinOp):
        yield lambda target: setattr(target, "op", SWAPPED.get(type(target.op), ast.Add)())
        for side in ("left", "right"):
            yield lambda target, side=side: _become(target, getattr(target, side))
    if isinstance(node, ast.Compare):
        yield lambda target: setattr(target, "ops", [SWAPPED[type(target.ops[0])]()])
    if isinstance(node, ast.Call):
        for i in range(len(node.keywords)):
            yield lambda target, i=i: target.keywords.pop(i)
        for i in range(len(node.args) - 1):
            yield lambda target, i=i: _swap(target.args, i)
    if isinstance(node, ast.Attribute) and node.attr in METHODS:
        yield lambda target: setattr(target, "attr", METHODS[target.attr])
    if isinstance(node, ast.Return):
        for spoiled in RETURNED:
            yield lambda target, spoiled=spoiled: _spoil(target, spoiled)
    if isinstance(node, ast.FunctionDef):
        yield from _in_function(node)


def _in_function(function):
    for i, statement in enumerate(function.body):
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
            yield lambda target, i=i: target.body.__setitem__(i, ast.Pass())
    for parameter in function.args.args:
        # Written through the caller's own array.
        line = f"{parameter.arg}[...] = {parameter.arg}[::-1] + 1"
        yield lambda target, line=line: target.body.insert(0, ast.parse(line).body[0])


def _become(target, node):
    """Turn one node into another, in place."""
    target.__class__ = node.__class__
    target.__dict__ = dict(node.__dict__)


def _swap(arguments, i):
    arguments[i], arguments[i + 1] = arguments[i + 1], arguments[i]


def _spoil(target, spoiled):
    expression = ast.parse(spoiled, mode="eval").body
    for node in ast.walk(expression):
        if isinstance(node, ast.Name) and node.id == "X":
            _become(node, target.value)
            break
    target.value = expression
