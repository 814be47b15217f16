"""What readers believe of training that is not so: rows of `misconceptions`.

Each: what is said, what is so instead, and the demo that breaks the belief (empty if there is none).
"""

TRAINING: dict[str, tuple[str, str, str]] = {
    # the step
    "training.smaller-is-better": (
        "A smaller learning rate is always better: it is more careful.",
        "In the steps that you can afford, too small a rate gets nowhere. The best is near the largest that is stable.",
        "ball on your own loss",
    ),
    "training.larger-is-sooner": (
        "A larger rate only gets there sooner.",
        "Beyond 2/λ, λ being how sharply the loss bends, each step lands farther from the bottom than it began.",
        "ball on your own loss",
    ),
    "training.backward-trains": (
        "`backward()` trains the network.",
        "It computes the gradient and moves nothing. Stepping along it, how far and how often, is another thing.",
        "ball on your own loss",
    ),
    "training.gradient-is-distance": (
        "The gradient says how far it is to the bottom.",
        "It says how steep it is here. Which way and how steep; how far to go is the learning rate's business.",
        "ball on your own loss",
    ),
    # the batch
    "training.epoch-is-a-step": (
        "An epoch is one step.",
        "An epoch is once through all the examples: as many steps as there are batches.",
        "",
    ),
    "training.batch-misleads": (
        "The gradient of a batch is wrong, so it leads astray.",
        "It is right on average, over all batches, and off by chance in each. Many small steps average the chance out.",
        "ball on your own loss",
    ),
    "training.all-is-best": (
        "Each step should use all the examples.",
        "Such a step is surer and costs many times as much; for the same work, many rough steps get further.",
        "steps and windows",
    ),
    "training.every-step-down": (
        "The loss goes down at every step.",
        "With batches, many single steps raise it; over windows of fifty steps it falls.",
        "steps and windows",
    ),
    "training.rise-is-a-bug": (
        "A step that raises the loss means that something is broken.",
        "A batch is a sample: some of its steps go up. A rise over a long window is what calls for a look.",
        "steps and windows",
    ),
    # momentum
    "training.momentum-only-speed": (
        "Momentum only makes it quicker.",
        "It adds up steps: with 0.9 they grow tenfold in the long run. It overshoots, swings, and enlarges the noise.",
        "ball on your own loss",
    ),
    "training.momentum-is-harmless": (
        "Momentum can be added and the rate left as it is.",
        "Steps in one direction grow by 1 / (1 − momentum). The rate has to be chosen anew.",
        "ball on your own loss",
    ),
    # curves
    "training.longer-mends": (
        "A poor run needs more steps.",
        "Only while its curves still fall, and a better rate or order is cheaper. Overfitting and wrong labels stay.",
        "curve clinic",
    ),
    "training.flat-is-finished": (
        "A flat curve means that training is finished.",
        "Too small a rate and too large a one give flat curves, too. Ask: flat at which height?",
        "curve clinic",
    ),
    "training.low-loss-is-good": (
        "A low training loss means a good network.",
        "It can be had with labels drawn by lot. What counts is the loss on examples that it did not learn from.",
        "curve clinic",
    ),
    "training.clearing-is-tidiness": (
        "Clearing the gradients is mere tidiness.",
        "Uncleared, they add up: every step repeats all the steps before it, which is momentum 1.",
        "curve clinic",
    ),
    "training.order-is-nothing": (
        "The order of the examples cannot matter, for all of them are used.",
        "Sorted by class, each stretch of steps unlearns the classes before it.",
        "curve clinic",
    ),
    # what was shown
    "training.network-was-needed": (
        "It reads the digits, so a network was needed.",
        "Ask the simplest reader first: on these digits a linear model reads nearly as many.",
        "",
    ),
    "training.loss-is-accuracy": (
        "When the validation loss rises, fewer are right.",
        "The loss also counts how sure it is. It may rise while as many are right: the wrong ones get surer.",
        "curve clinic",
    ),
    "training.fit-is-magic": (
        "`fit` must do something that this loop does not.",
        "Forward, loss, backward, step, clear. Adam and one cycle change how far each step goes, and nothing else.",
        "",
    ),
}
