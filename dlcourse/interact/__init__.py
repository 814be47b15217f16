"""What lessons and demos are made of: live pictures, a canvas, predictions, votes, quizzes, blanks, progress."""

from dlcourse.interact.blanks import yours
from dlcourse.interact.bundle import Bundle, LiveOnly, Notice, guarded
from dlcourse.interact.canvas import Canvas
from dlcourse.interact.choices import Choices
from dlcourse.interact.demo import Demo, choice, live, slider, sweep
from dlcourse.interact.folding import folded
from dlcourse.interact.history import LiveHistory
from dlcourse.interact.misconceptions import MISCONCEPTIONS, Misconception
from dlcourse.interact.my_reader import draw_digits, my_digits, my_reader
from dlcourse.interact.predict import predict, predicted
from dlcourse.interact.progress import Progress
from dlcourse.interact.quiz import Option, Question, quiz
from dlcourse.interact.run_here import run_here
from dlcourse.interact.vote import vote

__all__ = [
    "MISCONCEPTIONS",
    "Bundle",
    "Canvas",
    "Choices",
    "Demo",
    "LiveHistory",
    "LiveOnly",
    "Misconception",
    "Notice",
    "Option",
    "Progress",
    "Question",
    "choice",
    "draw_digits",
    "folded",
    "guarded",
    "live",
    "my_digits",
    "my_reader",
    "predict",
    "predicted",
    "quiz",
    "run_here",
    "slider",
    "sweep",
    "vote",
    "yours",
]
