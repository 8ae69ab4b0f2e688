import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.lessons.sphere import circle, sign_patterns

angles = st.floats(-720, 720)


@given(angles, st.lists(angles, min_size=1, max_size=5))
@settings(deadline=None)
def test_a_correlation_is_the_product_of_two_unit_vectors_and_the_cosine_of_their_distance(point, anchors):
    found = circle(point, anchors)
    np.testing.assert_allclose(np.linalg.norm(found.anchors, axis=1), 1)
    np.testing.assert_allclose(np.linalg.norm(found.point), 1)
    np.testing.assert_allclose(found.correlations, found.anchors @ found.point, atol=1e-12)
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
    np.testing.assert_allclose(found.point, [0, 1], atol=1e-15)
    np.testing.assert_allclose(found.anchors, [[1, 0], [-1, 0], [0, -1]], atol=1e-15)
    assert found.correlations.tolist() == [0, 0, -1]


def test_the_figure_with_three_anchors():
    found = circle(45, [70, 0, -110])
    assert found.distances.tolist() == [25, 45, 155]
    np.testing.assert_allclose(found.correlations, [0.9063, 0.7071, -0.9063], atol=5e-5)
    np.testing.assert_allclose(found.rectified, [0.9063, 0.7071, 0], atol=5e-5)
    assert found.correlations[0] == -found.correlations[2]
    assert found.rectified[2] == 0


@pytest.mark.parametrize(("anchors", "dimensions", "count"), [(3, 2, 6), (6, 2, 12), (6, 3, 32), (8, 3, 58)])
def test_as_many_sign_patterns_as_one_meets_by_sampling(anchors, dimensions, count):
    assert sign_patterns(anchors, dimensions) == count
    random = np.random.default_rng(1)  # of this stream no region is too small to be hit
    signs = random.normal(size=(60_000, dimensions)) @ random.normal(size=(dimensions, anchors)) > 0
    assert len(np.unique(signs @ (1 << np.arange(anchors)))) == count


@given(st.lists(st.integers(0, 179), min_size=1, max_size=7, unique=True))
@settings(deadline=None, max_examples=25)
def test_on_the_circle_every_pattern_can_be_met(anchors):
    patterns = {tuple(circle(half / 2, anchors).rectified > 0) for half in range(1, 720, 2)}
    assert len(patterns) == sign_patterns(len(anchors), 2) == 2 * len(anchors)


@given(st.integers(2, 12), st.integers(2, 12))
@settings(deadline=None)
def test_one_more_plane_cuts_the_regions_it_crosses(anchors, dimensions):
    without, crossed = sign_patterns(anchors - 1, dimensions), sign_patterns(anchors - 1, dimensions - 1)
    assert sign_patterns(anchors, dimensions) == without + crossed
    if anchors <= dimensions:
        assert sign_patterns(anchors, dimensions) == 2**anchors


@pytest.mark.parametrize(("anchors", "dimensions"), [(0, 2), (3, 0), (-1, -1)])
def test_without_anchors_or_dimensions_there_are_no_patterns(anchors, dimensions):
    with pytest.raises(ValueError, match="at least 1"):
        sign_patterns(anchors, dimensions)
