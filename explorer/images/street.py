"""A drawn row of houses at dusk, painted back to front."""

from random import Random

import numpy as np

from explorer.core.arrays import Map
from explorer.images.scenes import Values, centres, inside, span, stroke


class _Canvas:
    """A picture being painted: brightness, and the part of it that glows."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.down = centres(size)[:, None]
        self.across = centres(size)[None, :]
        self.shade = np.zeros((size, size))
        self.light = np.zeros((size, size))

    def paint(self, cover: Values, shade: float | Values, light: float = 0.0) -> None:
        """Paint a shade over the canvas, weighted by the covered share of each pixel."""
        self.shade += cover * (shade - self.shade)
        self.light += cover * (light * shade - self.light)

    def patch(self, left: float, top: float, right: float, bottom: float) -> tuple[slice, slice]:
        """Return the rows and columns that a rectangle touches."""
        top, bottom, left, right = (max(0, int(place * self.size)) for place in (top, bottom, left, right))
        return slice(top, bottom + 1), slice(left, right + 1)

    def box(self, left: float, top: float, right: float, bottom: float, shade: float, *,
            fade: float = 0.0, light: float = 0.0) -> None:  # fmt: skip
        """Paint an upright rectangle, brighter by `fade` at its foot than at its top."""
        rows, cols = self.patch(left, top, right, bottom)
        cover = span(self.size, top, bottom)[rows, None] * span(self.size, left, right)[cols]
        value: float | Values = shade
        if fade:
            depth = np.minimum(np.maximum((self.down[rows] - top) / (bottom - top), 0), 1)
            value = shade + fade * (depth - 0.5)
        painted, glowing = self.shade[rows, cols], self.light[rows, cols]
        painted += cover * (value - painted)
        glowing += cover * (light * value - glowing)

    def roof(self, left: float, eaves: float, right: float, top: float, flat: float, shade: float) -> None:
        """Paint a gable, or a mansard if `flat` of its width is level."""
        rows, cols = self.patch(left, top, right, eaves)
        width = (right - left) * (1 - flat) / 2
        steepness = (eaves - top) / width
        # How far inside the nearer slope: first along the row, then squarely to the slope.
        inwards = np.minimum(self.across[:, cols] - left, right - self.across[:, cols])
        outwards = (eaves - self.down[rows] - inwards * steepness) / np.hypot(1, steepness)
        cover = span(self.size, top, eaves)[rows, None] * inside(outwards, self.size)
        self.shade[rows, cols] += cover * (shade - self.shade[rows, cols])
        self.light[rows, cols] -= cover * self.light[rows, cols]

    def glow(self, x: float, y: float, width: float, height: float) -> Values:
        """Return a soft spot of light."""
        column = np.exp(-(((self.down - y) / height) ** 2) / 2)
        return column * np.exp(-(((self.across - x) / width) ** 2) / 2)


def _blurring(size: int, places: Values, width: float | Values) -> Values:
    """Return the matrix of Gaussian means along an axis around the given places."""
    width = np.maximum(width, 0.3 / size)
    weights = np.exp(-(((places[:, None] - centres(size)) / np.reshape(width, (-1, 1))) ** 2) / 2)
    return np.asarray(weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12))


def _blurred(picture: Values, width: float) -> Values:
    matrix = _blurring(len(picture), centres(len(picture)), width)
    return matrix @ picture @ matrix.T


_GROUND, _KERB = 0.805, 0.842  # where the houses stand, where the road begins
# left, right, eaves, shade of the wall, windows side by side, height of a storey, roof
_HOUSES = (
    (-0.04, 0.145, 0.30, 0.20, 5, 0.066, "flat"),
    (0.145, 0.290, 0.43, 0.29, 4, 0.070, "gable"),
    (0.290, 0.465, 0.19, 0.15, 5, 0.060, "tank"),
    (0.465, 0.590, 0.47, 0.33, 3, 0.074, "mansard"),
    (0.590, 0.765, 0.33, 0.23, 5, 0.068, "chimneys"),
    (0.765, 0.880, 0.50, 0.36, 3, 0.072, "gable"),
    (0.880, 1.050, 0.25, 0.18, 5, 0.062, "flat"),
)


def _sky(canvas: _Canvas) -> None:
    dusk = 0.22 + 0.46 * np.clip(canvas.down / 0.50, 0, 1) ** 1.3
    canvas.shade += dusk + 0.20 * canvas.glow(0.62, 0.50, 0.36, 0.20)
    for x, y, width, height, strength in (
        (0.20, 0.13, 0.16, 0.010, 0.08), (0.34, 0.155, 0.12, 0.007, 0.07), (0.66, 0.245, 0.14, 0.009, 0.09),
        (0.86, 0.10, 0.13, 0.009, 0.07), (0.55, 0.31, 0.10, 0.007, 0.09), (0.10, 0.22, 0.10, 0.008, 0.07),
    ):  # fmt: skip
        canvas.shade += strength * canvas.glow(x, y, width, height)
    moon = inside(np.hypot(canvas.across - 0.685, canvas.down - 0.135) - 0.026, canvas.size)
    shadow = inside(np.hypot(canvas.across - 0.672, canvas.down - 0.127) - 0.024, canvas.size)
    canvas.shade += 0.12 * canvas.glow(0.688, 0.138, 0.05, 0.05)
    canvas.paint(moon * (1 - 0.85 * shadow), 0.93)


def _far_town(canvas: _Canvas, dice: Random) -> None:
    for haze, tops in ((0.56, (0.52, 0.37, 0.44, 0.33, 0.48)), (0.45, (0.47, 0.53, 0.40, 0.52, 0.45))):
        edge = -0.02
        while edge < 1.0:
            width = 0.03 + 0.04 * dice.random()
            canvas.box(edge, dice.choice(tops) + 0.04 * dice.random(), edge + width, 0.7, haze, fade=0.12)
            edge += width
    canvas.roof(0.805, 0.42, 0.835, 0.27, 0, 0.42)  # a church spire
    canvas.box(0.805, 0.42, 0.835, 0.7, 0.42)
    canvas.box(0.512, 0.33, 0.548, 0.7, 0.45)
    canvas.box(0.528, 0.27, 0.532, 0.33, 0.45)


def _window(canvas: _Canvas, left: float, top: float, width: float, height: float, wall: float,
            dice: Random) -> None:  # fmt: skip
    right, bottom = left + width, top + height
    trim = 0.10 * width
    lit, level, kind, drawn = (dice.random() for _ in range(4))
    canvas.box(left - trim, top - trim, right + trim, bottom + trim, wall + 0.07)
    canvas.box(left - 2 * trim, bottom + trim, right + 2 * trim, bottom + 2.4 * trim, wall + 0.16)
    if lit < 0.34:  # nobody is home: the glass mirrors a little sky
        canvas.box(left, top, right, bottom, 0.10, fade=-0.08)
    else:
        glow = 0.48 + 0.50 * level**0.8
        canvas.box(left, top, right, bottom, glow, fade=-0.12 * glow, light=1)
        if kind < 0.35:  # curtains
            fold = width * (0.14 + 0.12 * drawn)
            canvas.box(left, top, left + fold, bottom, 0.72 * glow, light=1)
            canvas.box(right - fold, top, right, bottom, 0.72 * glow, light=1)
        elif kind < 0.6:  # a blind
            canvas.box(left, top, right, top + height * (0.25 + 0.35 * drawn), 0.66 * glow, fade=0.1, light=1)
        elif kind < 0.72:  # a plant on the sill
            canvas.box(left + 0.2 * width, bottom - 0.3 * height, left + 0.5 * width, bottom, 0.3 * glow)
    bar = 0.07 * width
    canvas.box(left + width / 2 - bar, top, left + width / 2 + bar, bottom, wall * 0.8)
    canvas.box(left, top + 0.36 * height, right, top + 0.36 * height + 1.6 * bar, wall * 0.8)


def _shop(canvas: _Canvas, left: float, right: float, wall: float, dice: Random) -> None:
    top, width = _GROUND - 0.085, right - left
    canvas.box(left, top - 0.014, right, top - 0.004, wall + 0.12)  # the ledge over the ground floor
    door = left + width * (0.12 if dice.random() < 0.5 else 0.70)
    glow = 0.62 + 0.33 * dice.random()
    for start, end in ((left + 0.06 * width, door - 0.012), (door + 0.034, right - 0.06 * width)):
        if end - start < 0.02:
            continue
        canvas.box(start - 0.003, top + 0.003, end + 0.003, _GROUND - 0.008, wall * 0.6)
        canvas.box(start, top + 0.006, end, _GROUND - 0.016, glow, fade=-0.18, light=1)
        panes = max(1, round((end - start) / 0.03))
        for pane in range(1, panes):
            x = start + (end - start) * pane / panes
            canvas.box(x - 0.0014, top + 0.006, x + 0.0014, _GROUND - 0.016, wall * 0.7)
        for _ in range(panes * 2):  # goods on display
            x, tall = start + (end - start) * (0.05 + 0.85 * dice.random()), 0.008 + 0.016 * dice.random()
            canvas.box(
                x, _GROUND - 0.016 - tall, x + 0.006, _GROUND - 0.016, glow * (0.3 + 0.4 * dice.random())
            )
        awning = glow * 0.5 + 0.1
        canvas.box(start - 0.006, top - 0.002, end + 0.006, top + 0.016, awning, fade=-0.12)
    canvas.box(door - 0.004, top + 0.004, door + 0.026, _GROUND, wall * 0.55)
    canvas.box(door, top + 0.010, door + 0.022, _GROUND, wall * 0.8, fade=0.06)
    canvas.box(door + 0.004, top + 0.014, door + 0.018, top + 0.036, 0.55, light=0.6)


def _house(canvas: _Canvas, house: tuple[float, float, float, float, int, float, str], dice: Random) -> None:
    left, right, eaves, wall, count, storey, roof = house
    width = right - left
    if roof == "gable":
        canvas.box(right - 0.24 * width, eaves - 0.085, right - 0.12 * width, eaves, wall * 0.6)  # chimney
        canvas.roof(left - 0.006, eaves, right + 0.006, eaves - 0.095, 0, wall * 0.62)
        canvas.roof(left + 0.012, eaves, right - 0.012, eaves - 0.080, 0, wall * 0.95)
        middle = (left + right) / 2
        _window(canvas, middle - 0.011, eaves - 0.038, 0.022, 0.030, wall, dice)
    elif roof == "mansard":
        canvas.roof(left, eaves, right, eaves - 0.070, 0.8, wall * 0.55)
        for place in (0.22, 0.5, 0.78):
            x = left + place * width
            canvas.roof(x - 0.018, eaves - 0.046, x + 0.018, eaves - 0.062, 0, wall * 0.8)
            canvas.box(x - 0.015, eaves - 0.047, x + 0.015, eaves - 0.004, wall * 0.9)
            _window(canvas, x - 0.010, eaves - 0.042, 0.020, 0.034, wall, dice)
    elif roof == "tank":
        for x in (left + 0.030, left + 0.062):
            canvas.box(x, eaves - 0.035, x + 0.004, eaves, wall * 0.7)
        canvas.box(left + 0.024, eaves - 0.075, left + 0.072, eaves - 0.028, wall * 0.9, fade=-0.04)
        canvas.roof(left + 0.020, eaves - 0.075, left + 0.076, eaves - 0.098, 0, wall * 0.7)
        canvas.box(right - 0.030, eaves - 0.11, right - 0.027, eaves, wall * 0.8)  # aerial
        canvas.box(right - 0.042, eaves - 0.09, right - 0.015, eaves - 0.087, wall * 0.8)
    else:
        for place in (0.16, 0.72) if roof == "chimneys" else (0.62,):
            x = left + place * width
            canvas.box(x, eaves - 0.050, x + 0.026, eaves, wall * 0.7)
            canvas.box(x - 0.003, eaves - 0.056, x + 0.029, eaves - 0.047, wall * 0.9)

    canvas.box(left, eaves, right, _GROUND, wall, fade=0.09)
    canvas.box(left, eaves, left + 0.004, _GROUND, wall * 0.65)  # the shadow at the neighbour's wall
    if roof not in ("gable", "mansard"):
        canvas.box(left - 0.006, eaves - 0.012, right + 0.006, eaves, wall + 0.10)
        canvas.box(left, eaves, right, eaves + 0.006, wall * 0.6)

    pitch = width / (count + 0.35)
    floors = int((_GROUND - 0.105 - eaves - 0.012) / storey)
    first = _GROUND - 0.103 - floors * storey
    for floor in range(floors):
        for place in range(count):
            x = left + pitch * (place + 0.175 + 0.24)
            _window(canvas, x, first + floor * storey, pitch * 0.52, storey * 0.62, wall, dice)
    _shop(canvas, left, right, wall, dice)


def _lamps(canvas: _Canvas) -> None:
    for x in (0.215, 0.530, 0.845):
        canvas.shade += 0.20 * canvas.glow(x, 0.66, 0.05, 0.07) * (1 - canvas.shade)
        canvas.shade += 0.35 * canvas.glow(x, 0.828, 0.055, 0.010) * (1 - canvas.shade)
        canvas.box(x - 0.0026, 0.64, x + 0.0026, 0.832, 0.05)
        canvas.box(x - 0.006, 0.79, x + 0.006, 0.834, 0.05)
        lantern = np.hypot((canvas.across - x) / 0.8, canvas.down - 0.625) - 0.0135
        canvas.paint(inside(lantern, canvas.size), 1.0, light=1.6)
        canvas.box(x - 0.009, 0.606, x + 0.009, 0.612, 0.06)
        canvas.box(x - 0.007, 0.637, x + 0.007, 0.642, 0.06)


def _walker(canvas: _Canvas, x: float, foot: float, height: float, stride: float) -> None:
    hip, neck = foot - 0.46 * height, foot - 0.80 * height
    body = np.array([(x, hip, 0.10), (x + 0.02 * height, neck, 0.085)])
    legs = np.array([(x - stride * height, foot, 0.035), (x, hip, 0.06), (x + stride * height, foot, 0.035)])
    crown = x + 0.03 * height, foot - 0.93 * height
    head = np.array([(*crown, 0.072), (*crown, 0.072)])
    head[1, 1] += 1e-4  # a stroke needs some length
    for part in (legs, body, head):
        canvas.paint(inside(stroke(canvas.size, part * [1, 1, height]), canvas.size), 0.06)


def _road(canvas: _Canvas) -> None:
    size = canvas.size
    places = canvas.down[:, 0]
    depth = np.clip(places - _KERB, 0, None)
    # Wet asphalt mirrors the street, the more blurred the nearer to the eye.
    mirror = _blurring(size, _KERB - 2.4 * depth - 0.02, 0.006 + 0.22 * depth) @ canvas.shade
    sideways = _blurring(size, places, 0.004)
    mirror = mirror @ sideways.T
    asphalt = 0.07 + 0.30 * depth[:, None] + (0.62 - 1.6 * depth[:, None]) * mirror
    below_kerb = span(size, _KERB, 1.0)[:, None]
    canvas.paint(below_kerb * np.ones((1, size)), asphalt)
    canvas.box(0, _KERB - 0.003, 1, _KERB + 0.004, 0.34)
    for number in range(6):
        canvas.box(0.177 * number - 0.08, 0.902, 0.177 * number + 0.005, 0.908, 0.46)
    # The joints of the near pavement all run to one place beyond the houses.
    edge, eye_x, eye_y = 0.955, 0.46, 0.70
    rows = slice(int(edge * size), size)
    down = canvas.down[rows]
    joints = np.zeros((len(down), size))
    for number in range(-12, 14):
        slope = 0.11 * number / (1 - eye_y)
        off = np.abs(canvas.across - eye_x - slope * (down - eye_y)) / np.hypot(1, slope)
        joints = np.maximum(joints, inside(off - 0.0012, size))
    stone = (0.20 + 0.5 * (down - edge) + 0.22 * mirror[rows]) * (1 - 0.35 * joints)
    canvas.shade[rows] += span(size, edge, 1.0)[rows, None] * (stone - canvas.shade[rows])
    canvas.box(0, edge - 0.008, 1, edge, 0.30, fade=-0.1)
    canvas.box(0, edge, 1, edge + 0.003, 0.42)


def street_at_dusk(size: int) -> Map:
    """Draw a row of houses with lit windows under an evening sky, and a wet road before them."""
    dice = Random(20)
    canvas = _Canvas(size)
    _sky(canvas)
    _far_town(canvas, dice)
    for house in _HOUSES:
        _house(canvas, house, dice)
    canvas.box(0, _GROUND, 1, _KERB, 0.24, fade=0.08)
    _lamps(canvas)
    _walker(canvas, 0.385, 0.829, 0.062, 0.16)
    _walker(canvas, 0.640, 0.831, 0.066, 0.10)
    _walker(canvas, 0.668, 0.831, 0.060, 0.13)
    _road(canvas)
    halo = 0.16 * _blurred(canvas.light, 0.010) + 0.16 * _blurred(canvas.light, 0.035)
    return (1 - (1 - np.clip(canvas.shade, 0, 1)) * (1 - np.clip(halo, 0, 1))).astype(np.float32)
