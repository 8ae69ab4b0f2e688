import numpy as np
import pytest

from explorer.networks.cascade import pyramid
from explorer.networks.changes import CHANGES
from tests.parity.node import ask, call

MODULE = "core/pyramid"


def noise(rng, shape, kind):
    """Return a picture of a kind: all levels, black and white, flat squares, or one level."""
    if kind == "squares":
        return np.kron(rng.integers(0, 256, (*(-(-side // 8) for side in shape), 3)), np.ones((8, 8, 1)))[
            : shape[0], : shape[1]
        ].astype(np.uint8)
    levels = {"levels": (0, 256), "two": (0, 2), "one": (200, 201)}[kind]
    return (rng.integers(*levels, (*shape, 3)) * (255 if kind == "two" else 1)).astype(np.uint8)


def pictures(seed=0):
    rng = np.random.default_rng(seed)
    shapes = [(40, 40), (41, 67), (64, 64), (120, 90), (150, 201), (45, 333), (240, 240), (480, 640)]
    shapes += [tuple(rng.integers(40, 300, 2).tolist()) for _ in range(20)]
    kinds = ["levels", "two", "squares", "one"]
    return [noise(rng, shape, kinds[place % 4]) for place, shape in enumerate(shapes)]


def sizes_of(levels):
    """Return the pyramid of JavaScript: the scales, and the pictures."""
    (found,) = ask([call(MODULE, "pyramid", levels.ravel(), *levels.shape[:2])])
    pixels = [size["levels"].reshape(size["rows"], size["cols"], 3) for size in found]
    return [size["scale"] for size in found], pixels


def test_the_picture_has_the_same_sizes():
    """Where a mean lies next to a half, float32 may round it to the other side: one level, seldom."""
    apart = total = 0
    for levels in pictures():
        expected = pyramid(levels)
        scales, found = sizes_of(levels)
        assert scales == [level.scale for level in expected]
        for ours, theirs in zip(found, expected, strict=True):
            assert ours.shape == theirs.levels.shape
            difference = np.abs(ours.astype(int) - theirs.levels)
            assert difference.max() <= 1
            apart += int(np.count_nonzero(difference))
            total += difference.size
    assert apart <= total / 10_000, (apart, total)


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (39, 500), (500, 39), (11, 11)])
def test_a_picture_without_room_for_a_face_has_no_size(shape):
    levels = np.zeros((*shape, 3), np.uint8)
    assert pyramid(levels) == ()
    assert sizes_of(levels) == ([], [])


@pytest.mark.parametrize("name", CHANGES)
def test_a_picture_is_changed_alike(name):
    rng = np.random.default_rng(2)
    shapes = [(1, 1), (1, 4), (5, 1), (2, 3), (3, 3), (7, 6), (40, 33)]
    given = [noise(rng, shape, kind) for shape in shapes for kind in ("levels", "two")]
    found = ask(call(MODULE, "changed", levels.ravel(), *levels.shape[:2], name) for levels in given)
    for levels, pixels in zip(given, found, strict=True):
        expected = CHANGES[name].apply(levels)
        assert pixels.dtype == expected.dtype == np.uint8
        assert pixels.reshape(levels.shape).tolist() == expected.tolist()


def test_every_grey_is_the_same():
    step = np.arange(0, 256, 5, dtype=np.uint8)
    levels = np.stack(np.meshgrid(step, step, step), -1).reshape(-1, len(step), 3)
    (found,) = ask([call(MODULE, "changed", levels.ravel(), *levels.shape[:2], "Grey")])
    assert found.tolist() == CHANGES["Grey"].apply(levels).ravel().tolist()
