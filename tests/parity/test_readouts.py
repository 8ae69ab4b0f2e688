import itertools
import json
import re
from dataclasses import asdict

import numpy as np
import pytest

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.measures import Summary
from explorer.core.profiles import DIRECTIONS, RowProfile
from explorer.images import samples
from explorer.view import readouts
from explorer.view.facts import facts
from explorer.view.readouts import PARAMETER_MESSAGES, READOUTS, bias_message, slope_message
from explorer.view.settings import WEIGHTS, Settings, weight_values
from explorer.view.view import view_of
from tests.parity import cases
from tests.parity.node import ask, call, constant
from tests.parity.test_activations import SMOOTH
from tests.parity.test_modules import camel

MODULE = "core/readouts"
PLACES = [(0, 0), (511, 511), (0, 511), (1, 2), (3, 3)]
SMALLEST = {"valid": 3, "reflect": 2}  # sides of pictures that a kernel of 3 fits into
BETWEEN = {"w00": 0.99995, "w01": -0.00012345, "w22": 1 / 3}
"""Weights of which four digits are others in float64 than in float32, or many."""


def camelled(record):
    return {camel(name): value for name, value in record.items()}


def views(seed=0):
    """Return views of every shape, padding, stride, activation and direction, with some of the rest."""
    rng = np.random.default_rng(seed)
    pictures = cycled(cases.pictures(rng))
    kernels = cycled({name: one for name, one in cases.kernels(rng).items() if one.shape == (3, 3)})
    activations, places = itertools.cycle(ACTIVATIONS), itertools.cycle(PLACES)
    made = []
    for shape, (padding, stride), direction in itertools.product(cases.SHAPES, cases.GRIDS, DIRECTIONS):
        if min(shape) < SMALLEST.get(padding, 1):
            continue
        row, col = next(places)
        weights = weight_values(next(kernels)) if rng.random() < 0.9 else BETWEEN
        settings = Settings(
            **weights,
            bias=float(rng.choice(cases.BIASES)),
            padding=padding,
            stride=stride,
            activation=next(activations),
            negative_slope=float(rng.choice([-1.5, -1, -0.3, 0, 0.25, 1, 1.5])),
            row=row,
            col=col,
            direction=direction,
        )
        view = view_of(settings, next(pictures)(shape))
        made.append(view._replace(settings=settings))  # the cursor may be where no kernel was centred
    return made


def cycled(options):
    return itertools.cycle(options.values())


def layer_of(view):
    """Return the layer as JavaScript has it, its maps those that Python computed."""
    layer = view.layer
    return {
        "preActivation": layer.pre_activation,
        "activationMap": layer.activation_map,
        "limit": layer.limit,
        "sharedLimit": layer.shared_limit,
        "stride": layer.stride,
        "offset": layer.offset,
    }


def settings_of(view):
    return {**view.settings.layer(), "kernel": [getattr(view.settings, name) for name in WEIGHTS]}


def given_to_javascript(view, layer):
    settings = view.settings
    return {
        "image": view.image,
        "layer": layer,
        "settings": settings_of(view),
        "cursor": {"row": settings.row, "col": settings.col},
        "direction": settings.direction,
    }


def written(view):
    """Return the facts of a view as JSON carries them."""
    return json.loads(json.dumps(asdict(facts(view))))


@pytest.fixture(scope="module")
def given():
    return views()


@pytest.fixture(scope="module")
def expected(given):
    """Return what Python says of each view."""
    return [written(view) for view in given]


def test_everything_about_a_view_is_said_in_the_same_words(given, expected):
    found = ask(call(MODULE, "facts", given_to_javascript(view, layer_of(view))) for view in given)
    assert found == expected


def test_every_sentence_is_said_of_some_view(expected):
    written_out = "\n".join(json.dumps(one, ensure_ascii=False, indent=0) for one in expected)
    said = "\n".join(set(written_out.split("\n")))  # each string once: many are said of many views
    said += bias_message(1.0)
    said += "".join("".join(readouts.crossings_message(line)) for line in cases.lines())
    signs = {name: f", {READOUTS[name]} →" for name in ("NEGATIVE", "POSITIVE", "ZERO")}
    for name, sentence in {**READOUTS, **signs}.items():
        pattern = re.sub(r"\\{\w+\\}", ".+", re.escape(sentence))
        assert re.search(pattern, said), name


def test_the_two_parts_are_all_of_it(given):
    views = [given_to_javascript(view, layer_of(view)) for view in given[::20]]
    names = ("facts", "pixelFacts", "mapFacts")
    for view in views:
        whole, pixel, of_map = ask(call(MODULE, name, view) for name in names)
        assert whole == {**pixel, **of_map}
        assert list(of_map) == ["map_message", "map_rows"]


@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name not in SMOOTH])
def test_each_core_says_the_same_of_its_own_maps(activation):
    """Of pictures and weights whose sums are exact, so that no rounding can tell the maps apart."""
    rng = np.random.default_rng(1)
    made = []
    for padding, stride, direction in itertools.product(PADDINGS, cases.STRIDES, DIRECTIONS):
        settings = Settings(
            **weight_values(rng.integers(-8, 9, (3, 3)).astype(np.float32) / 4),
            bias=float(rng.choice([0, 0.5, -1.25])),
            padding=padding,
            stride=stride,
            activation=activation,
            negative_slope=0.25,
            row=int(rng.integers(512)),
            col=int(rng.integers(512)),
            direction=direction,
        )
        made.append(view_of(settings, rng.integers(0, 65, (23, 31)).astype(np.float32) / 64))
    layers = ask(call("core/layer", "forward", view.image, settings_of(view)) for view in made)
    found = ask(
        call(MODULE, "facts", given_to_javascript(view, layer))
        for view, layer in zip(made, layers, strict=True)
    )
    assert found == [written(view) for view in made]


