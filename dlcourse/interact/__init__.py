"""What lessons and demos are made of: live pictures, a canvas, predictions, votes, quizzes, blanks, progress."""

from dlcourse.interact.blanks import blank
from dlcourse.interact.bundle import Bundle, LiveOnly, Notice, guarded
from dlcourse.interact.canvas import Canvas
from dlcourse.interact.choices import Choices
from dlcourse.interact.demo import Demo, choice, demo, live, slider, sweep
from dlcourse.interact.explorables import Explorable, explorable
from dlcourse.interact.folding import folded
from dlcourse.interact.history import LiveHistory
from dlcourse.interact.my_digits import draw_digits, my_digits
from dlcourse.interact.my_reader import my_reader
from dlcourse.interact.predict import predict, predicted
from dlcourse.interact.progress import Progress
from dlcourse.interact.questions import Option, Question
from dlcourse.interact.quiz import quiz
from dlcourse.interact.run_here import run_here
from dlcourse.interact.vote import vote

__all__ = [
    "Bundle",
    "Canvas",
    "Choices",
    "Demo",
    "Explorable",
    "LiveHistory",
    "LiveOnly",
    "Notice",
    "Option",
    "Progress",
    "Question",
    "blank",
    "choice",
    "demo",
    "draw_digits",
    "explorable",
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
]
