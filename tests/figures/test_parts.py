import json

import numpy as np
import plotly.graph_objects as go
import pytest

from explorer.figures.parts import ROLES, figure_of
from explorer.figures.style import RECTIFIED, SIGNED
from explorer.lessons.parts import Bars, Line, Plot

X, Y = np.arange(3), np.array([0.5, -1, 2], np.float32)
STRIPS = (("before", np.uint8([0, 128, 255])), ("after", np.uint8([128, 128, 255])))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("strips", [(), STRIPS])
def test_plotly_accepts_every_plot_and_its_values_are_those_given(role, strips):
    part = Plot((Line("One", X, Y, role),), x="place", y="height", alt="", y_range=(-2, 2), strips=strips)
    figure = figure_of(part)
    go.Figure(figure)
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure
    assert (figure["data"][0]["x"], figure["data"][0]["y"]) == (X.tolist(), Y.tolist())
    assert figure["layout"]["yaxis"]["range"] == [-2, 2]
    assert [trace["z"] for trace in figure["data"][1:]] == (
        [[s.tolist() for _, s in strips]] if strips else []
    )


def test_bars_differ_by_colour_and_by_pattern():
    figure = figure_of(
        Bars(("mean", "f"), (("Before", Y[:2]), ("After", X[:2])), x="of f", y="amplitude", alt="")
    )
    go.Figure(figure)
    assert [trace["y"] for trace in figure["data"]] == [[0.5, -1.0], [0.0, 1.0]]
    assert [trace["marker"]["color"] for trace in figure["data"]] == [SIGNED, RECTIFIED]
    assert len({trace["marker"]["pattern"]["shape"] for trace in figure["data"]}) == 2
