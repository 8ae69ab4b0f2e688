import itertools
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from explorer.core import activations, profiles
from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.layer import forward
from explorer.core.profiles import Verdict
from tests.parity import cases
from tests.parity.node import ask, call
from tests.parity.test_modules import camel

MODULE = "core/profiles"
UNLIKELY = [(0.0, 0.0), (-1.0, 1.0), (0.1, 1.0), (1.0, 1.0), (0.25, -3.0), (1e-30, 1e10), (1 / 3, 1.0)]
"""Slopes left and right of zero, some of no activation."""


def read_alike(lines, digits=3):
    """Assert that both cores measure the same along lines, to the last bit, and say the same of each.

    A line is its sums, its map, the slopes left and right of zero, and the corner there. Return the verdicts.
    """
    asked, expected = [], []
    for signed, rectified, slopes, corner in lines:
        measured = profiles.corners(signed, rectified, slopes=slopes)
        plain = {camel(name): value for name, value in asdict(measured).items()}
        verdict = profiles.verdict(signed, rectified, measured, corner=corner, digits=digits)
        asked += [
            call(MODULE, "corners", signed, rectified, {"slopes": slopes}),
            call(MODULE, "verdict", signed, rectified, plain, {"corner": corner, "digits": digits}),
        ]
        expected += [plain, verdict.name]
    assert ask(asked) == expected
    return {Verdict[name] for name in expected[1::2]}


def bent(signed, slopes):
    """Return a line with what an activation of these slopes makes of it, as `read_alike` takes it."""
    rectified = np.where(signed > 0, signed, np.float32(slopes[0]) * signed)
    return signed, rectified, slopes, (0.0, slopes[1] - slopes[0])


def test_lines_of_every_kind_measure_equal():
    seen = read_alike(bent(*pair) for pair in itertools.product(cases.lines(), UNLIKELY))
    assert {Verdict.FLAT, Verdict.UNCHANGED, Verdict.SILENCED, Verdict.CORNERS} <= seen


def test_every_line_of_a_layer_measures_equal_for_every_activation():
    rng = np.random.default_rng(1)
    image = np.rint(rng.random((20, 24)) * 3).astype(np.float32) / 3
    image[8:14, 6:12] = 0.5
    lines = []
    for name, bias in itertools.product(ACTIVATIONS, (0.0, 4.0)):
        params = {"negative_slope": -0.3} if ACTIVATIONS[name].takes else {}
        kernel = rng.integers(-1, 2, (3, 3)).astype(np.float32)
        layer = forward(image, kernel, activation=name, bias=bias, **params)
        slopes, corner = activations.slopes_at_zero(name, **params), activations.corner(name, **params)
        for maps in (
            (layer.pre_activation, layer.activation_map),
            (layer.pre_activation.T, layer.activation_map.T),
        ):
            lines += [(*pair, slopes, corner) for pair in zip(*maps, strict=True)]
    assert {Verdict.JUMPS, Verdict.CORNERS, Verdict.SMOOTH, Verdict.GENTLE} <= read_alike(lines)


def test_the_first_verdict_that_fits_is_chosen():
    """Combinations of what a verdict hangs on, so that the order of the conditions matters.

    Every seventh, in which all values of any four of the eight parts meet.
    """
    lines = np.array([[0, 0, 0], [1, 1, 1], [-1, 0, 2], [1, 2, 3], [-3, -2, -1]], np.float32)
    every = itertools.product(
        lines,
        [*lines, np.zeros(3, np.float32)],
        (0.0, 0.04, 1.0),
        (0.01, 1.0, 1.04, 1.2),
        (0, 2),
        (0.0, 0.04, 0.5),
        (0.0, 0.52, 0.6),
        ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)),
    )
    asked, expected = [], []
    for signed, rectified, *steps, crossings, corner_before, corner_after, corner in list(every)[::7]:
        measured = profiles.Corners(crossings, *steps, 0.5, 0.5, corner_before, corner_after)
        plain = {camel(name): value for name, value in asdict(measured).items()}
        expected.append(profiles.verdict(signed, rectified, measured, corner=corner, digits=1).name)
        asked.append(call(MODULE, "verdict", signed, rectified, plain, {"corner": corner, "digits": 1}))
    assert ask(asked) == expected
    assert set(expected) == {verdict.name for verdict in Verdict}


