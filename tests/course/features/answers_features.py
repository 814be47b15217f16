"""Answers to the exercises of chapter 01, topic `features`: right ones and wrong ones."""

TOP = "import numpy as np\n"
ORIENTATION = (
    TOP
    + "def orientation(image):\n    x = image.astype(float)\n    across = x[1:-1, 2:] - x[1:-1, :-2]\n"
    + "    down = x[2:, 1:-1] - x[:-2, 1:-1]\n    return "
)
VOTES = TOP + "def votes(strength, direction):\n    which = (direction / 20).astype(int) % 9\n    "
SUMS = "sums = np.bincount(which.ravel(), weights=strength.ravel(), minlength=9)\n    "

SCORE = """
import numpy as np
def honest_score(X, y, order):
    {shuffle}
    cut = 3 * len(X) // 4
    X = X / {seen}.std(axis=0)
    means = np.stack([X[:cut][y[:cut] == k].mean(axis=0) for k in (0, 1)])
    answers = ((X[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)
    return {score}
"""


def score(shuffle="X, y = X[order], y[order]", seen="X[:cut]", score="np.mean(answers[cut:] == y[cut:])"):
    """The protocol, with some of its bugs."""
    return SCORE.format(shuffle=shuffle, seen=seen, score=score)


BUG_1, BUG_2, BUG_3 = {"shuffle": "X = X[order]"}, {"seen": "X"}, {"score": "np.mean(answers == y)"}

PREDICTED = {
    "connected": "'same'",
    "linear": "'same'",
    "nearest": "'same'",
    "ink": "'same'",
    "hog_linear": "'worse'",
    "convolutional": "'worse'",
    "only_training": "'worse'",
    "changed": "0",
    "hog_before": "0.823",
    "hog_after": "0.343",
}


def predicted(**others):
    """The answer cell with some of its values changed."""
    return TOP + "\n".join(f"{name} = {value}" for name, value in (PREDICTED | others).items())


CROSS = """
import numpy as np
def crossings(n, hand, learned):
    found = []
    for difference in {difference}:
        k = np.argmax(difference > 0)
        share = difference[k - 1] / (difference[k - 1] - difference[k])
        low, high = {low}, {high}
        found.append({found})
    return {returned}
"""


def cross(
    difference="learned - hand",
    low="np.log(n[k - 1])",
    high="np.log(n[k])",
    found="np.exp(low + share * (high - low))",
    returned="np.array(found)",
):
    """The crossings, with some faults."""
    return CROSS.format(difference=difference, low=low, high=high, found=found, returned=returned)


FIVE = (
    TOP
    + """
def five_features(images):
    numbers = []
    for image in images:
        ink = image > 0.5
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        box = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        height, width = box.shape
        slim = width / height
        top = box[: height // 2].mean() - box[height // 2 :].mean()
        left = box[:, : width // 2].mean() - box[:, width // 2 :].mean()
        changes = np.abs(np.diff(box[:, width // 2].astype(int))).sum()
        turned = (box == box[::-1, ::-1]).mean()
        numbers.append([slim, top, left, changes, turned])
    numbers = np.array(numbers)
    """
)

