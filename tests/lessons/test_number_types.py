import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.signal import correlate2d

from explorer.core.arrays import read_only
from explorer.core.kernels import KERNELS
from explorer.core.notation import number, percent
from explorer.images import samples
from explorer.lessons.number_types import NUMBER_TYPES, ROW, clamp, remark, row_data, sobel, wrap

CLAMPED, WRAPPED, FLOAT = NUMBER_TYPES
KERNEL = KERNELS["Sobel right"].weights
shapes = st.tuples(st.integers(2, 8), st.integers(2, 8))
level_maps = hnp.arrays(np.uint8, shapes, elements=st.integers(0, 255))
sums = hnp.arrays(np.int64, 20, elements=st.integers(-1020, 1020)).map(read_only)


def maps_of(levels):
    return sobel(read_only(levels / 255))


def pre_activation(levels, name):
    return maps_of(levels)[name].pre_activation


@given(level_maps)
@settings(deadline=None)
def test_opencv_clamps_as_we_do(levels):
    np.testing.assert_array_equal(pre_activation(levels, CLAMPED), cv2.filter2D(levels, -1, KERNEL))


@given(level_maps)
@settings(deadline=None)
def test_numpy_wraps_as_we_do_and_floats_are_the_true_sums(levels):
    true = correlate2d(np.pad(levels.astype(np.int64), 1, mode="reflect"), KERNEL.astype(int), "valid")
    np.testing.assert_array_equal(pre_activation(levels, FLOAT), true)
    np.testing.assert_array_equal(pre_activation(levels, WRAPPED), true.astype(np.uint8))
    np.testing.assert_array_equal(pre_activation(levels, FLOAT), cv2.filter2D(levels, cv2.CV_64F, KERNEL))


@given(level_maps)
@settings(deadline=None)
def test_clamping_is_relu_with_a_ceiling_so_the_relu_after_it_is_idle(levels):
    maps = maps_of(levels)
    rectified = maps[FLOAT].activation_map
    np.testing.assert_array_equal(maps[CLAMPED].pre_activation, np.minimum(rectified, 255))
    for name in (CLAMPED, WRAPPED):
        np.testing.assert_array_equal(maps[name].activation_map, maps[name].pre_activation)
        assert maps[name].changed_fraction == 0
        assert maps[name].activation_map.dtype == np.uint8
    assert maps[FLOAT].changed_fraction == (maps[FLOAT].pre_activation < 0).mean()
    np.testing.assert_array_equal(rectified, np.maximum(maps[FLOAT].pre_activation, 0))


@given(level_maps)
@settings(deadline=None)
def test_bytes_are_wrong_exactly_where_the_sum_does_not_fit(levels):
    maps = maps_of(levels)
    true = maps[FLOAT].pre_activation
    outside = ((true < 0) | (true > 255)).mean()
    assert maps[CLAMPED].wrong_fraction == maps[WRAPPED].wrong_fraction == outside
    assert maps[FLOAT].wrong_fraction == 0


@given(sums)
@settings(deadline=None)
def test_storing_is_clipping_or_counting_modulo_256(values):
    assert clamp(values).tolist() == [min(max(int(value), 0), 255) for value in values]
    assert wrap(values).tolist() == [int(value) % 256 for value in values]


def test_the_row_across_a_bar():
    bar = np.tile(np.uint8([0, 0, 0, 10, 10, 10, 0, 0, 0]), (5, 1))
    maps = maps_of(bar)
    assert maps[CLAMPED].pre_activation[2].tolist() == [0, 0, 40, 40, 0, 0, 0, 0, 0]
    assert maps[FLOAT].pre_activation[2].tolist() == [0, 0, 40, 40, 0, -40, -40, 0, 0]
    assert maps[WRAPPED].pre_activation[2].tolist() == [0, 0, 40, 40, 0, 216, 216, 0, 0]
    assert maps[CLAMPED].wrong_fraction == maps[FLOAT].changed_fraction == 2 / 9


@pytest.mark.parametrize("name", NUMBER_TYPES)
def test_every_script_makes_the_same_two_maps(name, tmp_path, monkeypatch):
    levels = np.random.default_rng(0).integers(0, 256, (13, 17), np.uint8)
    monkeypatch.chdir(tmp_path)
    cv2.imwrite("picture.png", levels)
    names = {}
    exec(compile(NUMBER_TYPES[name].code, name, "exec"), names)
    found = maps_of(levels)[name]
    for map_name in ("pre_activation", "activation_map"):
        ours = getattr(found, map_name)
        np.testing.assert_array_equal(names[map_name], ours)
        assert names[map_name].dtype == ours.dtype


def test_every_script_fits_a_page():
    for row in NUMBER_TYPES.values():
        assert max(map(len, row.code.splitlines())) <= 110


def test_any_brightness_is_read_to_the_nearest_level():
    exact = read_only(np.arange(12).reshape(3, 4) / 255)
    near = read_only(exact + 0.4 / 255)
    np.testing.assert_array_equal(sobel(exact)[FLOAT].pre_activation, sobel(near)[FLOAT].pre_activation)


def test_a_picture_one_pixel_high_cannot_be_mirrored():
    with pytest.raises(ValueError, match="cannot take"):
        sobel(np.zeros((1, 5), np.float32))


@pytest.mark.parametrize("picture", samples())
def test_what_is_said_of_the_bytes_is_so(picture):
    maps = sobel(samples()[picture].load(64))
    sums = maps["float32"].pre_activation
    said = remark(maps)
    assert ("No sum of this picture is negative" in said) == (not (sums < 0).any())
    if "No sum" in said:
        assert ("sums above 255" in said) == bool((sums > 255).any())
        return
    assert f"{percent(float((sums < 0).mean()))} of the sums are negative" in said
    differ = maps["uint8, clamped"].pre_activation != np.maximum(sums, 0)
    assert ("elsewhere the sum is above 255" in said) == bool(differ.any())
    assert (sums[differ] > 255).all()


def test_the_live_row_writes_out_its_lowest_sum_in_every_type():
    maps = sobel(samples()["Brick wall"].load(64))
    (images,), (plot,), (table,) = ROW.show({"row": 40}, row_data(maps))
    for line, stored in zip(plot.lines, maps.values(), strict=True):
        np.testing.assert_array_equal(line.y, stored.pre_activation[40])
    line = maps[FLOAT].pre_activation[40]
    lowest = int(np.argmin(line))
    assert line[lowest] < 0
    assert table.head == (f"Lowest sum of the row (column {lowest})", *maps)
    true, wrapped = int(line[lowest]), str(int(line[lowest]) % 256)
    clamped = [str(min(max(true, 0), 255))] * 2
    assert [row[1:] for row in table.rows] == [
        (clamped[0], wrapped, number(true, 0)),
        (clamped[1], wrapped, "0"),
    ]
    shown = [np.asarray(image.values) for image in images.images]
    np.testing.assert_array_equal(shown[3], np.maximum(shown[2], 0))
    assert ROW.sliders(row_data(maps))[0].high == 63
