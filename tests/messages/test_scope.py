from dataclasses import asdict, replace

import numpy as np
import pytest

from benchmarks.rounding import rounding
from explorer.core.layer import forward
from explorer.images import samples
from explorer.messages import scope as scope_message
from explorer.view.settings import Settings
from tests.messages.reader import taken_apart
from tests.parity.node import ask, call

START = Settings()


@pytest.mark.parametrize("picture", ["Cat", "Soft blob"])
def test_a_picture_arrives_with_its_name_its_shape_and_what_it_shows(picture):
    image = samples()[picture].load(128)
    header, arrays, _ = taken_apart(scope_message.picture(image, name="Größe, “so”"))
    assert header["id"] == "Größe, “so”"
    np.testing.assert_array_equal(arrays["image"].reshape(header["rows"], header["cols"]), image)


@pytest.mark.parametrize(
    "settings",
    [
        replace(START, w11=0.1, w00=-7.3, bias=0.35, padding="reflect", activation="GELU"),
        replace(START, activation="PReLU", negative_slope=0.01, stride=3, padding="valid"),
    ],
)
def test_the_browser_computes_from_the_settings_what_python_computes(settings):
    image = samples()["Cat"].load(128)
    layer = forward(image, **settings.layer())
    (found,) = ask([call("../tests/parity/computed", "computed", image, asdict(settings))])
    near = {"rtol": 0, "atol": rounding(settings)}
    np.testing.assert_allclose(found["preActivation"], layer.pre_activation, **near)
    np.testing.assert_allclose(found["activationMap"], layer.activation_map, **near)
    assert found["place"] == {"row": settings.row, "col": settings.col}