def test_each_core_says_the_same_of_its_own_maps_of_a_photograph():
    image = samples()["Brick wall"].load(128)
    for direction in DIRECTIONS:
        view = view_of(Settings(size=128, row=60, col=40, direction=direction), image)
        (layer,) = ask([call("core/layer", "forward", image, settings_of(view))])
        assert ask([call(MODULE, "facts", given_to_javascript(view, layer))]) == [written(view)]


def test_the_crossings_of_every_line_are_counted_in_the_same_words():
    lines = cases.lines()
    answers = ask(call(MODULE, "crossingsMessage", line) for line in lines)
    assert [tuple(answer) for answer in answers] == [readouts.crossings_message(line) for line in lines]
    assert {bool(explanation) for _, explanation in answers} == {True, False}


def test_every_line_has_the_same_headline():
    rng = np.random.default_rng(2)
    lines = [(line, function(line)) for line in cases.lines() for function in (np.abs, np.sign, relu)]
    lines += [(line, line) for line in cases.lines()]
    lines += [(line, line / 4) for line in cases.lines()]
    lines += [(line, relu(line)) for line in (np.float32([1] * few + [-1] * 400) for few in (0, 1, 400))]
    kept = ([0, 0], [1, 2], [-1, 2], [-1, -2])
    lines += [(line, line) for line in np.array(kept, np.float32) for _ in range(2 * len(ACTIVATIONS))]
    lines += [(line, rng.choice(np.array([0, -1, 2], np.float32), len(line))) for line in cases.lines()]
    options = [
        {"direction": DIRECTIONS[k % 2], "activation": list(ACTIVATIONS)[k // 2 % len(ACTIVATIONS)]}
        for k in range(len(lines))
    ]
    pairs = list(zip(lines, options, strict=True))
    found = ask(
        call(MODULE, "headline", {"signed": signed, "rectified": rectified}, said)
        for (signed, rectified), said in pairs
    )
    assert found == [
        readouts.headline(RowProfile(np.arange(len(signed)), signed, signed, rectified), **said)
        for (signed, rectified), said in pairs
    ]


def relu(line):
    return np.maximum(line, 0)


def test_the_map_gets_the_same_message_and_rows_whatever_its_numbers():
    """Every combination of what a message hangs on, so that the order of the conditions matters."""
    shares, ends = (0.0, 0.004, 0.5, 1.0), [(0.0, 0.0), (-1.5, 0.0), (0.0, 2.0), (-1.5, 2.0), (0.5, 2.0)]
    counted = [
        Summary(0.25, 0.75, zero, changed, *before, *after)
        for zero, changed, before, after in itertools.product(shares, shares, ends, ends)
    ]
    given = [camelled(asdict(one)) for one in counted]
    for name in ("ELU", "Identity"):
        messages = ask(call(MODULE, "mapMessage", one, {"activation": name}) for one in given)
        assert messages == [readouts.map_message(one, activation=name) for one in counted]
    for limit in (1e-9, 2.0, 300.0):
        rows = ask(call(MODULE, "mapRows", one, {"limit": limit}) for one in given)
        assert rows == [[list(row) for row in readouts.map_rows(one, limit=limit)] for one in counted]


def test_the_arithmetic_of_a_pixel_is_written_alike():
    rng = np.random.default_rng(3)
    asked, expected = [], []
    for bias, before in itertools.product((*cases.BIASES, -1.23456), (-3.25, -1e-30, 0.0, -0.0, 1e-30, 7.0)):
        for limit in (1e-30, 0.05, 9.0, 1e6):
            window, kernel = rng.random((2, 3, 3)).astype(np.float32)
            kernel = (kernel - 0.5) * limit
            options = {
                "bias": bias,
                "pre_activation": before,
                "activation_map": abs(before),
                "activation": "Absolute value",
                "limit": limit,
            }
            asked.append(call(MODULE, "pixelArithmetic", window.ravel(), kernel.ravel(), camelled(options)))
            expected.append(
                json.loads(json.dumps(asdict(readouts.pixel_arithmetic(window, kernel, **options))))
            )
    assert ask(asked) == expected


def test_every_slope_is_told_in_the_same_words():
    slopes = [hundredths / 100 for hundredths in range(-100, 101)] + [-0.0, 0.125, 0.99999, 1 / 3]
    answers = ask(call(MODULE, "slopeMessage", slope) for slope in slopes)
    assert answers == [slope_message(slope) for slope in slopes]


def test_every_bias_is_told_in_the_same_words():
    biases = [twentieths / 20 for twentieths in range(-80, 81)] + [-0.0, 0.125, 0.00001, 1 / 3, -3.99999]
    answers = ask(call(MODULE, "biasMessage", bias) for bias in biases)
    assert answers == [bias_message(bias) for bias in biases]
    assert "Sea level = −bias = 0." in bias_message(-0.0)


def test_the_same_parameters_have_a_sentence():
    (functions,) = ask([constant(MODULE, "PARAMETER_MESSAGES")])
    assert set(functions) == set(PARAMETER_MESSAGES)
