"""A look ahead: what a network that others have trained sees in photographs, scikit-image's or the reader's own."""

import functools
import html
import io
import time
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dlcourse.data import PRETRAINED, pretrained
from dlcourse.models.efficientnet_lite import EfficientNetLite0, best_guesses, centre, class_names, load
from dlcourse.plots import Html, Picture, m, table
from dlcourse.rooms import result

NETWORK = PRETRAINED["efficientnet-lite0"]
SHOWN = 150  # pixels: the side of a photograph on the page
LARGEST = 50_000_000  # pixels of a reader's photograph; it needs twelve bytes for each while it is prepared
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")  # none that a program of its own would have to draw

Guesses = Sequence[tuple[str, float]]
"""Names and their probabilities, the best first."""


class PhotographError(ValueError):
    """A reader's file cannot be shown to the network; the text says why and what to do."""


@dataclass(frozen=True)
class Photograph:
    """One that scikit-image carries.

    Attributes:
        name: of its function in ``skimage.data``.
        shows: what a person sees in it.
        remark: whether the network has a class for it.
        credit: the photographer and the licence.
    """

    name: str
    shows: str
    remark: str
    credit: str

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """Its pixels, (H, W, 3)."""
        from skimage import color, data

        pixels = getattr(data, self.name)()
        return pixels if pixels.ndim == 3 else color.gray2rgb(pixels)


PHOTOGRAPHS = (
    Photograph("chelsea", "A cat", "Five classes are kinds of domestic cats.", "Stefan van der Walt, CC0"),
    Photograph("coffee", "A cup of coffee", "Espresso is a class.", "Rachel Michetti, CC0"),
    Photograph("camera", "A man with a camera on a tripod", "Tripods are a class.", "Lav Varshney, CC0"),
    Photograph("rocket", "A rocket at its launch", "Missiles and space shuttles are classes.", "SpaceX, public domain"),
    Photograph("astronaut", "An astronaut in her suit", "No class fits her.", "NASA, public domain"),
)


def look(photograph: str | Path | None = None) -> Html:
    """Show photographs with the network's best guesses beside each.

    The network runs if it is on this machine. If it is not, the stored guesses for scikit-image's photographs are
    shown, and a line says how to get it.

    Args:
        photograph: a picture file of the reader's own; scikit-image's photographs when left out. A file that cannot be
            shown is answered with a sentence, not with an error.
    """
    folder = pretrained(NETWORK.name)
    reader = reader_in(folder) if folder else None
    if photograph is not None:
        try:
            pixels = read_photograph(photograph)
        except PhotographError as error:
            return Html(f"<p>{html.escape(str(error))}</p>")
        return _own(pixels, reader)
    return _known(reader)


