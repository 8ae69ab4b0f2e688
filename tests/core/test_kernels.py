import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import ndimage

from explorer.core.kernels import (
    KERNEL_ROWS,
    KERNELS,
    flip_sign,
    name_of,
    normalise,
    rotate,
    sum_meaning,
    transpose,
)

COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
SIDES = ("right", "bottom", "left", "top")
FAMILIES = ("Sobel", "Prewitt", "Scharr")
kernels = hnp.arrays(np.float32, (3, 3), elements=st.floats(-10, 10, width=16))


def weights(name):
    return KERNELS[name].weights.tolist()


def answer(name, picture):
    """Correlate by SciPy at the middle of a 3 by 3 picture."""
    return ndimage.correlate(np.float64(picture), np.float64(KERNELS[name].weights))[1, 1]


def test_every_row_is_complete():
    for row in KERNEL_ROWS:
        assert (row.weights.shape, row.weights.dtype) == ((3, 3), np.float32), row.name
        assert not row.weights.flags.writeable, row.name
        assert not np.signbit(row.weights[row.weights == 0]).any(), row.name
        assert row.caption.endswith("."), row.name
        assert row.caption[0].isupper(), row.name


def test_gradients_and_the_outline_come_with_their_exact_negatives():
    outlines = {"Outline": ["Laplacian (8 neighbours)"], "Laplacian (8 neighbours)": ["Outline"]}
    for row in KERNEL_ROWS:
        negatives = [name for name, other in KERNELS.items() if np.array_equal(other.weights, -row.weights)]
        family, _, side = row.name.partition(" ")
        if family in FAMILIES:
            assert negatives == [f"{family} {SIDES[(SIDES.index(side) + 2) % 4]}"], row.name
        else:
            own = [] if row.weights.any() else [row.name]
            assert negatives == outlines.get(row.name, own), row.name


def test_names_and_weights_are_unique():
    assert len(KERNELS) == len(KERNEL_ROWS) == len({row.weights.tobytes() for row in KERNEL_ROWS})


def test_what_the_weights_add_up_to():
    one = {"Identity", "Box blur", "Gaussian blur", "Sharpen", "Unsharp mask", "Emboss"}
    sums = {row.name: float(row.weights.sum(dtype=np.float64)) for row in KERNEL_ROWS}
    assert sums == pytest.approx({name: float(name in one) for name in sums}, abs=1e-7)


