"""What readers of the refreshers, and those routed to them, believe that is not so: rows of `misconceptions`.

Each: what is said, what is so instead, and the demo that breaks the belief (empty if there is none).
"""

REFRESHERS: dict[str, tuple[str, str, str]] = {
    # tracebacks and shapes
    "refreshers.read-from-top": (
        "An error message begins with what went wrong.",
        "It ends with it. The lines above the last one say on which way the program got there.",
        "",
    ),
    "refreshers.broke-is-wrong": (
        "The line that raised the error is the line to change.",
        "It is where the trouble was noticed. What does not fit may have been made many lines earlier.",
        "",
    ),
    "refreshers.sizes-unread": (
        "The numbers in an error message are of no use to me.",
        "They are the two sizes that had to be equal: with the shapes beside them they say which axes met.",
        "follow the shapes",
    ),
    "refreshers.runs-is-right": (
        "No error, so it is right.",
        "Sizes can be equal by chance: follow what each axis means, line by line.",
        "follow the shapes",
    ),
    "refreshers.meaning-is-known": (
        "NumPy knows what my axes mean.",
        "It sees sizes and nothing else: ten pictures and ten classes look the same to it.",
        "follow the shapes",
    ),
    # classes and operators
    "refreshers.operator-built-in": (
        "`+` is for numbers.",
        "Python asks the object on its left: `a + b` calls `a.__add__(b)`, whatever `a` is.",
        "what Python calls",
    ),
    "refreshers.operator-for-all": (
        "Python knows how to add anything.",
        "Each class says itself what its `+` does; without an `__add__` it is a TypeError.",
        "what Python calls",
    ),
    "refreshers.right-is-asked": (
        "The object on the right is asked first.",
        "The one on the left is; the right one only (by `__radd__`) if the left one cannot do it.",
        "what Python calls",
    ),
    "refreshers.operator-changes-self": (
        "`a + b` changes `a`.",
        "`__add__` gives back a new object; `a` is what it was.",
        "what Python calls",
    ),
    "refreshers.self-passed": (
        "I pass `self` myself.",
        "Python does: `c.add(3)` runs `add` with the object before the dot as `self`.",
        "",
    ),
    "refreshers.one-for-all": (
        "All objects of a class share their values.",
        "Each keeps its own: `self.count = 0` is written into the object that `self` is at that moment.",
        "",
    ),
    "refreshers.call-is-init": (
        "Round brackets make a new object.",
        "After the name of a class they do, and run `__init__`; after an object they run its `__call__`.",
        "what Python calls",
    ),
    "refreshers.only-functions-called": (
        "Only functions can be called.",
        "Whatever has a `__call__` can; a layer of a network is an object that is called like a function.",
        "what Python calls",
    ),
    "refreshers.closure-forgets": (
        "When a function has returned, its variables are gone.",
        "Not those that an inner function still uses: it takes them along.",
        "",
    ),
    "refreshers.closure-shared": (
        "There is one `k` for all the functions made.",
        "Each call of the outer function has a `k` of its own, and the inner function made in it keeps that one.",
        "",
    ),
    # the dot product
    "refreshers.dot-is-list": (
        "The dot product of two lists of numbers is a list.",
        "The products of the pairs are added up: it is one number.",
        "two arrows",
    ),
    "refreshers.dot-adds-first": (
        "First add up each, then multiply.",
        "First multiply pair by pair, then add up: otherwise it would not matter which number stands where.",
        "",
    ),
    "refreshers.dot-crosswise": (
        "The pairs are taken crosswise.",
        "First meets first, second meets second.",
        "",
    ),
    "refreshers.dot-ignores-length": (
        "The larger dot product is the more similar direction.",
        "It also grows with the lengths. For the direction alone, divide by both lengths: the cosine.",
        "two arrows",
    ),
    "refreshers.zero-is-opposite": (
        "A dot product of 0 means opposite.",
        "It means a right angle: neither along nor against. Opposite ways give a negative number.",
        "two arrows",
    ),
    "refreshers.sign-unread": (
        "The sign of a dot product says nothing.",
        "Positive: more along than against each other. Negative: more against than along.",
        "two arrows",
    ),
    "refreshers.positive-is-same": (
        "Positive means the same direction.",
        "It means less than a right angle apart, no more.",
        "two arrows",
    ),
    # the derivative
    "refreshers.slope-is-height": (
        "The derivative says how large the output is.",
        "It says how far the output moves for each bit that the input moves; the height is another matter.",
        "nudges",
    ),
    "refreshers.slope-is-change": (
        "The derivative is how far the output moves.",
        "It is a ratio, output per input: multiply it by the nudge to get how far the output moves.",
        "nudges",
    ),
    "refreshers.one-for-one": (
        "The output moves as far as the input.",
        "Only where the derivative is 1.",
        "nudges",
    ),
    "refreshers.with-the-slope": (
        "To lower the output, move the input the way the derivative points.",
        "That raises it. A positive derivative: go down with the input. A negative one: go up.",
        "nudges",
    ),
    "refreshers.flat-is-lowest": (
        "Where the derivative is 0, the output is lowest.",
        "It is flat there: a bottom, a top, or a level stretch in between.",
        "nudges",
    ),
    # mean, spread, paired difference
    "refreshers.spread-shrinks": (
        "More seeds make the spread smaller.",
        "How far single runs differ stays what it is. What shrinks is the doubt about their mean, as one over √n.",
        "seed by seed",
    ),
    "refreshers.seeds-do-not-help": (
        "Luck is luck: more seeds tell nothing more.",
        "Luck averages out: with four times the seeds the mean is known twice as well.",
        "seed by seed",
    ),
    "refreshers.overlap-is-equal": (
        "If the two ranges overlap, there is no difference.",
        "A seed can lift both methods alike. The differences, seed by seed, leave that out and can be clear.",
        "seed by seed",
    ),
    "refreshers.higher-mean-wins": (
        "The higher mean is the better method.",
        "Only if the difference is large beside the doubt about it.",
        "seed by seed",
    ),
    "refreshers.best-seed": (
        "Compare the best run of each.",
        "The best of several runs shows luck, the more so the more runs there were. Compare all, seed by seed.",
        "",
    ),
    "refreshers.any-seeds-do": (
        "It does not matter which seeds each method gets.",
        "With the same seeds both get the same start and the same data; what luck they share leaves the difference.",
        "seed by seed",
    ),
    # symbols
    "refreshers.sum-then-square": (
        "`Σ xᵢ²` is the square of the sum.",
        "What stands behind Σ is done to each number first; then it is added up.",
        "read the symbols",
    ),
    "refreshers.sum-is-list": (
        "`Σ` gives a list.",
        "It adds up: one number is left.",
        "read the symbols",
    ),
    "refreshers.argmax-is-max": (
        "`argmax` is the largest number.",
        "That is `max`. `argmax` is the place where it stands.",
        "read the symbols",
    ),
    "refreshers.counts-from-one": (
        "The first place is 1.",
        "In most formulas it is; Python counts from 0.",
        "read the symbols",
    ),
    "refreshers.partial-moves-all": (
        "In ∂f/∂w₁ all the w move.",
        "Only w₁ is nudged; everything else is held where it is.",
        "read the symbols",
    ),
    "refreshers.partial-is-itself": (
        "∂f/∂w₁ is w₁, or the part of f with w₁ in it.",
        "It is how far f moves for each bit that w₁ moves: in w₁·x₁ that is x₁ times as far.",
        "read the symbols",
    ),
    "refreshers.no-guess": (
        "I should know this already.",
        "You need not: ten minutes of a card, and you do.",
        "",
    ),
}
