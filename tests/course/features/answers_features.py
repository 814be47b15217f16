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
    mean = [(X[learn] / spread)[y[learn] == k].mean(0) for k in range(y.max() + 1)]
    far = [(((X[test] / spread) - each) ** 2).sum(1) for each in mean]
    return float((np.argmin(far, axis=0) == y[test]).mean())
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
    "features.fair": {
        "two lists": """
def fair_contest(score, mine, pixels, y, orders):
    a = np.array([score(mine, y, order) for order in orders])
    b = np.array([score(pixels, y, order) for order in orders])
    return np.mean(a) - np.mean(b), np.std(a - b), np.count_nonzero(a > b)
""",
        "step by step": """
def fair_contest(score, mine, pixels, y, orders):
    leads, ahead = [], 0
    for s in range(len(orders)):
        leads.append(score(mine, y, orders[s]) - score(pixels, y, orders[s]))
        if leads[-1] > 0:
            ahead += 1
    mean = sum(leads) / len(leads)
    return [mean, (sum((lead - mean) ** 2 for lead in leads) / len(leads)) ** 0.5, ahead]
""",
    },
    "features.copies": {
        "np.roll, then dark": """
def moved_copies(images, labels, moves):
    pictures, names = [], []
    for down, right in moves:
        moved = np.roll(images, (down, right), axis=(1, 2))
        if down > 0: moved[:, :down] = 0
        if down < 0: moved[:, down:] = 0
        if right > 0: moved[:, :, :right] = 0
        if right < 0: moved[:, :, right:] = 0
        pictures.append(moved)
        names.append(labels)
    return np.concatenate(pictures), np.concatenate(names)
""",
        "pixel by pixel": """
def moved_copies(images, labels, moves):
    N, H, W = images.shape
    result = np.zeros((len(moves), N, H, W))
    for k, (down, right) in enumerate(moves):
        for r in range(H):
            for c in range(W):
                if 0 <= r + down < H and 0 <= c + right < W:
                    result[k, :, r + down, c + right] = images[:, r, c]
    return result.reshape(-1, H, W), np.stack([labels] * len(moves)).ravel()
""",
        "scipy": """
from scipy.ndimage import shift
def moved_copies(images, labels, moves):
    pictures = [shift(images, (0, *move), order=0) for move in moves]
    return np.vstack(pictures), np.hstack([labels for _ in moves])
""",
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
    "features.own": {
        "with functions of one's own": """
def orientation(x): return np.rad2deg(np.arctan2(x[2:, 1:-1] - x[:-2, 1:-1], x[1:-1, 2:] - x[1:-1, :-2])) % 180
def votes(strength, direction):
    sums = np.bincount((direction / 20).astype(int).ravel() % 9, strength.ravel(), minlength=9)
    return sums / (np.linalg.norm(sums) or 1)
def own_features(images):
    rows = []
    for x in images:
        directions = orientation(x)
        strength = np.hypot(x[1:-1, 2:] - x[1:-1, :-2], x[2:, 1:-1] - x[:-2, 1:-1])
        cells = [np.s_[r : r + 8, c : c + 8] for r in range(1, 19, 4) for c in range(1, 19, 4)]
        rows.append(np.concatenate([votes(strength[cell], directions[cell]) for cell in cells]))
    return np.array(rows, dtype=np.float32)
""",
        "cells side by side": """
from dlcourse.course.features.hog import cell_histograms, normalised_blocks
def own_features(images):
    cells = cell_histograms(images[:, 2:26, 2:26], cell=6)
    return normalised_blocks(cells, 1).reshape(len(images), 4 * 4 * 9)
""",
        "scaled and turned": {"np.array(rows)": "np.asfortranarray(100 - 3 * np.array(rows)[:, ::-1])"},
        "one of them constant": {"np.array(rows)": "np.pad(np.array(rows), [(0, 0), (1, 0)])"},
    },
}


