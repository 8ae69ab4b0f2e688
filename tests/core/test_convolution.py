import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import ndimage, signal

from explorer.core.arrays import read_only
from explorer.core.convolution import PADDINGS, as_kernel, conv2d, offset, output_size, products, window

SCIPY_MODES = {"zeros": "constant", "reflect": "mirror", "replicate": "nearest", "circular": "wrap"}
RAMP = read_only([[-1, 0, 1]] * 3)

paddings = st.sampled_from(list(PADDINGS))
strides = st.integers(1, 4)
biases = st.floats(-5, 5, width=32)
images = hnp.arrays(
    np.float32, st.tuples(st.integers(5, 12), st.integers(5, 12)), elements=st.floats(0, 1, width=32)
).map(read_only)
kernels = st.sampled_from([1, 3, 5]).flatmap(
    lambda k: hnp.arrays(np.float32, (k, k), elements=st.floats(-10, 10, width=32)).map(read_only)
)


def rounding(kernel, bias=0.0):
    """Bound what float32 may lose: once where products and sums are rounded, once where a sum counts as 0."""
    return 1e-12 + 2 * (kernel.size + 1) * 2**-24 * (np.abs(kernel).sum() + abs(bias))


def correlated_by_scipy(image, kernel, bias, stride, padding):
    image, kernel = np.float64(image), np.float64(kernel)
    if padding == "valid":
        sums = signal.correlate2d(image, kernel, mode="valid")
    else:
        sums = ndimage.correlate(image, kernel, mode=SCIPY_MODES[padding])
    return sums[::stride, ::stride] + bias


@given(images, kernels, biases, strides, paddings)
@settings(deadline=None, max_examples=200)
def test_agrees_with_scipy(image, kernel, bias, stride, padding):
    found = conv2d(image, kernel, bias=bias, stride=stride, padding=padding)
    expected = correlated_by_scipy(image, kernel, bias, stride, padding)
    np.testing.assert_allclose(found, expected, rtol=0, atol=rounding(kernel, bias))


@given(images, kernels, biases, strides, paddings)
@settings(deadline=None)
def test_the_result_is_contiguous_float32_of_the_announced_size(image, kernel, bias, stride, padding):
    found = conv2d(image, kernel, bias=bias, stride=stride, padding=padding)
    announced = [output_size(n, len(kernel), stride=stride, padding=padding) for n in image.shape]
    assert (found.dtype, found.flags.c_contiguous) == (np.float32, True)
    assert list(found.shape) == announced


@given(images, kernels, biases, strides, paddings)
@settings(deadline=None, max_examples=40)
def test_the_products_under_every_window_add_up_to_the_map(image, kernel, bias, stride, padding):
    found = conv2d(image, kernel, bias=bias, stride=stride, padding=padding)
    by_hand = np.empty(found.shape)
    for at in np.ndindex(found.shape):
        seen = window(image, len(kernel), *at, stride=stride, padding=padding)
        by_hand[at] = products(seen, kernel).sum() + bias
    np.testing.assert_allclose(found, by_hand, rtol=0, atol=rounding(kernel, bias))


