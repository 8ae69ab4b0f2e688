"""Sounds, against the closed forms of their waves."""

from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core import profiles, sound
from explorer.core.profiles import DrawnLine
from explorer.lessons import spectrum

RATE = 8000
COUNT = round(sound.SECONDS * RATE)
HERTZ = np.arange(COUNT // 2 + 1) / sound.SECONDS
QUIET = 1e-3
INSIDE = slice(2 * round(sound.FADE * RATE), -2 * round(sound.FADE * RATE))
"""Without the fades."""


def played(values, *, corners=(), limit=1.0, position=None, span=None, rate=RATE):
    places = np.arange(len(values)) if position is None else position
    ends = (-0.5, len(values) - 0.5) if span is None else span
    return sound.line_sound(places, values, span=ends, limit=limit, rate=rate, corners=corners)


def amplitudes(samples):
    return np.abs(np.fft.rfft(samples)) * 2 / len(samples)


def peaks(samples, least=0.02):
    """Name the frequencies of a sound by their amplitudes, in Hz; the fades make each a little wider."""
    found = amplitudes(samples)
    tops = [
        k for k in range(1, len(found) - 1) if found[k] >= least and found[k] == found[k - 1 : k + 2].max()
    ]
    return {float(k * RATE / len(samples)): float(found[k]) for k in tops}


def tick(rate=RATE):
    """Write a click by its formula."""
    length = round(sound.CLICK_SECONDS * rate)
    age = np.arange(length)
    return 0.4 * (1 - age / length) ** 2 * np.cos(2 * pi * 2000 * age / rate)


@pytest.mark.parametrize(
    ("value", "limit", "hertz"), [(0, 1, 440), (0, 0, 440), (1, 1, 880), (3, 3, 880), (1, 2, 440 * 2**0.5)]
)
def test_a_constant_line_is_one_tone(value, limit, hertz):
    samples = played([value] * 5, limit=limit)
    expected = 0.6 * np.sin(2 * pi * hertz * np.arange(COUNT) / RATE)
    np.testing.assert_allclose(samples[INSIDE], expected[INSIDE], atol=1e-6)
    assert samples.size == COUNT
    assert samples.dtype == np.float32
    np.testing.assert_array_equal(samples, played([value], limit=limit))  # a line of one value


@pytest.mark.parametrize(("value", "hertz"), [(-1, 220), (-0.5, 440 / 2**0.5)])
def test_a_negative_line_is_rough(value, hertz):
    """Half stays at the pitch, a quarter each goes 40 Hz away on both sides."""
    samples = played([value] * 3)
    found = peaks(samples)
    expected = {hertz - 40: 0.15, hertz: 0.3, hertz + 40: 0.15}
    np.testing.assert_allclose(list(found), list(expected), atol=0.4)
    if hertz == 220:  # a whole number of turns: no leakage but that of the fades
        np.testing.assert_allclose(list(found.values()), list(expected.values()), rtol=0.02)
    at = np.arange(COUNT) / RATE
    wave = 0.6 * (1 + np.cos(2 * pi * 40 * at)) / 2 * np.sin(2 * pi * hertz * at)
    np.testing.assert_allclose(samples[INSIDE], wave[INSIDE], atol=1e-6)


def test_the_pitch_glides_with_the_value_and_its_phase_never_jumps():
    rate = 48000
    samples = played(np.linspace(0, 1, 9), rate=rate)
    share = np.arange(samples.size) / samples.size
    turns = sound.SECONDS * 440 * (2**share - 1) / np.log(2)  # the integral of 440 * 2 ** share
    inside = slice(1000, -1000)
    np.testing.assert_allclose(samples[inside], 0.6 * np.sin(2 * pi * turns)[inside], atol=0.02)
    assert np.abs(np.diff(samples)).max() <= 0.6 * 2 * pi * 880 / rate


def test_it_is_rough_only_where_it_is_negative_and_nothing_pops():
    line = np.array([0.5, 0.5, 0.5, -0.5, -0.5, -0.5, 0.25, 0.25, 0.25])
    heights = np.interp(np.arange(COUNT) / COUNT * 8, np.arange(9), line)
    is_negative = heights < 0
    turns = np.cumsum(sound.pitch(heights, limit=1)) - sound.pitch(heights, limit=1)
    clear = 0.6 * np.sin(2 * pi * turns / RATE)
    gain = np.divide(played(line), clear, out=np.ones(COUNT), where=np.abs(clear) > 0.05)[INSIDE]
    np.testing.assert_allclose(gain[~is_negative[INSIDE]], 1, atol=1e-4)
    assert gain[is_negative[INSIDE]].min() < 0.01
    full = played(line, rate=48000)
    assert np.abs(np.diff(full)).max() <= 0.6 * 2 * pi * 880 / 48000 + 0.6 / (sound.EDGE * 48000)


def test_clicks_begin_at_their_sample():
    corners = (0.5, 2.0, 3.25)
    line = [0, 0, 0, 0, 0]
    clicks = played(line, corners=corners) - played(line)
    begins = [round(place / 4 * COUNT) for place in corners]
    expected = np.zeros(COUNT)
    for first in begins:
        expected[first : first + tick().size] = tick()
    np.testing.assert_allclose(clicks, expected, atol=1e-6)
    assert [clicks[first] for first in begins] == pytest.approx([0.4] * 3)
    assert not clicks[: begins[0]].any()


def test_a_click_ends_the_one_before_it():
    near = 0.5 * sound.CLICK_SECONDS / sound.SECONDS
    clicks = played([0, 0], corners=(0.5, 0.5 + near)) - played([0, 0])
    first, second = (int(share * COUNT + 0.5) for share in (0.5, 0.5 + near))
    np.testing.assert_allclose(clicks[first:second], tick()[: second - first], atol=1e-6)
    np.testing.assert_allclose(clicks[second : second + tick().size], tick(), atol=1e-6)


def test_only_what_is_seen_is_heard():
    line = np.array([-1, -1, 1, 1, -1, -1], np.float32)
    part = played(line, span=(2, 3), corners=(1.5, 2.5, 3.5))
    np.testing.assert_array_equal(part, played([1, 1], corners=(0.5,)))
    from_between = played(line, span=(1.5, 2.5))
    np.testing.assert_array_equal(from_between, played([0, 1, 1], position=[0, 0.5, 1], span=(0, 1)))
    for nothing in (played(line, span=(-3, -1)), played(line, span=(5.5, 9)), played([])):
        assert nothing.shape == (COUNT,)
        assert not nothing.any()


def test_a_jump_of_the_line_is_a_jump_of_the_pitch():
    samples = played([0, 0, 1, 1], position=[0, 1, 1, 2])
    half = COUNT // 2
    assert set(peaks(samples[:half], least=0.3)) == {440.0}
    assert set(peaks(samples[half:], least=0.3)) == {880.0}
    assert played([0, 0, 1], position=[0, 1, 1]).any()  # at the very end


def test_every_sound_begins_and_ends_with_nothing():
    for samples in (
        played([1, -1, 1], corners=(0.001, 1.999)),
        sound.tone([1, 0], waves=1, limit=0.5, rate=RATE),
    ):
        fade = round(sound.FADE * RATE)
        ramp = np.arange(fade) / fade
        assert (np.abs(samples[:fade]) <= ramp + 1e-6).all()
        assert (np.abs(samples[::-1][:fade]) <= ramp + 1e-6).all()
        assert samples[0] == samples[-1] == 0


def test_a_profile_is_the_line_before_a_pause_and_the_line_after_with_its_clicks():
    signed = np.array([1, -1, -1, 1], np.float32)
    line = profiles.with_crossings(
        profiles.RowProfile(np.arange(4), signed, signed, np.maximum(signed, 0)), at_zero=(0, 0)
    )
    samples = sound.profile_sound(line, span=(-0.5, 3.5), limit=1, rate=RATE, corners=[0.5, 2.5])
    pause = round(sound.PAUSE * RATE)
    before, silence, after = np.split(samples, [COUNT, COUNT + pause])
    np.testing.assert_array_equal(before, played(signed))
    assert not silence.any()
    assert silence.size == pause
    np.testing.assert_array_equal(
        after, played(line.rectified, position=line.position, span=(0, 3), corners=[0.5, 2.5])
    )
    middle = slice(COUNT // 3, 2 * COUNT // 3)
    assert peaks(after[middle], least=0.3).keys() == peaks(played([0])[middle], least=0.3).keys()  # 440 Hz


VALUES = st.floats(-1e30, 1e30)


@settings(max_examples=60)
@given(
    values=st.lists(VALUES, max_size=20),
    limit=st.one_of(st.just(0.0), st.floats(1e-40, 1e30)),
    corners=st.lists(st.floats(-2, 22), max_size=6).map(sorted),
    span=st.tuples(st.floats(-2, 22), st.floats(-2, 22)).map(sorted),
)
def test_any_line_is_finite_and_no_louder_than_1(values, limit, corners, span):
    samples = sound.line_sound(
        np.arange(len(values)), values, span=tuple(span), limit=limit, rate=1000, corners=corners
    )
    assert samples.shape == (2500,)
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 1


@settings(max_examples=60)
@given(
    row=st.lists(VALUES, min_size=1, max_size=20),
    waves=st.integers(1, 8),
    limit=st.sampled_from([0, 1e-30, 1, 1e30]),
)
def test_any_tone_is_finite_and_no_louder_than_1(row, waves, limit):
    samples = sound.tone(row, waves=waves, limit=limit, rate=1000)
    assert samples.shape == (2000,)
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 1
    assert samples.any() <= (limit > 0 and sound.swing(row) > 0)


@pytest.mark.parametrize(
    ("waves", "slope", "offset"), [(4, 0.0, 0.0), (1, -1.0, 0.0), (7, 0.25, 0.3), (3, 1.0, 0.5)]
)
def test_a_tone_has_the_harmonics_of_its_row(waves, slope, offset):
    """At k times 220 Hz is the amplitude that the lesson tells of k f; the mean is not there."""
    before = spectrum.wave(1024, waves) + offset
    after = np.where(before > 0, before, slope * before)
    limit = max(map(sound.swing, (before, after)))
    samples = sound.tone(after, waves=waves, limit=limit, rate=44000)  # 200 samples a wave
    found = amplitudes(samples[4400:-4400]) * limit / 0.6
    seconds = (samples.size - 8800) / 44000
    for order in range(1, 7):
        expected = spectrum.expected_amplitude(order, negative_slope=slope, offset=offset)
        assert found[round(220 * order * seconds)] == pytest.approx(expected, abs=2e-3)
    assert found[0] < QUIET
    assert sound.swing(before) == pytest.approx(1, abs=1e-3)


def test_a_drawn_line_of_nothing_is_silent():
    nothing = DrawnLine(*(np.zeros(0) for _ in range(3)))
    assert not sound.profile_sound(nothing, span=(0, 1), limit=0, rate=RATE, corners=[]).any()
    assert not sound.tone([2, 2, 2], waves=1, limit=1, rate=RATE).any()
