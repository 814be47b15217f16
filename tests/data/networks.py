"""The real networks, for slow tests."""

from pathlib import Path

from conftest import cannot_prove

from dlcourse.data import PRETRAINED, DataError, get_pretrained


def real(name: str) -> Path:
    """The folder of a real network that pip has brought just now; skips the test where pip has no network."""
    try:
        return get_pretrained(PRETRAINED[name])
    except DataError as error:
        if "cannot reach" not in str(error) and "found no" not in str(error):
            raise
        cannot_prove(f"the real {name}: pip has no network here", required_in_ci=True)
