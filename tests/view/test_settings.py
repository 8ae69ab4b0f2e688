import dataclasses
from dataclasses import asdict, fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.activations import ACTIVATIONS
from explorer.core.kernels import KERNELS, name_of
from explorer.core.paint import PALETTES
from explorer.images import samples
from explorer.view.settings import (
    DECIMALS,
    DEFAULT_KERNEL,
    DEFAULTS,
    DOMAINS,
    WEIGHTS,
    WORKING_SIZES,
    YOUR_PICTURE,
    Between,
    OneOf,
    Settings,
    showing,
    weight_values,
)

TYPES = {f.name: f.type for f in fields(Settings)}
every_field = pytest.mark.parametrize("name", list(DEFAULTS))
every_kernel = pytest.mark.parametrize("row", KERNELS.values(), ids=lambda row: row.name)


def values_of(name):
    """Draw anything that the domain of a field holds."""
    domain = DOMAINS[name]
    if isinstance(domain, OneOf):
        return st.sampled_from(list(domain.names))
    if TYPES[name] is int:
        return st.integers(domain.low, domain.high)
    return st.floats(domain.low, domain.high).map(lambda value: round(value, DECIMALS) + 0.0)


any_settings = st.builds(Settings, **{name: values_of(name) for name in DEFAULTS})


def read(query):
    return Settings.from_query(query)


@every_field
def test_every_default_lies_in_its_domain_and_has_the_type_declared(name):
    assert DEFAULTS[name] in DOMAINS[name]
    assert type(DEFAULTS[name]) is TYPES[name]


@every_field
def test_nothing_that_is_no_number_and_no_name_lies_in_a_domain(name):
    for nonsense in (float("nan"), float("inf"), float("-inf"), "1e999", "nonsense", "", None, 1e300, b"1"):
        assert nonsense not in DOMAINS[name]


def test_settings_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().stride = 2


def test_a_plain_page_has_a_plain_address():
    assert Settings().to_query() == {}


@given(any_settings)
@settings(deadline=None)
def test_the_address_gives_the_same_settings_back(view):
    assert read(view.to_query()) == view


@given(any_settings)
@settings(deadline=None)
def test_the_address_names_exactly_what_differs_from_the_defaults(view):
    query = view.to_query()
    assert all(isinstance(text, str) for text in query.values())
    implied = {**DEFAULTS, **showing(view.picture, view.size)}
    others = ("picture", "size")
    assert set(query) == {
        name
        for name, value in asdict(view).items()
        if value != (DEFAULTS if name in others else implied)[name]
    }


@pytest.mark.parametrize("size", WORKING_SIZES)
@pytest.mark.parametrize("name", samples())
def test_a_link_that_names_a_picture_but_no_place_shows_its_telling_place(name, size):
    sample, query = samples()[name], {"picture": name, "size": str(size)}
    found = Settings.from_query(query)
    rows, cols = sample.load(size).shape
    assert (found.row, found.col) == (round(sample.row * (rows - 1)), round(sample.col * (cols - 1)))
    assert read(found.to_query()) == found
    assert Settings.from_query({**query, "row": "3"}) == replace(found, row=3)
    assert Settings.from_query({**query, "col": "3", "row": "near the top"}) == replace(found, col=3)


def test_a_place_stands_in_the_address_unless_its_picture_implies_it():
    assert Settings(**showing("Cat")).to_query() == {"picture": "Cat"}
    here = {name: DEFAULTS[name] for name in ("row", "col")}  # what another picture implies
    assert Settings(picture="Cat", **here).to_query() == {"picture": "Cat", "row": "256", "col": "332"}


def test_the_page_opens_at_the_telling_place_of_its_picture():
    assert Settings() == Settings(**showing(DEFAULTS["picture"], DEFAULTS["size"]))


def test_a_picture_that_did_not_travel_is_shown_at_the_place_of_the_one_in_its_stead():
    assert Settings.from_query({"picture": YOUR_PICTURE, "size": "64"}) == Settings(
        **{**showing("Soft blob", 64), "picture": YOUR_PICTURE}
    )


@given(any_settings)
@settings(deadline=None)
def test_the_activation_gets_what_it_takes_and_nothing_else(view):
    assert tuple(view.hyperparameters()) == ACTIVATIONS[view.activation].takes
    ACTIVATIONS[view.activation].function(1.0, **view.hyperparameters())


@pytest.mark.parametrize("value", [0, 1, 0.5, -0.0, 1.0])
def test_between_holds_its_ends_and_what_lies_between(value):
    assert value in Between(0, 1, 0.1)


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), -float("inf"), float("1e999"), "0.5", b"0", None, [0.5], 0.5j, -1e-9, 1.1],
)
def test_between_refuses_what_lies_outside_and_what_is_no_number(value):
    assert value not in Between(0, 1, 0.1)


def test_between_refuses_a_whole_number_too_large_for_a_float():
    assert 10**400 not in Between(0, 1, 0.1)


def test_the_weights_are_a_kernel_that_nobody_can_write_to():
    weights = Settings(w00=7, w12=-3, w22=0.5).weights
    assert (weights.shape, weights.dtype) == ((3, 3), np.float32)
    assert (weights[0, 0], weights[1, 2], weights[2, 2]) == (7, -3, 0.5)
    with pytest.raises(ValueError, match="read-only"):
        weights[0, 0] = 1


def test_the_weights_are_at_first_those_of_the_default_kernel():
    np.testing.assert_array_equal(Settings().weights, KERNELS[DEFAULT_KERNEL].weights)
    assert name_of(Settings().weights) == DEFAULT_KERNEL


@every_kernel
def test_every_preset_goes_into_the_settings_and_comes_back_bit_for_bit(row):
    view = Settings(**weight_values(row.weights))
    assert view.weights.tobytes() == (row.weights + np.float32(0)).tobytes()
    assert name_of(view.weights) == row.name
    assert all(getattr(view, name) in DOMAINS[name] for name in WEIGHTS)


@every_kernel
def test_every_preset_survives_the_address(row):
    view = Settings(**weight_values(row.weights))
    np.testing.assert_array_equal(read(view.to_query()).weights, row.weights)


@given(st.lists(st.floats(-100, 100, width=32), min_size=9, max_size=9))
@settings(deadline=None)
def test_any_float32_weight_is_named_so_that_it_comes_back(weights):
    kernel = np.array(weights, np.float32).reshape(3, 3)
    np.testing.assert_array_equal(Settings(**weight_values(kernel)).weights, kernel)


def test_every_menu_of_the_settings_is_the_menu_of_its_registry():
    assert list(DOMAINS["activation"].names) == list(ACTIVATIONS)
    assert set(samples()) < set(DOMAINS["picture"].names)
    assert set(PALETTES) == set(DOMAINS["palette"].names)


def test_every_slope_an_activation_takes_is_a_field():
    assert {name for row in ACTIVATIONS.values() for name in row.takes} <= set(DEFAULTS)
