"""Beliefs met in the exercises of chapters 00 and 01, beside those of their lessons: rows of `misconceptions`.

Each: what is said, what is so instead, and the demo that breaks the belief (left out if there is none).
"""

EXERCISES: dict[str, tuple[str, ...]] = {
    # Functions
    "start.print-is-return": (
        "A function that prints the answer has given it.",
        "`print` shows a value to you, and it is gone. Only `return` hands it to the one who called.",
    ),
    # Edges and histograms
    "features.angle-of-x-y": (
        "`arctan2` takes x first, then y.",
        "It is the other way round, `arctan2(y, x)`: first the change downwards, then the change across.",
    ),
    "features.an-edge-has-a-sign": (
        "From dark to bright and from bright to dark are two directions.",
        "The edge between them runs the same way, so the direction is kept modulo 180°.",
    ),
    "features.small-types-grow": (
        "A difference of two numbers can be negative, whatever their type.",
        "In `uint8` there is nothing below 0: `3 - 5` is 254. Turn the picture into floats first.",
    ),
    "features.pixels-have-one-vote-each": (
        "Each pixel has one vote.",
        "It votes with its strength: or the noise of the flat ground would outvote the few pixels of an edge.",
    ),
    "features.angles-have-ends": (
        "0° and 180° are at opposite ends.",
        "Half a turn closes on itself: 180° is 0° again, and belongs into the first bin.",
    ),
    "features.there-is-always-an-edge": (
        "Every cell has an edge in it, so its votes can be divided by their length.",
        "An empty cell has votes of 0 and the length 0, and 0/0 is not a number: it must be left at 0.",
    ),
    # A fair test
    "features.scaling-is-harmless": (
        "A scaler learns nothing, so it may see everything.",
        "Its means and spreads are learned from what it sees: from the test set too, if that is there.",
    ),
    "features.order-does-not-matter": (
        "The order of the rows does not matter.",
        "It does not, as long as the labels are in the same order: one permutation for both.",
    ),
    "features.one-run-will-do": (
        "One run of each method shows which is better.",
        "Another seed may say the reverse. Average the differences over the seeds, and show their spread.",
    ),
    "features.seeds-are-names": (
        "It does not matter which run of one method is compared with which run of the other.",
        "Runs of one seed share their data and its luck, which cancels in their difference. Pair them.",
    ),
    # Features of one's own
    "features.examples-know-each-other": (
        "A feature may use the other pictures beside it, or where it stands among them.",
        "What stands beside it tells of the list, its order and its labels; a picture that is read alone has none.",
    ),
    "features.more-is-better": (
        "A feature can do no harm.",
        "One that is the same for all pictures says nothing; one that is `nan` for one picture spoils the whole model.",
    ),
}
