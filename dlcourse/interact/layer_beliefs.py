"""What readers believe of layers, outputs and depth that is not so: rows of `misconceptions`.

Each: what is said, what is so instead, and the demo that breaks the belief (empty if there is none).
"""

LAYERS: dict[str, tuple[str, str, str]] = {
    # layers, shapes, counting
    "layers.inputs-are-neurons": (
        "The input layer has neurons too.",
        "An input unit computes nothing and has no weights: it is one number of the example.",
        "",
    ),
    "layers.no-biases": (
        "The parameters of a layer are its weights.",
        "Each of its units has a bias besides: inputs × units weights, and units biases.",
        "",
    ),
    "layers.units-add-up": (
        "Parameters grow with the number of units.",
        "They grow with the products of neighbouring widths: each unit is joined to each of the layer before.",
        "",
    ),
    # the hidden layer as a map
    "layers.draws-borders": (
        "A hidden layer draws several borders.",
        "It moves the points. The output then draws one straight border, in the plane where they have landed.",
        "fold the plane",
    ),
    "layers.linear-stack-bends": (
        "More layers compute more, activation or not.",
        "Without an activation between them, any stack of layers is one linear map.",
        "fold the plane",
    ),
    "layers.rank-grows": (
        "A wide layer makes up for a narrow one.",
        "What a narrow layer has dropped is gone: the rank of the whole is that of its narrowest layer at most.",
        "",
    ),
    "layers.xor-needs-depth": (
        "Exclusive or takes many layers.",
        "One hidden layer of two ReLUs is enough.",
        "fold the plane",
    ),
    # can is not will
    "layers.can-is-will": (
        "If a network can represent it, training will find it.",
        "That weights exist says nothing about finding them from a random start.",
        "place the kinks",
    ),
    "layers.more-steps-help": (
        "If training is stuck, it needs more steps.",
        "A start in which units are dead or on the wrong side stays there: other starts, or more units, help.",
        "place the kinks",
    ),
    "layers.smallest-is-best": (
        "The smallest network that can do it is the one to train.",
        "It is the hardest to train: with units to spare, far more random starts succeed.",
        "place the kinks",
    ),
    "layers.universal-is-enough": (
        "One hidden layer can do everything, so depth is for show.",
        "It can with enough units; for some functions that is exponentially many more than a deep network needs.",
        "depth against width",
    ),
    # depth
    "layers.a-neuron-is-a-neuron": (
        "A neuron is a neuron: only their number counts.",
        "Side by side each adds one bend; on top of each other each layer folds all the bends there are.",
        "depth against width",
    ),
    "layers.pieces-add": (
        "Each layer adds the same number of pieces.",
        "Each fold doubles what is there: k layers give 2ᵏ pieces, not 2k.",
        "depth against width",
    ),
    "layers.deep-is-intricate": (
        "A deep network computes an intricate function, whatever its weights.",
        "With weights from chance it has few pieces: the many are there only if the folds are placed.",
        "depth against width",
    ),
    "layers.rounding-refutes": (
        "The computer shows 0, so the theorem is false.",
        "Every fold uses up one bit of a binary number; with exact fractions the value is right.",
        "",
    ),
    # softmax, cross-entropy
    "layers.sum-is-probability": (
        "They sum to one, so they are probabilities.",
        "Softmax makes anything sum to one, a picture of noise too. Whether they are is measured.",
        "softmax desk",
    ),
    "layers.ninety-means-knows": (
        "90 % means that it is right in nine of ten cases.",
        "Only if that was measured, on examples like these: a network that learned by heart is far too sure.",
        "softmax desk",
    ),
    "layers.shift-matters": (
        "Larger logits make a surer answer.",
        "Only differences count: the same number added to all changes nothing.",
        "softmax desk",
    ),
    "layers.scale-does-not-matter": (
        "Softmax scales, so twice the logits give the same.",
        "The exponential turns differences into ratios: twice the logits square each ratio.",
        "softmax desk",
    ),
    "layers.temperature-changes-answers": (
        "A temperature changes which class wins.",
        "Dividing all logits by one positive number keeps their order; it moves only how sure it sounds.",
        "softmax desk",
    ),
    "layers.overflow-is-nan-data": (
        "`nan` means that the data are broken.",
        "e¹⁰⁰ does not fit into 32 bits, and infinity over infinity is no number. Take the largest logit away first.",
        "softmax desk",
    ),
    "layers.softmax-twice": (
        "Cross-entropy wants probabilities, so softmax comes first.",
        "PyTorch's takes logits and does the softmax itself; given probabilities, it squeezes them a second time.",
        "",
    ),
    "layers.loss-is-error-count": (
        "Cross-entropy counts the errors.",
        "It is minus the logarithm of what the right class was given: a right answer without conviction costs too.",
        "",
    ),
    "layers.overconfidence-is-softmax": (
        "Softmax makes networks overconfident.",
        "Learning examples by heart does. With many more examples, or stopped early, it is honest, or shy.",
        "",
    ),
    # other outputs
    "layers.softmax-for-all": (
        "A classifier ends in a softmax.",
        "Where several labels may hold at once each has a sigmoid of its own: softmax would make them compete.",
        "softmax desk",
    ),
    "layers.sigmoids-for-one": (
        "A yes or no for each class does for one of many, too.",
        "Then none may win, or several. Where exactly one holds, let them compete: softmax.",
        "",
    ),
    "layers.squared-error-for-all": (
        "Squared error measures any miss.",
        "It is for numbers. For a yes or no it hardly slopes where the answer is surely wrong; cross-entropy does.",
        "",
    ),
    "layers.bounded-regression": (
        "Every output needs an activation.",
        "A number that may be anything is left as the sum gives it; a sigmoid could never say 21 degrees.",
        "",
    ),
}
