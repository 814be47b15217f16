"""``python -m dlcourse.course.run start.mnist``: run a recipe, or go on with it."""

import argparse
import importlib

from dlcourse.rooms import COURSE
from dlcourse.training.recipes import Recipe, follow


def recipes() -> list[str]:
    """The names of all recipes, such as ``start.mnist``."""
    found = COURSE.glob("*/runs/*.py")
    return sorted(f"{path.parts[-3]}.{path.stem}" for path in found if path.stem != "__init__")


def recipe(name: str) -> Recipe:
    """The recipe of this name."""
    room, _, module = name.partition(".")
    return importlib.import_module(f"dlcourse.course.{room}.runs.{module}").RECIPE


def main() -> None:
    """Parse the command line, follow the recipe, print what it measured."""
    parser = argparse.ArgumentParser(prog="python -m dlcourse.course.run", description=__doc__)
    parser.add_argument("name", choices=recipes())
    parser.add_argument("--again", action="store_true", help="do every seed again")
    options = parser.parse_args()
    wanted = recipe(options.name)
    found = follow(wanted, again=options.again)
    print(f"{wanted.what}\n{wanted.metric}, over {len(found['runs'])} seeds:")
    means, spreads = (figure if isinstance(figure, dict) else {"": figure} for figure in (found["mean"], found["sd"]))
    for name, mean in means.items():
        spread = spreads.get(name)
        print(f"{name:40} {mean:.4f}" + ("" if spread is None else f" ± {spread:.4f}"))
    print(f"published: {wanted.published}")


if __name__ == "__main__":
    main()
