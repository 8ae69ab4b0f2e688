"""The picture beside the question of a lesson: it makes curious, and gives nothing of the answer away.

Each is made of what its lesson computes with: a picture that goes in, the kernels, a map before ReLU. The
lessons are imported by the function that draws with them: the app starts without them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.paint import PALETTES, painted
from explorer.images import LEVELS, Colours, samples

Values = npt.NDArray[np.floating]

SIZE = 256  # pixels of the long side of a picture
SMALL = 64  # of several in one picture
CELL = 32  # pixels of the side of one value that is drawn as a cell
BLANK = np.uint8(138)  # of 255: neither the light page nor the dark one


@dataclass(frozen=True, slots=True)
class Teaser:
    """The picture of one lesson."""

    caption: str
    """Stands below it."""
    alt: str
    """Says what is to be seen, to who does not see it."""
    draw: Callable[[], Values]
    """Returns what is painted, (H, W); NaN is left blank."""
    is_signed: bool = False
    """Whether it is a map, painted in colours around 0; a picture goes from 0 (black) to 1 (white)."""

    def painted(self) -> Colours:
        """Return the picture in colours, (H, W, 3) from 0 to 255; what is blank is grey, on any page."""
        values = self.draw()
        reach = float(np.nanmax(np.abs(values)))
        palette, span = ("Diverging", (-reach, reach)) if self.is_signed else ("Signed grey", (0.0, 1.0))
        levels = painted(values, PALETTES[palette].table, span)
        return np.where(np.isnan(values)[..., None], BLANK, levels).astype(np.uint8)


def picture(name: str, size: int = SIZE) -> Map:
    """Return a picture of the gallery."""
    return samples()[name].load(size)


def edges(name: str) -> Map:
    """Return the feature map of Sobel right on a picture of the gallery, before ReLU."""
    return forward(picture(name), KERNELS["Sobel right"].weights).pre_activation


def rectified(name: str) -> Map:
    """Return the feature map of Sobel right on a picture of the gallery, after ReLU."""
    return np.maximum(edges(name), 0)


def enlarged(values: npt.ArrayLike, by: int) -> Values:
    """Make each value a square of so many pixels a side."""
    return np.repeat(np.repeat(np.asarray(values, np.float64), by, axis=0), by, axis=1)


def cells(values: npt.ArrayLike, *, block: int = 1) -> Values:
    """Enlarge values to square cells with thin blank lines between blocks of so many a side.

    >>> cells([[1, 2]]).shape, cells([[1, 2]], block=2).shape
    ((32, 65), (32, 64))
    """
    shown = enlarged(values, CELL)
    for axis in (0, 1):
        lines = np.arange(CELL * block, shown.shape[axis], CELL * block)
        shown = np.insert(shown, lines, np.nan, axis=axis)
    return shown


def beside(*parts: npt.ArrayLike) -> Values:
    """Set maps of as many rows beside each other, with a blank gap of a twelfth of a width between.

    >>> beside(np.zeros((12, 24)), np.ones((12, 24))).shape
    (12, 50)
    """
    shown = [np.asarray(part, np.float64) for part in parts]
    gap = np.full((len(shown[0]), max(shown[0].shape[1] // 12, 1)), np.nan)
    return np.hstack([piece for part in shown for piece in (gap, part)][1:])


def pixels() -> Values:
    """Return twelve by twelve pixels of a picture that is small: an eye of the cat."""
    from explorer.lessons.sliding import crop

    return cells(crop(picture("Cat", SMALL), 16, 26, side=12))


def line_of_map() -> Values:
    """Return one row of the map of a light spot as stripes, before ReLU."""
    signed = edges("Soft blob")
    return np.tile(signed[len(signed) // 2].astype(np.float64), (SIZE // 2, 1))


def two_kernels() -> Values:
    """Return the weights of two kernels that follow each other."""
    names = ("Sobel right", "Laplacian (4 neighbours)")
    return beside(*(cells(KERNELS[name].weights / np.abs(KERNELS[name].weights).max()) for name in names))


def folded_once() -> Values:
    """Return the cat with its brightness folded in the middle, as the first two ReLUs do it."""
    from explorer.lessons.folds import hat

    return hat(picture("Cat"))


def wrapped() -> Map:
    """Return a picture that starts again from its other side."""
    return np.tile(picture("Coffee cup", SIZE // 2), (2, 2))


def two_windows() -> Values:
    """Return the vertical and the horizontal edge that the unit sees."""
    from explorer.lessons.sign_confusion import LIGHT_AT_THE_TOP, LIGHT_ON_THE_RIGHT

    return beside(cells(LIGHT_ON_THE_RIGHT), cells(LIGHT_AT_THE_TOP))


def light_and_dark_digits() -> Values:
    """Return four digits of the toy, and below them their negatives."""
    from explorer.lessons.digits import draw_digits

    light = draw_digits(4, np.random.default_rng(0)).pictures / LEVELS
    rows = [np.hstack(list(row)) for row in (light, 1 - light)]
    return enlarged(np.vstack(rows), CELL // 4)


def silent_and_wanted() -> Values:
    """Return the answer of a unit that says 0 everywhere, and the map that it is to learn."""
    wanted = rectified("Brick wall")
    return beside(np.zeros_like(wanted), wanted)


def two_weights() -> Values:
    """Return a corner of the weights of a layer by Xavier's rule and by He's, of the same random numbers."""
    from explorer.lessons.initialisation import HE, RULES, XAVIER

    numbers = np.random.default_rng(0).standard_normal((16, 16))
    rules = (RULES[place] for place in (XAVIER, HE))
    return beside(*(enlarged(numbers * rule.gain(0) ** 0.5, 16) for rule in rules))


def examples_without_answers() -> Values:
    """Return three pictures, and below each the answer of a unit that says 0 to all of them."""
    from explorer.lessons.sliding import crop

    shown = beside(*(crop(picture(name, 96), 48, 48, side=SMALL) for name in ("Rocket", "Cat", "Astronaut")))
    gap = np.full((SMALL // 12, shown.shape[1]), np.nan)
    return np.vstack([shown, gap, shown * 0])


def wave() -> Map:
    """Return a pure wave from left to right, as light and dark."""
    from explorer.lessons.spectrum import grating

    return grating(SIZE, 4)[: SIZE // 2]


def blocks() -> Values:
    """Return a small part of a signed map, cut into blocks of two by two."""
    from explorer.lessons.sliding import crop

    return cells(crop(edges("Photographer"), 147, 128, side=8), block=2)
