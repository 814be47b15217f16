"""The sets that can be downloaded: where they lie, how large they are, and the hash that each file must have."""

from pathlib import Path

from dlcourse.data.downloads import Source, cached
from dlcourse.data.pretrained import PRETRAINED, whole

TRAIN_IMAGES, TRAIN_LABELS = "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"
TEST_IMAGES, TEST_LABELS = "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"


MNIST = Source(
    title="MNIST",
    folder="mnist",
    # Its authors' own server is last: it refuses most days, and it speaks http only. The hashes are theirs.
    addresses=(
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "http://yann.lecun.com/exdb/mnist/",
    ),
    files={
        TRAIN_IMAGES: (9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        TRAIN_LABELS: (28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        TEST_IMAGES: (1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        TEST_LABELS: (4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    },
)

FASHION_MNIST = Source(
    title="Fashion-MNIST",
    folder="fashion-mnist",
    addresses=(
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        "https://github.com/zalandoresearch/fashion-mnist/raw/b2617bb6d3ffa2e429640350f613e3291e10b141/data/fashion/",
    ),
    files={
        TRAIN_IMAGES: (26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        TRAIN_LABELS: (29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        TEST_IMAGES: (4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        TEST_LABELS: (5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
    },
)

SETS: dict[str, Source] = {"mnist": MNIST, "fashion_mnist": FASHION_MNIST}


def have(name: str, folder: str | Path | None = None) -> bool:
    """Whether a set or a network lies in the cache, whole and with the right hashes; nothing is downloaded.

    Args:
        name: a key of `SETS` or of `PRETRAINED`: ``"mnist"``, ``"efficientnet-lite0"``.
        folder: the cache; else ``DLCOURSE_DATA``, else the user's cache folder.

    Raises:
        ValueError: there is no such set or network.
    """
    if name in PRETRAINED:
        return whole(PRETRAINED[name], folder)
    if name not in SETS:
        raise ValueError(f"There is no set {name!r} to download; there are: {', '.join([*SETS, *PRETRAINED])}")
    source = SETS[name]
    return all(cached(source, file, folder) for file in source.files)
