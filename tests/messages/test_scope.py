import json
from dataclasses import replace

import numpy as np
import pytest

from explorer.core.layer import forward
from explorer.images import samples
from explorer.messages import scope as scope_message
from explorer.view.settings import Settings
from tests.messages.reader import taken_apart
from tests.parity.node import ask, call
from tests.parity.rounding import rounding

START = Settings()


def told(settings=START):
    return scope_message.view(settings, (384, 512), picture="Cat 512")


@pytest.mark.parametrize("picture", ["Cat", "Soft blob"])
def test_a_picture_arrives_with_its_name_its_shape_and_what_it_shows(picture):
    image = samples()[picture].load(128)
    header, arrays, _ = taken_apart(scope_message.picture(image, name="a name", description="Größe, “so”."))
    assert (header["id"], header["description"]) == ("a name", "Größe, “so”.")
    np.testing.assert_array_equal(arrays["image"].reshape(header["rows"], header["cols"]), image)


def test_the_view_is_small_json_and_says_everything_but_the_cursor():
    text = json.dumps(told(), allow_nan=False)
    assert len(text) < 500
    assert json.loads(text) == told()
    assert told(replace(START, row=3, col=4)) == told()
    changed = {"w01": 2.5, "bias": 0.5, "padding": "valid", "stride": 2, "activation": "Step"}
    changed |= {"direction": "Column", "palette": "Signed grey"}
    for name, value in changed.items():
        assert told(replace(START, **{name: value})) != told(), name


def test_a_slope_is_told_where_the_activation_takes_one():
    assert "negative_slope" not in told()["layer"]
    view = replace(START, activation="PReLU", negative_slope=-0.3)
    assert told(view)["layer"]["negative_slope"] == -0.3


@pytest.mark.parametrize(
    "settings",
    [
        replace(START, w11=0.1, w00=-7.3, bias=0.35, padding="reflect", activation="GELU"),
        replace(START, activation="PReLU", negative_slope=0.01, stride=3, padding="valid"),
    ],
)
def test_the_browser_computes_from_it_what_python_computes(settings):
    image = samples()["Cat"].load(128)
    layer = forward(image, **settings.layer())
    view = scope_message.view(settings, image.shape, picture="Cat 128")
    (found,) = ask([call("core/layer", "forward", image, view["layer"])])
    near = {"rtol": 0, "atol": rounding(settings)}
    np.testing.assert_allclose(found["preActivation"], layer.pre_activation, **near)
    np.testing.assert_allclose(found["activationMap"], layer.activation_map, **near)
