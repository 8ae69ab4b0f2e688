"""A line folded by layers of two ReLUs each, against one layer of as many.

The fold is the tent map. M. Telgarsky (2015), arXiv:1509.08101, has networks of 2 nodes in each layer that
no shallow network of less than exponential size comes near to.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.activations import relu
from explorer.lessons.parts import (
    Data,
    Demonstration,
    Line,
    Maps,
    Numbers,
    Plot,
    Rows,
    Slider,
    Words,
    of_picture,
)
from explorer.lessons.parts import Values as SliderValues

MOST_FOLDS = 6
FOLDS = "Folds (layers of two ReLUs)"  # the label of the slider

Values = npt.NDArray[np.float64]


def hat(x: npt.ArrayLike) -> Values:
    """Fold the line from 0 to 1 in the middle, and stretch it to its old length.

    Parameters
    ----------
    x : array
        Numbers from 0 to 1.

    Returns
    -------
    array of float64
        2 relu(x) - 4 relu(x - 1/2), from 0 to 1: a tent with its top at 1/2. Exact.

    Examples
    --------
    >>> hat([0, 0.25, 0.5, 0.75, 1])
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    values = np.asarray(x, np.float64)
    return np.asarray(2 * relu(values) - 4 * relu(values - 0.5), np.float64)


def folded(x: npt.ArrayLike, folds: int) -> Values:
    """Send numbers from 0 to 1 through a number of layers, each of which is `hat`.

    >>> folded([0, 0.125, 0.25, 0.375, 0.5], 2)
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    values = np.asarray(x, np.float64)
    for _ in range(folds):
        values = hat(values)
    return values


def zigzag(x: npt.ArrayLike, pieces: int) -> Values:
    """Draw equal straight pieces up and down between 0 and 1, with one layer of a ReLU for each.

    Parameters
    ----------
    x : array
        Numbers from 0 to 1.
    pieces : int
        How many straight pieces, at least 1; the first goes up.

    Returns
    -------
    array of float64
        p relu(x) - 2 p relu(x - 1/p) + 2 p relu(x - 2/p) - ..., with p the number of pieces.

    Examples
    --------
    Two pieces are the fold:

    >>> zigzag([0, 0.25, 0.5, 0.75, 1], 2)
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    values = np.asarray(x, np.float64)
    line = pieces * relu(values)
    for k in range(1, pieces):
        line = line + (2 if k % 2 == 0 else -2) * pieces * relu(values - k / pieces)
    return np.asarray(line, np.float64)


@dataclass(frozen=True, slots=True)
class Size:
    """What it takes to fold a line, and what it gives. A tooth goes up from 0 to 1 and down to 0 again."""

    folds: int

    @property
    def relus(self) -> int:
        """Return the ReLUs of all layers: two a fold."""
        return 2 * self.folds

    @property
    def pieces(self) -> int:
        """Return the straight pieces of the folded line: twice as many after every fold."""
        return int(2**self.folds)

    @property
    def teeth(self) -> int:
        """Return the teeth of the folded line, two pieces each; a line that is not folded has none."""
        return self.pieces // 2

    @property
    def one_layer_teeth(self) -> int:
        """Return the most teeth that one layer of as many ReLUs can draw.

        Each ReLU bends the line once. A tooth more would need 2 (folds + 1) pieces, and so 2 folds + 1
        bends: one more than there are ReLUs.
        """
        return self.folds

    @property
    def one_layer_relus(self) -> int:
        """Return the fewest ReLUs with which one layer draws the folded line: one a piece.

        Every bend between two of the p pieces takes a ReLU, which changes the slope there by 2 p, up or
        down. With no more than these p - 1 ReLUs the first slope, made by those that are on at the left
        end, would be a multiple of 2 p. But it is p.
        """
        return self.pieces


def turns(row: npt.ArrayLike) -> int:
    """Count where a row stops rising and falls, or stops falling and rises; level stretches do not count.

    >>> turns([0, 1, 1, 0, 0, -1, 2])
    2
    """
    steps = np.diff(np.asarray(row, np.float64))
    signs = np.sign(steps[steps != 0])
    return int(np.count_nonzero(signs[1:] != signs[:-1]))


