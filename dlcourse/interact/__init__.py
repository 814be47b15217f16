"""What lessons and demos are made of: live pictures, a canvas, predictions, votes, quizzes, blanks, progress."""

from dlcourse.interact.bundle import Bundle, LiveOnly, Notice, guarded
from dlcourse.interact.canvas import Canvas
from dlcourse.interact.choices import Choices
from dlcourse.interact.demo import choice, live, slider, sweep

__all__ = ["Bundle", "Canvas", "Choices", "LiveOnly", "Notice", "choice", "guarded", "live", "slider", "sweep"]
