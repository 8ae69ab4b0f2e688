"""A line as sound: the pitch is the value, rough is negative, a click is a corner; and a row as a tone.

Samples are float32 from -1 to 1, so many a second as the rate says. All waves are sums of few terms with a
known spectrum, so that a test can say what is heard.
"""

from collections.abc import Sequence
from math import pi

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.profiles import DrawnLine

Floats = npt.NDArray[np.float64]

MIDDLE = 440.0
"""The pitch of 0, in Hz. The limit is one octave higher, and minus the limit one lower."""
LOUD = 0.6
"""The amplitude of a tone."""
TREMOR = 40.0
"""How often a second a negative value dies away and comes back: too quick for a beat, so it sounds rough."""
EDGE = 0.005
"""Within so many seconds of a value that is not negative the roughness fades, so that nothing pops."""
CLICK = 0.4
"""The amplitude of a click. With that of the tone it makes 1."""
CLICK_PITCH = 2000.0
"""In Hz: far above every tone."""
CLICK_SECONDS = 0.02
FADE = 0.01
"""Every sound rises from nothing and falls to nothing in so many seconds."""
SECONDS = 2.5
"""How long a line sounds."""
PAUSE = 0.6
"""Seconds of silence between the line before and the line after the activation."""
TONE = 220.0
"""The pitch of a row that is played as a tone: one of its waves after the other, so many a second."""
TONE_SECONDS = 2.0


def pitch(values: npt.ArrayLike, *, limit: float) -> Floats:
    """Return the pitch of each value, in Hz: ``440 * 2 ** (value / limit)``, from 220 to 880.

    Parameters
    ----------
    values : (N,) array of float
        Beyond plus and minus the limit the pitch stays where it is there.
    limit : float
        Largest absolute value of both maps; if it is 0, so are they, and the pitch is that of 0.

    Examples
    --------
    >>> pitch([-2, 0, 2], limit=2)
    array([220., 440., 880.])
    """
    exact = np.asarray(values, np.float64)
    if limit == 0:
        return np.full(exact.shape, MIDDLE)
    return np.asarray(MIDDLE * 2.0 ** np.clip(exact / limit, -1, 1), np.float64)


def line_sound(
    position: npt.ArrayLike,
    values: npt.ArrayLike,
    *,
    span: tuple[float, float],
    limit: float,
    rate: int,
    corners: Sequence[float] = (),
) -> Map:
    """Play a line from left to right.

    At t seconds it is at the place that divides the line as t divides `SECONDS`, and the value is that of
    the straight line between two points. The sound is ``0.6 g(t) sin(phase)``, where the phase grows by
    ``2 pi pitch / rate`` from each sample to the next, so it never jumps. Where the value is not negative,
    g is 1. Where it is, g is ``(1 + cos(2 pi 40 t)) / 2``: half of the amplitude stays at the pitch, a
    quarter each goes 40 Hz below and above it. A click of k samples age is
    ``0.4 (1 - k / length)^2 cos(2 pi 2000 k / rate)``; a new one ends the last.

    Parameters
    ----------
    position, values : (N,) array of float
        The points of the line, in order from left to right; two may be one over the other.
    span : (float, float)
        The part that is seen, and played: what lies outside of it is not heard.
    limit : float
        As for `pitch`.
    rate : int
        Samples a second.
    corners : sequence of float
        Where the clicks are.

    Returns
    -------
    (M,) array of float32
        `SECONDS` long; silent if there is nothing to play.

    Examples
    --------
    One value that is 0 is a tone of 440 Hz:

    >>> samples = line_sound([0], [0], span=(0, 0), limit=1, rate=8000)
    >>> samples.size, int(np.abs(np.fft.rfft(samples)).argmax() / SECONDS)
    (20000, 440)
    """
    count = round(SECONDS * rate)
    x, y = np.asarray(position, np.float64), np.asarray(values, np.float64)
    start, end = (max(span[0], x[0]), min(span[1], x[-1])) if x.size else (0.0, -1.0)
    if end < start:
        return np.zeros(count, np.float32)
    samples = np.arange(count)
    heights = _along(x, y, start + (end - start) * (samples / count))
    hertz = pitch(heights, limit=limit)
    turns = np.concatenate([[0.0], np.cumsum(hertz)[:-1]]) / rate
    tremor = (1 - np.cos(2 * pi * TREMOR * samples / rate)) / 2
    tone = LOUD * (1 - _roughness(heights < 0, rate) * tremor) * np.sin(2 * pi * turns)
    shares = [(place - start) / (end - start) for place in corners if start <= place < end]
    return (_fade(count, rate) * (tone + _clicks(shares, count, rate))).astype(np.float32)


