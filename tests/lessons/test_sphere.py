import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.lessons.sphere import circle, farthest

angles = st.floats(-720, 720)


@given(angles, st.lists(angles, min_size=1, max_size=5))
@settings(deadline=None)
def test_a_correlation_is_the_product_of_two_unit_vectors_and_the_cosine_of_their_distance(point, anchors):
    found = circle(point, anchors)
    x, *others = (np.array([np.cos(angle), np.sin(angle)]) for angle in np.radians([point, *anchors]))
    np.testing.assert_allclose(found.correlations, np.array(others) @ x, atol=1e-12)
    np.testing.assert_allclose(found.correlations, np.cos(np.radians(found.distances)), atol=1e-12)
    assert ((found.distances >= 0) & (found.distances <= 180)).all()
    assert np.abs(found.correlations).max() <= 1


@given(angles, st.lists(angles, min_size=1, max_size=5))
@settings(deadline=None)
def test_the_rectifier_keeps_what_is_nearer_than_a_right_angle(point, anchors):
    found = circle(point, anchors)
    np.testing.assert_array_equal(found.rectified > 0, found.distances < 90)
    np.testing.assert_array_equal(found.rectified, np.maximum(found.correlations, 0))


@given(st.integers(0, 359), st.integers(0, 359))
@settings(deadline=None)
def test_opposite_anchors_have_opposite_correlations_and_one_of_them_is_cut_off(point, anchor):
    found = circle(point, [anchor, anchor + 180])
    assert found.correlations[0] == -found.correlations[1]
    assert found.distances.sum() == 180
    assert found.rectified.min() == 0
    assert found.rectified.max() == abs(found.correlations[0])


@given(st.lists(st.integers(0, 179), min_size=2, max_size=6), st.integers(0, 359))
@settings(deadline=None)
def test_nearer_means_more_alike(anchors, point):
    found = circle(point, anchors)
    order = np.argsort(found.distances, kind="stable")
    assert (np.diff(found.correlations[order]) <= 0).all()


def test_angles_go_counter_clockwise_from_the_right():
    found = circle(90, [0, 180, -90])
    assert found.distances.tolist() == [90, 90, 180]
    assert found.correlations.tolist() == [0, 0, -1]


def test_the_figure_with_three_anchors():
    found = circle(45, [70, 0, -110])
    assert found.distances.tolist() == [25, 45, 155]
    np.testing.assert_allclose(found.correlations, [0.9063, 0.7071, -0.9063], atol=5e-5)
    np.testing.assert_allclose(found.rectified, [0.9063, 0.7071, 0], atol=5e-5)
    assert found.correlations[0] == -found.correlations[2]
    assert found.rectified[2] == 0


@given(st.integers(0, 359), st.lists(st.integers(0, 359), min_size=3, max_size=3))
@settings(deadline=None)
def test_what_is_said_of_the_farthest_pattern_is_so(point, anchors):
    found = circle(point, anchors)
    said = farthest(found, ("a", "b", "c"))
    if "changes nothing here" in said:
        np.testing.assert_array_equal(found.rectified, found.correlations)
        return
    place = "abc".index(said[0])
    assert found.distances[place] == found.distances.max() > 90
    assert found.correlations[place] < 0 == found.rectified[place]
    strongest = np.abs(found.correlations).max()
    assert ("as strong as any" in said) == (abs(found.correlations[place]) > strongest - 1e-4)
