import numpy as np

from explorer.core.activations import ACTIVATIONS
from explorer.core.layer import forward
from explorer.view import comparison
from tests.parity.node import ask, call

MODULE = "core/comparison"


def test_the_limit_that_two_layers_share_is_equal():
    rng = np.random.default_rng(0)
    image = rng.random((9, 11)).astype(np.float32)
    layers = [
        forward(image, rng.normal(size=(3, 3)) * scale, activation=name)
        for name in ACTIVATIONS
        for scale in (0.0, 1e-30, 1.0, 50.0)
    ]
    pairs = [(layers[one], layers[other]) for one, other in rng.integers(0, len(layers), (80, 2))]
    found = ask(
        call(MODULE, "sharedLimit", *({"sharedLimit": one.shared_limit} for one in pair)) for pair in pairs
    )
    assert found == [comparison.shared_limit(*pair) for pair in pairs]
    assert len(set(found)) > 9


def test_the_line_of_a_lies_at_the_same_place_of_its_picture():
    shapes = [(1, 1), (2, 7), (64, 64), (100, 75), (512, 384)]
    given = [
        (a, b, row, col)
        for a in shapes
        for b in shapes
        for row in range(b[0])
        for col in (0, b[1] // 3, b[1] - 1)
    ][::7]
    found = ask(
        call(MODULE, "alignedPlace", place, a[axis], b[axis])
        for a, b, row, col in given
        for axis, place in enumerate((row, col))
    )
    assert found == [
        comparison.aligned_place(place, a[axis], b[axis])
        for a, b, row, col in given
        for axis, place in enumerate((row, col))
    ]
