"""``python -m dlcourse.training.recipes NAME``: run a recipe, or go on with it."""

import argparse
import importlib
from pathlib import Path

from dlcourse.training.recipes.recipe import follow

NAMES = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in ("__init__", "__main__", "recipe"))


def main() -> None:
    """Parse the command line, follow the recipe, print what it measured."""
    parser = argparse.ArgumentParser(prog="python -m dlcourse.training.recipes", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--again", action="store_true", help="do every seed again")
    options = parser.parse_args()
    recipe = importlib.import_module(f"dlcourse.training.recipes.{options.name}").RECIPE
    found = follow(recipe, again=options.again)
    print(f"{recipe.what}\n{recipe.metric}, over {len(found['runs'])} seeds:")
    means, spreads = (figure if isinstance(figure, dict) else {"": figure} for figure in (found["mean"], found["sd"]))
    for name, mean in means.items():
        spread = spreads.get(name)
        print(f"{name:40} {mean:.4f}" + ("" if spread is None else f" ± {spread:.4f}"))
    print(f"published: {recipe.published}")


if __name__ == "__main__":
    main()