@given(images, st.sampled_from([1, 3, 5]), strides, paddings)
@settings(deadline=None)
def test_the_middle_of_a_window_is_the_pixel_that_offset_names(image, size, stride, padding):
    last = [output_size(n, size, stride=stride, padding=padding) - 1 for n in image.shape]
    seen = window(image, size, *last, stride=stride, padding=padding)
    row, col = (index * stride + offset(size, padding) for index in last)
    assert seen[size // 2, size // 2] == image[row, col]
    assert (seen.shape, seen.dtype) == ((size, size), np.float32)


@pytest.mark.parametrize("padding", PADDINGS)
def test_agrees_with_torch(padding):
    torch = pytest.importorskip("torch")
    random = np.random.default_rng(0)
    for size in (1, 3, 5, 7):
        for stride in (1, 2, 3, 4):
            image = random.random((19, 24), np.float32)
            kernel = random.uniform(-10, 10, (size, size)).astype(np.float32)
            layer = torch.nn.Conv2d(
                1,
                1,
                size,
                stride=stride,
                padding=0 if padding == "valid" else size // 2,
                padding_mode="zeros" if padding == "valid" else padding,
            )
            layer.requires_grad_(False)
            layer.weight[0, 0] = torch.from_numpy(kernel)
            layer.bias[0] = -1.5
            expected = layer(torch.from_numpy(image)[None, None])[0, 0].numpy()
            found = conv2d(image, kernel, bias=-1.5, stride=stride, padding=padding)
            np.testing.assert_allclose(found, expected, rtol=0, atol=rounding(kernel, 1.5))


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("size", [3, 5])
def test_an_impulse_prints_the_kernel_upside_down_and_backwards(padding, size):
    impulse = np.zeros((11, 11), np.float32)
    impulse[5, 5] = 1
    kernel = np.arange(1, size * size + 1, dtype=np.float32).reshape(size, size)
    shift, reach = 5 - offset(size, padding), size // 2
    around = slice(shift - reach, shift + reach + 1)
    printed = conv2d(impulse, kernel, padding=padding)
    np.testing.assert_array_equal(printed[around, around], kernel[::-1, ::-1])
    assert printed.sum() == kernel.sum()


@pytest.mark.parametrize(
    ("padding", "left", "right"),
    [("replicate", 1, 4), ("reflect", 2, 3), ("zeros", 0, 0), ("circular", 4, 1)],
)
def test_what_stands_outside_the_border(padding, left, right):
    image = read_only([[1, 2, 3, 4]] * 3)
    look_left = read_only([[0, 0, 0], [1, 0, 0], [0, 0, 0]])
    np.testing.assert_array_equal(conv2d(image, look_left, padding=padding), [[left, 1, 2, 3]] * 3)
    np.testing.assert_array_equal(conv2d(image, look_left[:, ::-1], padding=padding), [[2, 3, 4, right]] * 3)
    assert window(image, 3, 1, 0, padding=padding)[1].tolist() == [left, 1, 2]
    assert window(image, 3, 1, 3, padding=padding)[1].tolist() == [3, 4, right]


def test_valid_sees_nothing_outside():
    image = read_only(np.arange(16).reshape(4, 4))
    np.testing.assert_array_equal(window(image, 3, 0, 0, padding="valid"), image[:3, :3])
    np.testing.assert_array_equal(window(image, 3, 1, 1, padding="valid"), image[1:, 1:])


def test_bytes_lose_their_negatives_in_opencv_but_not_here():
    bar = np.array([[0, 0, 0, 10, 10, 10, 0, 0, 0]] * 3, np.uint8)
    trapped = cv2.filter2D(bar, -1, RAMP)
    ours = conv2d(bar, RAMP)
    assert trapped[1].tolist() == [0, 0, 30, 30, 0, 0, 0, 0, 0]
    assert ours[1].tolist() == [0, 0, 30, 30, 0, -30, -30, 0, 0]
    np.testing.assert_array_equal(trapped, np.maximum(ours, 0))


@pytest.mark.parametrize("padding", PADDINGS)
def test_a_view_that_skips_and_turns_is_read_as_it_looks(padding):
    image = np.random.default_rng(1).random((20, 20), np.float32)
    view = image[::-2, ::2].T
    np.testing.assert_array_equal(
        conv2d(view, RAMP, padding=padding), conv2d(view.copy(), RAMP, padding=padding)
    )


@pytest.mark.parametrize("padding", PADDINGS)
def test_the_arguments_stay_as_they_are_and_apart_from_the_result(padding):
    image = np.random.default_rng(2).random((6, 7), np.float32)
    kernel = np.eye(3, dtype=np.float32)
    before = image.copy(), kernel.copy()
    conv2d(image, kernel, padding=padding)[:] = 99
    window(image, 3, 0, 0, padding=padding)[:] = 99
    products(image[:3, :3], kernel)[:] = 99
    np.testing.assert_array_equal(image, before[0])
    np.testing.assert_array_equal(kernel, before[1])


def test_the_sizes_of_a_valid_convolution_by_hand():
    found = [output_size(7, 3, stride=stride, padding="valid") for stride in (1, 2, 3, 4, 5, 99)]
    assert found == [5, 3, 2, 2, 1, 1]


@pytest.mark.parametrize("padding", ["zeros", "replicate"])
def test_a_single_pixel_is_a_picture(padding):
    assert conv2d([[1]], np.ones((3, 3)), padding=padding) == {"zeros": 1, "replicate": 9}[padding]


def test_the_narrowest_pictures_that_paddings_take():
    kernel = np.ones((5, 5), np.float32)
    assert conv2d(np.ones((3, 3)), kernel, padding="reflect").tolist() == [[25.0] * 3] * 3
    assert conv2d(np.ones((2, 2)), kernel, padding="circular").tolist() == [[25.0] * 2] * 2


NAN, INF, TOO_LARGE = float("nan"), float("inf"), float("1e999")
REFUSED = [
    ({"kernel": np.ones((2, 2))}, "square with a pixel in its middle.*2 by 2"),
    ({"kernel": np.ones((3, 5))}, "3 by 5"),
    ({"kernel": np.ones(3)}, "A kernel is a square"),
    ({"kernel": 1.0}, "a single number"),
    ({"kernel": np.ones((0, 0))}, "0 by 0"),
    (
        {"kernel": np.ones((7, 7)), "padding": "valid"},
        "A kernel 7 wide does not fit into 6 pixels without padding",
    ),
    (
        {"image": np.ones((6, 1)), "padding": "valid"},
        "A kernel 3 wide does not fit into 1 pixel without padding",
    ),
    (
        {"image": np.ones((1, 6)), "padding": "reflect"},
        "'reflect' cannot take 1 pixel from a side of 1 pixel",
    ),
    (
        {"kernel": np.ones((15, 15)), "padding": "circular"},
        "'circular' cannot take 7 pixels from a side of 6 pixels",
    ),
    ({"padding": "same"}, "no padding called 'same'.*replicate, reflect, zeros, circular, valid"),
    ({"stride": 0}, "The stride is 0"),
    ({"stride": -1}, "The stride is -1"),
    ({"stride": NAN}, "The stride is nan"),
    ({"image": np.ones(6)}, "1 dimensions"),
    ({"image": np.ones((6, 6, 3))}, "3 dimensions"),
    ({"image": np.ones((0, 6))}, "no pixels"),
    *(({"bias": value}, "The bias is") for value in (NAN, INF, -INF, TOO_LARGE, 1e39)),
    *(({"kernel": np.full((3, 3), value)}, "Every weight") for value in (NAN, INF, -INF, TOO_LARGE, 1e39)),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSED)
def test_what_does_not_fit_is_refused_with_a_sentence(change, sentence):
    arguments = {"image": np.ones((6, 6)), "kernel": RAMP, **change}
    with pytest.raises(ValueError, match=sentence) as refusal:
        conv2d(arguments.pop("image"), arguments.pop("kernel"), **arguments)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(("row", "col"), [(-1, 0), (0, -1), (4, 0), (0, 5)])
def test_a_window_outside_the_map_is_refused(row, col):
    with pytest.raises(
        ValueError, match=r"There is no (row|column) -?\d in a map with (row|column)s 0 to [34]\."
    ):
        window(np.ones((4, 5)), 3, row, col)


def test_an_even_width_is_refused_before_there_is_a_kernel():
    for call in (
        lambda: output_size(9, 4),
        lambda: window(np.ones((9, 9)), 2, 0, 0),
        lambda: output_size(9, -3),
    ):
        with pytest.raises(ValueError, match="the width must be odd"):
            call()


def test_products_of_different_shapes_are_refused():
    with pytest.raises(ValueError, match=r"3 by 3 pixels .* with 5 by 5 weights"):
        products(np.ones((3, 3)), np.ones((5, 5)))


def test_a_kernel_is_returned_as_float32():
    assert as_kernel([[1, 2, 3]] * 3).dtype == np.float32


@pytest.mark.parametrize("row", PADDINGS.values(), ids=lambda row: row.name)
def test_every_padding_has_a_sentence_and_is_known_to_both_libraries(row):
    assert row.caption.endswith(".")
    assert row.border == getattr(cv2, row.opencv)
    image = np.arange(12.0).reshape(3, 4)
    np.testing.assert_array_equal(
        np.pad(image, 2, mode=row.numpy), cv2.copyMakeBorder(image, 2, 2, 2, 2, row.border)
    )
