"""Exercises that check the answer, say what went wrong and give hints. In a notebook:

    check("start.mean")       is my answer right, and if not, why?
    hint("start.mean")        one hint more than the last time
    solution("start.mean")    the course's answer, and why it works
    progress()                how far am I?
    course_map()              where am I in the course?

For authors: `exercise` says what an exercise is, `reading` how a room's exercises.md has it, `check_cell` how it is
judged.
"""

from dlcourse.exercises.check import check, hint, progress, reset_progress, solution
from dlcourse.exercises.course_map import course_map
from dlcourse.exercises.exercise import Arrays, Exercise, Verdict, by_case
from dlcourse.exercises.guard import remember
from dlcourse.exercises.reading import exercises, find

remember()  # before any answer has run

__all__ = [
    "Arrays",
    "Exercise",
    "Verdict",
    "by_case",
    "check",
    "course_map",
    "exercises",
    "find",
    "hint",
    "progress",
    "reset_progress",
    "solution",
]
