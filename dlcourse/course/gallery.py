"""Every live picture of the course: each room's ``demos/`` imported, so that `@demo` has registered what is in it."""

import importlib
import pkgutil
from collections.abc import Callable

from dlcourse.interact import Bundle
from dlcourse.interact.demo import DEMOS
from dlcourse.rooms import COURSE


def demos() -> dict[str, Callable[[], Bundle]]:
    """All of them by name."""
    for folder in sorted(COURSE.glob("*/demos")):
        package = ".".join(["dlcourse", "course", *folder.relative_to(COURSE).parts])
        for module in pkgutil.iter_modules([str(folder)]):
            importlib.import_module(f"{package}.{module.name}")
    return dict(DEMOS)
