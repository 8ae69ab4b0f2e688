from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest

from explorer.lessons.folds import folded, zigzag
from explorer.lessons.regions import (
    DEPTHS,
    DRAWS,
    UNITS,
    Layer,
    flattened,
    folding_network,
    mixed,
    most_regions_of_one_layer,
    parity,
    random_network,
    random_weights,
    region_words,
    regions,
)

SHARES = (0.0, 0.05, 0.3, 0.7, 1.0)


def networks(depth):
    """Yield networks of one depth, from those that fold to random ones."""
    for draw, share in product(range(DRAWS), SHARES):
        yield mixed(folding_network(depth), flattened(random_network(depth, draw)), share)


def exact(value):
    return Fraction(float(value))


def crossing(one, other):
    """Return where two lines a x + b y + c = 0 cross; None for parallels."""
    (a, b, c), (d, e, f) = one, other
    area = a * e - b * d
    return None if area == 0 else ((b * f - c * e) / area, (c * d - a * f) / area)


def lines_through_the_square(layer):
    """Return the bends of a layer that pass through the inside of the square, each once."""
    corners = tuple(product((0, 1), repeat=2))
    found = {}
    for row, bias in zip(layer.weights, layer.biases, strict=True):
        a, b, c = (exact(value) for value in (*row, bias))
        heights = [a * x + b * y + c for x, y in corners]
        if min(heights) < 0 < max(heights):
            found[(b / a, c / a) if a else (None, c / b)] = (a, b, c)
    return list(found.values())


def exact_count_of_one_layer(layer):
    """Count the regions by Euler's formula: 1 + lines + crossings, where k lines in one point count k - 1."""
    lines = lines_through_the_square(layer)
    meeting = {}
    for pair in combinations(range(len(lines)), 2):
        point = crossing(lines[pair[0]], lines[pair[1]])
        if point and all(0 < place < 1 for place in point):
            meeting.setdefault(point, set()).update(pair)
    return 1 + len(lines) + sum(len(met) - 1 for met in meeting.values())


def exact_count(network):
    """Count the regions of a network of any depth in exact arithmetic, by cutting polygons of fractions."""
    one, zero = Fraction(1), Fraction(0)
    square = [(zero, zero), (one, zero), (one, one), (zero, one)]
    found = [(square, [(one, zero, zero), (zero, one, zero)])]
    for layer in network:
        cut = []
        for corners, signals in found:
            parts = [(corners, [])]
            for row, bias in zip(layer.weights, layer.biases, strict=True):
                terms = [exact(w) * np.array(p) for w, p in zip(row, signals, strict=True)]
                plane = tuple(sum(terms, np.array([zero, zero, exact(bias)])))
                parts = [
                    (side, [*made, plane if is_on else (zero, zero, zero)])
                    for polygon, made in parts
                    for side, is_on in exact_sides(polygon, plane)
                ]
            cut += parts
        found = cut
    return len(found)


def exact_sides(polygon, plane):
    """Yield the parts of a polygon above and below 0 that have an area."""
    heights = [plane[0] * x + plane[1] * y + plane[2] for x, y in polygon]
    for sign in (1, -1):
        if not any(sign * height > 0 for height in heights):
            continue
        kept = []
        for k, (point, height) in enumerate(zip(polygon, heights, strict=True)):
            before, low = polygon[k - 1], heights[k - 1]
            if low * height < 0:
                share = low / (low - height)
                kept.append(tuple(a + share * (b - a) for a, b in zip(before, point, strict=True)))
            if sign * height >= 0:
                kept.append(point)
        yield kept, sign > 0
    if not any(heights):
        yield polygon, False


def sign_patterns(network, side):
    """Return which ReLUs are on at each point of a grid, as rows of bits."""
    middles = (np.arange(side) + 0.5) / side
    signals = np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)
    patterns = []
    for layer in network:
        heights = signals @ layer.weights.T + layer.biases
        patterns.append(heights > 0)
        signals = np.maximum(heights, 0)
    return np.hstack(patterns)


@pytest.mark.parametrize("draw", range(DRAWS))
@pytest.mark.parametrize("share", SHARES)
def test_one_layer_has_as_many_regions_as_its_lines_make(draw, share):
    (layer,) = mixed(folding_network(1), flattened(random_network(1, draw)), share)
    assert len(regions((layer,))) == exact_count_of_one_layer(layer) <= most_regions_of_one_layer(UNITS)


@pytest.mark.parametrize("depth", DEPTHS[1:])
def test_deeper_ones_have_as_many_as_exact_arithmetic_cuts(depth):
    for network in list(networks(depth))[3::11]:
        assert len(regions(network)) == exact_count(network)


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_grid_sees_the_same_regions_but_for_the_smallest(depth):
    for network in list(networks(depth))[::9]:
        found = regions(network)
        seen = np.unique(sign_patterns(network, 300) @ (1 << np.arange(UNITS)))
        assert len(seen) <= len(found)
        assert len(seen) >= sum(area(region.corners) > 2e-4 for region in found)
        assert sum(area(region.corners) for region in found) == pytest.approx(1)