def test_crossings_are_found_at_the_same_places_and_are_as_steep_and_as_strong():
    lines = cases.lines()
    strong = faint = 0
    for found, line in zip(ask(call(MODULE, "crossings", line) for line in lines), lines, strict=True):
        expected = {camel(name): values.tolist() for name, values in asdict(profiles.crossings(line)).items()}
        assert found == expected
        strong += sum(expected["isStrong"])
        faint += len(expected["isStrong"]) - sum(expected["isStrong"])
    assert min(strong, faint) > 50


def test_marks_stand_at_the_same_places():
    given = list(itertools.product(cases.lines(), UNLIKELY))
    asked = ask(call(MODULE, "marks", line, {"slopes": slopes}) for line, slopes in given)
    for found, (line, slopes) in zip(asked, given, strict=True):
        assert found == profiles.marks(line, slopes=slopes).tolist()
    assert any(asked)


@pytest.mark.parametrize("at_zero", [(0.0, 0.0), (0.0, 1.0), (0.75, 0.75)])
def test_lines_are_drawn_through_the_same_points(at_zero):
    asked, expected = [], []
    for stride, signed in itertools.product((1, 3), cases.lines()):
        position = np.arange(len(signed), dtype=np.int32) * stride + 1
        line = {"position": position, "signed": signed, "rectified": np.abs(signed)}
        asked.append(call(MODULE, "withCrossings", line, {"atZero": at_zero}))
        drawn = profiles.with_crossings(profiles.RowProfile(input=signed, **line), at_zero=at_zero)
        expected.append({name: values.tolist() for name, values in asdict(drawn).items()})
    assert ask(asked) == expected


def test_ranges_are_equal():
    for signed, limit in itertools.product(cases.lines(), (1e-9, 1.0, 1e3)):
        rectified = np.abs(signed)
        fitted, full = ask(
            [
                call(MODULE, "fittedRange", signed, rectified, {"limit": limit}),
                call(MODULE, "fullRange", limit),
            ]
        )
        assert tuple(fitted) == profiles.fitted_range(signed, rectified, limit=limit)
        assert tuple(full) == profiles.full_range(limit)


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("direction", profiles.DIRECTIONS)
def test_the_same_line_is_read_from_the_picture_and_from_both_maps(padding, direction):
    image = np.random.default_rng(2).random((9, 12)).astype(np.float32)
    for stride in cases.STRIDES:
        layer = forward(image, np.eye(3, dtype=np.float32), padding=padding, stride=stride)
        given = {
            "preActivation": layer.pre_activation,
            "activationMap": layer.activation_map,
            "stride": layer.stride,
            "offset": layer.offset,
        }
        count = layer.pre_activation.shape[0 if direction == "Row" else 1]
        for index in (0, count - 1):
            (found,) = ask([call(MODULE, "rowProfile", image, given, index, direction)])
            expected = profiles.row_profile(
                image,
                layer.pre_activation,
                layer.activation_map,
                index,
                stride=layer.stride,
                offset=layer.offset,
                direction=direction,
            )
            assert list(found) == ["position", "input", "signed", "rectified"]
            for name, values in found.items():
                np.testing.assert_array_equal(values, getattr(expected, name))


@settings(max_examples=200, deadline=None)
@given(
    arrays.arrays(
        np.float32,
        st.integers(1, 12),
        elements=st.sampled_from(
            [0, -0.0, 1, -1, 2.5, 1e-30, -1e-30, 1e-45, -1e-45, 1e-23, -1e-23, 1e-38, 3e18]
        ),
    ),
    st.sampled_from(UNLIKELY),
)
def test_any_line_measures_equal(signed, slopes):
    read_alike([bent(signed, slopes)])
