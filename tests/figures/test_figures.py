import json

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer import figures
from explorer.core.arrays import read_only
from explorer.core.notation import ticks
from explorer.core.paint import GREY, PALETTES, colour_range
from explorer.core.profiles import DIRECTIONS, full_range
from explorer.figures import INPUT, RECTIFIED, SIGNED
from explorer.figures.layer import MARKS

PICTURE = read_only(np.random.default_rng(0).random((16, 18)))
LIMITS = [1e-6, 0.02, 1.0, 4.0, 900.0]
SHARED = ["Diverging", "Signed grey"]

every_palette = pytest.mark.parametrize("palette", PALETTES)


def profile(limit=4.0, direction="Row", mark="Corner", span=None, has_pinned=False):
    return figures.profile(
        span=span or full_range(limit),
        length=18,
        direction=direction,
        activation="ReLU",
        mark=mark,
        has_pinned=has_pinned,
    )


def every_figure():
    for limit in LIMITS:
        for direction in DIRECTIONS:
            for mark in MARKS:
                yield profile(limit, direction, mark, (-0.1 * limit, limit))
        yield profile(limit, has_pinned=True)


def test_plotly_knows_every_name_and_accepts_every_value():
    for figure in every_figure():
        read = go.Figure(figure).to_plotly_json()
        assert [trace["name"] for trace in read["data"]] == [trace["name"] for trace in figure["data"]]
        assert set(read["layout"]) - {"template"} == set(figure["layout"])


def test_every_figure_can_be_sent_as_it_is():
    for figure in every_figure():
        assert json.loads(json.dumps(figure, allow_nan=False)) == figure


def test_every_axis_has_a_title_and_a_rising_range_and_every_trace_an_axis_that_is_there():
    for figure in every_figure():
        axes = {name: axis for name, axis in figure["layout"].items() if name[1:].startswith("axis")}
        for axis in axes.values():
            assert axis["title"]["text"]
            assert axis["range"][0] < axis["range"][1]
        for trace in figure["data"]:
            assert trace.get("yaxis", "y").replace("y", "yaxis") in axes


def test_the_traces_of_the_profile_stand_in_the_order_the_browser_fills_them():
    assert [trace["name"] for trace in profile()["data"]] == [
        "Input", "Negative part", "Before", "After ReLU", "Corner",
    ]  # fmt: skip


def test_the_line_of_a_pinned_view_is_dashed_has_its_own_colour_and_stands_before_the_marks():
    traces = profile(has_pinned=True)["data"]
    without = profile()["data"]
    a = traces[-2]
    assert [*traces[:-2], traces[-1]] == without
    assert (a["name"], a["yaxis"]) == ("A after", "y2")
    assert a["line"]["color"] not in {trace["line"].get("color") for trace in without}
    assert a["line"]["dash"] not in {trace["line"].get("dash") for trace in without}


@pytest.mark.parametrize("mark", MARKS)
def test_the_marks_are_called_what_they_are(mark):
    trace = profile(mark=mark)["data"][-1]
    assert (trace["name"], trace["line"]["color"]) == (mark, MARKS[mark])


@pytest.mark.parametrize("limit", LIMITS)
def test_zero_is_in_the_middle_of_every_full_axis_of_map_values(limit):
    axis = profile(limit)["layout"]["yaxis2"]
    low, high = axis["range"]
    assert low == -high
    assert high >= limit
    assert axis["zeroline"]


@pytest.mark.parametrize("limit", LIMITS)
def test_the_ticks_of_the_maps_are_those_of_the_range_asked_for_and_inside_it(limit):
    span = (-0.3 * limit, 1.1 * limit)
    axis = profile(limit, span=span)["layout"]["yaxis2"]
    assert axis["tickmode"] == "array"
    assert axis["range"] == list(span)
    assert (tuple(axis["tickvals"]), tuple(axis["ticktext"])) == (ticks(*span).values, ticks(*span).texts)
    assert axis["range"][0] < axis["tickvals"][0] < axis["tickvals"][-1] < axis["range"][1]


