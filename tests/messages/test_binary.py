import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.arrays import read_only
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples
from explorer.messages.binary import LEVELS, pack
from tests.messages.reader import taken_apart

shapes = st.tuples(st.integers(0, 4), st.integers(0, 5))
levels = hnp.arrays(np.int64, shapes, elements=st.integers(-32767, 32767))
any_array = st.builds(np.full, shapes, st.integers(0, 7).map(lambda k: k / 8)).flatmap(
    lambda values: st.sampled_from([np.uint8, np.float32, np.float64]).map(values.astype)
)
READABLE = {"uint8", "int16", "int64", "float32", "float64"}  # by static/scope/unpack.js


def back(values):
    """Send one array; return it as it comes back, with its entry in the header."""
    header, arrays, _ = taken_apart(pack({}, {"values": values}))
    return arrays["values"], header["arrays"]["values"]


@pytest.mark.parametrize(
    ("values", "kind", "steps"),
    [
        (np.array([0.123, -5e-5, 1e20], np.float32), "float32", 1),
        (np.array([0, 0.2, 1], np.float32), "uint8", LEVELS),
        (np.array([-0.2, 0, 4], np.float32), "int16", LEVELS),
        (np.array([0, 1.2], np.float32), "int16", LEVELS),
        (np.array([0, 1000], np.float32), "float32", 1),
        (np.array([0.1, 1 / 3]), "float64", 1),
        (np.arange(6, dtype=np.uint8).reshape(2, 3), "uint8", 1),
        (np.array([], np.float32), "uint8", LEVELS),
        (np.array([], np.float64), "float64", 1),
        (np.array([3, 2**40]), "int64", 1),
    ],
)
def test_every_kind_of_array_comes_back(values, kind, steps):
    found, entry = back(read_only(values) if values.dtype == np.float32 else values)
    assert (entry["kind"], entry["steps"], entry["length"]) == (kind, steps, values.size)
    np.testing.assert_allclose(found, values.ravel(), rtol=1e-7)
    assert found.dtype == values.dtype


@given(levels)
@settings(deadline=None)
def test_whole_multiples_of_a_255th_travel_as_integers_and_come_back(steps):
    values = (steps / LEVELS).astype(np.float32)
    found, entry = back(values)
    assert np.abs(found - values.ravel()).max(initial=0) <= np.spacing(np.abs(values).max(initial=0))
    if np.abs(steps).max(initial=0) < 4000:  # beyond, float32 itself strays too far from whole steps
        is_byte = steps.size == 0 or (steps.min() >= 0 and steps.max() <= LEVELS)
        assert entry["kind"] == ("uint8" if is_byte else "int16")


@given(hnp.arrays(np.float32, shapes, elements=st.floats(-1e6, 1e6, width=32, allow_subnormal=False)))
@settings(deadline=None)
def test_what_does_not_fit_comes_back_bit_for_bit(values):
    values = np.append(values, np.float32(100.02 / LEVELS))  # a fiftieth of a step off
    found, entry = back(values)
    assert entry["kind"] == "float32"
    assert found.tobytes() == values.tobytes()


@pytest.mark.parametrize("scale", [1e-6, 1e-7, 1e-12])
def test_a_faint_map_does_not_come_back_as_zeros(scale):
    values = np.array([-scale, scale], np.float32)
    np.testing.assert_allclose(back(values)[0], values, rtol=1e-6)


@pytest.mark.parametrize(
    ("picture", "kernel"),
    [
        ("Photographer", "Sobel bottom"),
        ("Brick wall", "Scharr right"),
        ("Sine grating", "Sobel bottom"),
        ("Thin bar", "Sobel right"),
    ],
)
def test_the_browser_gets_every_sign_that_python_has(picture, kernel):
    signed = forward(samples()[picture].load(128), KERNELS[kernel].weights).pre_activation
    np.testing.assert_array_equal(np.sign(back(signed)[0]), np.sign(signed.ravel()))


def test_a_picture_of_bytes_takes_a_byte_a_pixel():
    image = (np.arange(256, dtype=np.float32) / 255).reshape(16, 16)
    assert len(pack({}, {"image": image})) - len(pack({}, {"image": image[:0]})) < 256 + 8


@given(st.lists(any_array, max_size=5), st.text())
@settings(deadline=None)
def test_every_array_starts_at_a_multiple_of_8_bytes(arrays, text):
    header, found, start = taken_apart(pack({"text": text}, {str(k): v for k, v in enumerate(arrays)}))
    assert start % 8 == 0
    assert header["text"] == text
    for k, values in enumerate(arrays):
        entry = header["arrays"][str(k)]
        assert entry["start"] % 8 == 0
        assert entry["kind"] in READABLE
        np.testing.assert_allclose(found[str(k)], values.ravel(), rtol=1e-6)


@pytest.mark.parametrize("values", [np.arange(6.0).reshape(2, 3).T, np.arange(12.0).reshape(3, 4)[::2, ::-1]])
def test_an_array_is_read_row_by_row_however_it_lies_in_memory(values):
    for dtype in (np.float32, np.float64, np.uint8):
        np.testing.assert_array_equal(back(values.astype(dtype))[0], values.ravel())


@pytest.mark.parametrize("nonsense", [float("nan"), float("inf"), -float("inf")])
def test_a_header_holds_only_what_every_browser_can_read(nonsense):
    with pytest.raises(ValueError, match="not JSON compliant"):
        pack({"limit": nonsense}, {})


def test_packing_leaves_the_arrays_as_they_are():
    values = read_only([[0.2, 0.4]])
    pack({}, {"values": values})
    assert values.tobytes() == np.array([0.2, 0.4], np.float32).tobytes()
