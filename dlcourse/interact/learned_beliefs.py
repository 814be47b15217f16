"""What readers believe of learned features that is not so: rows of `misconceptions`.

Each: what is said, what is so instead, and the demo that breaks the belief (empty if there is none).
"""

LEARNED: dict[str, tuple[str, str, str]] = {
    # features by hand against learned ones
    "learned.deep-always-wins": (
        "A network beats whatever people build by hand.",
        "With few labels HOG reads far more: what it knows about edges, the network has to learn from labels.",
        "crossover",
    ),
    "learned.hand-is-obsolete": (
        "Features made by hand are of no use any more.",
        "Where labels are few they win, and what they know about edges costs no label at all.",
        "crossover",
    ),
    "learned.chance-when-few": (
        "With too few labels a network can only guess.",
        "It reads many times more than chance; it is just behind features that need not be learned.",
        "crossover",
    ),
    "learned.few-is-enough": (
        "Fifteen times fewer labels change little.",
        "HOG loses some, for it brings along what it knows of edges; the network loses far more.",
        "crossover",
    ),
    "learned.one-crossing": (
        "There is one number of labels from which networks win.",
        "It moves with the pictures, with the tuning and with the network: measure it for your own.",
        "crossover",
    ),
    "learned.first-try-is-fair": (
        "To compare two methods, run each once.",
        "A method with an untuned rate looks worse than it is. Each gets its own setting, chosen on validation data.",
        "crossover",
    ),
    "learned.straight-in-labels": (
        "Halfway between 100 and 10,000 labels lie about 5,000.",
        "What counts is by how many times the labels grow: ten times to 1,000, ten times again to 10,000.",
        "crossover",
    ),
    # what a reader knows about pictures
    "learned.looks-at-the-picture": (
        "The network looks at the picture, as I do.",
        "A fully connected network gets a list: with all pixels in another order it learns just as well.",
        "scramble",
    ),
    "learned.hog-is-a-list": (
        "HOG gets the same numbers, so their order cannot matter.",
        "It takes differences between neighbours. Once the neighbours are strangers, there are no edges left.",
        "scramble",
    ),
    "learned.scramble-harms-none": (
        "All the numbers are still there, so no reader is harmed.",
        "A reader that relies on neighbours loses what it relies on: HOG most, a convolutional network too.",
        "scramble",
    ),
    # senses
    "learned.own-algorithm": (
        "Each kind of data needs an algorithm of its own.",
        "Pixels, samples and characters all come as sequences of vectors, and one network learns from each.",
        "three senses",
    ),
    "learned.sound-is-a-picture": (
        "A network for images cannot take sound.",
        "It takes numbers in an order. 400 samples cut into 20 pieces of 20 are as good as 20 rows of pixels.",
        "three senses",
    ),
    "learned.linear-hears": (
        "What a linear model does on pixels it does on sound.",
        "A sound may begin anywhere in its wave: no one sample says anything, and a linear model adds up single ones.",
        "three senses",
    ),
    "learned.axes-swap": (
        "Pieces and samples in a piece may change places.",
        "The network slides along the pieces. Swapped, it would slide across the samples of each moment.",
        "three senses",
    ),
    "learned.must-know-letters": (
        "To tell which way a line runs, one must know words.",
        "Which character follows which is enough: `th` is common, `ht` is rare.",
        "three senses",
    ),
    # learned together
    "learned.first-layer-is-key": (
        "The edge filters that a network learns first are what makes it good.",
        "With its first layer left as chance made it, it reads nearly as much: the later layers make up for it.",
        "",
    ),
    "learned.random-is-useless": (
        "Features that nobody learned are worth nothing.",
        "With two learned layers behind them, random ones read more than a linear classifier on raw pixels. "
        "They are only far behind learned ones, once there are labels to learn from.",
        "",
    ),
    # what is still engineered
    "learned.has-a-network": (
        "There is a network in it, so it is end-to-end.",
        "End-to-end means that everything from the raw numbers to the answer is trained. A fixed recipe is not.",
        "",
    ),
    "learned.nothing-engineered": (
        "With a network nothing is designed by hand any more.",
        "People still choose the data, how they are cut, the layers, the training. Only the features are learned.",
        "",
    ),
    "learned.scaling-is-a-feature": (
        "Any step before the network makes it a hybrid.",
        "Dividing by 255 or cutting into equal pieces throws nothing away; a step that decides what counts does.",
        "",
    ),
}
