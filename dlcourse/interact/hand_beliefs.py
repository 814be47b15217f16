"""Beliefs met in lesson 01a, features by hand: what a reader would say, what is so instead, the demo that breaks it."""

HAND: dict[str, tuple[str, ...]] = {
    # What AI, machine learning and deep learning are
    "hand.every-automaton-is-ai": (
        "Whatever acts by itself is AI.",
        "The word is for tasks that seem to take wits, such as planning, reasoning, or recognising; a switch has none.",
    ),
    "hand.ai-learns": (
        "Every AI has learned from examples.",
        "Much of AI searches or follows rules that people wrote. What learns from examples is machine learning.",
    ),
    "hand.only-deep-is-ai": (
        "Only what learns is AI.",
        "Search, planning and logic were AI decades before machine learning was common.",
    ),
    "hand.ai-is-rules": (
        "A computer only does what somebody wrote down.",
        "In machine learning people write how to learn; what is then done comes from the examples.",
    ),
    "hand.all-learning-is-deep": (
        "All machine learning is deep learning.",
        "Deep means many trained layers, each building on the one before. Most methods have none, and are much in use.",
    ),
    "hand.deep-is-no-learning": (
        "Deep learning is something other than machine learning.",
        "It is the part of machine learning in which many layers are trained.",
    ),
    # The contest
    "hand.top-five-is-first": (
        "An error of 16 % means that 84 % of the first guesses were right.",
        "The top-5 error forgives four wrong guesses: the right name need only be among five.",
    ),
    # Features made by hand
    "hand.silly": (
        "Features made by hand are a silly idea from before networks.",
        "With few labels, a dozen numbers that somebody thought of can beat all pixels, and a network too.",
        "be the engineer",
    ),
    "hand.all-information": (
        "The pixels hold all the information, so features can only lose.",
        "A model must find what matters in what it gets. Features that leave out what does not matter help it.",
        "be the engineer",
    ),
    "hand.edges-drown": (
        "Among parts of other characters, edges are of no more use than pixels.",
        "Each edge stays in its own cell with its own direction, so the edges of a neighbour disturb their place only.",
    ),
    "hand.small-step": (
        "The model does the work; better features help it a little.",
        "Features can be worth dozens of points: the best model on pixels may stay behind the plainest on better ones.",
    ),
    "hand.near-pixels": (
        "Pictures that look alike have pixels that are alike.",
        "Moved by three pixels, a digit is mostly farther from itself than from the nearest picture of another digit.",
        "HOG under the microscope",
    ),
    "hand.hog-forgives": (
        "HOG does not care how a picture is changed.",
        "It is blind to contrast and forgives moves that are small beside a cell. Turns and noise it does not forgive.",
        "HOG under the microscope",
    ),
    "hand.features-adapt": (
        "HOG adapts to the pictures that it is used on.",
        "It is a fixed recipe. What adapts to examples is the model behind it.",
    ),
    "hand.nothing-learned": (
        "With features made by hand nothing is learned.",
        "The features are fixed; the model's weights for them are learned.",
    ),
    "hand.blocks": (
        "There is one list of numbers a cell, and that is all.",
        "Neighbouring cells are normalised together in blocks that overlap, so most cells are counted four times.",
    ),
    "hand.one-number-a-pixel": (
        "Features are the pixels, changed a little: as many as before.",
        "A feature is any number computed from the picture; there may be two of them or thousands.",
    ),
    # A fair test
    "hand.choose-first": (
        "Choosing features on all the data does no harm: only training counts.",
        "Whatever the test pictures had a say in, they judge too kindly. Choose on the training part only.",
    ),
    "hand.half-harm": (
        "Choosing on all the data flatters by a point or two.",
        "Among enough candidates some fit the test set by luck, and those are chosen: then coins look predictable.",
    ),
    "hand.noise-by-heart": (
        "A model learns its examples by heart and is then right everywhere.",
        "By heart is by heart: it helps on those examples, and on no others.",
    ),
    "hand.test-may-choose": (
        "As long as I train on the training set, I may choose by the test score.",
        "Choosing is learning too. The best of many test scores is partly luck, and luck does not come again.",
    ),
    "hand.training-score": (
        "A good score on what it was trained on shows a good model.",
        "It shows a good memory. Only what it has never seen shows what it has understood.",
    ),
    "hand.overlap-is-a-tie": (
        "If the scores of two methods overlap, there is no difference.",
        "What a seed does to both cancels in the difference: look at the differences, seed by seed.",
    ),
    "hand.best-seed": (
        "A method is as good as its best run.",
        "The best of several runs is partly luck. Report all of them, and compare seed by seed.",
    ),
}
