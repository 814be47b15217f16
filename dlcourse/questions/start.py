"""Questions on what a network sees, on judging it, and on the shapes of arrays."""

from numpy.random import Generator

from dlcourse.interact import Option, Question


def sum_of_shapes(rng: Generator) -> Question:
    """Which shape a row plus a column has."""
    n, k = rng.choice([2, 3, 4, 5, 6], 2, replace=False)
    return Question(
        f"`a` has shape `({n},)`, `b` has shape `({k}, 1)`. Which shape has `a + b`?",
        [
            Option(f"`({k}, {n})`", True, f"Aligned on the right, {n} meets 1 and a missing axis meets {k}."),
            Option(f"`({n},)`", False, "The column is stretched too; nothing is dropped.", "start.one-side-stretched"),
            Option(f"`({n}, 1)`", False, "Shapes are aligned on the right, not on the left.", "start.aligned-left"),
            Option("an error", False, f"{n} meets 1, and a 1 is stretched: it fits.", "start.only-equal-fits"),
        ],
    )


def clash(rng: Generator) -> Question:
    """Which of several pairs of shapes cannot be added."""
    n, k = sorted(rng.choice([2, 3, 4, 5, 6], 2, replace=False))
    return Question(
        f"Which sum is an error, when `table` has shape `({n}, {k})`?",
        [
            Option(f"`table + v` with `v` of shape `({n},)`", True, f"On the right {k} meets {n}: neither is 1."),
            Option(f"`table + v` with `v` of shape `({k},)`", False, "The last sizes are equal.", "start.aligned-left"),
            Option(f"`table + v` with `v` of shape `({n}, 1)`", False, "The 1 is stretched.", "start.only-equal-fits"),
            Option("`table + 7`", False, "A number has no axes: it fits everywhere.", "start.only-equal-fits"),
        ],
    )


def product_of_shapes(rng: Generator) -> Question:
    """Which shape a matrix product has."""
    n, d, k = rng.choice([2, 3, 5, 7, 10, 64], 3, replace=False)
    return Question(
        f"`x` has shape `({n}, {d})`, `W` has shape `({k}, {d})`. Which shape has `x @ W.T`?",
        [
            Option(f"`({n}, {k})`", True, f"`W.T` is `({d}, {k})`; the inner {d}s are equal and vanish."),
            Option(f"`({n}, {d})`", False, "That would be number by number: `*`.", "start.star-is-at"),
            Option(f"`({d}, {d})`", False, "The inner sizes vanish, the outer ones stay.", "start.outer-vanish"),
            Option("an error", False, f"`W.T` is `({d}, {k})`: the inner sizes fit.", "start.transpose-ignored"),
        ],
    )


def mean_of_each(rng: Generator) -> Question:
    """Over which axes one number for each image is taken."""
    n = int(rng.choice([8, 32, 100, 500]))
    return Question(
        f"`images` has shape `({n}, 28, 28)`. You want one mean for each image, shape `({n},)`. Which axes vanish?",
        [
            Option("`images.mean(axis=(1, 2))`", True, "The rows and columns of each image vanish, the images stay."),
            Option("`images.mean(axis=0)`", False, "That gives the average image, (28, 28).", "start.axis-stays"),
            Option("`images.mean()`", False, "That is one number for all images.", "start.one-mean-for-all"),
            Option("`images.mean(axis=1)`", False, f"That leaves the columns: ({n}, 28).", "start.one-axis-enough"),
        ],
    )


def small_test(rng: Generator) -> Question:
    """What a small difference on few examples says."""
    right = int(rng.integers(41, 46))
    return Question(
        f"On your fifty digits, network A reads {right} and network B reads {right + 2}. What follows?",
        [
            Option(
                "Little: fifty cannot tell them apart", True, "The interval reaches about eight points to either side."
            ),
            Option(
                "B is better than A, by four points in a hundred",
                False,
                "Another fifty may say the reverse.",
                "start.share-is-exact",
            ),
            Option(
                "B is better, but for your writing only",
                False,
                "Not even that: fifty are too few.",
                "start.share-is-exact",
            ),
        ],
    )


def corner(rng: Generator) -> Question:
    """Why a digit in a corner is misread."""
    digit = int(rng.integers(10))
    return Question(
        f"A network trained on centred digits reads your {digit} in the middle and misreads it in a corner. Why?",
        [
            Option("To it they are two different lists", True, "It gets numbers, and it was shown none from a corner."),
            Option(
                "It was trained too briefly to know corners",
                False,
                "More of the same pictures show no corner either.",
                "start.more-training",
            ),
            Option(
                "It sees the digit, but less well there",
                False,
                "It sees no digit at all, only numbers.",
                "start.sees-what-i-see",
            ),
        ],
    )


QUESTIONS = [sum_of_shapes, clash, product_of_shapes, mean_of_each, small_test, corner]
