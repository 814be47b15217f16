"""The ImageNet contests of 2010 to 2017 and what deep networks had done before: figures from the papers, and a picture.

The sources, and what each figure counts, stand in the lesson *Features by hand*.
"""

from typing import NamedTuple

from dlcourse.plots import COLOURS, Picture, figure, picture


class Contest(NamedTuple):
    """One year's contest: top-5 errors in per cent of the test photographs."""

    year: int
    winner: str
    deep: bool
    """Whether the winner was a deep network that worked from the pixels."""
    error: float
    runner_up: float

    @property
    def gap(self) -> float:
        """How many points the next team was behind."""
        return self.runner_up - self.error


CONTESTS = (
    Contest(2010, "NEC-UIUC", False, 28.19, 33.65),
    Contest(2011, "XRCE", False, 25.77, 31.01),
    Contest(2012, "AlexNet", True, 16.42, 26.17),
    Contest(2013, "Clarifai", True, 11.74, 12.95),
    Contest(2014, "GoogLeNet", True, 6.66, 7.33),
    Contest(2015, "ResNet", True, 3.57, 3.58),
    Contest(2016, "Trimps-Soushen", True, 2.99, 3.03),
    Contest(2017, "SENet", True, 2.251, 2.48),
)
ONE_PERSON = 5.1  # per cent, after practising on 500 photographs


class Earlier(NamedTuple):
    """What deep networks had done before the contest of 2012."""

    year: int
    task: str
    happened: str


EARLIER = (
    Earlier(1998, "handwritten digits", "LeNet-5 misreads 0.95% of MNIST's test digits"),
    Earlier(2009, "speech", "a deep network mistakes 23% of the sounds in TIMIT, fewer than other techniques"),
    Earlier(2010, "handwritten digits", "a plain network, trained on a graphics card, misreads 0.35% of MNIST's"),
    Earlier(2011, "speech", "in transcribed telephone calls, the wrong words fall from 27.4% to 18.5%"),
    Earlier(
        2011,
        "traffic signs",
        "networks trained on graphics cards win a contest with 0.54% errors; the next team, also with a convolutional "
        "network, makes 1.69%, people make 1.16% on average (the best of them 0.78%), and the best method without a "
        "network makes 3.86%",
    ),
)


def opening() -> Picture:
    """The picture with which the lesson opens: each year's winner as a bar, the next team as a line above it."""
    fig, axes = figure(size=(8.4, 3.8))
    for deep, colour, label in (
        (False, COLOURS[3], "winner: features by hand"),
        (True, COLOURS[0], "winner: deep network"),
    ):
        bars = [(each.year, each.error) for each in CONTESTS if each.deep == deep]
        axes.bar(*zip(*bars, strict=True), color=colour, width=0.6, label=label)
    for each in CONTESTS:
        label = "the next team" if each is CONTESTS[0] else ""
        axes.hlines(each.runner_up, each.year - 0.4, each.year + 0.4, "k", label=label)
    axes.axhline(ONE_PERSON, linestyle=":", color="black", linewidth=1.2, label="one practised person")
    names = [f"{each.year}\n{each.winner}\n{each.error:.1f}%" for each in CONTESTS]
    axes.set_xticks([each.year for each in CONTESTS], names, fontsize=9)
    axes.set(ylabel="errors (% of photographs)", ylim=(0, 38))
    axes.legend()
    return picture(
        fig,
        "Bars: the error of the ImageNet winner falls each year from 2010 to 2017, most steeply from 2011 to 2012; a "
        "line above each bar marks the next team, far above the bar in 2012 and close to it from 2014 on",
    )
