"""Answers to the exercises of chapter 01, as learners would write them; `planted` says how they are written here."""

SUMS = "sums = np.bincount(which.ravel(), weights=strength.ravel(), minlength=9)"
PAIRED = "in learned - hand"

RIGHT = {
    "features.orientation": {
        "np.gradient": """
def orientation(image):
    down, across = np.gradient(np.asarray(image, float))
    return np.degrees(np.arctan2(down, across))[1:-1, 1:-1] % 180
""",
        "loops": """
import math
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
        "complex numbers": {
            "np.rad2deg(np.arctan2(down, across)) % 180": "np.mod(np.angle(across + 1j * down, deg=True), 180)"
        },
        "float32": {
            "np.rad2deg(np.arctan2(down, across)) % 180": "np.float32(np.rad2deg(np.arctan2(down, across)) % 180)"
        },
    },
    "features.votes": {
        "loops": """
def votes(strength, direction):
    result = np.zeros(9)
    for s, d in zip(strength.flatten(), direction.flatten()):
        result[int(d // 20) % 9] += s
    if result.any():
        result /= (result ** 2).sum() ** 0.5
    return result
""",
        "a tiny number": {"np.where(length == 0, 1, length)": "(length + 1e-12)"},
        "np.add.at": {
            SUMS: "sums = np.zeros(9); np.add.at(sums, which, strength)",
            "np.where(length == 0, 1, length)": "(np.linalg.norm(sums) or 1)",
        },
        "np.histogram": """
def votes(strength, direction):
    sums, _ = np.histogram(direction % 180, bins=9, range=(0, 180), weights=strength)
    return np.nan_to_num(sums / max(np.linalg.norm(sums), 1e-9)).astype(np.float32)
""",
    },
    "features.protocol": {
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
        "as measured": "hog_before, hog_after, changed = 247 / 300, 103 / 300, np.int64(0)",
        "capitals": "linear, convolutional = 'Same', ' WORSE '",
        "another machine": "hog_before, hog_after = 0.83, 0.35",
    },
    "features.crossover": {
        "log10": {"np.log(n[k - 1]), np.log(n[k])": "np.log10(n[k - 1]), np.log10(n[k])", "np.exp(low": "10 ** (low"},
        "np.interp": """
def crossings(n, hand, learned):
    result = []
    for h, l in zip(hand, learned):
        k = np.flatnonzero(l > h)[0]
        result.append(np.interp(0, (l - h)[k - 1 : k + 1], np.log(n[k - 1 : k + 1])))
    return np.exp(result)
""",
        "powers of the ratio": {"np.exp(low + share * (high - low))": "n[k - 1] * (n[k] / n[k - 1]) ** share"},
    },
    "features.five": {
        "others": """
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
        "scaled and turned": {"np.array(numbers)": "np.asfortranarray(100 - 3 * np.array(numbers)[:, ::-1])"},
    },
}


def five(line):
    """The solution, with something done to its numbers before they are returned."""
    return {"return np.array(numbers)": f"numbers = np.array(numbers); {line}; return numbers"}


WRONG = {
    "features.orientation": {
        "arguments swapped": ({"arctan2(down, across)": "arctan2(across, down)"}, "The two are swapped"),
        "with a border": (
            """
def orientation(image):
    down, across = np.gradient(image.astype(float))
    return np.pad((np.rad2deg(np.arctan2(down, across)) % 180)[1:-1, 1:-1], 1)
""",
            "The shape is (4, 4) and should be (2, 2)",
        ),
        "with a border, as in the lesson": (
            """
def orientation(image):
    x = image.astype(float)
    a, d = np.zeros_like(x), np.zeros_like(x)
    a[:, 1:-1] = x[:, 2:] - x[:, :-2]
    d[1:-1] = x[2:] - x[:-2]
    return np.rad2deg(np.arctan2(d, a)) % 180
""",
            "but the border is there too",
        ),
    },
    "features.votes": {
        "no weights": ({"weights=strength.ravel(), ": ""}, "Here each pixel has one vote"),
        "the last bin": ({".astype(int) % 9": ".astype(int).clip(0, 8)"}, "went into the last bin, beside 170°"),
        "rounded": ({"(direction / 20)": "np.round(direction / 20)"}, "rounded to the nearest border of a bin"),
        "too few bins": ({", minlength=9": ""}, "The shape is"),
        "in place": ({"which = (": "strength /= strength.max() or 1; which = ("}, "changed its own input"),
    },
    "features.protocol": {
        "each by its own spread": (
            {"means =": "X[cut:] /= X[cut:].std(axis=0); means ="},
            "divided by spreads of their own",
        ),
        "not shuffled at all": ({"X, y = X[order], y[order]": "pass"}, "Nothing is shuffled now"),
        "the stub's three": (
            {"y[order]": "y", "X / X[:cut]": "X / X", "answers[cut:] == y[cut:]": "answers == y"},
            "All three bugs are still there. Mend this one first: `X`",
        ),
    },
    "features.scramble": {
        "not measured": ("hog_after = ...", "`hog_after` is still `...`"),
        "a wrong count": ("changed = 77", "Compare its answers for"),
        "another word": ("linear = 'unchanged'", "That is none of the answers: same, worse."),
    },
    "features.crossover": {
        "linear in n": (
            {"np.log(n[k - 1]), np.log(n[k])": "n[k - 1], n[k]", "np.exp(low": "(low"},
            "drawn over n itself",
        ),
        "one seed": ({"np.array(found)": "found[0]"}, "Another seed has another"),
        "averaged": (
            {PAIRED: "in [(learned - hand).mean(axis=0)]", "np.array(found)": "found[0]"},
            "one number is left",
        ),
        "averaged, one row": (
            {PAIRED: "in [(learned - hand).mean(axis=0)]"},
            "were averaged over the seeds first. How much",
        ),
        "unpaired": ({PAIRED: "in learned - hand.mean(axis=0)"}, "held against the *average* of the others"),
        "still logarithms": ({"np.exp(low": "(low"}, "These are logarithms"),
        "a list": ({"np.array(found)": "found"}, "returned a list"),
    },
    "features.five": {
        "labels of the notebook": (
            five("numbers[:, 0] = (np.arange(400) % 10)[: len(images)]"),
            "When the pictures come in another order, they get",
        ),
        "standardised over the pictures": (
            five("numbers = (numbers - numbers.mean(axis=0)) / (numbers.std(axis=0) + 1e-9)"),
            "Alone, a picture gets",
        ),
        "nan": (five("numbers[3, 1] = np.nan"), "Feature 1 (counted from 0) is nan"),
        "a constant": (five("numbers[:, 4] = 1"), "is 1 for every one of 50 pictures"),
        "pixels": (
            "def five_features(images): return images.reshape(len(images), -1)",
            "For 50 pictures the shape is (50, 784)",
        ),
        "features in the rows": (five("numbers = numbers.T"), "the features stand in the rows"),
        "tied to a place": (
            """
def five_features(images):
    return np.stack([band.mean((1, 2)) for band in np.array_split(images, 5, axis=1)], axis=1)
""",
            "does each of your numbers stay the same when a digit is moved?",
        ),
        "five times the ink": (
            """
def five_features(images):
    ink = images.sum((1, 2))
    return np.stack([ink, ink ** 2, ink ** 3, -ink, ink / 2], axis=1)
""",
            "does each of your numbers stay the same when a digit is moved?",
        ),
        "in place": (five("images[:] = images > 0.5"), "changed its own input"),
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
