"""What readers believe that is not so. A wrong answer anywhere names one of these by its id.

One row a belief: what a reader would say, what is true instead, and the demo that breaks the belief (its name in
`dlcourse.demos.DEMOS`), if there is one.
"""

from dataclasses import dataclass

from dlcourse.interact.backward_beliefs import BACKWARD
from dlcourse.interact.exercise_beliefs import EXERCISES
from dlcourse.interact.hand_beliefs import HAND
from dlcourse.interact.layer_beliefs import LAYERS
from dlcourse.interact.learned_beliefs import LEARNED
from dlcourse.interact.neural_exercise_beliefs import NEURAL_EXERCISES
from dlcourse.interact.neuron_beliefs import NEURON
from dlcourse.interact.rates_beliefs import RATES
from dlcourse.interact.refresher_beliefs import REFRESHERS
from dlcourse.interact.training_beliefs import TRAINING
from dlcourse.interact.words import bare, inline


@dataclass(frozen=True)
class Misconception:
    """One belief that is not so.

    Args:
        says: the belief, as its holder would put it.
        truth: what is so instead, in one or two sentences.
        demo: name of the demo that breaks it, as in `dlcourse.demos.DEMOS`; empty if there is none.
    """

    says: str
    truth: str
    demo: str = ""


MISCONCEPTIONS: dict[str, Misconception] = {
    # What a network sees
    "start.sees-what-i-see": Misconception(
        "The network sees what I see.",
        "It gets a list of numbers. A digit moved into a corner is another list, however alike the two look to you.",
        "what it sees",
    ),
    "start.useless-off-centre": Misconception(
        "Off the centre it can only guess.",
        "A large drawing near the middle comes out much the same either way, and it is read.",
        "what it sees",
    ),
    "start.size-as-much": Misconception(
        "Size troubles it as much as place.",
        "Moved to the middle and left at their size, nearly all of the simulated drawings are read.",
        "what it sees",
    ),
    "start.more-training": Misconception(
        "Whatever it gets wrong, more training will mend.",
        "More of the same examples teach nothing about cases that are not among them.",
        "what it sees",
    ),
    "start.stores-the-examples": Misconception(
        "It stores the examples and looks them up.",
        "Its weights are far fewer than the examples' pixels: what emerges is what many examples have in common.",
        "scrub the training",
    ),
    # Judging it
    "start.share-is-exact": Misconception(
        "The better share right is the better network.",
        "A share measured on few examples is uncertain; on fifty, by some eight points either way.",
    ),
    "start.count-is-share": Misconception(
        "How many are right says how good it is.",
        "A count means something only beside how many there were: accuracy is the share, between 0 and 1.",
    ),
    # Broadcasting
    "start.aligned-left": Misconception(
        "Shapes are paired from the left.",
        "They are aligned on the right: the last sizes meet first.",
        "shape plumbing",
    ),
    "start.one-side-stretched": Misconception(
        "`(3,)` plus `(3, 1)` is `(3,)`.",
        "Each size of 1 is stretched, on both sides: the sum is `(3, 3)`.",
        "shape plumbing",
    ),
    "start.only-equal-fits": Misconception(
        "Arrays must have the same shape to be added.",
        "Two sizes fit if they are equal, or if one of them is 1 or missing.",
        "shape plumbing",
    ),
    "start.any-axis-copied": Misconception(
        "Whatever does not fit is copied until it does.",
        "Only a size of 1 is stretched; 2 and 4 do not fit, although 4 is twice 2.",
        "shape plumbing",
    ),
    "start.bias-along-n": Misconception(
        "The bias belongs to the examples.",
        "There is one for each output, shape `(K,)`: aligned on the right it meets the outputs, not the examples.",
        "shape plumbing",
    ),
    # Reducing along an axis
    "start.axis-stays": Misconception(
        "`axis=0` keeps axis 0.",
        "The axis that is named vanishes: `mean(axis=0)` runs along the examples and leaves one average example.",
    ),
    "start.one-mean-for-all": Misconception(
        "A mean is one number.",
        "Without an axis it is; with axes there is one for each position along those that are left.",
    ),
    "start.one-axis-enough": Misconception(
        "One axis is enough to average a picture.",
        "A picture has two, rows and columns: name both, `axis=(1, 2)`.",
    ),
    "start.kept-axes": Misconception(
        "`(N, 1, 1)` is as good as `(N,)`.",
        "With `keepdims=True` the axes stay, with size 1, and broadcast another way later on.",
        "shape plumbing",
    ),
    "start.argmax-over-examples": Misconception(
        "`argmax(axis=0)` gives each example's class.",
        "It runs along the examples. The best class of each example is found along the classes, `axis=1`.",
    ),
    # Matrix products
    "start.star-is-at": Misconception(
        "`*` is `@`.",
        "`*` multiplies number by number, after broadcasting. `@` mixes: rows with columns, multiplied and summed.",
        "matrix product",
    ),
    "start.outer-vanish": Misconception(
        "In a product the outer sizes vanish.",
        "The inner sizes meet, must be equal, and vanish: `(N, D) @ (D, K)` is `(N, K)`.",
        "matrix product",
    ),
    "start.transpose-ignored": Misconception(
        "`W.T` has the shape of `W`.",
        "It is turned round: `(K, D)` becomes `(D, K)`.",
        "matrix product",
    ),
    "start.missing-transpose": Misconception(
        "If it runs, the shapes were right.",
        "A square `W` fits both ways round. Try sizes that differ, and an error shows what was hidden.",
        "matrix product",
    ),
    # Tables, views, kinds of numbers
    "start.one-spread-for-all": Misconception(
        "One mean and one spread will do for the whole table.",
        "Columns have scales of their own, metres and kilograms: each needs its own mean and spread.",
    ),
    "start.constant-column": Misconception(
        "Every column has a spread to divide by.",
        "A constant one has none, and 0/0 is not a number: it must be left at 0.",
    ),
    "start.in-place": Misconception(
        "What I do to an array inside a function stays inside.",
        "`x -= mean` changes the caller's array; `x = x - mean` makes a new one.",
    ),
    "start.integers-truncate": Misconception(
        "Numbers are numbers.",
        "An array of whole numbers keeps whole numbers: what is written into it loses its fraction.",
    ),
    "start.view-is-copy": Misconception(
        "A slice is a copy.",
        "A slice is a view of the same memory: writing into it changes the array it was cut from.",
    ),
    "start.copy-too-late": Misconception(
        "It does not matter when the copy is made.",
        "Only a copy made before the writing keeps the old values.",
    ),
    **{
        name: Misconception(*row)
        for name, row in (
            BACKWARD | EXERCISES | HAND | LAYERS | LEARNED | NEURAL_EXERCISES | NEURON | RATES | REFRESHERS | TRAINING
        ).items()
    },
}


def named(name: str) -> Misconception:
    """The misconception of this id.

    Raises:
        KeyError: there is none.
    """
    if name not in MISCONCEPTIONS:
        raise KeyError(f"There is no misconception {name!r}: add it to dlcourse/interact/misconceptions.py.")
    return MISCONCEPTIONS[name]


def breaks(name: str) -> str:
    """What is told of a misconception, as HTML: the belief, what is so, and where one can see it."""
    belief = named(name)
    demo = f" See it break: demo <em>{inline(belief.demo)}</em>." if belief.demo else ""
    return f"The belief behind it: “{inline(belief.says)}” {inline(belief.truth)}{demo}"


def breaks_plain(name: str) -> str:
    """The same without HTML."""
    belief = named(name)
    demo = f" See it break: demo {belief.demo}." if belief.demo else ""
    return f"The belief behind it: “{bare(belief.says)}” {bare(belief.truth)}{demo}"
