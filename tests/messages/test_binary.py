import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.arrays import read_only
from explorer.images import samples
from explorer.messages.binary import LEVELS, pack
from tests.messages.reader import taken_apart
from tests.parity.node import ask, call

shapes = st.tuples(st.integers(0, 4), st.integers(0, 5))
any_array = st.builds(np.full, shapes, st.integers(0, 7).map(lambda k: k / 8)).flatmap(
    lambda values: st.sampled_from([np.uint8, np.float32]).map(values.astype)
)


def back(values):
    """Send one array; return it as it comes back, with its entry in the header."""
    header, arrays, _ = taken_apart(pack({}, {"values": values}))
    return arrays["values"], header["arrays"]["values"]


@pytest.mark.parametrize(
    ("values", "kind", "steps"),
    [
        (np.array([0.123, -5e-5, 1e20], np.float32), "float32", 1),
        (np.array([0, 0.2, 1], np.float32), "uint8", LEVELS),
        (np.array([-0.2, 0, 1], np.float32), "float32", 1),
        (np.array([0, 1.2], np.float32), "float32", 1),
        (np.array([0, np.nextafter(np.float32(0.2), np.float32(1))], np.float32), "float32", 1),
        (np.arange(6, dtype=np.uint8).reshape(2, 3), "uint8", 1),
        (np.array([], np.float32), "uint8", LEVELS),
    ],
)
def test_every_kind_of_array_comes_back_bit_for_bit(values, kind, steps):
    found, entry = back(read_only(values) if values.dtype == np.float32 else values)
    assert (entry["kind"], entry["steps"], entry["length"]) == (kind, steps, values.size)
    assert found.dtype == values.dtype
    assert found.tobytes() == values.tobytes()


@pytest.mark.parametrize("kind", [np.float64, np.int16, np.int64, bool])
def test_an_array_that_the_browser_cannot_read_is_refused(kind):
    with pytest.raises(TypeError, match="The browser reads no arrays of"):
        pack({}, {"values": np.zeros(3, kind)})


@given(hnp.arrays(np.uint8, shapes))
@settings(deadline=None)
def test_a_picture_of_bytes_comes_back_bit_for_bit(steps):
    values = steps.astype(np.float32) / LEVELS
    found, entry = back(values)
    assert entry["kind"] == "uint8"
    assert found.tobytes() == values.tobytes()


@given(hnp.arrays(np.float32, shapes, elements=st.floats(-1e6, 1e6, width=32, allow_subnormal=False)))
@settings(deadline=None)
def test_what_does_not_fit_comes_back_bit_for_bit(values):
    values = np.append(values, np.float32(100.02 / LEVELS))  # a fiftieth of a step off
    found, entry = back(values)
    assert entry["kind"] == "float32"
    assert found.tobytes() == values.tobytes()


def test_the_browser_reads_what_python_packs():
    random = np.random.default_rng(0)
    arrays = {
        "image": samples()["Cat"].load(128),
        "soft": random.normal(size=(3, 5)).astype(np.float32),
        "levels": np.arange(7, dtype=np.uint8),
        "empty": np.zeros(0, np.float32),
        "turned": random.normal(size=(3, 5)).astype(np.float32).T,
    }
    header = {"titles": ["before − after", "Größe"], "limit": 0.1, "isRow": True}
    message = np.frombuffer(pack(header, arrays), np.uint8)
    (found,) = ask([call("page/unpack", "unpack", message)])
    assert {name: found["header"][name] for name in header} == header
    assert list(found["arrays"]) == list(arrays)
    for name, values in arrays.items():
        assert found["arrays"][name].dtype == values.dtype
        assert found["arrays"][name].tobytes() == values.tobytes(), name


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
        np.testing.assert_array_equal(found[str(k)], values.ravel())


@pytest.mark.parametrize("values", [np.arange(6.0).reshape(2, 3).T, np.arange(12.0).reshape(3, 4)[::2, ::-1]])
def test_an_array_is_read_row_by_row_however_it_lies_in_memory(values):
    for dtype in (np.float32, np.uint8):
        np.testing.assert_array_equal(back(values.astype(dtype))[0], values.ravel())


@pytest.mark.parametrize("nonsense", [float("nan"), float("inf"), -float("inf")])
def test_a_header_holds_only_what_every_browser_can_read(nonsense):
    with pytest.raises(ValueError, match="not JSON compliant"):
        pack({"limit": nonsense}, {})


def test_packing_leaves_the_arrays_as_they_are():
    values = read_only([[0.2, 0.4]])
    pack({}, {"values": values})
    assert values.tobytes() == np.array([0.2, 0.4], np.float32).tobytes()
