"""Texts of exercises, as a room's exercises.md has them, for the tests of how they are read."""

from dlcourse.exercises.reading import parts

META = {"tags": '["core"]', "points": "2", "minutes": "5", "difficulty": "1", "can": '"double"'}
STUB = """# exercise: trial.double
def double(x):
    ..."""
SOLUTION = """def double(x):
    return 2 * x"""
CHECK = """def cases(rng):
    yield "some", rng.random(3)"""
HINTS = """1. Add it to
itself.
2. Or multiply.
3. By 2."""


def code(source, tag=""):
    tags = f":tags: [{tag}]\n\n" if tag else ""
    return f"```{{code-cell}} ipython3\n{tags}{source}\n```"


def words(source, *names, tags="", **meta):
    said = {name: META[name] for name in names} | ({"tags": tags} if tags else {}) | meta
    listed = ", ".join(f'"{name}": {value}' for name, value in said.items())
    return f"+++ {{{listed}}}\n\n{source}"


CELLS = {
    "before": code("import numpy as np"),
    "question": words("## Doubled\n\nDouble `x`.", "tags", "points", "minutes", "difficulty"),
    "stub": code(STUB, "stub"),
    "solution": code(SOLUTION, "solution"),
    "explanation": words("Twice is two times.", tags='["explanation"]'),
    "hints": words(HINTS, "can", tags='["hints"]'),
    "check": code(CHECK, "check"),
}


def text(*more, **changed):
    """An exercises.md with one exercise; cells are replaced by name, or left out where they are empty."""
    cells = [each for each in (CELLS | changed).values() if each]
    head = "---\njupytext:\n  text_representation:\n    format_name: myst\nkernelspec:\n  display_name: Python 3\n"
    return "\n\n".join([f"{head}  name: python3\n---\n\n# Exercises: a trial", *cells, *more]) + "\n"


def read(folder, *more, **changed):
    """Its parts, read from the room `trial`."""
    path = folder / "trial" / "exercises.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text(*more, **changed), encoding="utf-8")
    return parts(path)


def exercise(folder, check, stub=STUB, solution=SOLUTION, **changed):
    """The exercise alone, with this check cell."""
    cells = {"stub": code(stub, "stub"), "solution": code(solution, "solution"), "check": code(check, "check")}
    return next(each for each in read(folder, **cells, **changed) if hasattr(each, "stub"))
