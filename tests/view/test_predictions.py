"""Scores of predicted lines."""

import math

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from explorer.view import predictions

lines = st.lists(st.floats(-4, 4, width=32), min_size=1, max_size=64).map(lambda v: np.array(v, np.float32))


@given(lines)
def test_the_true_line_has_no_error_and_the_signed_one_that_of_the_negative_part(signed):
    rectified = np.maximum(signed, 0)
    assert predictions.score(rectified, signed, rectified).error == 0
    found = predictions.score(signed, signed, rectified)
    assert found.error == found.change
    assert found.error == pytest.approx(np.maximum(-signed.astype(np.float64), 0).mean())


@given(lines, st.floats(-2, 2, width=32))
def test_a_line_drawn_too_high_or_low_by_the_same_is_off_by_that(truth, shift):
    drawn = truth.astype(np.float64) + shift
    assert predictions.score(drawn, truth, truth).error == pytest.approx(abs(shift), abs=1e-6)


@pytest.mark.parametrize(
    "sent",
    [
        None,
        3,
        "12",
        {},
        [],
        [1],
        [1, 2, 3],
        [1, math.nan],
        [1, math.inf],
        [1, None],
        [1, True],
        [1, "2"],
        [[1], 2],
    ],
)
def test_what_is_no_line_is_refused(sent):
    assert predictions.checked(sent, count=2, limit=1) is None


def test_values_out_of_range_are_clipped_even_when_no_float_holds_them():
    np.testing.assert_array_equal(predictions.checked([10**400, -7.5], count=2, limit=4), [4, -4])


def test_another_line_with_crossings_in_the_stretch_is_chosen():
    signed = np.ones((5, 200), np.float32)
    signed[3, 100:110:2] = -1
    signed[1, :10:2] = -1  # out of the stretch

    def chosen(lines, index, place):
        return predictions.choose_stretch(lines, np.maximum(lines, 0), index, place)

    assert chosen(signed, 2, 100) == predictions.Stretch(3, 68, 132)
    far = np.vstack([signed, signed, signed, signed])  # 20 lines: 3, 8, 13 and 18 swing
    assert chosen(far, 0, 100).index == 18
    far[17, 100:110:2] = -2  # moved more by the activation
    assert chosen(far, 0, 100).index == 17
    far[19] = -2  # moved most, but never across zero
    assert chosen(far, 0, 100).index == 17
    far[17] *= 0.01  # too faint to count as swinging
    assert chosen(far, 0, 100).index == 18
    still = predictions.choose_stretch(np.vstack([signed] * 4), np.vstack([signed] * 4), 2, 100)
    assert still.index == 18  # nothing is moved: the nearest
    assert chosen(signed, 3, 199).index != 3
    assert chosen(signed, 2, 199).stop == 200
    assert chosen(signed[:1], 0, 0) == predictions.Stretch(0, 0, 64)


@pytest.mark.parametrize(("place", "start"), [(0, 68), (100, 68), (199, 68), (130, 68)])
def test_the_stretch_lies_where_the_selected_line_crosses_zero(place, start):
    signed = np.ones((40, 200), np.float32)
    signed[:, 100:] = -1
    signed[20, 150:152] = 0.01  # too faint to count
    found = predictions.choose_stretch(signed, np.maximum(signed, 0), 20, place)
    assert (found.start, found.stop) == (start, start + predictions.STRETCH)
    assert abs(found.index - 20) >= predictions.FAR


def test_of_several_crossings_the_nearest_is_asked_about():
    signed = np.ones((40, 400), np.float32)
    signed[:, 100:300] = -1
    relu = np.maximum(signed, 0)
    assert [predictions.choose_stretch(signed, relu, 0, place).start for place in (190, 210)] == [68, 268]


def test_errors_of_opposite_signs_do_not_cancel():
    signed, rectified = np.array([-2, 2], np.float32), np.array([0, 2], np.float32)
    drawn = rectified + np.array([0.5, -0.5], np.float32)
    assert predictions.score(drawn, signed, rectified) == predictions.Score(error=0.5, change=1.0)


@pytest.mark.parametrize(
    ("error", "said"),
    [(0, "Exactly"), (0.1, "Very close"), (0.3, "**Close"), (0.9, "Partly"), (1, "No nearer")],
)
def test_the_verdict_is_that_of_the_share(error, said):
    assert said in predictions.verdict(predictions.Score(error, 1), limit=4, activation="ReLU")


def test_an_activation_that_changes_nothing_is_not_divided_by():
    assert "changed nothing" in predictions.verdict(predictions.Score(0.5, 0), limit=4, activation="Identity")
