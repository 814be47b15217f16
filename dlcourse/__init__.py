"""A deep-learning course: the package behind the notebooks. Importing it imports neither NumPy nor PyTorch."""

import sys

__version__ = "0.1.0"


class _OfAnEarlierCourse:
    """The last to be asked for a module: a notebook that wants one which is no longer there is an old copy."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        if name.startswith("dlcourse."):
            raise ModuleNotFoundError(
                f"{name} is not in this version of the course. If an older copy of a lesson asks for it, run "
                "`dlcourse update` in a terminal: it brings today's lessons and keeps yours beside them."
            )  # without its name=, or `from dlcourse.interact import gone` would end in another error


sys.meta_path.append(_OfAnEarlierCourse())
