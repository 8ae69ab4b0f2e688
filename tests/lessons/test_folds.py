from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.lessons.folds import Size, folded, hat, line_words, picture_words, turns, zigzag

FOLDS = range(7)
HALF = Fraction(1, 2)


def exact_relu(z):
    return z if z > 0 else Fraction(0)


def exactly_folded(x, folds):
    """Send a fraction through layers of two ReLUs, in exact arithmetic."""
    for _ in range(folds):
        x = 2 * exact_relu(x) - 4 * exact_relu(x - HALF)
    return x


def exact_bends(function, parts):
    """Return where a function is bent that is straight between neighbouring multiples of 1 / parts."""
    places = [Fraction(k, parts) for k in range(parts + 1)]
    heights = [function(x) for x in places]
    slopes = [(b - a) * parts for a, b in pairwise(heights)]
    return [places[k + 1] for k, (a, b) in enumerate(pairwise(slopes)) if a != b], slopes


@pytest.mark.parametrize("folds", FOLDS)
def test_the_pieces_are_those_of_exact_arithmetic(folds):
    finer = 4 * 2**folds  # bends between the multiples of this would show as more than one slope a piece
    bends, slopes = exact_bends(lambda x: exactly_folded(x, folds), finer)
    assert len(bends) + 1 == Size(folds).pieces
    assert {abs(slope) for slope in slopes} == {2**folds}


@pytest.mark.parametrize("folds", FOLDS)
def test_the_teeth_are_counted_at_their_ends(folds):
    heights = [exactly_folded(Fraction(k, 2**folds), folds) for k in range(2**folds + 1)]
    teeth = sum(heights[k : k + 3] == [0, 1, 0] for k in range(0, len(heights) - 2, 2))
    assert teeth == Size(folds).teeth
    assert set(heights) <= {0, 1}


@given(st.fractions(0, 1, max_denominator=2**20), st.integers(0, 6))
def test_a_fold_is_exact_wherever_the_number_is(x, folds):
    number = float(x)
    assert folded(number, folds) == float(exactly_folded(Fraction(number), folds))
    assert hat(number) == 1 - abs(2 * Fraction(number) - 1)


@given(st.fractions(0, 1), st.integers(1, 24))
def test_the_zigzag_runs_between_0_and_1_in_equal_pieces(x, pieces):
    place = x * pieces
    piece = min(int(place), pieces - 1)
    expected = place - piece if piece % 2 == 0 else piece + 1 - place
    assert zigzag(float(x), pieces) == pytest.approx(float(expected), abs=1e-11)


@pytest.mark.parametrize("folds", FOLDS)
def test_one_layer_draws_the_folded_line_with_a_relu_a_piece(folds):
    x = np.linspace(0, 1, 2**9 + 1)
    np.testing.assert_array_equal(zigzag(x, Size(folds).one_layer_relus), folded(x, folds))


@pytest.mark.parametrize("folds", range(5))
def test_one_layer_of_a_relu_less_never_does(folds):
    """Try every choice of the side on which each ReLU is on."""
    pieces = 2**folds
    changes = [2 * pieces * (-1) ** k for k in range(1, pieces)]  # of the slope, from bend to bend
    on_at_the_left = (
        sum(chosen) for count in range(len(changes) + 1) for chosen in combinations(changes, count)
    )
    assert all(-first != pieces for first in set(on_at_the_left))


@pytest.mark.parametrize("folds", FOLDS[1:])
def test_one_layer_of_as_many_relus_has_its_teeth_and_no_more(folds):
    size = Size(folds)
    heights = zigzag(np.arange(size.relus + 1) / size.relus, size.relus)
    np.testing.assert_allclose(heights, np.arange(size.relus + 1) % 2, atol=1e-12)
    assert size.one_layer_teeth == size.relus // 2
    bends_of_a_tooth_more = 2 * (size.one_layer_teeth + 1) - 1
    assert bends_of_a_tooth_more > size.relus


def test_depth_pays_from_three_folds_on():
    assert [folds for folds in FOLDS if Size(folds).relus < Size(folds).one_layer_relus] == [0, 3, 4, 5, 6]
    assert [folds for folds in FOLDS if Size(folds).teeth > Size(folds).one_layer_teeth] == [3, 4, 5, 6]


@given(st.lists(st.integers(-3, 3), max_size=12))
def test_turns_are_the_peaks_and_the_valleys(row):
    steps = [b - a for a, b in pairwise(row) if a != b]
    assert turns(row) == sum(a * b < 0 for a, b in pairwise(steps))


@pytest.mark.parametrize("folds", FOLDS)
def test_a_ramp_turns_at_every_bend(folds):
    assert turns(folded(np.arange(257) / 256, folds)) == Size(folds).pieces - 1


@pytest.mark.parametrize("folds", FOLDS)
def test_what_is_said_of_the_line_holds(folds):
    text, size = line_words(Size(folds)), Size(folds)
    x = np.arange(2**10 + 1) / 2**10
    if folds and np.array_equal(folded(x, folds), zigzag(x, size.relus)):
        teeth = "1 tooth" if folds == 1 else f"{folds} teeth"
        assert text == f"With {2 * folds} ReLUs both draw the same line: {teeth}."
    elif np.array_equal(folded(x, folds), x):
        assert text.startswith("Not folded yet")
    else:
        assert f"**{teeth_of(folded(x, folds))} teeth against {folds}**, with {2 * folds} ReLUs each" in text
        assert f"at least {2**folds} ReLUs" in text


def teeth_of(heights):
    """Count the ways up from 0 to 1 and down to 0."""
    ends = [height for height in heights if height in (0, 1)]
    return sum(ends[k : k + 3] == [0, 1, 0] for k in range(len(ends) - 2))


rows = st.lists(st.sampled_from([0, 0.25, 0.5, 1]), min_size=1, max_size=6).map(np.float32)


@given(rows, st.integers(0, 6))
def test_what_is_said_of_a_row_holds(row, folds):
    text, after = picture_words(row, folds), folded(row, folds)
    if folds == 0:
        assert text.startswith("Not folded yet: both pictures are the same")
        np.testing.assert_array_equal(after, row)
    elif text.startswith("This row has one brightness everywhere"):
        assert len(set(row)) == len(set(after)) == 1
    else:
        assert len(set(row)) > 1
        teeth = teeth_of(folded(np.arange(1025) / 1024, folds))
        times = "once" if teeth == 1 else f"{teeth} times"
        assert (
            text
            == f"A slow change from black to white now goes from black to white and back to black {times}."
        )
