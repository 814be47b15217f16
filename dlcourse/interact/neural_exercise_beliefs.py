"""What the exercises of chapters 02 and 03 reveal that is not so, beside what their lessons name.

Each: what is said, what is so instead, and the demo that breaks the belief (empty if there is none).
"""

NEURAL_EXERCISES: dict[str, tuple[str, ...]] = {
    # softmax and cross-entropy as code
    "outputs.one-shift-for-all": (
        "Any large number may be subtracted before the powers.",
        "What cancels is one and the same number for a whole row. One for the whole table leaves low rows at 0/0; one "
        "for each column changes the shares.",
        "softmax desk",
    ),
    "outputs.softmax-over-images": (
        "Along which axis a softmax adds up does not matter.",
        "It says who shares: the classes of one image do, the images of a batch do not know of each other.",
        "",
    ),
    "outputs.colon-picks-one": (
        "`logits[:, labels]` is the right logit of each image.",
        "It takes all the labels' columns from each row: (N, N). One a row takes an index for the row too.",
        "",
    ),
    "outputs.sum-is-mean": (
        "Whether a loss is a sum or a mean is all the same.",
        "It scales every gradient: with a sum, a larger batch takes larger steps at the same learning rate.",
        "",
    ),
    "outputs.log-after-softmax": (
        "A stable softmax makes the loss stable.",
        "A share may still be stored as 0, and its logarithm is minus infinity. The loss is worked out from the "
        "logits.",
        "softmax desk",
    ),
    "outputs.logit-alone": (
        "The higher the right logit, the lower the loss.",
        "Only its lead over the others counts: add 100 to all, and the loss is what it was.",
        "softmax desk",
    ),
    "outputs.loss-of-the-answer": (
        "The loss looks at the class that the network prefers.",
        "It looks at the right one, preferred or not. Otherwise a network that is sure and wrong would have none.",
        "",
    ),
    # layers as code
    "layers.order-is-nothing": (
        "The order of the layers' weights is a matter of what runs.",
        "In `x @ W1 @ W2` the example meets `W1` first. With equal widths the other order runs too, and is another "
        "network.",
        "matrix product",
    ),
    "layers.biases-add-up": (
        "The biases of a stack add up.",
        "Each goes through all the layers behind it, as everything does that arrives there.",
        "",
    ),
    "layers.slopes-replace": (
        "The second ReLU sets the slope from where it begins.",
        "It adds to the slope that is there: to turn 2 into −2 it must bring −4.",
        "place the kinks",
    ),
    # the way back, as code
    "backward.relu-by-gradient": (
        "A ReLU cuts off negative gradients.",
        "It passes or blocks by the value that went in on the way forward. A gradient that arrives may have either "
        "sign.",
        "backward stepper",
    ),
    "backward.visits-again": (
        "A node may be visited as often as it is met.",
        "Each time it would pass on what it has so far. Its turn comes once, when all its parts are there.",
        "backward stepper",
    ),
    "backward.recursion-is-free": (
        "A function that calls itself can walk any graph.",
        "Python stops it at about a thousand calls deep, and a network of many steps is deeper. A list of what is "
        "still to do has no such limit.",
        "",
    ),
    "backward.leading-axes-only": (
        "Broadcasting copies along new axes only.",
        "It also stretches axes of size 1. Both kinds of copies send gradients back.",
        "un-broadcast",
    ),
    "backward.lined-up-left": (
        "Broadcasting lines shapes up from the first axis on.",
        "It lines them up from the last one: (3,) fits each row of (4, 3). Axes that are missing are those in front.",
        "un-broadcast",
    ),
    "backward.batch-keeps-its-axis": (
        "In a batch, each table has a gradient of the weights.",
        "There is one `W`, used by all: its gradient is the sum over the batch, of its own shape.",
        "un-broadcast",
    ),
    "backward.mean-brings-n": (
        "How many examples there are does not matter to a gradient.",
        "It is in the loss: a mean over N gives each example the weight 1/N, on the way back too.",
        "",
    ),
    "backward.formula-by-heart": (
        "The gradient at the logits is always (p − y)/N.",
        "It is what follows from one loss. Change a link, such as dividing the logits, and a factor changes with it.",
        "",
    ),
    "backward.half-the-loss": (
        "Only the right class's logit has a gradient.",
        "All stand in the sum below the line: raising a wrong one takes from the right one's share.",
        "nudge",
    ),
    # a training loop
    "loop.any-step-learns": (
        "As long as the loss falls, the loop is right.",
        "Other parameters may make up for one that goes uphill. Check each piece, not only the curve.",
        "curve clinic",
    ),
    "loop.order-moves-all": (
        "Shuffling is harmless.",
        "Only if everything is shuffled in the same order. A picture that meets another's label teaches nonsense.",
        "curve clinic",
    ),
    # an operation of one's own, and its proof
    "engine.parents-are-known": (
        "The engine knows what an array was computed from.",
        "Only if it is told: a new tensor names its parents, and for each how the gradient gets there.",
        "",
    ),
    "engine.right-on-paper": (
        "A formula that is right on paper is right in the computer.",
        "There exp(1000) is infinite. Rewrite it so that no exponential is larger than 1: the same number, and it "
        "holds far out too.",
        "",
    ),
    "engine.smooth-is-relu": (
        "A smooth version of the ReLU has the ReLU's slope.",
        "It is rounded at 0, so its slope passes from 0 to 1 gradually, and is ½ at 0.",
        "",
    ),
    "engine.numeric-is-a-rule": (
        "Two nudges are as good as a backward rule.",
        "They cost two forward passes a number and are rounded; far out, a nudge vanishes. They are for the proof.",
        "nudges",
    ),
    "engine.equal-to-the-last-digit": (
        "A right gradient equals the measured one exactly.",
        "Nudging and rounding leave a small difference. Ask whether it is small, not whether it is 0.",
        "nudges",
    ),
    "engine.roughly-is-right": (
        "One percent off is close enough to be right.",
        "Two-sided nudges are good to many digits. A rule that is off by a percent is another rule.",
        "nudges",
    ),
    "engine.sum-is-enough": (
        "If the gradients agree on the whole, they agree.",
        "Errors cancel in a sum. Each number has to agree.",
        "",
    ),
}
