"""A picture with what a network takes for faces marked in it."""

from collections.abc import Sequence

import cv2
import numpy as np

from explorer.core.arrays import Map
from explorer.exports.thumbnail import GAP
from explorer.figures.style import FACE
from explorer.images import Colours
from explorer.networks.answers import strongest
from explorer.networks.cascade import THRESHOLD, Face
from explorer.networks.changes import CHANGES
from explorer.networks.slopes import read_slopes
from explorer.networks.stages import LEARNED_SLOPES
from explorer.view.network import NetworkSettings

_STRENGTH = 0.7  # share of the orange where a place is marked
_LIGHTEST = 170  # level of white behind the marks, so that orange stands out


def marked(levels: Colours, answers: Map, faces: Sequence[Face] = ()) -> Colours:
    """Paint a picture grey, with orange where a place looks like a face, and a frame for each face.

    Parameters
    ----------
    levels : (H, W, 3) array of uint8
        Red, green and blue from 0 to 255.
    answers : (H, W) array of float32
        The strongest answer at each pixel, 0 to 1, as `explorer.networks.answers.strongest` gives it.
    faces : sequence of Face
        What is framed, in white with a black rim.

    Returns
    -------
    (H, W, 3) array of uint8

    Examples
    --------
    >>> black = np.zeros((1, 2, 3), np.uint8)
    >>> marked(black, np.array([[0.5, 0.7]], np.float32)).tolist()
    [[[0, 0, 0], [168, 77, 21]]]
    """
    grey = cv2.cvtColor(levels, cv2.COLOR_RGB2GRAY).astype(np.float32) * (_LIGHTEST / 255)
    share = np.where(answers > THRESHOLD, _STRENGTH, 0.0)[..., np.newaxis]
    painted: Colours = np.rint(grey[..., np.newaxis] * (1 - share) + np.array(FACE) * share).astype(np.uint8)
    for face in faces:
        corners = np.rint([face.left, face.top, face.right, face.bottom]).astype(int).tolist()
        for colour, width in (((0, 0, 0), 5), ((255, 255, 255), 2)):
            cv2.rectangle(painted, corners[:2], corners[2:], colour, width)
    return painted


def thumbnail(settings: NetworkSettings, levels: Colours, *, side: int) -> bytes:
    """Paint what a view of the real network shows, small, as a PNG file of three panels.

    They are the picture as the network is given it; the places that look like a face in the picture as it
    is, with the learned slopes; and those in the first panel, with the view's slopes.

    Parameters
    ----------
    settings : NetworkSettings
        What is done to the picture, and the slopes; its own picture is ignored.
    levels : (H, W, 3) array of uint8
        The picture: red, green and blue from 0 to 255.
    side : int
        Pixels of the longer side of a panel.
    """
    changed = CHANGES[settings.change].apply(levels)
    slopes = read_slopes(settings.slopes) or LEARNED_SLOPES
    panels = [changed, marked(levels, strongest(levels)), marked(changed, strongest(changed, slopes))]
    height, width = levels.shape[:2]
    size = (round(width * side / max(height, width)), round(height * side / max(height, width)))
    small = [cv2.resize(panel, size, interpolation=cv2.INTER_AREA) // _FEWER * _FEWER for panel in panels]
    sheet = np.zeros((size[1], 3 * size[0] + 2 * GAP, 4), np.uint8)
    for place, panel in enumerate(small):
        start = place * (size[0] + GAP)
        sheet[:, start : start + size[0]] = np.dstack([panel[..., ::-1], np.full(size[::-1], 255, np.uint8)])
    return cv2.imencode(".png", sheet, [cv2.IMWRITE_PNG_COMPRESSION, 9])[1].tobytes()


_FEWER = 12  # levels that become one: the file is a third smaller
