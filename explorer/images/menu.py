"""The gallery: photographs and drawn scenes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from explorer.core.arrays import Map
from explorer.images import scenes, street
from explorer.images.colours import Colours, coloured
from explorer.images.decoding import decode, decode_colours, original_size
from explorer.images.shrinking import reduce, sides_within

PHOTOS = Path(__file__).parents[2] / "assets" / "photos"

Grid = dict[str, int]
"""How many `rows` and `cols` a picture has, and the `row` and the `col` that tell most about it."""


def _photograph(file_name: str, long_side: int) -> Map:
    return decode((PHOTOS / file_name).read_bytes(), long_side=long_side)


def _street_at_dusk(size: int) -> Map:
    """Draw the street in whole levels, as a photograph has: so it can be stored as one."""
    return reduce(street.street_at_dusk(size), size)


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture of the menu."""

    name: str  # on screen and in saved links: never rename
    caption: str  # what it shows
    load: Callable[[int], Map]  # long side in pixels -> brightness
    row: float  # a telling line, from 0 (top) to 1 (bottom)
    col: float  # from 0 (left) to 1 (right)
    credit: str = ""

    @property
    def file(self) -> Path | None:
        """The file of a photograph; None for a drawn scene."""
        if isinstance(self.load, partial) and self.load.func is _photograph:
            name: str = self.load.args[0]
            return PHOTOS / name
        return None

    @property
    def scene(self) -> str | None:
        """The function of `explorer.images.scenes` that draws it, by name; None for every other picture."""
        name: str = getattr(self.load, "__name__", "")
        return name if getattr(scenes, name, None) is self.load else None

    def load_colours(self, long_side: int) -> Colours:
        """Return red, green and blue, in levels, of what `load` returns; what is drawn is grey.

        >>> SAMPLE_ROWS[2].load_colours(64).shape
        (43, 64, 3)
        """
        if self.file is None:
            return coloured(self.load(long_side))
        _, colours = decode_colours(self.file.read_bytes(), long_side=long_side)
        return colours

    def shape(self, long_side: int) -> tuple[int, int]:
        """Return the rows and the columns of what `load` returns, without loading it: scenes are square."""
        if self.file is None:
            return long_side, long_side
        return sides_within(*original_size(self.file.read_bytes()), long_side)

    def place(self, long_side: int) -> tuple[int, int]:
        """Return the row and the column of the telling place in what `load` returns, without loading it."""
        return place_in(self.shape(long_side), self.row, self.col)

    def grid(self, long_side: int) -> Grid:
        """Return the grid of what `load` returns, without loading it."""
        return grid_of(self.shape(long_side), self.place(long_side))


def place_in(shape: tuple[int, int], down: float = 0.5, across: float = 0.5) -> tuple[int, int]:
    """Return the row and the column of a place that is given as shares of the way down and across.

    >>> place_in((3, 5)), place_in((3, 5), down=1, across=0)
    ((1, 2), (2, 0))
    """
    rows, cols = shape
    return round(down * (rows - 1)), round(across * (cols - 1))


def grid_of(shape: tuple[int, int], place: tuple[int, int] | None = None) -> Grid:
    """Return the grid of a picture of some shape; its telling place is the middle, if none is given.

    >>> grid_of((3, 5))
    {'rows': 3, 'cols': 5, 'row': 1, 'col': 2}
    """
    row, col = place or place_in(shape)
    return {"rows": shape[0], "cols": shape[1], "row": row, "col": col}


SAMPLE_ROWS = (
    Sample(
        "Photographer",
        "A man and his camera: a dark coat on a light sky gives long, strong edges.",
        partial(_photograph, "camera.png"),
        row=0.430,
        col=0.597,
        credit="Lav Varshney, CC0",
    ),
    Sample(
        "Brick wall",
        "Bricks and mortar: the same two edges come again and again along a row.",
        partial(_photograph, "brick.png"),
        row=0.489,
        col=0.364,
        credit="CC0Textures, CC0",
    ),
    Sample(
        "Coffee cup",
        "A cup on wood: its round rim has edges in every direction.",
        partial(_photograph, "coffee.jpg"),
        row=0.688,
        col=0.558,
        credit="Rachel Michetti, CC0",
    ),
    Sample(
        "Cat",
        "A cat called Chelsea: soft fur and fine whiskers show what a kernel makes of detail.",
        partial(_photograph, "chelsea.jpg"),
        row=0.450,
        col=0.658,
        credit="Stefan van der Walt, CC0",
    ),
    Sample(
        "Rocket",
        "A rocket before launch: thin bright towers stand on a smooth evening sky.",
        partial(_photograph, "rocket.jpg"),
        row=0.900,
        col=0.517,
        credit="SpaceX, public domain",
    ),
    Sample(
        "Astronaut",
        "An astronaut and her helmet: its white rim has an edge to light and, close by, one to dark.",
        partial(_photograph, "astronaut.jpg"),
        row=0.726,
        col=0.914,
        credit="NASA, public domain",
    ),
    Sample(
        "Street at dusk",
        "Lit windows on dark walls: along one row it gets light and dark many times.",
        _street_at_dusk,
        row=0.659,
        col=0.5,
    ),
    Sample(
        "Step edge",
        "Dark on the left, light on the right: a single edge, the simplest picture of all.",
        scenes.step_edge,
        row=0.5,
        col=0.5,
    ),
    Sample(
        "Thin bar",
        "A light bar on dark: from left to right one edge to light, then one edge to dark.",
        scenes.thin_bar,
        row=0.5,
        col=0.516,  # at its dark side
    ),
    Sample(
        "Soft blob",
        "A light spot without a sharp edge: to the right it gets lighter up to its middle, then darker.",
        scenes.soft_blob,
        row=0.5,
        col=0.65,  # where it gets darker fastest
    ),
    Sample(
        "Sine grating",
        "Eight smooth waves from left to right: half of each wave gets lighter, half gets darker.",
        scenes.sine_grating,
        row=0.5,
        col=0.5,
    ),
    Sample(
        "Slow ramp",
        "Black to white in even steps: to the right it only ever gets lighter.",
        scenes.slow_ramp,
        row=0.5,
        col=0.5,
    ),
    Sample(
        "Checkerboard",
        "Eight by eight squares: along a row, edges to dark and edges to light take turns.",
        scenes.checkerboard,
        row=0.5625,
        col=0.5,
    ),
    Sample(
        "Siemens star",
        "Spokes that narrow to the middle: edges of many directions, and lines of many widths.",
        scenes.siemens_star,
        row=0.58,
        col=0.6,
    ),
    Sample(
        "Handwritten digit",
        "A three, light on dark. It looks written by hand, but this program drew it from a few points.",
        scenes.handwritten_digit,
        row=0.7,
        col=0.6,
    ),
)
_SAMPLES = MappingProxyType({row.name: row for row in SAMPLE_ROWS})


def samples() -> Mapping[str, Sample]:
    """Return the menu of pictures by name, in order.

    >>> next(iter(samples()))
    'Photographer'
    """
    return _SAMPLES


def photographs() -> list[Path]:
    """Return the files of the photographs."""
    return [row.file for row in SAMPLE_ROWS if row.file]
