"""The command ``dlcourse``. This module and `doctor` are read by old Pythons too, so that those get a sentence."""


def main(arguments: "list[str] | None" = None) -> int:
    """Run ``dlcourse`` with these arguments, else those of the command line, and return the exit code."""
    from dlcourse.cli.command import run

    return run(arguments)
