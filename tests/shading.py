"""How bright a picture's ground is on a page, and how far the palest grey of our figures stands out from it."""

import base64
import io

import numpy as np
from PIL import Image
from playwright.sync_api import Locator

from dlcourse.plots import FAINT


def ground_and_contrast(picture: Locator) -> tuple[float, float]:
    """Let an image show grey beside white, and look at what the page makes of it; it shows its own again afterwards.

    Returns:
        Brightness of the white, 0 … 1, and WCAG's contrast of the two, 1 … 21.
    """
    drawn = Image.new("RGB", (200, 100), "white")
    drawn.paste(FAINT, (0, 0, 100, 100))
    png = io.BytesIO()
    drawn.save(png, "PNG")
    before = picture.get_attribute("src")
    show = "async (image, src) => { image.src = src; await image.decode(); }"
    picture.evaluate(show, f"data:image/png;base64,{base64.b64encode(png.getvalue()).decode()}")
    seen = np.asarray(Image.open(io.BytesIO(picture.screenshot())).convert("RGB"), dtype=float) / 255
    picture.evaluate(show, before)
    height, width, _ = seen.shape
    grey, white = (seen[height // 2, round(share * width)] for share in (0.25, 0.75))
    return float(white.mean()), (_luminance(white) + 0.05) / (_luminance(grey) + 0.05)


def _luminance(colour: np.ndarray) -> float:
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])
