"""Exercises that check the answer, say what went wrong and give hints. In a notebook:

    check("start.mean")       is my answer right, and if not, why?
    hint("start.mean")        one hint more than the last time
    solution("start.mean")    the course's answer, and why it works
    progress()                how far am I?

For authors: `exercise` says what an exercise is, a topic's file (`start`) holds its exercises, `registry` lists them.
"""

from dlcourse.exercises.check import check, hint, progress, reset_progress, solution
from dlcourse.exercises.exercise import Arrays, Exercise, Verdict, by_case
from dlcourse.exercises.registry import EXERCISES

__all__ = [
    "EXERCISES",
    "Arrays",
    "Exercise",
    "Verdict",
    "by_case",
    "check",
    "hint",
    "progress",
    "reset_progress",
    "solution",
]
