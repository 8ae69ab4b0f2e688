from dataclasses import asdict

import numpy as np
import pytest

from explorer.core import measures
from explorer.core.activations import ACTIVATIONS
from explorer.core.layer import forward
from tests.parity.node import ask, call
from tests.parity.test_modules import camel

MODULE = "core/measures"


def layers():
    """Return maps before and after every activation, some of them flat or faint."""
    rng = np.random.default_rng(0)
    made = []
    for number, name in enumerate(ACTIVATIONS):
        image = rng.random((17 + number, 23)).astype(np.float32)
        for scale in (1.0, 1e-38, 1e-44, 0.0, 1e15):
            kernel = rng.normal(size=(3, 3)) * scale
            layer = forward(image, kernel, bias=float(rng.choice([0.0, 0.2])), activation=name)
            made.append((layer.pre_activation, layer.activation_map, layer.shared_limit))
    return made


@pytest.fixture(scope="module")
def given():
    return layers()


def both(before, after):
    return {"preActivation": before, "activationMap": after}


def test_shares_and_extremes_are_equal(given):
    found = ask(call(MODULE, "summary", both(before, after)) for before, after, _ in given)
    for one, (before, after, _) in zip(found, given, strict=True):
        expected = asdict(measures.summary(before, after))
        assert one == {camel(name): value for name, value in expected.items()}


@pytest.mark.parametrize("bins", [1, 3, 61, 255])
def test_histograms_are_equal(given, bins):
    found = ask(
        call(MODULE, "histogram", both(before, after), {"limit": limit, "bins": bins})
        for before, after, limit in given
    )
    for one, (before, after, limit) in zip(found, given, strict=True):
        expected = measures.histogram(before, after, limit=limit, bins=bins)
        for name in ("edges", "centres", "before", "after"):
            np.testing.assert_array_equal(one[name], getattr(expected, name))


@pytest.mark.parametrize("shift", [0.0, -0.05, 0.2, -4.0, 4.0])
def test_counts_of_one_shifted_map_are_equal(given, shift):
    found = ask(
        call(MODULE, "counts", before, {"limit": limit, "bins": 61, "shift": shift})
        for before, _, limit in given
    )
    with np.errstate(over="ignore"):  # a shift of 4 is infinitely far on a map of 1e-44
        expected = [measures.counts(before, limit=limit, shift=shift) for before, _, limit in given]
    np.testing.assert_array_equal(found, expected)


def test_values_on_the_edges_of_bins_are_counted_alike():
    limit, bins = 3.0, 61
    edges = np.linspace(-limit, limit, bins + 1)
    values = np.concatenate([np.nextafter(edges.astype(np.float32), np.float32(to)) for to in (-9, 9)])
    values = np.clip(np.concatenate([values, edges]).astype(np.float32), -limit, limit)[None]
    (found,) = ask([call(MODULE, "histogram", both(values, values), {"limit": limit})])
    np.testing.assert_array_equal(found["before"], measures.histogram(values, values, limit=limit).before)