def read_photograph(path: str | Path) -> NDArray[np.uint8]:
    """The pixels of a picture file, upright, (H, W, 3).

    Raises:
        PhotographError: there is no such file, it is no picture, or it is too large.
    """
    from PIL import Image, ImageOps

    path = Path(path).expanduser()
    too_large = PhotographError(
        f"“{path.name}” has more than {LARGEST / 1e6:.0f} million pixels. Save a smaller copy, and try again."
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we have a limit of our own
            image = Image.open(path, formats=FORMATS)
        with image:
            if image.width * image.height > LARGEST:
                raise too_large
            upright = ImageOps.exif_transpose(image)
            if upright.has_transparency_data:
                coloured = upright.convert("RGBA")
                upright = Image.alpha_composite(Image.new("RGBA", coloured.size, "white"), coloured)
            return np.array(upright.convert("RGB"))
    except FileNotFoundError:
        raise PhotographError(
            f"There is no file “{path}”. Drag your picture into JupyterLab's list of files on the left, "
            "into the folder of this notebook, and give its name."
        ) from None
    except Image.DecompressionBombError:
        raise too_large from None
    except PhotographError:
        raise
    except (OSError, ValueError, SyntaxError):  # what Pillow raises for damaged files
        raise PhotographError(
            f"“{path.name}” cannot be read as a picture. Save it as JPEG or PNG (the HEIC of an iPhone is neither), "
            "and try again."
        ) from None


def stored_guesses() -> dict[str, Guesses]:
    """What the recipe ``start.photographs`` has kept: for the name of each photograph the network's best guesses."""
    values: Mapping[str, float] = (result("start.photographs") or {}).get("mean", {})
    pairs = [(*key.partition(": ")[::2], probability) for key, probability in values.items()]
    return {each.name: [(guess, p) for name, guess, p in pairs if name == each.name] for each in PHOTOGRAPHS}


class Reader:
    """The trained network and the names of its classes."""

    def __init__(self, network: EfficientNetLite0, names: list[str]) -> None:
        self.network, self.names = network, names

    def __call__(self, photograph: NDArray[np.uint8]) -> Guesses:
        """The five best guesses for a photograph (H, W, 3)."""
        return best_guesses(self.network, photograph, self.names)


@functools.lru_cache(maxsize=1)
def reader_in(folder: Path) -> Reader:
    """The network whose files lie in a folder of the cache; it is loaded once."""
    return Reader(load(folder / "efficientnet-lite0.pth"), class_names(folder / "class-names.json"))


def _known(reader: Reader | None) -> Html:
    pixels = {each.name: each.pixels for each in PHOTOGRAPHS}
    began = time.perf_counter()
    guesses = {name: reader(each) for name, each in pixels.items()} if reader else stored_guesses()
    seconds = (time.perf_counter() - began) / len(pixels)
    rows = [
        [_image(pixels[each.name], each.shows), f"{each.shows}. {each.remark}", _list(guesses[each.name])]
        for each in PHOTOGRAPHS
    ]
    head = ["what the network is given", "what it shows", "the network's best guesses, each with its probability"]
    shown = table(head, rows, "Five photographs, and what the network takes each of them for")
    status = (
        f"The network is on this machine, and it has just read these photographs: {m(seconds, '.2f')} seconds for each."
        if reader
        else f"The network is not on this machine, so these are guesses that we have stored. {_how_to_get()}"
    )
    credits = "; ".join(f"{each.name}: {each.credit}" for each in PHOTOGRAPHS)
    return Html(f"{shown.html}<p>{status}</p><p>Photographs from scikit-image. {credits[0].upper()}{credits[1:]}.</p>")


def _own(pixels: NDArray[np.uint8], reader: Reader | None) -> Html:
    image = _image(pixels, "The middle of your photograph")
    if reader is None:
        return Html(
            f"{image}<p>The network is not on this machine, so it cannot read your picture. {_how_to_get()}</p>"
        )
    head = ["what the network is given", "the network's best guesses, each with its probability"]
    return table(head, [[image, _list(reader(pixels))]], "Your photograph, and what the network takes it for")


def _how_to_get() -> str:
    return (
        f"To run it here, type <code>dlcourse data get {NETWORK.name}</code> in a terminal "
        f"({NETWORK.size / 1e6:.0f} MB), and then run this cell again."
    )


def _list(guesses: Guesses) -> str:
    items = (f"<li>{html.escape(name)}: {m(_share(probability))}</li>" for name, probability in guesses)
    return f"<ol>{''.join(items)}</ol>"


def _share(probability: float) -> str:
    return f"{probability:.0%}" if probability >= 0.01 else "under 1%"


def _image(pixels: NDArray[np.uint8], alt: str) -> str:
    """The square in the middle that the network is given, as an image of few bytes."""
    from PIL import Image

    small = io.BytesIO()
    square = Image.fromarray(centre(pixels)).resize((SHOWN, SHOWN), Image.Resampling.LANCZOS)
    square.quantize(128, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return Picture(small.getvalue(), alt, SHOWN).html
