import json
import re
from dataclasses import asdict, replace

import numpy as np

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.view import comparison
from explorer.view.comparison import COMPARISONS
from explorer.view.settings import WEIGHTS, YOUR_PICTURE, Settings, weight_values
from explorer.view.view import view_of
from tests.parity import cases
from tests.parity.node import ask, call
from tests.parity.test_readouts import layer_of

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


PICTURES = ("Cat", "Brick wall", YOUR_PICTURE)
SHAPES = {64: (7, 11), 128: (12, 10)}


def picture_of(settings, number=0):
    rng = np.random.default_rng([PICTURES.index(settings.picture), settings.size, number])
    return rng.integers(0, 256, SHAPES[settings.size]).astype(np.float32) / np.float32(255)


def changed(rng, settings, count):
    """Return the settings with so many changes, some of them to what they are already."""
    names = list(KERNELS)
    changes = [
        lambda: {"picture": str(rng.choice(PICTURES))},
        lambda: {"size": int(rng.choice(list(SHAPES)))},
        lambda: {"bias": round(float(rng.choice([0, 0.05, -1.3, 1 / 3, 4])), 8)},
        lambda: {"padding": str(rng.choice(list(PADDINGS)))},
        lambda: {"stride": int(rng.integers(1, 5))},
        lambda: {"activation": str(rng.choice(list(ACTIVATIONS)))},
        lambda: {"negative_slope": float(rng.choice([-1, -0.29, 0, 0.25, 1]))},
        lambda: weight_values(KERNELS[names[rng.integers(len(names))]].weights),
        lambda: {str(rng.choice(WEIGHTS)): round(float(rng.normal()), 8)},
        lambda: {str(name): 0.00001 for name in rng.choice(WEIGHTS, 5)},
        lambda: {"row": int(rng.integers(7)), "col": int(rng.integers(7))},
        lambda: {"direction": "Column", "palette": "Signed grey"},
    ]
    for which in rng.integers(0, len(changes), count):
        settings = replace(settings, **changes[which]())
    return settings


def pairs():
    """Return many pairs of views, from equal ones to such that differ in everything."""
    rng = np.random.default_rng(6)
    coarse = Settings(picture="Cat", size=64, stride=4)
    shifted = replace(coarse, padding="valid")  # as many values as with padding, on other pixels
    larger = replace(coarse, size=128)  # a picture that is too small to fill it
    found = [(view_of(coarse, picture_of(coarse)), view_of(b, picture_of(coarse))) for b in (shifted, larger)]
    for number in range(300):
        a = changed(rng, Settings(picture="Cat", size=64), int(rng.integers(8)))
        b = changed(rng, a, number % 5)
        other = int(a.picture == YOUR_PICTURE and rng.integers(2))
        found.append((view_of(a, picture_of(a)), view_of(b, picture_of(b, other))))
    return found


def given_to_javascript(view):
    return {"settings": asdict(view.settings), "image": view.image, "layer": layer_of(view)}


def test_two_views_are_compared_in_the_same_words():
    given = pairs()
    found = ask(call(MODULE, "compared", *map(given_to_javascript, pair)) for pair in given)
    expected = [json.loads(json.dumps(asdict(comparison.compared(*pair)))) for pair in given]
    assert found == expected
    said = json.dumps(expected, ensure_ascii=False)
    for name, sentence in COMPARISONS.items():
        pattern = re.sub(r"\\{\w+\\}", ".+", re.escape(sentence))
        assert re.search(pattern, said) or name == "AFTER", name  # the head of the table


def test_the_first_of_the_largest_differences_is_found():
    rng = np.random.default_rng(7)
    given = [rng.integers(-1, 2, (2, *shape)).astype(np.float32) for shape in cases.SHAPES for _ in range(4)]
    found = ask(call(MODULE, "largestDifference", *maps) for maps in given)
    assert [tuple(place) for place in found] == [comparison.largest_difference(*maps) for maps in given]
