"""The pictures of the site: its icon in every size, its preview, and light copies of small pictures."""

import base64
import re
from xml.etree import ElementTree

import cv2
import numpy as np
import numpy.typing as npt

from explorer.core.paint import INK
from explorer.exports.lettering import write
from explorer.exports.thumbnail import GAP, thumbnail
from explorer.images import samples
from explorer.view.settings import DEFAULT_KERNEL, Settings

Points = npt.NDArray[np.float64]
"""(N, 2): x and y, from the top left corner."""
Pixels = npt.NDArray[np.uint8]

PREVIEW = (1200, 630)
"""Width and height of the preview, in pixels: what messengers and networks show beside a link."""
LOSSLESS = 101
"""The quality by which OpenCV means WebP without loss."""


def webp_address(png: bytes) -> str:
    """Return a PNG file as an address that holds the same pixels as WebP: a sixth of the size.

    >>> webp_address(cv2.imencode(".png", np.zeros((8, 8, 3), np.uint8))[1].tobytes())[:27]
    'data:image/webp;base64,UklG'
    """
    file = cv2.imencode(".webp", _pixels(png), [cv2.IMWRITE_WEBP_QUALITY, LOSSLESS])[1].tobytes()
    return "data:image/webp;base64," + base64.b64encode(file).decode()


def preview() -> bytes:
    """Paint what stands beside a link to the site: a picture, its map, and the map after ReLU, as PNG.

    >>> preview()[1:4]
    b'PNG'
    """
    width, height = PREVIEW
    sheet = np.full((height, width, 3), 255, np.uint8)
    side = 352
    strip = _pixels(thumbnail(Settings(), samples()["Photographer"].load(side)))
    left, top = (width - strip.shape[1]) // 2, 178
    is_opaque = strip[..., 3] > 0
    sheet[top : top + side, left : left + strip.shape[1]][is_opaque] = strip[is_opaque, :3]
    write(sheet, "ReLU Explorer", (left, 84), 60, 650, colour=INK[::-1])
    write(sheet, "What a 3x3 kernel and ReLU do to a picture", (left, 138), 32, colour=INK[::-1])
    for number, name in enumerate(("Picture", DEFAULT_KERNEL, "After ReLU")):
        write(sheet, name, (left + number * (side + GAP), top + side + 46), 32, colour=INK[::-1])
    return _smallest_png(sheet)


def icon(svg: str, side: int, *, is_maskable: bool = False) -> bytes:
    """Draw the app's icon as a PNG file.

    Parameters
    ----------
    svg : str
        The icon as a drawing: a square with a filled ``rect`` as large as itself, and strokes. These are
        ``path`` with the commands M, c, s and h, solid with round ends or dashed with straight ones.
    side : int
        Width and height, in pixels.
    is_maskable : bool
        Whether the icon fills the whole square, its strokes in the middle four fifths: systems that cut
        icons to a shape of theirs cut no stroke.
    """
    root = ElementTree.fromstring(svg)
    units = float(root.attrib["width"])
    scale = side * _FINER / units
    canvas, middle = side * _FINER, units / 2
    ground, *strokes = root
    colour = np.full((canvas, canvas, 3), _bgr(ground.attrib["fill"]), np.uint8)
    inset = _SAFE if is_maskable else 1.0
    for stroke in strokes:
        line = (_points(stroke.attrib["d"]) - middle) * inset + middle
        _draw(colour, line * scale, stroke.attrib, inset * scale)
    alpha = np.full((canvas, canvas), 255, np.uint8)
    if not is_maskable:
        alpha = _rounded_square(canvas, float(ground.attrib["rx"]) * scale)
    fine = np.dstack([colour, alpha])
    return _smallest_png(np.asarray(cv2.resize(fine, (side, side), interpolation=cv2.INTER_AREA), np.uint8))


_FINER = 4  # an icon is drawn so many times as large, then reduced: smooth edges
_SAFE = 0.8  # the share of a maskable icon's side that no system cuts off
_STEPS = np.linspace(0, 1, 33)[1:, np.newaxis]  # along one curve of a path
_TOKEN = re.compile(r"[a-zA-Z]|-?(?:\d*\.)?\d+")
_TAKES = {"M": 2, "c": 6, "s": 4, "h": 1}  # numbers that a command of a path takes


def _points(path: str) -> Points:
    """Follow a path of SVG.

    >>> _points("M8 34h18").tolist()
    [[8.0, 34.0], [26.0, 34.0]]
    """
    tokens = _TOKEN.findall(path)
    points: list[Points] = []
    command, handle = "", np.zeros(2)
    while tokens:
        command = tokens.pop(0) if tokens[0].isalpha() else command
        count = _TAKES[command]
        values = np.array(tokens[:count], np.float64)
        del tokens[:count]
        if command == "M":
            points.append(values[np.newaxis])
            continue
        here = points[-1][-1]
        if command == "h":
            points.append(here + np.array([[values[0], 0]]))
            continue
        first = here + (values[:2] if command == "c" else handle)
        second, end = here + values[-4:-2], here + values[-2:]
        handle = end - second
        points.append(_bezier(here, first, second, end))
    return np.vstack(points)


def _bezier(start: Points, first: Points, second: Points, end: Points) -> Points:
    t, u = _STEPS, 1 - _STEPS
    return u**3 * start + 3 * u * u * t * first + 3 * u * t * t * second + t**3 * end


def _draw(canvas: Pixels, line: Points, stroke: dict[str, str], scale: float) -> None:
    """Draw a line with the width, the colour and the dashes that the attributes of its path name."""
    colour, width = _bgr(stroke["stroke"]), float(stroke["stroke-width"]) * scale
    if "stroke-dasharray" not in stroke:
        cv2.polylines(canvas, [_whole(line)], False, colour, round(width))
        return
    dash, gap = (float(length) * scale for length in stroke["stroke-dasharray"].split())
    steps = np.hypot(*np.diff(line, axis=0).T)
    walked = np.concatenate([[0], np.cumsum(steps)])
    for start in np.arange(0, walked[-1], dash + gap):
        places = np.linspace(start, min(start + dash, walked[-1]), 9)
        middle = np.stack([np.interp(places, walked, line[:, axis]) for axis in (0, 1)], axis=1)
        along = np.gradient(middle, axis=0)
        along /= np.hypot(*along.T)[:, np.newaxis]
        across = along[:, ::-1] * (-width / 2, width / 2)
        cv2.fillPoly(canvas, [_whole(np.vstack([middle + across, (middle - across)[::-1]]))], colour)


def _rounded_square(side: int, radius: float) -> Pixels:
    """Return how opaque each pixel is: 255 within a square with round corners, 0 beyond."""
    beyond = np.maximum(np.abs(np.arange(side) + 0.5 - side / 2) - (side / 2 - radius), 0)
    return np.where(np.hypot(beyond[:, np.newaxis], beyond) <= radius, 255, 0).astype(np.uint8)


def _whole(points: Points) -> npt.NDArray[np.int32]:
    return np.rint(points).astype(np.int32)


def _bgr(colour: str) -> tuple[int, int, int]:
    """Return a colour as OpenCV takes it.

    >>> _bgr("#1b2a49")
    (73, 42, 27)
    """
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return blue, green, red


def _pixels(file: bytes) -> Pixels:
    return np.asarray(cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_UNCHANGED), np.uint8)


def _smallest_png(pixels: Pixels) -> bytes:
    return cv2.imencode(".png", pixels, [cv2.IMWRITE_PNG_COMPRESSION, 9])[1].tobytes()
