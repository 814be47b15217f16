"""What all tests share: how a test says that this machine cannot prove something."""

import os

import pytest


def cannot_prove(what: str, *, required_in_ci: bool = False) -> None:
    """Skip a test that this machine cannot run; the end of the run lists it. In CI some are failures instead."""
    if required_in_ci and os.environ.get("CI") == "true":
        pytest.fail(f"CI must prove this: {what}")
    pytest.skip(f"unproven: {what}")


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = {str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped}
    unproven = sorted(reason.removeprefix("unproven: ") for reason in reasons if reason.startswith("unproven: "))
    if unproven:
        terminalreporter.section("could not be proven on this machine")
        for reason in unproven:
            terminalreporter.line(f"- {reason}")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory, monkeypatch):
    """No test meets the reader's own journal or data."""
    folder = tmp_path_factory.mktemp("reader")
    monkeypatch.setenv("DLCOURSE_HOME", str(folder / "home"))
    monkeypatch.setenv("DLCOURSE_DATA", str(folder / "data"))
    monkeypatch.setenv("DLCOURSE_RAISE", "1")