@pytest.mark.parametrize(("direction", "title"), [("Row", "column"), ("Column", "row")])
def test_along_a_row_one_counts_columns(direction, title):
    assert profile(direction=direction)["layout"]["xaxis"]["title"]["text"].startswith(title)


def test_the_input_stands_on_its_own_axis_and_both_maps_share_one():
    assert [trace["yaxis"] for trace in profile()["data"]] == ["y", "y2", "y2", "y2", "y2"]


def luminance(colours):
    """Relative luminance as WCAG 2 defines it, for (..., 3) bytes."""
    shares = np.asarray(colours, np.float64) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    dark, light = sorted(float(luminance(list(bytes.fromhex(c.removeprefix("#"))))) for c in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_runs_from_1_to_21():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("colour", [INPUT, SIGNED, RECTIFIED])
@pytest.mark.parametrize("background", ["#ffffff", "#0e1117"])
def test_every_line_can_be_told_from_the_page_light_or_dark(colour, background):
    assert contrast(colour, background) >= 3


@every_palette
def test_a_palette_has_an_odd_count_of_colours(palette):
    assert (PALETTES[palette].table.shape, PALETTES[palette].table.dtype) == ((255, 3), np.uint8)


def test_zero_is_nearly_white_between_two_colours_and_mid_grey_between_black_and_white():
    assert PALETTES["Diverging"].table[127].min() >= 240
    assert np.ptp(PALETTES["Diverging"].table[127].astype(int)) <= 6
    assert PALETTES["Signed grey"].table[127].tolist() in ([127] * 3, [128] * 3)


def test_grey_rises_from_black_to_white():
    assert (GREY[0].tolist(), GREY[-1].tolist()) == ([0] * 3, [255] * 3)
    assert (np.diff(luminance(GREY)) > 0).all()


def test_the_diverging_colours_darken_steadily_to_both_sides():
    light = luminance(PALETTES["Diverging"].table)
    assert (np.diff(light[:128]) > 0).all()
    assert (np.diff(light[127:]) < 0).all()


def test_the_two_sides_differ_in_lightness_and_the_negative_end_is_the_darker():
    negative, positive = luminance(PALETTES["Diverging"].table[[0, -1]])
    assert (positive + 0.05) / (negative + 0.05) > 1.5


@pytest.mark.parametrize("sign", [1, -1])
def test_the_negative_side_is_blue_and_the_positive_side_red(sign):
    half = PALETTES["Diverging"].table[128 + 20 :] if sign > 0 else PALETTES["Diverging"].table[: 127 - 20]
    red, _, blue = half.astype(int).T
    assert (sign * (red - blue) > 0).all()


def entry(value, span):
    """Find the entry of a table as static/scope/panels.js does."""
    low, high = span
    return min(max(int((value - low) * (255 / (high - low))), 0), 254)


@pytest.mark.parametrize("palette", SHARED)
@given(st.floats(1e-6, 1e6))
@settings(deadline=None)
def test_zero_has_the_middle_colour_in_both_maps(palette, limit):
    before, after = np.array([[-limit, limit]]), np.array([[0.0, limit]])
    spans = [colour_range(values, palette, limit=limit) for values in (before, after)]
    assert [entry(0.0, span) for span in spans] == [127, 127]


def test_stretching_each_map_on_its_own_moves_zero():
    before, after = np.array([[-3.0, 3.0]]), np.array([[0.0, 3.0]])
    spans = [colour_range(values, "Auto-scaled grey", limit=3.0) for values in (before, after)]
    assert spans == [(-3, 3), (0, 3)]
    assert [entry(0.0, span) for span in spans] == [127, 0]


@every_palette
def test_a_flat_map_still_has_a_range(palette):
    low, high = colour_range(np.full((2, 2), 5.0), palette, limit=5.0)
    assert low < high


def test_a_shade_lies_between_the_lowest_and_the_highest_values_over_powers_of_ten():
    line = figures.Series("one", [1, 2], [1.0, 0.1], SIGNED)
    figure = figures.spreads([figures.Spread(line, [0.5, 0.01], [2.0, 0.3])], x="layer", y="variance")
    low, high, middle = figure["data"]
    assert (low["y"], high["y"], middle["y"]) == ([0.5, 0.01], [2.0, 0.3], [1.0, 0.1])
    assert (high["fill"], high["fillcolor"]) == ("tonexty", "rgba(47,127,214,0.22)")
    assert [trace.get("showlegend", True) for trace in figure["data"]] == [False, False, True]
    assert figure["layout"]["yaxis"]["type"] == "log"
    go.Figure(figure)


def test_hatched_bars_are_told_apart_without_their_colours():
    plain = figures.bars(["a", "b"], {"one": [1, 2], "two": [3, 4], "three": [5, 6]}, y="y")
    figure = figures.hatched(plain)
    assert len({trace["marker"]["pattern"]["shape"] for trace in figure["data"]}) == 3
    assert [trace["y"] for trace in figure["data"]] == [trace["y"] for trace in plain["data"]]
    assert all("pattern" not in trace["marker"] for trace in plain["data"])
    go.Figure(figure)


def test_bars_with_long_names_make_room_for_them():
    plain, roomy = (
        figures.bars(["a", "b"], {"one": [1, 2]}, y="y", has_long_names=is_long) for is_long in (False, True)
    )
    assert roomy["layout"]["xaxis"] == plain["layout"]["xaxis"] | {"automargin": True}
    go.Figure(roomy)


def gridded(**more):
    return figures.grid([[1, np.nan, 0], [-1, 0.5, 2]], span=(-2, 2), **more)


def striped():
    curves = figures.plot([figures.Series("Before", [0, 1, 2], [-1, 0, 1])], x="place", y="value")
    return figures.with_strips(curves, {"before": [0, 128, 255], "after": [128, 128, 255]})


@pytest.mark.parametrize("figure", [gridded(), gridded(words=[list("abc")] * 2), striped()])
def test_plotly_accepts_cells_and_strips_and_they_can_be_sent(figure):
    read = go.Figure(figure).to_plotly_json()
    assert [trace["name"] for trace in read["data"]] == [trace["name"] for trace in figure["data"]]
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure


def test_a_grid_shows_every_cell_from_the_top_left_and_leaves_out_what_is_not_there():
    figure = gridded(words=[list("abc"), list("def")])
    (trace,) = figure["data"]
    assert trace["z"] == [[1, None, 0], [-1, 0.5, 2]]
    assert trace["text"] == [list("abc"), list("def")]
    assert (trace["zmin"], trace["zmax"]) == (-2, 2)
    assert figure["layout"]["yaxis"]["range"] == [1.5, -0.5]
    assert figure["layout"]["xaxis"]["range"] == [-0.5, 2.5]


def test_the_ends_of_a_painted_span_have_the_ends_of_the_palette():
    for palette in ("Diverging", "Signed grey"):
        stops = gridded(palette=palette)["data"][0]["colorscale"]
        places, colours = zip(*stops, strict=True)
        assert (places[0], places[-1]) == (0, 1)
        for shown, row in zip(
            (colours[0], colours[-1]), PALETTES[palette].table[[0, -1]].tolist(), strict=True
        ):
            assert shown == "rgb({},{},{})".format(*row)


def test_the_strips_lie_under_the_curves_on_the_same_places():
    figure = striped()
    strip = figure["data"][-1]
    assert strip["y"] == ["before", "after"]
    assert strip["z"] == [[0, 128, 255], [128, 128, 255]]
    assert "xaxis" not in strip
    assert figure["layout"]["yaxis2"]["domain"][1] < figure["layout"]["yaxis"]["domain"][0]
