"""Both cores make the same sounds."""

import itertools
from dataclasses import asdict

import numpy as np

from explorer.core import profiles, sound
from tests.parity import cases
from tests.parity.node import ask, call

MODULE = "core/sound"
RATE = 2000  # samples a second: all that is heard is there, a little of it folded down
NEAR = 2e-6  # two cosines of float64 may differ in their last digit; a sample is a float32


def assert_alike(found, expected):
    assert found.dtype == expected.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=0, atol=NEAR)


def test_lines_sound_alike():
    spans = ((-0.5, 1e3), (0.75, 2.5), (7.0, 7.0), (-3.0, -1.0))
    asked, expected = [], []
    for line, span, limit in zip(
        cases.lines()[::4], itertools.cycle(spans), itertools.cycle((1.0, 3.0, 0.0)), strict=False
    ):
        position = np.arange(len(line), dtype=np.int32) * 3 + 1
        options = {
            "span": span,
            "limit": limit * float(np.abs(line).max()),
            "rate": RATE,
            "corners": profiles.marks(line, slopes=(0, 1)).tolist(),
        }
        asked.append(call(MODULE, "lineSound", position, line, options))
        expected.append(sound.line_sound(position, line, **options))
    expected.append(sound.line_sound([], [], span=(0, 1), limit=1.0, rate=RATE))
    asked.append(call(MODULE, "lineSound", [], [], {"span": (0, 1), "limit": 1.0, "rate": RATE}))
    for found, wanted in zip(ask(asked), expected, strict=True):
        assert_alike(found, wanted)
    assert sum(bool(wanted.any()) for wanted in expected) > 20
    assert sum(not wanted.any() for wanted in expected) > 5


def test_profiles_sound_alike_and_jumps_too():
    for signed, at_zero in zip(cases.lines()[::40], itertools.cycle([(0.0, 0.0), (0.0, 1.0)]), strict=False):
        rectified = (
            np.where(signed > 0, np.float32(1), np.float32(0)) if at_zero[1] else np.maximum(signed, 0)
        )
        position = np.arange(len(signed))
        line = profiles.with_crossings(
            profiles.RowProfile(position, signed, signed, rectified), at_zero=at_zero
        )
        options = {"span": (-0.5, len(signed) - 0.5), "limit": 2.0, "rate": RATE, "corners": [0.5, 2.25]}
        (found,) = ask([call(MODULE, "profileSound", asdict(line), options)])
        assert_alike(found, sound.profile_sound(line, **options))


def test_pitches_swings_and_tones_are_alike():
    for row, waves in zip(cases.lines()[::10], itertools.cycle((1, 2, 7)), strict=False):
        size = sound.swing(row)
        options = {"waves": waves, "limit": 1.5 * size, "rate": RATE}
        hertz, swing, tone = ask(
            [
                call(MODULE, "pitch", row, {"limit": 2.0}),
                call(MODULE, "swing", row),
                call(MODULE, "tone", row, options),
            ]
        )
        np.testing.assert_allclose(hertz, sound.pitch(row, limit=2.0), rtol=1e-14)
        np.testing.assert_allclose(swing, size, rtol=1e-12, atol=1e-12 * np.abs(row).max())
        assert_alike(tone, sound.tone(row, **options))