RIGHT = {
    "features.orientation": {
        "np.gradient": TOP
        + "def orientation(image):\n    down, across = np.gradient(np.asarray(image, float))\n"
        + "    return np.degrees(np.arctan2(down, across))[1:-1, 1:-1] % 180",
        "loops": """
import math
import numpy as np
def orientation(image):
    H, W = image.shape
    result = np.zeros((H - 2, W - 2))
    for r in range(1, H - 1):
        for c in range(1, W - 1):
            across = float(image[r, c + 1]) - float(image[r, c - 1])
            down = float(image[r + 1, c]) - float(image[r - 1, c])
            angle = math.degrees(math.atan2(down, across))
            if angle < 0:
                angle += 180
            if angle >= 180:
                angle -= 180
            result[r - 1, c - 1] = angle
    return result
""",
        "complex numbers": ORIENTATION + "np.mod(np.angle(across + 1j * down, deg=True), 180)",
        "float32": ORIENTATION + "(np.rad2deg(np.arctan2(down, across)) % 180).astype(np.float32)",
    },
    "features.votes": {
        "loops": """
import numpy as np
def votes(strength, direction):
    result = np.zeros(9)
    for s, d in zip(strength.flatten(), direction.flatten()):
        result[int(d // 20) % 9] += s
    if result.any():
        result /= (result ** 2).sum() ** 0.5
    return result
""",
        "a tiny number": VOTES + SUMS + "return sums / np.sqrt((sums ** 2).sum() + 1e-12)",
        "np.add.at": VOTES
        + "sums = np.zeros(9)\n    np.add.at(sums, which, strength)\n    return sums / (np.linalg.norm(sums) or 1)",
        "np.histogram": TOP
        + "def votes(strength, direction):\n    sums, _ = np.histogram(direction % 180, bins=9, range=(0, 180), "
        + "weights=strength)\n    return np.nan_to_num(sums / max(np.linalg.norm(sums), 1e-9)).astype(np.float32)",
    },
    "features.protocol": {
        "as the solution": score(),
        "parts with names of their own": """
def honest_score(X, y, order):
    cut = 3 * len(order) // 4
    learn, test = order[:cut], order[cut:]
    spread = X[learn].std(0)
    mean = [(X[learn] / spread)[y[learn] == k].mean(0) for k in (0, 1)]
    far = [(((X[test] / spread) - each) ** 2).sum(1) for each in mean]
    return float(((far[1] < far[0]) == y[test]).mean())
""",
        "scikit-learn": """
from sklearn.neighbors import NearestCentroid
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
def honest_score(X, y, order):
    X, y = X[order], y[order]
    cut = 3 * len(X) // 4
    model = make_pipeline(StandardScaler(with_mean=False), NearestCentroid())
    return model.fit(X[:cut], y[:cut]).score(X[cut:], y[cut:])
""",
    },
    "features.scramble": {
        "as measured": predicted(hog_before="247 / 300", hog_after="103 / 300", changed="np.int64(0)"),
        "capitals": predicted(linear="'Same'", convolutional="' WORSE '"),
        "another machine": predicted(hog_before="0.83", hog_after="0.35"),
    },
    "features.crossover": {
        "log10": cross(low="np.log10(n[k - 1])", high="np.log10(n[k])", found="10 ** (low + share * (high - low))"),
        "np.interp": """
import numpy as np
def crossings(n, hand, learned):
    result = []
    for h, l in zip(hand, learned):
        k = np.flatnonzero(l > h)[0]
        result.append(np.interp(0, (l - h)[k - 1 : k + 1], np.log(n[k - 1 : k + 1])))
    return np.exp(result)
""",
        "powers of the ratio": cross(low="n[k - 1]", high="n[k]", found="low * (high / low) ** share"),
    },
    "features.five": {
        "others": TOP
        + """
from scipy.ndimage import label
def one(image):
    ink = image > 0.5
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    box = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    h, w = box.shape
    holes = label(np.pad(~box, 1, constant_values=True))[1] - 1
    return [holes, box.mean(), w / h, box[: h // 2].mean(), box[:, w // 2 :].mean()]
def five_features(images):
    return np.array([one(image) for image in images], dtype=np.float32)
""",
        "scaled and turned": FIVE + "return np.asfortranarray(100 - 3 * numbers[:, ::-1])",
    },
}