def _along(x: Floats, y: Floats, places: Floats) -> Floats:
    """Return the height of a line at places; where two points are one over the other, that of the second."""
    if x.size == 1:
        return np.full(places.shape, y[0])
    left = np.clip(np.searchsorted(x, places, side="right") - 1, 0, x.size - 2)
    width = x[left + 1] - x[left]
    share = np.divide(places - x[left], width, out=np.ones_like(places), where=width > 0)
    return np.asarray(y[left] + (y[left + 1] - y[left]) * share, np.float64)


def _roughness(is_negative: npt.NDArray[np.bool_], rate: int) -> Floats:
    """Return 1 deep within negative stretches, 0 outside; it falls to 0 towards their ends."""
    index = np.arange(is_negative.size, dtype=np.float64)
    last = np.maximum.accumulate(np.where(is_negative, -np.inf, index))
    following = np.minimum.accumulate(np.where(is_negative, np.inf, index)[::-1])[::-1]
    return np.minimum(np.minimum(index - last, following - index) / (EDGE * rate), 1)


def _clicks(shares: Sequence[float], count: int, rate: int) -> Floats:
    """Return a click at each of some places, given as shares of the whole."""
    clicks = np.zeros(count)
    length = round(CLICK_SECONDS * rate)
    age = np.arange(length)
    click = CLICK * (1 - age / length) ** 2 * np.cos(2 * pi * CLICK_PITCH * age / rate)
    for share in shares:
        first = int(share * count + 0.5)
        clicks[first : first + length] = click[: max(count - first, 0)]
    return clicks


def _fade(count: int, rate: int) -> Floats:
    """Return what every sound is multiplied by: 0 at both ends, 1 between."""
    index = np.arange(count)
    return np.minimum(np.minimum(index, count - 1 - index) / (FADE * rate), 1)


def profile_sound(
    line: DrawnLine, *, span: tuple[float, float], limit: float, rate: int, corners: Sequence[float]
) -> Map:
    """Play a profile: the line before the activation, a pause, the line after it with its corners.

    Parameters
    ----------
    line : DrawnLine
        As the profile draws it.
    span, limit, rate, corners
        As for `line_sound`; both lines have one limit.

    Examples
    --------
    >>> swing = np.array([-1.0, 1.0])
    >>> line = DrawnLine(np.array([0.0, 9.0]), swing, np.abs(swing))
    >>> profile_sound(line, span=(0, 9), limit=1, rate=1000, corners=[4.5]).size  # 2.5 s, 0.6 s, 2.5 s
    5600
    """
    before = line_sound(line.position, line.signed, span=span, limit=limit, rate=rate)
    after = line_sound(line.position, line.rectified, span=span, limit=limit, rate=rate, corners=corners)
    return np.concatenate([before, np.zeros(round(PAUSE * rate), np.float32), after])


def swing(row: npt.ArrayLike) -> float:
    """Return how far a row goes from its mean.

    >>> swing([0, 0, 0, 4])
    3.0
    """
    exact = np.asarray(row, np.float64)
    return float(np.abs(exact - exact.mean()).max())


def tone(row: npt.ArrayLike, *, waves: int, limit: float, rate: int) -> Map:
    """Play a row over and over, as the wave that it is: what is periodic in it is a tone.

    Its mean is left out: what does not swing makes no sound.

    Parameters
    ----------
    row : (N,) array of float
        Between two values is a straight line, and after the last comes the first again.
    waves : int
        How many waves the row holds; 220 of them sound in a second.
    limit : float
        The swing that is as loud as can be: one for all rows that are compared. If it is 0, all is silent.
    rate : int
        Samples a second.

    Returns
    -------
    (M,) array of float32
        `TONE_SECONDS` long: ``0.6 (value - mean) / limit``.

    Examples
    --------
    Two waves a row:

    >>> samples = tone([0, 1, 0, -1, 0, 1, 0, -1], waves=2, limit=1, rate=8000)
    >>> samples.size, int(np.abs(np.fft.rfft(samples)).argmax() / TONE_SECONDS)
    (16000, 220)
    """
    exact = np.asarray(row, np.float64)
    count = round(TONE_SECONDS * rate)
    if limit == 0:
        return np.zeros(count, np.float32)
    heights = np.clip((exact - exact.mean()) / limit, -1, 1)
    places = np.arange(count) * (TONE * exact.size / waves / rate)
    along = np.interp(places, np.arange(exact.size), heights, period=exact.size)
    return np.asarray(LOUD * _fade(count, rate) * along, np.float32)
