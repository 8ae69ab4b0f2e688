import json
from dataclasses import asdict, replace

import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.profiles import DIRECTIONS
from explorer.view.facts import facts
from explorer.view.settings import Settings, weight_values
from explorer.view.view import view_of

MINUS = "\N{MINUS SIGN}"
BAR = np.tile(np.array([0, 0, 1, 1, 0, 0], np.float32), (5, 1))
"""A light bar: Sobel right answers 4 at its left side and -4 at its right one."""


def said_of(settings, image=BAR):
    return facts(view_of(settings, image))


def test_a_light_bar_is_told_from_the_line_to_the_whole_map():
    said = said_of(Settings(row=2, col=4))
    assert said.headline == "ReLU erases 33 % of this row."
    assert said.place == "Row 2, column 4"
    assert said.pixel.window == ("1.000", "0.000", "0.000") * 3
    assert said.pixel.weights == (f"{MINUS}1", "0", "1", f"{MINUS}2", "0", "2", f"{MINUS}1", "0", "1")
    assert said.pixel.line == f"sum {MINUS}4.000 + bias 0 = {MINUS}4.000, negative → ReLU → 0.000"
    assert said.curve_alt == f"The curve of ReLU. The selected pixel, {MINUS}4.000, becomes 0.000."
    assert said.map_message == "ReLU set 33 % of the map to zero."
    assert said.map_rows == (
        ("Smallest value", f"{MINUS}4.000", "0.000"),
        ("Largest value", "4.000", "4.000"),
        ("Negative", "33 %", "0 %"),
        ("Set to zero", "", "33 %"),
    )


def test_the_headline_is_about_the_selected_column():
    light, dark = (said_of(Settings(row=2, col=col, direction="Column")) for col in (1, 4))
    assert light.headline == "ReLU changes nothing in this column: no value is negative."
    assert dark.headline == "ReLU erases all of this column."


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_place_is_the_nearest_that_the_maps_have_a_value_at(direction):
    said = said_of(Settings(row=0, col=5, padding="valid", stride=2, direction=direction))
    assert said.place == "Row 1, column 3"
    share = {"Row": "50 %", "Column": "all"}[direction]
    assert said.headline == f"ReLU erases {share} of this {direction.lower()}."


def test_a_map_of_zeros_is_told():
    said = said_of(Settings(**weight_values(KERNELS["Zero"].weights)))
    assert said.headline == "ReLU changes nothing in this row: every value is zero."
    assert said.map_message.startswith("ReLU changes nothing in this map: every value is zero.")
    assert said.map_rows[0] == ("Smallest value", "0.000", "0.000")


def test_the_largest_value_of_both_maps_decides_the_decimals():
    """The limit is 12 here, so there are two decimals: 3 times 4 after the slope of -3."""
    settings = replace(Settings(row=2, col=4), activation="PReLU", negative_slope=-3.0)
    said = said_of(settings)
    assert said.map_rows[1] == ("Largest value", "4.00", "12.00")
    assert said.curve_alt.endswith(f"{MINUS}4.00, becomes 12.00.")
    assert said.pixel.line.endswith("→ PReLU → 12.00")


def test_the_facts_travel_as_json():
    said = asdict(said_of(Settings()))
    assert list(said) == ["headline", "place", "pixel", "curve_alt", "map_message", "map_rows"]
    assert json.loads(json.dumps(said))["map_rows"][3][0] == "Set to zero"
