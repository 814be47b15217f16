"""What came of calling a learner's function once, as arrays that need no pickle, and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from dlcourse.exercises.exercise import Arrays


class Status(StrEnum):
    """How a call ended; anything but `OK` has a message of its own."""

    OK = "ok"
    NOT_ATTEMPTED = "not_attempted"
    MISSING = "missing"
    NOT_CALLABLE = "not_callable"
    WRONG_PARAMETERS = "wrong_parameters"
    RAISED = "raised"
    RETURNED_NOTHING = "returned_nothing"
    WRONG_TYPE = "wrong_type"
    WRONG_DEVICE = "wrong_device"
    TIMEOUT = "timeout"
    MUTATED = "mutated"
    OUTPUT_LIMIT = "output_limit"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Outcome:
    """What came of one case."""

    status: Status
    what: str = ""
    """The name of an error, of a type, of a reason; see `dlcourse.exercises.probe`."""
    detail: str = ""
    line: str = ""
    """The learner's line that raised, where it is known."""
    printed: str = ""
    """The beginning of what the function printed."""
    result: np.ndarray = field(default_factory=lambda: np.empty(0))
    """What it returned; means something only when the status is `OK`."""

    def arrays(self, case: str) -> Arrays:
        """Return this outcome as arrays named ``case/…``; empty texts are left out."""
        texts = {"status": self.status, "what": self.what, "detail": self.detail, "line": self.line}
        texts["printed"] = self.printed
        found = {f"{case}/{name}": np.array(str(text)) for name, text in texts.items() if text}
        if self.status == Status.OK:
            found[f"{case}/result"] = self.result
        return found


def outcome(arrays: Mapping[str, np.ndarray], case: str) -> Outcome:
    """Read the outcome of a case back. What is missing or makes no sense counts as a case that was not tried."""

    def text(name: str) -> str:
        array = arrays.get(f"{case}/{name}")
        return str(array) if array is not None and array.ndim == 0 and array.dtype.kind == "U" else ""

    result = arrays.get(f"{case}/result")
    status = text("status")
    if status not in set(Status) or (status == Status.OK and result is None):
        return Outcome(Status.SKIPPED)
    texts = {name: text(name) for name in ("what", "detail", "line", "printed")}
    return Outcome(Status(status), **texts, result=np.empty(0) if result is None else result)