def own(line):
    """The solution, with something done to its numbers before they are returned."""
    return {"return np.array(rows)": f"numbers = np.array(rows); {line}; return numbers"}


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
        "no weights": ({"weights=strength.ravel(), ": ""}, "Here every pixel has one vote"),
        "the last bin": ({".astype(int) % 9": ".astype(int).clip(0, 8)"}, "went into the last bin, together with 170°"),
        "rounded": ({"(direction / 20)": "np.round(direction / 20)"}, "rounded the directions to the nearest border"),
        "too few bins": ({", minlength=9": ""}, "The shape is"),
        "in place": ({"which = (": "strength /= strength.max() or 1; which = ("}, "changed its own input"),
    },
    "features.protocol": {
        "each by its own spread": (
            {"means =": "X[cut:] /= X[cut:].std(axis=0); means ="},
            "divided by standard deviations of their own",
        ),
        "not shuffled at all": ({"X, y = X[order], y[order]": "pass"}, "Nothing is shuffled now"),
        "the stub's three": (
            {"y[order]": "y", "X / X[:cut]": "X / X", "answers[cut:] == y[cut:]": "answers == y"},
            "All three bugs are still there. Start with this one. `X`",
        ),
    },
    "features.fair": {
        "best against best": (
            """
def fair_contest(score, mine, pixels, y, orders):
    a, b = ([score(X, y, order) for order in orders] for X in (mine, pixels))
    return max(a) - max(b), np.std(np.subtract(a, b)), np.sum(np.greater(a, b))
""",
            "the best score of one side against the best of the other",
        ),
        "apart": (
            {"leads.std()": "np.std([score(mine, y, order) for order in orders])"},
            "that of the scores of `mine`",
        ),
        "only the lead": ({", leads.std(), (leads > 0).sum()": ""}, "It should return 3 things, in this order"),
        "rows not shuffled": ({"y, order)": "y, np.sort(order))"}, "the numbers are not"),
        "labels shuffled twice": ({"score(mine, y, order)": "score(mine, y[order], order)"}, "the numbers are not"),
        "rows shuffled before": ({"score(mine, y, order)": "score(mine[order], y, order)"}, "the numbers are not"),
        "a share": ({"(leads > 0).sum()": "(leads > 0).mean()"}, "The last number is a share"),
        "median": ({"leads.mean()": "np.median(leads)"}, "the numbers are not"),
    },
    "features.copies": {
        "np.roll": (
            {"copies = [": "copies = [np.roll(images, tuple(move), (1, 2)) for move in moves]; ignored = ["},
            "because `np.roll` joins the edges",
        ),
        "np.repeat": ({"np.tile": "np.repeat"}, "most of the labels belong to others"),
        "the first row lost in uint8": ({"np.pad(images,": "np.pad(images - 1.0,"}, "the numbers are not"),
        "an axis of moves": ({"np.concatenate(copies)": "np.stack(copies)"}, "the shape is (3, 1, 3, 3) and should be"),
        "labels in a table": (
            {"np.tile(labels, len(moves))": "np.array([labels] * len(moves))"},
            "but the shape is (3, 1)",
        ),
        "labels once": ({"np.tile(labels, len(moves))": "labels"}, "what should there be 3 of"),
        "in place": ({"N, H, W =": "images *= 1; images[:, 0] = 0; N, H, W ="}, "changed its own input"),
        "only down": ({"W - right : 2 * W - right": "W : 2 * W"}, "the numbers are not"),
    },
    "features.crossover": {
        "linear in n": (
            {"np.log(n[k - 1]), np.log(n[k])": "n[k - 1], n[k]", "np.exp(low": "(low"},
            "drawn over n itself",
        ),
        "one seed": ({"np.array(found)": "found[0]"}, "Other seeds have others"),
        "averaged": (
            {PAIRED: "in [(learned - hand).mean(axis=0)]", "np.array(found)": "found[0]"},
            "only one number is left",
        ),
        "averaged, one row": (
            {PAIRED: "in [(learned - hand).mean(axis=0)]"},
            "averaged the curves over the seeds first. That hides",
        ),
        "unpaired": ({PAIRED: "in learned - hand.mean(axis=0)"}, "compared with the *average* of the others"),
        "still logarithms": ({"np.exp(low": "(low"}, "These are the logarithms"),
        "a list": ({"np.array(found)": "found"}, "returned a list"),
    },
    "features.own": {
        "labels of the notebook": (
            own("numbers[:, 0] = (np.arange(400) % 10)[: len(images)]"),
            "When pictures come in another order, they get",
        ),
        "standardised over the pictures": (
            own("numbers = (numbers - numbers.mean(axis=0)) / (numbers.std(axis=0) + 1e-9)"),
            "When it comes alone, a picture gets",
        ),
        "nan": (own("numbers[3 % len(images), 1] = np.nan"), "Feature 1 (counted from 0) is nan"),
        "all the same": (own("numbers[:] = 1"), "All 50 pictures have the same numbers"),
        "pixels": (
            "def own_features(images): return images.reshape(len(images), -1)",
            "There are 784 numbers per picture, and at most 500 are allowed",
        ),
        "features in the rows": (own("numbers = numbers.T"), "with the features in the rows"),
        "one number each": ("def own_features(images): return images.mean((1, 2))", "a row of numbers per picture"),
        "pictures, not rows": (
            "def own_features(images): return images[:, 4:24, 4:24]",
            "a row of numbers per picture",
        ),
        "as many as there are pictures": (
            own("numbers = numbers[:, : len(images)]"),
            "It should always be the same number",
        ),
        "every second pixel": (
            "def own_features(images): return images[:, ::2, ::2].reshape(len(images), 196)",
            "roughly where on the digit something is",
        ),
        "rows and columns": (
            "def own_features(images): return np.concatenate([images.sum(1), images.sum(2)], axis=1)",
            "roughly where on the digit something is",
        ),
        "one cell": (
            {"range(2, 20, 4)": "range(2, 3, 4)", "r + 8": "r + 24", "c + 8": "c + 24"},
            "roughly where on the digit something is",
        ),
        "in place": (own("images[:] = images > 0.5"), "changed its own input"),
        "a list": ({"np.array(rows)": "rows"}, "returned a list"),
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
