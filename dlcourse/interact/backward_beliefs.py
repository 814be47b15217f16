"""What readers believe of gradients and backpropagation that is not so: rows of `misconceptions`.

Each: what is said, what is so instead, and the demo that breaks the belief (empty if there is none).
"""

BACKWARD: dict[str, tuple[str, str, str]] = {
    # what a gradient is
    "backward.share-of-blame": (
        "A weight's gradient is its share of the error.",
        "It is a sensitivity: how far the loss moves per unit that this weight moves. Shares add up to the whole, "
        "gradients do not; a weight with gradient 0 may carry everything.",
        "nudge",
    ),
    "backward.valid-far-away": (
        "Slope times step gives the change of the loss, however far the step.",
        "That is the straight line at this point. The loss bends: far away the two part.",
        "nudge",
    ),
    "backward.gradient-is-value": (
        "The larger the value, the larger its gradient.",
        "How high and how sensitive are two questions: a large number can have slope 0, a 0 a large slope.",
        "nudge",
    ),
    "backward.is-the-step": (
        "Backpropagation corrects the weights.",
        "It computes gradients and changes no weight. The step along them is another piece, the optimiser.",
        "nudge",
    ),
    # the chain
    "backward.rates-add": (
        "Along a chain the rates add up.",
        "They multiply: 3 times as fast as something that is itself 2 times as fast is 6 times as fast.",
        "backward stepper",
    ),
    "backward.local-is-all": (
        "A node's gradient is the slope of the next operation.",
        "That is one link. It is multiplied by the gradient of the node it leads to.",
        "backward stepper",
    ),
    "backward.paths-multiply": (
        "Where two ways lead to the result, their slopes multiply.",
        "Slopes multiply along one way; over several ways they add up.",
        "backward stepper",
    ),
    "backward.overwrites": (
        "Each node has one gradient, so it is set.",
        "A node that is used twice gets a part from each user: the parts add up. Setting keeps only the last.",
        "backward stepper",
    ),
    "backward.other-factor": (
        "The slope of a product by one factor is that factor.",
        "It is the other factor: a·b moves b per unit of a.",
        "backward stepper",
    ),
    "backward.sum-shares-out": (
        "A sum shares its gradient out among its terms.",
        "It hands the whole gradient to each: each term moves the sum one for one.",
        "backward stepper",
    ),
    "backward.any-order": (
        "The order of the nodes does not matter.",
        "A node may pass on only when all that use it have sent their part; else it passes on too little.",
        "backward stepper",
    ),
    "backward.second-pass": (
        "Calling backward() again gives the same gradients.",
        "Gradients accumulate: they double, unless they are reset; and an engine that lets old inner gradients flow "
        "again gives wrong ones.",
        "backward stepper",
    ),
    # the modes
    "backward.just-chain-rule": (
        "Backpropagation is the chain rule, nothing more.",
        "All three ways apply the chain rule or get round it. What counts is the order in which the products are "
        "taken: from the end, one pass serves all weights.",
        "mode race",
    ),
    "backward.pass-per-weight": (
        "More weights need more backward passes.",
        "One pass gives all of them. Numeric and forward differentiation need one for each weight.",
        "mode race",
    ),
    "backward.direction-is-taste": (
        "Forward and reverse mode cost the same.",
        "Forward: one pass an input. Reverse: one pass an output. A loss is one output of many weights.",
        "mode race",
    ),
    "backward.free": (
        "Reverse mode is all gain.",
        "It pays in memory: what the way forward computed has to be kept until the way back has used it.",
        "mode race",
    ),
    "backward.smaller-is-better": (
        "The smaller the nudge, the better the difference.",
        "Below a certain size the rounding of the two values takes over.",
        "nudges",
    ),
    "backward.one-sided": (
        "Nudging to one side is as good as to both.",
        "The error of the one-sided difference shrinks with h, that of the two-sided one with h².",
        "nudges",
    ),
    # arrays
    "backward.copies-need-nothing": (
        "Only the values matter: a broadcast array needs no care on the way back.",
        "Each copy sends a gradient back, and they add up to the shape that was copied.",
        "un-broadcast",
    ),
    "backward.mean-of-copies": (
        "The gradient of a copied number is the mean of what its copies get.",
        "It is the sum: moving the number moves every copy.",
        "un-broadcast",
    ),
    "backward.product-by-squares": (
        "Which transpose goes where is a matter of what runs.",
        "With square arrays several have the right shape, and one is right. Take sizes that all differ: then only "
        "that one has it.",
        "un-broadcast",
    ),
    "backward.any-sign": (
        "The gradient at the logits is y − p.",
        "It is (p − y)/N: raising the right logit lowers the loss, so its gradient is negative; the mean brings 1/N.",
        "",
    ),
    "backward.shape-of-the-loss": (
        "A gradient has the shape of the result.",
        "The result is one number. Each number of a weight has one slope: the gradient has the weight's shape.",
        "un-broadcast",
    ),
    "backward.rank-by-gradient": (
        "The weights with the largest gradients are the most important.",
        "The gradient tells of a small nudge here; removing a weight is a long way from here.",
        "nudge",
    ),
    "backward.numeric-is-proof": (
        "An engine may be tested by comparing it with itself.",
        "A test needs another way to the same number: two nudged forward passes, which use no backward rule.",
        "nudge",
    ),
}
