"""Runs that are too long for a lesson, each a command: ``python -m dlcourse.training.recipes mnist``.

A recipe is seeded and resumable. It writes what it measured beside itself as a small JSON file: every seed's result,
machine and time, and the published figure that it is held against.
"""
