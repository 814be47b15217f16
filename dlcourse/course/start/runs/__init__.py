"""Runs that are too long for a lesson, each with what it measured beside it."""
