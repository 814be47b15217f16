"""From objects of a notebook to the text of a Python file that makes the same ones.

A function's text is that of its cell; what it refers to is followed, and what comes from a module is imported.
"""

import ast
import dis
import inspect
import linecache
import textwrap
import types
from collections.abc import Iterator
from typing import Any

from dlcourse.interact.blanks import blank

HEAD = '"""My engine: reverse-mode differentiation of arrays, built in lesson 03b."""\n'


class NoSource(Exception):
    """The text of an object cannot be found. The message says of which, and what to do."""


def text_of(objects: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The text of a file in which these names mean these objects.

    Args:
        objects: name → function or class.

    Returns:
        The text, and the functions and classes whose own text is in it, by name.

    Raises:
        NoSource: something was not defined in a cell that is still known, or cannot be written down.
    """
    imports: list[str] = []
    pieces: list[str] = []
    last: list[str] = []
    own: dict[str, Any] = {}
    done: dict[str, Any] = {}
    waiting = list(objects.items())
    while waiting:
        name, value = waiting.pop(0)
        if name in done:
            continue
        done[name] = value
        if isinstance(value, types.ModuleType):
            imports.append(f"import {value.__name__}" + (f" as {name}" if name != value.__name__ else ""))
        elif isinstance(value, (types.FunctionType, type)):
            if value.__module__ != "__main__":
                imports.append(
                    f"from {value.__module__} import {value.__qualname__}"
                    + (f" as {name}" if name != value.__qualname__ else "")
                )
                continue
            if value.__name__ not in own:
                own[value.__name__] = value
                pieces.append(_text(value))
                for attached, function, wrapped in _attached(value):
                    if function.__module__ == "__main__" and function.__name__ not in own:
                        own[function.__name__] = function
                        pieces.append(_text(function))
                    elif function.__module__ != "__main__":
                        imports.append(f"from {function.__module__} import {function.__qualname__}")
                    last.append(f"{value.__name__}.{attached} = {wrapped.format(function.__name__)}")
                for code, known in _codes(value):
                    waiting += [(each, known[each]) for each in _names(code) if each in known]
            if name != value.__name__:
                last.append(f"{name} = {value.__name__}")
        elif isinstance(value, (bool, int, float, str, tuple)):
            pieces.insert(0, f"{name} = {value!r}\n")
        else:
            raise NoSource(f"{name} is a {type(value).__name__}, which cannot be written down: let a function make it.")
    parts = [HEAD, "\n".join(sorted(set(imports))) + "\n", *pieces, "\n".join(last) + "\n" if last else ""]
    return "\n\n".join(part for part in parts if part), own


def _text(value: Any) -> str:
    """The text of one function or class."""
    try:
        if isinstance(value, type):
            return _class_text(value)
        return _without_blank(textwrap.dedent(inspect.getsource(value)))
    except (OSError, TypeError, SyntaxError):
        raise NoSource(
            f"the text of {value.__name__} cannot be found. Run the cell that defines it again, then this one."
        ) from None


def _without_blank(text: str) -> str:
    """The text of a function without the decorator that made it a blank: what it says is of the notebook."""
    function = ast.parse(text).body[0]
    lines = text.splitlines(keepends=True)
    for decorator in reversed(getattr(function, "decorator_list", [])):
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).rpartition(".")[2] == blank.__name__:
            del lines[decorator.lineno - 1 : decorator.end_lineno]
    return "".join(lines)


def _class_text(value: type) -> str:
    """Out of the cell in which its methods were defined: inspect does not find a notebook's classes."""
    for function in vars(value).values():
        if isinstance(function, types.FunctionType) and function.__qualname__.startswith(f"{value.__qualname__}."):
            cell = "".join(linecache.getlines(function.__code__.co_filename))
            for node in reversed(ast.parse(cell).body):
                if isinstance(node, ast.ClassDef) and node.name == value.__name__:
                    return f"{ast.get_source_segment(cell, node)}\n"
    raise OSError


def _attached(value: Any) -> Iterator[tuple[str, types.FunctionType, str]]:
    """Functions that were made methods or properties of a class after it was defined, and how."""
    if isinstance(value, type):
        for name, attribute in vars(value).items():
            made = isinstance(attribute, property)
            function, wrapped = (attribute.fget, "property({})") if made else (attribute, "{}")
            if isinstance(function, types.FunctionType) and "." not in function.__qualname__:
                yield name, function, wrapped


def _codes(value: Any) -> Iterator[tuple[types.CodeType, dict[str, Any]]]:
    """The code of a function, or of a class's methods, and the names that it can see."""
    members = list(vars(value).values()) if isinstance(value, type) else [value]
    for member in members:
        function = member.fget if isinstance(member, property) else member
        function = getattr(function, "__func__", function)
        if isinstance(function, types.FunctionType) and function.__module__ == "__main__":
            yield function.__code__, function.__globals__


def _names(code: types.CodeType) -> set[str]:
    """Every global name that some code, or code within it, reads; names of attributes are none."""
    own = {step.argval for step in dis.get_instructions(code) if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
    return own.union(*(_names(constant) for constant in code.co_consts if isinstance(constant, types.CodeType)))