def area(corners):
    x, y = np.array(corners).T
    return abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_signals_of_a_region_are_what_the_network_answers_there(depth):
    for network in list(networks(depth))[::9]:
        for region in regions(network):
            middle = np.mean(region.corners, axis=0)
            signals = middle
            for layer in network:
                signals = np.maximum(layer.weights @ signals + layer.biases, 0)
            expected = [a * middle[0] + b * middle[1] + c for a, b, c in region.signals]
            np.testing.assert_allclose(signals, expected, atol=1e-8)


@pytest.mark.parametrize(("depth", "count"), [(1, 64), (2, 256), (4, 256)])
def test_folding_gives_equal_squares(depth, count):
    found = regions(folding_network(depth))
    assert len(found) == count
    assert {area(region.corners) for region in found} == {1 / count}


def test_no_single_layer_reaches_the_networks_that_fold():
    assert most_regions_of_one_layer(UNITS) == 137 < len(regions(folding_network(4)))


@pytest.mark.parametrize("lines", range(1, 7))
def test_lines_in_general_position_make_the_most_regions(lines):
    slopes = np.arange(1, lines + 1) / 8  # tangents of a parabola: no two parallel, no three through a point
    tangents = np.column_stack([slopes, np.full(lines, -1.0), 0.25 - slopes**2 / 2 - 0.05 * slopes])
    layer = Layer(tangents[:, :2], tangents[:, 2])
    crossings = sum(
        all(0 < place < 1 for place in crossing(*(tuple(map(exact, row)) for row in pair)))
        for pair in combinations(tangents, 2)
    )
    assert len(regions((layer,))) == 1 + lines + crossings
    assert most_regions_of_one_layer(lines) == 1 + lines + len(list(combinations(range(lines), 2)))


@pytest.mark.parametrize(("depth", "folds"), [(2, 2), (4, 4)])
def test_a_later_layer_reads_the_folded_axes(depth, folds):
    strips = UNITS // depth // 2
    network = folding_network(depth)
    points = np.random.default_rng(0).random((50, 2))
    signals = points
    for layer in network[:-1]:
        signals = np.maximum(signals @ layer.weights.T + layer.biases, 0)
    read = signals @ network[-1].weights[[0, strips]].T
    expected = points
    for _ in range(depth - 1):
        expected = zigzag(expected, strips)
    np.testing.assert_allclose(read, expected, atol=1e-12)
    if strips == 2:
        np.testing.assert_allclose(read, folded(points, folds - 1), atol=1e-12)


@pytest.mark.parametrize("depth", DEPTHS)
def test_neighbours_of_one_bend_are_painted_apart(depth):
    for network in list(networks(depth))[::9]:
        patterns = sign_patterns(network, 32)
        np.testing.assert_array_equal(parity(network, 32).ravel(), patterns.sum(axis=1) % 2)


def test_the_weights_fit_into_float32_and_come_back():
    weights = random_weights()
    assert weights.shape == (DRAWS, sum(flattened(folding_network(depth)).size for depth in DEPTHS))
    start = 0
    for depth in DEPTHS:
        drawn = random_network(depth, 3)
        end = start + flattened(drawn).size
        again = mixed(folding_network(depth), weights[3, start:end], 1.0)
        for one, other in zip(drawn, again, strict=True):
            np.testing.assert_array_equal(one.weights, other.weights)
            np.testing.assert_array_equal(one.biases, other.biases)
        start = end


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0])
def test_what_is_said_of_the_regions_holds(share):
    """A grid never sees more regions than there are; where it sees too few, exact arithmetic counts them."""
    for draw in (0, DRAWS - 1):
        drawn = [
            mixed(folding_network(depth), flattened(random_network(depth, draw)), share) for depth in DEPTHS
        ]
        text = region_words([len(regions(network)) for network in drawn])
        ahead = [depth for depth, network in zip(DEPTHS, drawn, strict=True) if is_more_than(137, network)]
        said = {
            (2, 4): "Both deep networks",
            (2,): "network of 2 layers",
            (4,): "network of 4 layers",
            (): "No network",
        }
        assert said[tuple(ahead)] in text


def is_more_than(count, network):
    seen = np.unique(sign_patterns(network, 300) @ (1 << np.arange(UNITS)))
    return len(seen) > count or exact_count(network) > count


def test_random_weights_alone_never_reach_what_one_layer_could():
    """As the text of the lesson says of the draws that it shows."""
    for depth, draw in product(DEPTHS, range(DRAWS)):
        assert len(regions(random_network(depth, draw))) < 137


@pytest.mark.parametrize("depth", DEPTHS[1:])
def test_a_little_disorder_makes_even_more(depth):
    counts = [
        len(regions(mixed(folding_network(depth), flattened(random_network(depth, draw)), 0.01)))
        for draw in range(DRAWS)
    ]
    assert min(counts) > 256
