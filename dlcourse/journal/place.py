"""Where the record lies, and what goes wrong there."""

import os
from pathlib import Path

import platformdirs


class JournalError(OSError):
    """The record could not be read or written: no room, no permission. What stood in it before still stands."""


def home() -> Path:
    """Return the folder of the record: ``DLCOURSE_HOME``, else the user's data folder. It may not exist yet."""
    chosen = os.environ.get("DLCOURSE_HOME")
    return Path(chosen).expanduser() if chosen else platformdirs.user_data_path("dlcourse", appauthor=False)