def test_the_textbook_weights():
    assert weights("Identity") == [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    assert weights("Sharpen") == [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
    assert weights("Outline") == [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]
    assert weights("Laplacian (4 neighbours)") == [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
    assert weights("Laplacian (8 neighbours)") == [[1, 1, 1], [1, -8, 1], [1, 1, 1]]
    assert weights("Emboss") == [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]
    assert weights("Sobel right") == [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    assert weights("Sobel bottom") == [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    assert weights("Prewitt left") == [[1, 0, -1]] * 3
    assert weights("Scharr top") == [[3, 10, 3], [0, 0, 0], [-3, -10, -3]]
    assert weights("Kirsch north") == [[5, 5, 5], [-3, 0, -3], [-3, -3, -3]]
    assert weights("Kirsch north-east") == [[-3, 5, 5], [-3, 0, 5], [-3, -3, -3]]
    assert weights("Kirsch west") == [[5, -3, -3], [5, 0, -3], [5, -3, -3]]
    assert weights("Line horizontal") == [[-1, -1, -1], [2, 2, 2], [-1, -1, -1]]
    assert weights("Line rising") == [[-1, -1, 2], [-1, 2, -1], [2, -1, -1]]
    assert weights("Line falling") == [[2, -1, -1], [-1, 2, -1], [-1, -1, 2]]
    sixteenths = 16 * KERNELS["Unsharp mask"].weights
    assert sixteenths.tolist() == [[-1, -2, -1], [-2, 28, -2], [-1, -2, -1]]
    np.testing.assert_array_equal(KERNELS["Gaussian blur"].weights * 16, [[1, 2, 1], [2, 4, 2], [1, 2, 1]])


@pytest.mark.parametrize("family", ["Sobel", "Prewitt", "Scharr"])
def test_a_gradient_answers_to_the_side_it_is_named_for(family):
    for turn, side in enumerate(SIDES):
        lighter_that_way = np.rot90([[0, 0, 1]] * 3, -turn)
        answers = {other: answer(f"{family} {other}", lighter_that_way) for other in SIDES}
        assert answers[side] > 0
        assert sum(answers.values()) == 0
        assert max(answers, key=answers.get) == side
        assert answers[SIDES[(turn + 2) % 4]] == -answers[side]
        assert f"{family} {'xyxy'[turn]}" in KERNELS[f"{family} {side}"].caption


def test_a_compass_direction_answers_to_what_lies_there():
    places = [(0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0), (0, 0)]
    for direction, place in zip(COMPASS, places, strict=True):
        away = np.array(place) - 1
        rows, cols = np.indices((3, 3)) - 1
        lighter_that_way = (rows * away[0] + cols * away[1] > 0).astype(float)
        answers = {other: answer(f"Kirsch {other}", lighter_that_way) for other in COMPASS}
        assert max(answers, key=answers.get) == direction
        assert sorted(answers.values())[-1] > sorted(answers.values())[-2]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Line horizontal", [[0, 0, 0], [1, 1, 1], [0, 0, 0]]),
        ("Line vertical", [[0, 1, 0]] * 3),
        ("Line falling", np.eye(3)),
        ("Line rising", np.eye(3)[::-1]),
    ],
)
def test_a_line_detector_prefers_its_own_line(name, line):
    answers = {row.name: answer(row.name, line) for row in KERNEL_ROWS if row.name.startswith("Line")}
    assert answers.pop(name) == 6
    assert set(answers.values()) == {0}


def test_bright_and_dark_dots():
    dot = [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    assert answer("Outline", dot) == 8
    assert answer("Laplacian (8 neighbours)", dot) == -8
    assert answer("Laplacian (4 neighbours)", [[0, 0, 1]] * 3) == 1  # the dark side of an edge
    assert answer("Laplacian (4 neighbours)", [[0, 1, 1]] * 3) == -1  # its bright side


def test_a_preset_is_known_by_its_weights_however_few_digits_they_carry():
    for row in KERNEL_ROWS:
        assert name_of(row.weights) == row.name
        for digits in (3, 4, 6):
            assert name_of(row.weights.round(digits)) == row.name


def test_a_weight_off_by_a_hundredth_makes_it_custom():
    for row in KERNEL_ROWS:
        changed = row.weights.copy()
        changed[1, 2] += 0.01
        assert name_of(changed) is None, row.name


@pytest.mark.parametrize(
    "strange", [np.full((3, 3), np.nan), np.full((3, 3), np.inf), np.ones((5, 5)), 1.0, []]
)
def test_what_is_no_preset_has_no_name(strange):
    assert name_of(strange) is None


@given(kernels)
def test_four_quarter_turns_two_flips_and_two_transpositions_change_nothing(kernel):
    kernel.flags.writeable = False
    np.testing.assert_array_equal(rotate(rotate(rotate(rotate(kernel)))), kernel)
    np.testing.assert_array_equal(flip_sign(flip_sign(kernel)), kernel)
    np.testing.assert_array_equal(transpose(transpose(kernel)), kernel)
    for changed in (rotate(kernel), flip_sign(kernel), transpose(kernel), normalise(kernel)):
        assert (changed.dtype, changed.flags.c_contiguous) == (np.float32, True)
        assert not np.shares_memory(changed, kernel)


def test_turning_a_gradient_turns_what_it_answers_to():
    for turn, side in enumerate(SIDES):
        assert name_of(rotate(KERNELS[f"Sobel {side}"].weights)) == f"Sobel {SIDES[(turn + 1) % 4]}"
        assert name_of(flip_sign(KERNELS[f"Sobel {side}"].weights)) == f"Sobel {SIDES[(turn + 2) % 4]}"
    assert name_of(transpose(KERNELS["Scharr right"].weights)) == "Scharr bottom"


def test_turning_goes_clockwise():
    for turn, direction in enumerate(COMPASS):
        assert name_of(rotate(KERNELS[f"Kirsch {direction}"].weights)) == f"Kirsch {COMPASS[(turn + 2) % 8]}"


@given(kernels)
def test_normalised_weights_have_absolute_sum_one(kernel):
    total = np.abs(normalise(kernel)).sum(dtype=np.float64)
    assert total == pytest.approx(1 if kernel.any() else 0, abs=1e-6)


def test_zeros_and_negated_zeros_stay_zeros():
    assert not normalise(KERNELS["Zero"].weights).any()
    assert not np.signbit(flip_sign(KERNELS["Zero"].weights)).any()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([1, -1], "The weights add up to 0: flat areas become 0."),
        ([0.0, -0.0001], "The weights add up to 0: flat areas become 0."),
        ([0.1111] * 9, "The weights add up to 1: flat areas keep their brightness."),
        ([-1], "The weights add up to −1: flat areas keep their strength but turn negative."),
        ([9, 1], "The weights add up to 10: flat areas are multiplied by 10."),
        ([-0.125], "The weights add up to −0.125: flat areas are multiplied by −0.125."),
        ([0.111] * 9, "The weights add up to 0.999: flat areas are multiplied by 0.999."),
    ],
)
def test_what_the_sum_means(values, sentence):
    assert sum_meaning(values) == sentence
