"""The page that the benchmarks compare with really is the same lesson, and works."""

import base64
import json

import numpy as np
from streamlit.testing.v1 import AppTest

from benchmarks.browser import BASELINE_APP
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples

ROW = 250


def drawn(app):
    """Return what the charts are sent: three heatmaps, then three lines."""
    sent = [trace for chart in app.get("plotly_chart") for trace in json.loads(chart.proto.spec)["data"]]
    values = [trace["z" if trace["type"] == "heatmap" else "y"] for trace in sent]
    return [np.frombuffer(base64.b64decode(one["bdata"]), np.float32) for one in values]


def expected(kernel):
    image = samples()["Brick wall"].load(512)
    layer = forward(image, kernel, activation="ReLU", padding="replicate")
    maps = (image, layer.pre_activation, layer.activation_map)
    return [*(values.ravel() for values in maps), *(values[ROW] for values in maps)]


def assert_shows(app, kernel):
    assert not app.exception
    for found, values in zip(drawn(app), expected(kernel), strict=True):
        np.testing.assert_allclose(found, values, atol=1e-5)


def test_it_computes_what_the_app_computes_and_another_kernel_changes_both_maps():
    app = AppTest.from_file(str(BASELINE_APP), default_timeout=60).run()
    assert_shows(app, KERNELS["Sobel right"].weights)
    app.selectbox[0].select("Sharpen").run()
    assert_shows(app, KERNELS["Sharpen"].weights)
