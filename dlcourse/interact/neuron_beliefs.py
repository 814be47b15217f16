"""Beliefs met in lesson 02a, one neuron: what a reader would say, what is so instead, the demo that breaks it."""

NEURON: dict[str, tuple[str, ...]] = {
    # Weights, bias, border
    "neuron.w-is-the-border": (
        "The weights are the border.",
        "They stand at right angles to it and point to the side on which the score is above 0.",
        "one neuron",
    ),
    "neuron.longer-moves": (
        "Longer weights move the border.",
        "Weights and bias both doubled give the same border. The score only climbs more steeply on both sides of it.",
        "one neuron",
    ),
    "neuron.bias-turns": (
        "The bias turns the border.",
        "It shifts the border, parallel to itself. Only the weights turn it.",
        "one neuron",
    ),
    "neuron.bias-sign": (
        "A positive bias asks for more before the neuron says yes.",
        "The bias is added to the score: a positive one brings it above 0 sooner, a negative one later.",
        "one neuron",
    ),
    "neuron.bends-the-border": (
        "A curved activation bends the border.",
        "It changes how high the output is on each level line of the score. The lines stay straight and parallel.",
        "one neuron",
    ),
    "neuron.weight-a-class": (
        "A neuron has one weight.",
        "It has one weight for each of its inputs, and one bias.",
    ),
    # Inputs
    "neuron.inputs-compute": (
        "The input layer is a layer of neurons.",
        "Each input is a number that is given. Nothing is multiplied, added or bent there.",
    ),
    "neuron.colour-is-one": (
        "A coloured pixel is one input.",
        "It is three: how much red, green and blue.",
    ),
    "neuron.template-pixels": (
        "The weights of a trained neuron look like the average picture of its digit.",
        "They say what speaks for it and against it: ink that both digits share gets about 0.",
    ),
    # Rosenblatt's rule
    "neuron.right-ones-too": (
        "The rule learns from each example.",
        "Only from those that are misread: at one that is read right, nothing changes.",
        "Rosenblatt's rule",
    ),
    "neuron.each-step-better": (
        "Each correction lowers the number of mistakes.",
        "It helps the one point that it is made for, and may push others over to the wrong side.",
        "Rosenblatt's rule",
    ),
    "neuron.one-correction-enough": (
        "After its correction a point is read right.",
        "Its score moves the right way by |x|² + 1. If it was further off than that, it needs another correction.",
        "Rosenblatt's rule",
    ),
    "neuron.more-rounds": (
        "With enough rounds the rule learns anything.",
        "If no line parts the two kinds, it never stops: it goes round in a circle.",
        "Rosenblatt's rule",
    ),
    "neuron.only-one-line": (
        "The rule finds the best border.",
        "It stops at the first one that parts the examples. In which order they came decides which one that is.",
        "Rosenblatt's rule",
    ),
    # XOR
    "neuron.xor-four": (
        "Among so many random neurons one will get all four right.",
        "Four inequalities that contradict each other forbid it, however many are tried.",
        "Rosenblatt's rule",
    ),
    "neuron.xor-two": (
        "On XOR a neuron can do no better than guess: two of four.",
        "Three are easy: OR has three cases in common with XOR.",
    ),
    "neuron.smooth-is-enough": (
        "A smooth activation gets past the straight border.",
        "As long as it only rises, its output is above a threshold on one side of a straight line.",
        "one neuron",
    ),
    # Activations and descending
    "neuron.step-descends": (
        "One can also go down the slope of the step.",
        "Its slope is 0 on both sides of the jump: a nudge of a weight changes nothing, so there is no way to follow.",
    ),
    "neuron.steepest-at-the-top": (
        "Where the error is largest, the slope is largest.",
        "On a plateau the error is large and the slope nearly 0: surely wrong, and slow to learn.",
        "one weight downhill",
    ),
    "neuron.longer-steps-faster": (
        "The larger the learning rate, the sooner it is down.",
        "Up to a point. Beyond it the step leaps over the valley, and may land on a plateau.",
        "one weight downhill",
    ),
    "neuron.leaky-is-zero": (
        "Every ReLU gives 0 for negative scores.",
        "The leaky one lets a hundredth through, so its slope there is 0.01 and not 0.",
    ),
    # Standardised inputs
    "neuron.scale-harmless": (
        "A neuron can find weights for any scale, so standardising changes nothing.",
        "The weights exist on any scale. How many corrections or steps it takes to find them is another matter.",
    ),
    "neuron.scale-hurts": (
        "Standardising throws away what sets the pictures apart.",
        "It is undone by other weights and another bias, so nothing is lost for a neuron.",
    ),
    "neuron.scale-is-units": (
        "Standardised means divided by 255.",
        "That is one factor for all pixels. Standardised means: each pixel less its own mean, over its own spread.",
    ),
    "neuron.own-mean-for-test": (
        "New pictures are standardised by their own mean and spread.",
        "The neuron learned on the training pictures' scale, so that mean and that spread are used ever after.",
    ),
}
