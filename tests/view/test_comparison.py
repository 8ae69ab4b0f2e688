"""Two views held against each other, with answers known by thought."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import read_only
from explorer.core.kernels import KERNELS, flip_sign
from explorer.core.layer import forward
from explorer.core.paint import GREY, colour_index
from explorer.view import comparison
from explorer.view.settings import DEFAULTS, DOMAINS, WEIGHTS, OneOf, Settings, weight_values
from explorer.view.view import view_of

PICTURE = read_only(np.random.default_rng(5).random((20, 24)))
COUNT = len(GREY)
maps = arrays(np.float32, array_shapes(min_dims=2, max_dims=2), elements=st.floats(-9, 9, width=32))
kernels = st.sampled_from(list(KERNELS))


def passed(view, picture=PICTURE):
    return forward(picture, **view.layer())


def with_kernel(name, **more):
    return Settings(**weight_values(KERNELS[name].weights), **more)


def another(name):
    """Return a value of a setting that is not its default."""
    domain = DOMAINS[name]
    if isinstance(domain, OneOf):
        return next(value for value in domain.names if value != DEFAULTS[name])
    return DEFAULTS[name] - 1 if DEFAULTS[name] - 1 in domain else DEFAULTS[name] - 0.5


def test_equal_settings_have_no_difference():
    assert comparison.differences(Settings(), Settings()) == []


@pytest.mark.parametrize("name", comparison.SHARED)
def test_the_line_and_the_colours_are_no_difference(name):
    assert comparison.differences(Settings(), replace(Settings(), **{name: another(name)})) == []


@pytest.mark.parametrize("name", [name for name in DEFAULTS if name not in comparison.SHARED])
def test_every_other_setting_has_words(name):
    a = Settings(activation="PReLU") if name == "negative_slope" else Settings()
    [found] = comparison.differences(a, replace(a, **{name: another(name)}))
    assert found.name
    assert found.a
    assert found.b
    assert found.a != found.b
    assert "-" not in found.a + found.b  # a real minus sign


def test_a_slope_is_told_with_the_activation_that_takes_it_and_else_not_at_all():
    [found] = comparison.differences(Settings(), Settings(activation="PReLU", negative_slope=-0.3))
    assert (found.name, found.a, found.b) == ("Activation", "ReLU", "PReLU, slope −0.3")
    assert comparison.differences(Settings(), Settings(negative_slope=0.5)) == []


def test_kernels_are_told_by_their_names():
    [found] = comparison.differences(with_kernel("Sobel right"), with_kernel("Sobel left"))
    assert (found.name, found.a, found.b) == ("Kernel", "Sobel right", "Sobel left")


def test_a_kernel_of_ones_own_is_told_by_few_weights_or_by_their_count():
    [found] = comparison.differences(Settings(), Settings(w11=3))
    assert (found.name, found.a, found.b) == ("Weight in row 2, column 2", "0", "3")
    own = replace(Settings(), **dict.fromkeys(WEIGHTS[:4], 7.0))
    [found] = comparison.differences(Settings(), own)
    assert (found.a, found.b) == ("Sobel right", "a kernel of your own (4 of 9 weights differ)")


@given(kernels, kernels)
def test_any_two_presets_differ_in_their_name_or_not_at_all(one, other):
    found = comparison.differences(with_kernel(one), with_kernel(other))
    assert [(d.a, d.b) for d in found] == ([] if one == other else [(one, other)])


@given(kernels, st.sampled_from(list(ACTIVATIONS)), kernels, st.sampled_from(list(ACTIVATIONS)))
@settings(deadline=None, max_examples=40)
def test_the_scale_is_the_least_that_holds_all_four_maps_and_does_not_ask_which_is_a(k, f, m, g):
    a, b = passed(with_kernel(k, activation=f)), passed(with_kernel(m, activation=g))
    limit = comparison.shared_limit(a, b)
    reach = max(
        float(np.abs(values).max()) for one in (a, b) for values in (one.pre_activation, one.activation_map)
    )
    assert limit == (reach or 1.0) or (limit == 1.0 and reach < 1.0)
    assert limit == comparison.shared_limit(b, a)
    assert comparison.shared_limit(a, a) == a.shared_limit


@pytest.mark.parametrize("name", ["Sobel right", "Outline", "Sharpen"])
def test_minus_the_kernel_gives_minus_the_map_on_the_same_scale(name):
    a = passed(with_kernel(name))
    b = passed(Settings(**weight_values(flip_sign(KERNELS[name].weights))))
    np.testing.assert_array_equal(a.pre_activation, -b.pre_activation)
    limit = comparison.shared_limit(a, b)
    one, other = (colour_index(step.pre_activation, COUNT, (-limit, limit)) for step in (a, b))
    assert np.abs(one + other - (COUNT - 1)).max() <= 1  # one of two colours at their very border


@given(maps, st.floats(9, 100))
def test_colours_rise_with_the_values_and_zero_has_the_middle_one(values, limit):
    shades = colour_index(values, COUNT, (-limit, limit))
    order = np.argsort(values, axis=None)
    assert (np.diff(shades.ravel()[order].astype(int)) >= 0).all()
    assert (shades[values == 0] == COUNT // 2).all()
    assert (shades[values <= 0] <= COUNT // 2).all()


def test_equal_maps_differ_nowhere():
    step = passed(Settings())
    said = comparison.difference_message(step.pre_activation, step.pre_activation, step, limit=step.limit)
    assert said == "A and B have the same value everywhere."


@given(maps, st.data())
def test_the_largest_difference_is_found_where_it_was_made(values, data):
    row, col = (data.draw(st.integers(0, length - 1)) for length in values.shape)
    changed = values.copy()
    changed[row, col] += 20
    assert comparison.largest_difference(values, changed) == (row, col)
    assert comparison.largest_difference(changed, values) == (row, col)


def test_the_difference_is_told_in_pixels_of_the_picture():
    view = Settings(stride=3, padding="valid")
    a = passed(view)
    b = a.pre_activation.copy()
    b[2, 1] += 100
    said = comparison.difference_message(a.pre_activation, b, a, limit=100.0)
    assert "row 7, column 4:" in said
    assert said.endswith("The difference is 100.")


@pytest.mark.parametrize(
    ("change", "shape", "word"),
    [
        ({}, (20, 24), ""),
        ({"activation": "GELU", "bias": 1.0, "row": 3, "palette": "Signed grey"}, (20, 24), ""),
        ({"picture": "Cat"}, (20, 24), "different pictures"),
        ({"stride": 2}, (20, 24), "12 × 10"),
        ({"padding": "valid"}, (20, 24), "22 × 18"),
        ({"size": 128}, (10, 12), "12 × 10"),
    ],
)
def test_maps_are_compared_value_by_value_only_on_one_grid(change, shape, word):
    a, b = view_of(Settings(), PICTURE), view_of(Settings(**change), PICTURE[: shape[0], : shape[1]])
    said = comparison.obstacle(a, b)
    assert (word in said) if word else not said


def test_maps_of_one_size_on_different_pixels_are_not_compared():
    picture = np.zeros((19, 19), np.float32)
    a, b = (view_of(Settings(stride=4, padding=padding), picture) for padding in ("replicate", "valid"))
    assert a.layer.pre_activation.shape == b.layer.pre_activation.shape
    assert "different pixels" in comparison.obstacle(a, b)


def test_a_picture_too_small_for_both_sizes_is_compared_value_by_value():
    a, b = view_of(Settings(size=64), PICTURE), view_of(Settings(size=128), PICTURE)
    assert comparison.obstacle(a, b) == ""


def test_two_pictures_of_ones_own_are_not_compared_value_by_value():
    a, b = view_of(Settings(), PICTURE), view_of(Settings(bias=1.0), 1 - PICTURE)
    assert "different pictures" in comparison.obstacle(a, b)


@given(st.integers(1, 512), st.integers(1, 512), st.data())
def test_the_line_of_a_stands_at_the_same_share_of_its_picture(length, other, data):
    place = data.draw(st.integers(0, length - 1))
    assert comparison.aligned_place(place, length, length) == place
    found = comparison.aligned_place(place, other, length)
    assert 0 <= found < other
    assert abs((found + 0.5) / other - (place + 0.5) / length) <= 0.5 / other + 1e-9


def test_a_view_of_another_size_differs_in_its_size_and_not_in_the_place_of_its_line():
    a = view_of(Settings(size=128, row=5, col=6), PICTURE[:10, :12])
    b = view_of(Settings(row=10, col=12), PICTURE)
    found = comparison.compared(a, b)
    assert found.differences == ("**Longer side:** 128 → 512",)
    assert "12 × 10" in found.message


def test_two_pictures_of_ones_own_are_told_apart_where_nothing_else_differs():
    a, b = view_of(Settings(), PICTURE), view_of(Settings(), 1 - PICTURE)
    assert comparison.compared(a, a).differences[0].startswith("A and B are the same so far.")
    assert "differ in the picture" in comparison.compared(a, b).differences[0]
