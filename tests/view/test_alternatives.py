import re

import numpy as np
import pytest

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.profiles import DIRECTIONS, RowProfile
from explorer.view.alternatives import (
    after_alternative,
    before_alternative,
    extremes_message,
    line_alternative,
    picture_alternative,
)  # fmt: skip
from explorer.view.selected_line import selected_index, selected_line
from explorer.view.settings import Settings, weight_values
from explorer.view.view import view_of

MOST_WORDS = 40
PLACE = re.compile(
    r"(largest|smallest) (\S+) at (?:[^;]+? places, first )?row (\d+), column (\d+)", re.IGNORECASE
)


def as_float(text):
    return float(text.replace("−", "-"))


def pictures():
    rng = np.random.default_rng(5)
    yield np.full((1, 1), 0.25, np.float32)
    yield np.full((9, 12), 0.5, np.float32)
    yield rng.random((17, 11)).astype(np.float32)
    yield rng.integers(0, 2, (16, 16)).astype(np.float32)


def layers():
    """Yield a layer of every activation on every picture, grid by grid, with its activation and picture."""
    kernels = [
        KERNELS[name].weights for name in ("Sobel right", "Box blur", "Laplacian (8 neighbours)", "Zero")
    ]
    number = 0
    for activation in ACTIVATIONS:
        for image in pictures():
            padding = list(PADDINGS)[number % len(PADDINGS)]
            fits = min(image.shape) >= 3
            kernel = kernels[number % len(kernels)]
            number += 1
            yield activation, image, forward(
                image, kernel, activation=activation, stride=1 + number % 3, bias=(number % 5 - 2) / 4,
                padding=padding if fits else "replicate",
            )  # fmt: skip


def assert_places_hold_the_ends(said, layer, values):
    found = PLACE.findall(said)
    assert len(found) == (0 if values.min() == values.max() else 2)
    for name, text, row, col in found:
        place = [(int(one) - layer.offset) / layer.stride for one in (row, col)]
        assert all(one.is_integer() for one in place)
        end = values.max() if name == "Largest" else values.min()
        first = np.unravel_index(np.flatnonzero(values.ravel() == end)[0], values.shape)
        assert tuple(place) == first
        assert as_float(text) == pytest.approx(end, abs=0.06)


def test_every_map_says_where_its_ends_are_and_what_was_taken():
    for activation, image, layer in layers():
        limit = layer.shared_limit
        before = before_alternative(layer, limit=limit)
        after = after_alternative(layer, activation=activation, limit=limit)
        assert_places_hold_the_ends(before, layer, layer.pre_activation)
        assert_places_hold_the_ends(after, layer, layer.activation_map)
        assert "erase" in after or "set" in after or "chang" in after or "left" in after, after
        for said in (before, after, picture_alternative(image)):
            assert len(said.split()) <= MOST_WORDS, said
            assert "nan" not in said
            assert "{" not in said


def test_every_line_is_told_in_few_words_of_its_own_places():
    rng = np.random.default_rng(3)
    for number, activation in enumerate(list(ACTIVATIONS) * 4):
        settings = Settings(
            **weight_values(rng.integers(-2, 3, (3, 3))), activation=activation, stride=1 + number % 4,
            row=7, col=4, direction=DIRECTIONS[number % 2],
        )  # fmt: skip
        view = view_of(settings, rng.random((40, 23)).astype(np.float32))
        place = view.layer.centre(selected_index(view.settings, view.layer))
        line = selected_line(*view)
        said = line_alternative(
            line,
            place=place,
            direction=settings.direction,
            activation=activation,
            limit=view.layer.shared_limit,
        )
        across = "column" if settings.direction == "Row" else "row"
        low, at_low, at_high = re.search(
            rf"from (\S+) at {across} (\d+) to \S+ at {across} (\d+)", said
        ).groups()
        assert int(at_low) == line.position[line.signed.argmin()]
        assert int(at_high) == line.position[line.signed.argmax()]
        assert as_float(low) == pytest.approx(line.signed.min(), abs=0.06)
        assert f"along {settings.direction.lower()} {place}." in said
        assert len(said.split()) <= MOST_WORDS, said


@pytest.mark.parametrize(
    ("values", "crossing"),
    [
        ([1, 2], "no zero crossing"),
        ([0, 0], "every value 0.000, no zero crossing"),
        ([-1, 1], "zero crossing at column 10.5"),
        ([1, -1, 3], "zero crossings at columns 10.5 and 11.25"),
        ([1, -1, 1, -1], "zero crossings at columns 10.5, 11.5 and 12.5"),
        ([1, -1, 1, -1, 1], "4 zero crossings, from column 10.5 to 13.5"),
        ([1], "every value 1.000, no zero crossing"),
    ],
)
def test_a_line_names_its_crossings_or_counts_them(values, crossing):
    signed = np.array(values, np.float32)
    line = RowProfile(np.arange(len(values)) + 10, signed, signed, np.maximum(signed, 0))
    said = line_alternative(line, place=3, direction="Row", activation="ReLU", limit=3)
    assert crossing in said
    assert ("After:" in said) == bool((signed < 0).any())


def test_a_picture_of_one_brightness_has_no_lightest_place():
    assert picture_alternative(np.full((2, 2), 0.5, np.float32)) == "Every value is 0.500."
    assert extremes_message([[3]], digits=1) == "Every value is 3.0."


def test_places_without_a_value_do_not_count():
    nan = np.nan
    said = extremes_message([[nan, 2, nan], [1, nan, 2]], digits=0)
    assert said == "Largest 2 at 33 % of places, first row 0, column 1; smallest 1 at row 1, column 0."
    assert extremes_message([[nan, 4]], digits=0) == "Every value is 4."
    assert extremes_message([[nan]], digits=0) == "There is no value yet."


def test_few_places_are_counted_and_many_are_a_share():
    values = np.zeros((100, 100))
    values[3, 4] = values[5, 6] = 1
    said = extremes_message(values, digits=0, stride=2, offset=1)
    assert said.startswith(
        "Largest 1 at 2 places, first row 7, column 9; smallest 0 at more than 99 % of places"
    )
