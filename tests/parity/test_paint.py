import numpy as np
import pytest

from explorer.core import paint
from explorer.core.paint import PALETTES
from tests.parity.node import ask, call, constant

MODULE = "core/paint"


def maps():
    rng = np.random.default_rng(0)
    spread = rng.normal(size=(40, 30)).astype(np.float32)
    on_steps = np.linspace(-2, 2, 256).astype(np.float32).reshape(16, 16)
    above, below = np.nextafter(on_steps, np.float32(9)), np.nextafter(on_steps, np.float32(-9))
    flat, dark = np.full((2, 3), 0.7, np.float32), np.full((2, 3), -0.0, np.float32)
    faint = spread * np.float32(1e-40)
    broken = np.array([[np.nan, 0, -1, 1]], np.float32)
    return [spread, on_steps, above, below, flat, dark, faint, broken, np.float32(1e30) * spread]


def limit_of(values):
    return float(np.abs(values[np.isfinite(values)]).max()) or 1.0


@pytest.mark.parametrize("name", PALETTES)
def test_the_palettes_are_equal(name):
    (found,) = ask([constant(MODULE, f"PALETTES.{name}")])
    row = PALETTES[name]
    assert found["table"].tobytes() == row.table.tobytes()
    assert (found["isHatched"], found["hasOwnScale"]) == (row.is_hatched, row.has_own_scale)
    assert (found["name"], found["warning"]) == (row.name, row.warning)


def test_grey_is_equal():
    assert ask([constant(MODULE, "GREY")])[0].tobytes() == paint.GREY.tobytes()


@pytest.mark.parametrize("name", PALETTES)
def test_the_range_of_the_colours_is_equal(name):
    given = [values for values in maps() if np.isfinite(values).all()]
    found = ask(
        call(MODULE, "colourRange", values.ravel(), name, {"limit": limit_of(values)}) for values in given
    )
    assert found == [list(paint.colour_range(values, name, limit=limit_of(values))) for values in given]


@pytest.mark.parametrize("count", [1, 2, 3, 255, 256])
def test_the_number_of_a_colour_is_equal(count):
    for values in maps():
        for span in ((-limit_of(values), limit_of(values)), (0.0, 1.0)):
            few = values.ravel()[:60]
            found = ask(call(MODULE, "colourIndex", float(value), count, span) for value in few)
            assert found == paint.colour_index(few, count, span).tolist()


@pytest.mark.parametrize("name", PALETTES)
def test_every_pixel_is_painted_alike(name):
    table = PALETTES[name].table
    for values in maps():
        finite = np.nan_to_num(values)
        for span in (paint.colour_range(finite, name, limit=limit_of(values)), (0.0, 1.0)):
            (found,) = ask([call(MODULE, "painted", values, table.ravel(), span)])
            pixels = found.reshape(*values.shape, 4)
            assert (pixels[..., 3] == 255).all()
            np.testing.assert_array_equal(pixels[..., :3], paint.painted(values, table, span))
