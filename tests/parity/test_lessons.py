"""Every live demonstration answers in the browser as in Python, whatever the sliders' values are."""

import dataclasses
import importlib
import inspect
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from explorer.lessons.parts import Demonstration, Part
from tests.parity.lessons import GIVEN, pictures
from tests.parity.node import ask, call
from tests.parity.test_modules import camel

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "static" / "lessons"
TOLERANCE = 1e-5
PICTURES = pictures()


def demonstrations():
    """Find the rows of all modules of explorer/lessons/, by name."""
    found = {}
    for path in sorted((ROOT / "explorer" / "lessons").glob("[a-z]*.py")):
        module = importlib.import_module(f"explorer.lessons.{path.stem}")
        rows = [one for _, one in inspect.getmembers(module) if isinstance(one, Demonstration)]
        found |= {row.name: row for row in rows}
    return found


DEMONSTRATIONS = demonstrations()


def plain(value):
    """Return a part, or what is in one, as the browser has it."""
    if isinstance(value, Part):
        fields = {camel(field.name): plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"kind": type(value).__name__.lower(), **fields}
    if dataclasses.is_dataclass(value):
        return {camel(field.name): plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return [plain(part) for part in value] if isinstance(value, list | tuple) else value


def assert_equal(found, expected, where="parts"):
    """Compare what is shown: texts are the same, numbers as good as."""
    if isinstance(expected, dict):
        assert found.keys() == expected.keys(), where
        for name in expected:
            assert_equal(found[name], expected[name], f"{where}.{name}")
    elif expected is None or isinstance(expected, str | bool):
        assert found == expected, where
    elif isinstance(expected, list) and not is_numbers(expected):
        assert len(found) == len(expected), where
        for k, pair in enumerate(zip(found, expected, strict=True)):
            assert_equal(*pair, f"{where}[{k}]")
    else:
        one, other = np.asarray(found, np.float64), np.asarray(expected, np.float64)
        assert one.shape == other.shape, where
        scale = max(1.0, float(np.abs(other).max(initial=0.0)))
        np.testing.assert_allclose(one, other, rtol=TOLERANCE, atol=TOLERANCE * scale, err_msg=where)


def is_numbers(values):
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def chosen(sliders, rng, count):
    """Yield values of the sliders: where they begin, both ends, and some between."""
    for pick in (lambda s: s.value, lambda s: s.low, lambda s: s.high):
        yield {slider.name: slider.nearest(pick(slider)) for slider in sliders}
    for _ in range(count):
        yield {slider.name: slider.nearest(rng.uniform(slider.low, slider.high)) for slider in sliders}


def some(values, number):
    """Take all values for the first data of a demonstration, and for each of the others two in turn."""
    return values if number == 0 else [values[(number + k) % len(values)] for k in (0, 2)]


def shape(rows):
    """Describe what stays the same while a slider moves: the browser fills values into Python's figures."""
    return [[(part["kind"], counts(part)) for part in row] for row in rows]


def counts(part):
    return {name: len(part[name]) for name in ("lines", "strips", "groups", "images") if name in part}


def test_every_demonstration_has_a_twin_and_every_twin_is_used():
    parts = {"parts"}  # of several
    imported = {
        name
        for path in FOLDER.glob("*.js")
        for name in (other.stem for other in FOLDER.glob("*.js"))
        if f'"./{name}.js"' in path.read_text(encoding="utf-8")
    }
    files = {path.stem for path in FOLDER.glob("*.js")}
    assert set(DEMONSTRATIONS) <= files
    assert files <= set(DEMONSTRATIONS) | imported | parts
    assert set(GIVEN) == set(DEMONSTRATIONS)


@pytest.mark.parametrize("name", DEMONSTRATIONS)
def test_the_browser_shows_what_python_shows(name):
    """And the parts are of the same kinds whatever the values are."""
    demonstration, rng = DEMONSTRATIONS[name], np.random.default_rng(0)
    numbers = count()
    for title, image in PICTURES.items():
        for data in GIVEN[name](image):
            asked = some(list(chosen(demonstration.sliders(data), rng, 3)), next(numbers))
            found = ask(call(f"lessons/{name}", "show", values, data) for values in asked)
            for values, parts in zip(asked, found, strict=True):
                expected = plain(demonstration.show(values, data))
                assert_equal(parts, expected, f"{title} {values}")
                assert shape(parts) == shape(expected) == shape(found[0]), f"{title} {values}"


@pytest.mark.parametrize("name", DEMONSTRATIONS)
def test_the_sliders_begin_where_they_can_be(name):
    for image in PICTURES.values():
        for data in GIVEN[name](image):
            for slider in DEMONSTRATIONS[name].sliders(data):
                assert slider.low <= slider.value <= slider.high
                assert slider.nearest(slider.value) == slider.value