def line_words(size: Size) -> str:
    """Say what the folded line has over the line of one layer.

    >>> line_words(Size(1))
    'With 2 ReLUs both draw the same line: 1 tooth.'
    """
    if not size.folds:
        return "Not folded yet: the line goes straight up from 0 to 1. Move the slider."
    if size.teeth == size.one_layer_teeth:
        teeth = "1 tooth" if size.teeth == 1 else f"{size.teeth} teeth"
        return f"With {size.relus} ReLUs both draw the same line: {teeth}."
    return (
        f"**{size.teeth} teeth against {size.one_layer_teeth}**, with {size.relus} ReLUs each. For the "
        f"folded line one layer needs at least {size.one_layer_relus} ReLUs."
    )


def _show_line(values: SliderValues, _: Data) -> Rows:
    """Return the line after some folds, and the most teeth that one layer of as many ReLUs draws."""
    size = Size(int(values["folds"]))
    deep = np.arange(size.pieces + 1) / size.pieces
    wide = np.arange(max(size.relus, 1) + 1) / max(size.relus, 1)
    numbers = (
        ("ReLUs", str(size.relus)),
        ("Teeth, folded", str(size.teeth)),
        ("Teeth, one layer", str(size.one_layer_teeth)),
        ("ReLUs one layer needs for the folded line", str(size.one_layer_relus)),
    )
    return (
        (
            _tall_plot(
                Line("folded", deep, folded(deep, size.folds)),
                "folded by layers of two ReLUs",
                f"The line from 0 to 1 after {size.folds} folds: {size.pieces} straight pieces.",
            ),
            _tall_plot(
                Line("one layer", wide, zigzag(wide, len(wide) - 1), "other"),
                "one layer of as many ReLUs",
                f"The line of one layer with {size.relus} ReLUs: {len(wide) - 1} straight pieces.",
            ),
        ),
        (Numbers(numbers),),
        (Words(line_words(size)),),
    )


def _tall_plot(line: Line, y: str, alt: str) -> Plot:
    return Plot((line,), "number that goes in", y, alt, (-0.02, 1.02), (-0.04, 1.04))


def picture_words(row: npt.ArrayLike, folds: int) -> str:
    """Say what folding does to a row of brightnesses from 0 to 1."""
    if not folds:
        return "Not folded yet: both pictures are the same. Move the slider."
    if np.ptp(np.asarray(row)) == 0:
        return (
            "This row has one brightness everywhere: there is nothing to fold. Choose another row or picture."
        )
    times = "once" if folds == 1 else f"{Size(folds).teeth} times"
    return f"A slow change from black to white now goes from black to white and back to black {times}."


def _show_picture(values: SliderValues, data: Data) -> Rows:
    """Return the picture, `image` of the data, before and after some folds, and one row of both."""
    folds, place = int(values["folds"]), int(values["row"])
    before = data["image"].astype(np.float64)
    after = folded(before, folds)
    columns = np.arange(before.shape[1])
    lines = (Line("before", columns, before[place], "input"), Line("folded", columns, after[place]))
    numbers = (
        ("Turns between up and down, before", str(turns(before[place]))),
        ("After the folds", str(turns(after[place]))),
    )
    alt = f"Brightness along row {place}, before and after {folds} folds."
    return (
        (Maps((of_picture("Picture", before), of_picture("Folded", after)), row=place),),
        (Plot(lines, "column", "brightness", alt, None, (-0.04, 1.04)),),
        (Numbers(numbers),),
        (Words(picture_words(before[place], folds)),),
    )


def _picture_sliders(data: Data) -> tuple[Slider, ...]:
    last = data["image"].shape[0] - 1
    return Slider("folds", FOLDS, 0, MOST_FOLDS, 1, 2), Slider("row", "Row", 0, last, 1, last // 2)


FOLD_LINE = Demonstration("fold_line", lambda _: (Slider("folds", FOLDS, 0, MOST_FOLDS, 1, 3),), _show_line)
FOLD_PICTURE = Demonstration("fold_picture", _picture_sliders, _show_picture)
