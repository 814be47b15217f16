"""Our JavaScript: ES modules that import each other, joined into the single text that a widget's code has to be."""

import re
from pathlib import Path

HERE = Path(__file__).parent

_IMPORT = re.compile(r'^import \{ (.+?) \} from "(.+?)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:const|function) (\w+))", re.M)


def joined(path: Path) -> str:
    """A module and, before it, what it imports from its neighbours, each once and in a scope of its own.

    Args:
        path: of a module whose imports have the form ``import { a, b as c } from "./other.js";``, one a line.

    Raises:
        FileNotFoundError: it, or what it imports, is not there.
    """
    scopes: dict[Path, str] = {}
    own = _scoped(path.resolve(), scopes)
    return "\n".join([*scopes.values(), own])


def _scoped(path: Path, scopes: dict[Path, str]) -> str:
    """The code of a file, its imports turned into constants; what they name is added to the scopes first."""

    def constant(found: re.Match[str]) -> str:
        target = (path.parent / found[2]).resolve()
        if target not in scopes:
            body = _scoped(target, scopes)
            names = ", ".join(_EXPORT.findall(body))
            scopes[target] = f"const {_scope(target)} = (() => {{\n{_EXPORT.sub('', body)}return {{ {names} }};\n}})();"
        return f"const {{ {found[1].replace(' as ', ': ')} }} = {_scope(target)};\n"

    return _IMPORT.sub(constant, path.read_text(encoding="utf-8"))


def _scope(path: Path) -> str:
    return f"from_{path.parent.name}_{path.stem}"