WRONG = {
    "features.orientation": {
        "arguments swapped": (ORIENTATION + "np.rad2deg(np.arctan2(across, down)) % 180", "The two are swapped"),
        "signed": (ORIENTATION + "np.rad2deg(np.arctan2(down, across))", "These angles have a sign"),
        "the whole turn": (ORIENTATION + "np.rad2deg(np.arctan2(down, across)) % 360", "through the whole turn"),
        "sign dropped": (ORIENTATION + "abs(np.rad2deg(np.arctan2(down, across)))", "The sign was dropped"),
        "uint8 wraps": (
            ORIENTATION.replace("image.astype(float)", "image") + "np.rad2deg(np.arctan2(down, across)) % 180",
            "there is nothing below 0",
        ),
        "a ratio": (ORIENTATION + "np.rad2deg(np.arctan(down / across)) % 180", "this divides 0 by 0"),
        "radians": (ORIENTATION + "np.arctan2(down, across) % np.pi", "These are radians"),
        "radians left over": (ORIENTATION + "np.arctan2(down, across) % 180", "Make degrees of them before"),
        "with a border": (
            TOP
            + "def orientation(image):\n    down, across = np.gradient(image.astype(float))\n"
            + "    return np.pad((np.rad2deg(np.arctan2(down, across)) % 180)[1:-1, 1:-1], 1)",
            "The shape is (4, 4) and should be (2, 2)",
        ),
        "with a border, as in the lesson": (
            TOP
            + "def orientation(image):\n    x = image.astype(float)\n    a, d = np.zeros_like(x), np.zeros_like(x)\n"
            + "    a[:, 1:-1] = x[:, 2:] - x[:, :-2]\n    d[1:-1] = x[2:] - x[:-2]\n"
            + "    return np.rad2deg(np.arctan2(d, a)) % 180",
            "but the border is there too",
        ),
        "upwards": (ORIENTATION + "np.rad2deg(np.arctan2(-down, across)) % 180", "These are upside down"),
    },
    "features.votes": {
        "no weights": (
            VOTES + "sums = np.bincount(which.ravel(), minlength=9)\n    return sums / (np.linalg.norm(sums) or 1)",
            "Here each pixel has one vote",
        ),
        "no wrap": (
            VOTES.replace(" % 9", "") + SUMS + "return sums / (np.linalg.norm(sums) or 1)",
            "made a tenth bin",
        ),
        "the last bin": (
            VOTES.replace(" % 9", "\n    which = which.clip(0, 8)")
            + SUMS
            + "return sums / (np.linalg.norm(sums) or 1)",
            "went into the last bin, beside 170°",
        ),
        "a norm of zero": (VOTES + SUMS + "return sums / np.linalg.norm(sums)", "Right for every cell but the empty"),
        "not divided": (VOTES + SUMS + "return sums", "not yet divided by their length"),
        "over the pixels": (VOTES + SUMS + "return sums / strength.size", "divided by the number of pixels"),
        "over the sum": (VOTES + SUMS + "return sums / (sums.sum() or 1)", "Here the votes sum to 1"),
        "over the largest": (VOTES + SUMS + "return sums / (sums.max() or 1)", "Here the largest vote is 1"),
        "rounded": (
            VOTES.replace("(direction / 20).astype(int)", "np.round(direction / 20).astype(int)")
            + SUMS
            + "return sums / (np.linalg.norm(sums) or 1)",
            "rounded to the nearest border of a bin",
        ),
        "too few bins": (
            VOTES + SUMS.replace(", minlength=9", "") + "return sums / (np.linalg.norm(sums) or 1)",
            "The shape is",
        ),
        "in place": (
            VOTES + "strength /= np.linalg.norm(strength) + 1e-9\n    " + SUMS + "return sums",
            "changed its own input",
        ),
    },
    "features.protocol": {
        "y not shuffled": (score(**BUG_1), "One bug is left. `X` is shuffled and `y` is not"),
        "scaled by all": (score(**BUG_2), "One bug is left. The spreads that"),
        "scored on all": (score(**BUG_3), "One bug is left. The score counts rows"),
        "scored on training": (
            score(score="np.mean(answers[:cut] == y[:cut])"),
            "One bug is left. The score is taken on rows",
        ),
        "two": (score(**BUG_1, **BUG_2), "Two bugs are left. Mend this one first: `X`"),
        "two others": (score(**BUG_2, **BUG_3), "Two bugs are left. Mend this one first: The spreads"),
        "all three": (score(**BUG_1, **BUG_2, **BUG_3), "All three bugs are still there."),
        "each by its own spread": (
            score().replace("means =", "X[cut:] /= X[cut:].std(axis=0)\n    means ="),
            "divided by spreads of their own",
        ),
        "not shuffled at all": (score(shuffle="pass"), "Nothing is shuffled now"),
    },
    "features.scramble": {
        "the network collapses": (predicted(connected="'worse'"), "it learns the same weights in another order"),
        "distances too": (predicted(nearest="'worse'"), "the sum of their squares is the same"),
        "the sum too": (predicted(ink="'worse'"), "the sum of all is the same."),
        "HOG is a list": (predicted(hog_linear="'same'"), "there are no edges left"),
        "no harm to windows": (predicted(convolutional="'same'"), "It slides small windows"),
        "any order": (predicted(only_training="'same'"), "it must be one and the same"),
        "not measured": (predicted(hog_after="..."), "`hog_after` is still `...`"),
        "a wrong count": (predicted(changed="77"), "Compare its answers for"),
        "after is before": (predicted(hog_before="0.343"), "Which of the two did you scramble?"),
        "on pixels": (predicted(hog_before="0.743"), "Give `hog` to `answers`"),
        "percent": (predicted(hog_after="34.3"), "This is in percent"),
        "another word": (predicted(linear="'unchanged'"), "That is none of the answers: same, worse."),
    },
    "features.crossover": {
        "linear in n": (cross(low="n[k - 1]", high="n[k]", found="low + share * (high - low)"), "drawn over n itself"),
        "one seed": (cross(returned="found[0]"), "Another seed has another"),
        "averaged": (
            cross(difference="[(learned - hand).mean(axis=0)]", returned="found[0]"),
            "one number is left",
        ),
        "averaged, one row": (
            cross(difference="[(learned - hand).mean(axis=0)]"),
            "were averaged over the seeds first. How much",
        ),
        "unpaired": (cross(difference="learned - hand.mean(axis=0)"), "held against the *average* of the others"),
        "still logarithms": (cross(found="low + share * (high - low)"), "These are logarithms"),
        "the next size": (cross(found="n[k]"), "the first size *measured*"),
        "the last size": (cross(found="n[k - 1]"), "the last size measured"),
        "halfway": (cross(found="np.exp((low + high) / 2)"), "These lie halfway, over the logarithm"),
        "a list": (cross(returned="found"), "returned a list"),
    },
    "features.five": {
        "labels of the notebook": (
            TOP + "labels = np.arange(400) % 10\n" + FIVE + "numbers[:, 0] = labels[: len(images)]\n    return numbers",
            "When the pictures come in another order, they get",
        ),
        "the place in the list": (
            FIVE + "numbers[:, 2] = np.arange(len(images)) / 7\n    return numbers",
            "When the pictures come in another order, they get",
        ),
        "standardised over the pictures": (
            FIVE + "return (numbers - numbers.mean(axis=0)) / (numbers.std(axis=0) + 1e-9)",
            "Alone, a picture gets",
        ),
        "nan": (FIVE + "numbers[3, 1] = np.nan\n    return numbers", "Feature 1 (counted from 0) is nan"),
        "a constant": (FIVE + "numbers[:, 4] = 1\n    return numbers", "is 1 for every one of 50 pictures"),
        "pixels": (
            TOP + "def five_features(images):\n    return images.reshape(len(images), -1)",
            "For 50 pictures the shape is (50, 784)",
        ),
        "features in the rows": (FIVE + "return numbers.T", "the features stand in the rows"),
        "tied to a place": (
            TOP
            + "def five_features(images):\n"
            + "    return np.stack([b.mean((1, 2)) for b in np.array_split(images, 5, axis=1)], axis=1)",
            "does each of your numbers stay the same when a digit is moved?",
        ),
        "five times the ink": (
            TOP
            + "def five_features(images):\n    ink = images.sum((1, 2))\n"
            + "    return np.stack([ink, ink ** 2, ink ** 3, -ink, ink / 2], axis=1)",
            "does each of your numbers stay the same when a digit is moved?",
        ),
        "in place": (FIVE + "images[:] = images > 0.5\n    return numbers", "changed its own input"),
    },
}

# Mutants that are right: a line of each, and why.
EQUIVALENT = {
    "features.votes": {
        "np.where(length == 0, 2, length)": "in an empty cell 0 is divided, by whatever",
        "np.where(length == 0, -1, length)": "in an empty cell 0 is divided, by whatever",
    },
    "features.protocol": {
        ".argmin(axis=-1)": "of two axes the last is axis 1",
        ".mean(axis=2).argmin(axis=1)": "a mean is the sum over a constant: the nearest stays the nearest",
    },
    "features.crossover": {"difference >= 0": "where the difference is 0 sharp, both ways lead to that size"},
}
