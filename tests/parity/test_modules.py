import importlib
import inspect
import re
from pathlib import Path

import pytest

from tests.parity.node import ask, constant

ROOT = Path(__file__).parents[2]
CORE = ROOT / "static" / "core"
LESSONS = ROOT / "static" / "lessons"
MIRRORED = sorted(path.stem for path in (ROOT / "explorer" / "core").glob("[a-z]*.py"))
ONLY_PYTHON = {
    "arrays": {"read_only": "typed arrays cannot be made read-only"},
}
ONLY_JAVASCRIPT = {
    "notation": {"fill": "Python's str.format"},
    "arrays": {
        "line": "numpy's indexing",
        "transposed": "numpy's T",
        "arrayEqual": "numpy's array_equal",
        "extremes": "numpy's min and max",
        "largest": "numpy's abs and max",
    },
    "kernels": {"named": "the row of a registry"},
    "activations": {
        "activate": "the function of a row applied to a whole map, as numpy does by itself",
        "neverGrows": "a short way to a limit that `forward` looks for",
        "named": "numpy's row, or the sentence that `forward` refuses with",
    },
    "convolution": {"prepare": "the part of `conv2d` that every kernel of a size needs"},
    "layer": {
        "centre": "a method of ForwardPass",
        "nearest": "a method of ForwardPass",
        "withActivation": "the second half of `forward`, for sums that are there already",
    },
}
ALONE = {
    "network_settings": "the twin of explorer.view.network",
    "network_channel": "the twin of view_of_channel of explorer.view.network",
    "catalog": "the rows of Python's registries",
    "readouts": "the twin of explorer.view.readouts and explorer.view.facts",
    "alternatives": "the twin of explorer.view.alternatives",
    "comparison": "the twin of explorer.view.comparison",
    "predictions": "the twin of explorer.view.predictions",
    "figures": "the twin of explorer.figures.layer.profile",
    "numbers": "what Python's `round` and numpy's float32 do by themselves",
    "settings": "the twin of explorer.view.settings",
    "link": "the twin of explorer.view.link",
    "spelling": "the twin of explorer.view.spelling",
    "description": "the twin of explorer.view.description",
    "experiments": "the twin of explorer.view.experiments, but for its rows",
    "network": "the twin of what explorer.networks.forward says of P-Net",
    "channels": "the layers of several channels, which numpy writes otherwise",
    "slopes": "the twin of explorer.networks.slopes",
    "pyramid": "the twin of explorer.networks.changes and of the pyramid of explorer.networks.cascade",
}
OF_NETWORKS = {  # function in static/core/ -> where it is in explorer/networks/, or why it is not there
    "network": {"proposals": "forward", "channelMaps": "forward", "prepare": "what every call needs"},
    "slopes": {"readSlopes": "slopes", "writeSlopes": "slopes", "split": "stages"},
    "pyramid": {"pyramid": "cascade", "changed": "the functions of the rows of changes"},
}  # fmt: skip


def camel(name):
    """Return a name as JavaScript spells it.

    >>> camel("output_size")
    'outputSize'
    """
    return re.sub("_([a-z])", lambda match: match[1].upper(), name)


def public_functions(module, package="core"):
    found = importlib.import_module(f"explorer.{package}.{module}")
    functions = inspect.getmembers(found, inspect.isfunction)
    return {name for name, one in functions if one.__module__ == found.__name__ and not name.startswith("_")}


def exported_functions(module, folder="core"):
    (found,) = ask([constant(f"{folder}/{module}", "*")])
    return {name for name, value in found.items() if isinstance(value, str) and value == "function"}


def test_every_module_has_a_twin():
    assert sorted(path.stem for path in CORE.glob("*.js")) == sorted([*MIRRORED, *ALONE])


@pytest.mark.parametrize("module", MIRRORED)
def test_every_function_has_a_twin(module):
    python = public_functions(module) - set(ONLY_PYTHON.get(module, ()))
    javascript = exported_functions(module) - set(ONLY_JAVASCRIPT.get(module, ()))
    assert {camel(name) for name in python} == javascript


@pytest.mark.parametrize("module", ["alternatives", "comparison", "predictions"])
def test_every_function_about_a_view_has_a_twin(module):
    assert {camel(name) for name in public_functions(module, "view")} == exported_functions(module)


@pytest.mark.parametrize("module", OF_NETWORKS)
def test_every_function_about_a_network_has_a_twin(module):
    assert set(OF_NETWORKS[module]) == exported_functions(module)
    named = {name: place for name, place in OF_NETWORKS[module].items() if " " not in place}
    assert [
        name for name, place in named.items() if name not in map(camel, public_functions(place, "networks"))
    ] == []


@pytest.mark.parametrize("module", MIRRORED)
def test_no_exception_is_out_of_date(module):
    assert set(ONLY_PYTHON.get(module, ())) <= public_functions(module)
    assert set(ONLY_JAVASCRIPT.get(module, ())) <= exported_functions(module)


@pytest.mark.parametrize(
    "path",
    sorted([*CORE.glob("*.js"), *LESSONS.glob("*.js")]),
    ids=lambda path: f"{path.parent.name}-{path.name}",
)
def test_the_core_knows_no_page_and_keeps_no_state(path):
    code = re.sub(r"/\*.*?\*/|//.*?$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert not re.search(
        r"\b(document|globalThis|self|navigator|localStorage|fetch)\b|\bwindow\.(?!length)", code
    )
    assert not re.search(r"^(export )?(let|var)\b", code, re.MULTILINE)
    for imported in re.findall(r'from "([^"]+)"', code):
        assert re.fullmatch(r"\./[a-z_]+\.js|\.\./core/[a-z_]+\.js", imported)
