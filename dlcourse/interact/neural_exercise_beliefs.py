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
        "A share may still be stored as 0, and its logarithm is minus infinity. The loss is worked out from the logits.",
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
}
