"""Questions on layers, softmax, losses, and on what depth buys."""

from math import log

from numpy.random import Generator

from dlcourse.interact import Option, Question


def count_parameters(rng: Generator) -> Question:
    """How many weights and biases a small fully connected network has."""
    a, b, c = (int(rng.choice(sizes)) for sizes in ([4, 6, 8], [5, 10, 20], [2, 3]))
    return Question(
        f"A fully connected network has {a} inputs, a hidden layer of {b}, and {c} outputs. How many parameters?",
        [
            Option(f"{a * b + b + b * c + c}", True, f"{a}·{b} + {b} for the hidden layer, {b}·{c} + {c} after it."),
            Option(f"{a * b + b * c}", False, "Each unit has a bias besides.", "layers.no-biases"),
            Option(f"{a + a * b + b + b * c + c}", False, "The inputs have none.", "layers.inputs-are-neurons"),
            Option(f"{a + b + c}", False, "Those are the units.", "layers.units-add-up"),
        ],
    )


def no_activation(rng: Generator) -> Question:
    """What a stack of linear layers can do."""
    narrow, wide = int(rng.choice([3, 5, 7])), int(rng.choice([50, 200, 1000]))
    return Question(
        f"Layers of 20, {wide}, {narrow}, {wide} and 20 units with no activation between them. What can they compute "
        "from 20 inputs?",
        [
            Option(f"One linear map, of rank {narrow} at most", True, "A product of matrices, with a waist."),
            Option("Any linear map", False, f"Not one of rank above {narrow}.", "layers.rank-grows"),
            Option("Curves, since they are five deep", False, "Nothing in it bends.", "layers.linear-stack-bends"),
        ],
    )


def what_hidden_does(rng: Generator) -> Question:
    """How two hidden units solve exclusive or."""
    order = "two" if rng.integers(2) else "2"
    return Question(
        f"A network with {order} hidden ReLUs gets XOR right. What does its output unit do?",
        [
            Option(
                "It draws one straight line, in the hidden plane",
                True,
                "There (0, 1) and (1, 0) lie on one side. Seen from the input plane that line is bent.",
            ),
            Option("It draws two lines and combines them", False, "It is one neuron.", "layers.draws-borders"),
            Option("It needs further layers behind it", False, "It is the last one.", "layers.xor-needs-depth"),
        ],
    )


def shifted(rng: Generator) -> Question:
    """What a shift and a scale do to softmax."""
    c = int(rng.choice([5, 10, 50, -20]))
    return Question(
        f"Logits (2, 1, −1) give (0.70, 0.26, 0.04). What do logits ({2 + c}, {1 + c}, {c - 1}) give?",
        [
            Option("(0.70, 0.26, 0.04)", True, "Only differences count."),
            Option("nearly (1, 0, 0)" if c > 0 else "nearly (⅓, ⅓, ⅓)", False, "Same gaps.", "layers.shift-matters"),
            Option("`nan`, in any good code", False, "Stable code copes.", "layers.overflow-is-nan-data"),
        ],
    )


def hotter(rng: Generator) -> Question:
    """What a temperature changes."""
    t = float(rng.choice([2.0, 2.5, 3.0]))
    return Question(
        f"All logits of a classifier are divided by T = {t:g}. What changes?",
        [
            Option("How sure it sounds, no answer", True, "The order of the logits stays; their gaps shrink."),
            Option("Its accuracy falls", False, "No argmax moves.", "layers.temperature-changes-answers"),
            Option("Nothing: softmax scales again", False, "Gaps count.", "layers.scale-does-not-matter"),
        ],
    )


def cost_of(rng: Generator) -> Question:
    """The cross-entropy of one example."""
    p = float(rng.choice([0.5, 0.25, 0.1]))
    return Question(
        f"Three classes. The right one was given {p:g}, highest or not. What is the cross-entropy of "
        "this example (natural logarithm)?",
        [
            Option(f"{-log(p):.2f}", True, f"−ln {p:g}: only what the right class was given counts."),
            Option(f"{1 - p:.2f}", False, "It is a logarithm, not a distance.", "layers.loss-is-error-count"),
            Option("0 if its bar is highest, else 1", False, "That counts errors.", "layers.loss-is-error-count"),
        ],
    )


def which_output(rng: Generator) -> Question:
    """Output and loss for a task."""
    task, right = [
        ("which of the tags *beach*, *dog*, *night* fit a photo, any number of them", 0),
        ("how warm it will be tomorrow at noon, in degrees", 1),
        ("which of forty birds sings in a recording, exactly one of them", 2),
    ][int(rng.integers(3))]
    texts = (
        "a sigmoid for each; binary cross-entropy",
        "the sum as it is; squared error",
        "a softmax over all; cross-entropy",
    )
    because = ("Each tag is a yes or no of its own.", "It may be any number.", "Exactly one holds, so they compete.")
    bounded, numbers = "layers.bounded-regression", "layers.squared-error-for-all"
    wrong = (
        ("", numbers, "layers.softmax-for-all"),
        (bounded, "", bounded),
        ("layers.sigmoids-for-one", numbers, ""),
    )[right]
    options = [Option(text, i == right, because[right], wrong[i]) for i, text in enumerate(texts)]
    return Question(f"A network is to say {task}. Which output and which loss?", options)


def how_many_pieces(rng: Generator) -> Question:
    """Pieces of the iterated tent map against those of one wide layer."""
    k = int(rng.choice([5, 6, 7, 10]))
    return Question(
        f"{k} layers of two ReLUs, each folding like a tent, against one layer of {2 * k} ReLUs. How many straight "
        "pieces have they at most, the deep one between 0 and 1?",
        [
            Option(f"{2**k:,} against {2 * k + 1}", True, f"{k} doublings; side by side each unit adds one bend."),
            Option(f"{2 * k} against {2 * k + 1}", False, "Each fold doubles.", "layers.pieces-add"),
            Option(f"{2 * k + 1} both", False, "It matters where they stand.", "layers.a-neuron-is-a-neuron"),
        ],
    )


def can_or_will(rng: Generator) -> Question:
    """What follows from an existence proof."""
    units = int(rng.choice([2, 4, 8]))
    return Question(
        f"Somebody proves that {units} hidden units are enough for your task. You train such a network once, and it "
        "fails. What do you try first?",
        [
            Option("More units, and several starts", True, "With units to spare far more starts succeed."),
            Option("The same for ten times as long", False, "It may be stuck for good.", "layers.more-steps-help"),
            Option("Nothing: the proof must be wrong", False, "It says that weights exist.", "layers.can-is-will"),
            Option("Fewer units, to make it easier", False, "Harder, in fact.", "layers.smallest-is-best"),
        ],
    )


def sums_to_one(rng: Generator) -> Question:
    """What a high softmax output says."""
    sure = int(rng.choice([90, 95, 98]))
    return Question(
        f"A network learned a thousand pictures by heart. On new ones it often says {sure} %. How often is it right?",
        [
            Option("Less often; measure it on held-out pictures", True, "Then one temperature can mend it."),
            Option(f"In {sure} of 100 cases", False, "Nobody checked.", "layers.ninety-means-knows"),
            Option(f"In {sure} of 100: they sum to one", False, "So they do for noise.", "layers.sum-is-probability"),
        ],
    )


QUESTIONS = [
    count_parameters,
    no_activation,
    what_hidden_does,
    shifted,
    hotter,
    cost_of,
    which_output,
    how_many_pieces,
    can_or_will,
    sums_to_one,
]
