"""A kernel, activations, a palette and a lesson are added to a copy of the app, as README says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
PARTS = (
    *("explorer", "static", "assets", "benchmarks", "tests"),
    *("streamlit_app.py", "pyproject.toml", "README.md"),
)
BLOCK = re.compile(
    r"^```(?:python|markdown|js)\n(?:# |// |<!-- )"
    r"(\S+/\S+?\.(?:py|md|js))(?:, (in|above) (\w+))?(?: -->)?\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
CONTRACTS = (
    "tests/core/test_kernels.py",
    "tests/core/test_activations.py",
    "tests/parity/test_activations.py",
    "tests/ui/test_lessons.py",
)
WITH_PARAMETER = (  # an activation with a parameter that no other takes
    (
        "explorer/core/activations.py",
        "above",
        "ACTIVATION_ROWS",
        """def clipped(z: npt.ArrayLike, *, ceiling: float = 6.0) -> Floats:
    return np.clip(_floats(z), 0, ceiling) + 0.0


def clipped_derivative(z: npt.ArrayLike, *, ceiling: float = 6.0) -> Floats:
    z = _floats(z)
    return ((z > 0) & (z < ceiling)).astype(z.dtype)
""",
    ),
    (
        "explorer/core/activations.py",
        "in",
        "ACTIVATION_ROWS",
        """    Activation(
        "Clipped ReLU", "A ReLU with an upper end.", "f(z)", "None.", clipped, clipped_derivative,
        "np.clip(z, 0, {ceiling})", "torch.clamp(z, 0, {ceiling})", "keras.ops.clip(z, 0, {ceiling})",
        ("ceiling",),
    )
""",
    ),
    (
        "explorer/view/settings.py",
        "above",
        "negative_slope",
        """    ceiling: float = choice(2.0, Between(0.0, 4.0, 0.25), label="Ceiling", control="Upper end")
""",
    ),
    (
        "static/core/activations.js",
        "in",
        "ACTIVATIONS",
        """  "Clipped ReLU": {
    function: (z, { ceiling = 6 } = {}) => Math.min(Math.max(z, 0), ceiling),
    derivative: (z, { ceiling = 6 } = {}) => (z > 0 && z < ceiling ? 1 : 0),
  },
""",
    ),
)
PARAMETER_CHECK = """
from dataclasses import replace
from urllib.parse import urlencode
import numpy as np
from explorer.core.layer import forward
from explorer.exports import scripts, standalone
from explorer.images import samples
from explorer.view.controls import CONTROLS
from explorer.view import comparison
from explorer.view.settings import Settings, showing
from tests.exports.pages import data_of, parts_of
from tests.parity.node import ask, call, constant
from tests.ui.components import answer, change
from tests.ui.page import facts_of, open_app, settings_of

domains, activations, parameters = ask(
    [constant("core/catalog", name) for name in ("SETTINGS", "ACTIVATION_ROWS", "PARAMETERS")]
)
row = domains["ceiling"]
assert (row["label"], row["control"], row["default"]) == ("Ceiling", "Upper end", 2.0)
assert row["domain"] == {"low": 0.0, "high": 4.0, "step": 0.25}
assert "ceiling" in parameters
takes = {row["name"]: row["takes"] for row in activations}
assert [name for name, names in takes.items() if "ceiling" in names] == ["Clipped ReLU"]
assert takes["Clipped ReLU"] == ["ceiling"]
(slider,) = ask([call("../tests/parity/slider", "slider", "ceiling", 0.5)])
assert slider == {"label": "Ceiling", "range": [0, 4, 0.25, 0.5], "field": "0.5"}
assert CONTROLS["ceiling"].settings == ("ceiling",)

app = open_app({"picture": "Cat", "size": "128"})
assert answer(app)["settings"]["ceiling"] == 2.0
change(app, activation="Clipped ReLU", ceiling=0.5)
assert settings_of(app) == Settings(**showing("Cat", 128), activation="Clipped ReLU", ceiling=0.5)
assert dict(app.query_params)["ceiling"] in ("0.5", ["0.5"])
assert facts_of(app)["map_rows"][1][2] == "0.500"
change(app, ceiling=4.5)
assert settings_of(app).ceiling == 0.5

settings = Settings.from_query({"activation": "Clipped ReLU", "ceiling": "0.5"})
image = samples()["Cat"].load(64)
layer = forward(image, **settings.layer())
assert layer.activation_map.max() == 0.5 < layer.pre_activation.max()
query = {"picture": "Cat", "size": "64", "activation": "Clipped ReLU", "ceiling": "0.5"}
standalone.samples = lambda: {"Cat": samples()["Cat"]}  # to pack all pictures takes longer than all the rest
text, module = standalone.page().decode(), "../tests/parity/standalone"
ask([call(module, "hold", data_of(text), parts_of(text))])
(found,) = ask([call(module, "shown", [urlencode(query)])])
np.testing.assert_allclose(found[0]["activationMap"], layer.activation_map, atol=1e-6)
(difference,) = comparison.differences(settings, replace(settings, ceiling=1.0))
assert (difference.a, difference.b) == ("Clipped ReLU, ceiling 0.5", "Clipped ReLU, ceiling 1")
assert "np.clip(z, 0, 0.5)" in scripts.snippet(
    "NumPy", weights=np.eye(3), bias=0, padding="zeros", stride=1, activation="Clipped ReLU", ceiling=0.5
)
print("checked")
"""
CHECK = """
from io import BytesIO
import numpy as np
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.exports import scripts
from explorer.images import samples
from explorer.view.options import LIBRARIES
from tests.ui.components import change, report
from tests.ui.page import facts_of, open_app, settings_of

app = open_app()
roberts = KERNELS["Roberts"].weights.ravel().tolist()
change(app, activation="Negative part", palette="Green and purple", weights=roberts)
assert settings_of(app).activation == "Negative part"
assert settings_of(app).palette == "Green and purple"
assert "Negative part" in facts_of(app)["headline"]
image = samples()["Cat"].load(64)
weights = KERNELS["Roberts"].weights
layer = forward(image, weights, activation="Negative part")
for library in LIBRARIES:
    code = scripts.snippet(
        library, weights=weights, bias=0.0, padding="replicate", stride=1, activation="Negative part"
    )
    assert code.startswith("# Roberts, then Negative part"), code
    if library in ("NumPy", "OpenCV"):
        np.save("input.npy", image)
        names = {}
        exec(code, names)
        np.testing.assert_allclose(names["activation_map"], layer.activation_map, atol=1e-5)

app = AppTest.from_file("streamlit_app.py", default_timeout=60).run()
app._page_hash = calc_hash("light-and-dark")
app.run()
assert app.title[0].value == "A picture and its negative"
report(app, "question_light_and_dark", {"revealed": {"place": None}})
assert app.title[0].value == "A picture and its negative have opposite edges"
assert "Where the picture gets lighter, its negative gets darker." in [text.value for text in app.markdown]
catalogue = open("static/core/catalog.js", encoding="utf-8").read()
assert all(f'"name": "{name}"' in catalogue for name in ("Roberts", "Negative part", "Green and purple"))
print("checked")
"""


def add(folder, path, how, name, code):
    """Put one block of README where its first line says."""
    file = folder / path
    if how is None:
        file.write_text(code, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    start = re.search(rf"^ *(?:export const )?{name}\b.* = [\w.]*\(\{{?$", text, re.M).start()
    if how == "above":
        text = f"{text[:start]}{code}\n\n{text[start:]}"
    else:
        end = re.compile(r"^\}?\);?$", re.M).search(text, start).start()
        text = f"{text[:end]}{code.rstrip().rstrip(',')},\n{text[end:]}"
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Copy the app, and add to the copy what README adds."""
    folder = tmp_path_factory.mktemp("app")
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = BLOCK.findall(readme)
    assert len(blocks) == 8
    for path, how, name, code in (*blocks, *WITH_PARAMETER):
        add(folder, path, how or None, name, code)
    run(folder, "-m", "explorer.messages.catalog")
    return folder


def run(app, *command):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=app,
        env=os.environ | {"PYTHONPATH": str(app)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_the_menus_the_scripts_and_the_pages_take_them_and_the_file_and_the_browser_the_parameter(app):
    """In one process: each would load the whole app."""
    assert run(app, "-c", CHECK + PARAMETER_CHECK).count("checked") == 2


def test_what_is_added_keeps_the_contracts_of_all_rows(app):
    chosen = "Roberts or Negative or light-and-dark"
    out = run(app, "-m", "pytest", "-q", "-p", "no:cacheprovider", *CONTRACTS, "-k", chosen)
    passed = re.search(r"(\d+) passed", out)
    assert passed
    assert int(passed[1]) >= 10, out


def test_the_library_works_as_readme_shows():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(from explorer\..*?)^```$", readme, re.MULTILINE | re.DOTALL)
    *lines, last = code.strip().splitlines()
    names = {}
    exec("\n".join(lines), names)
    signed, rectified = eval(last, names)
    np.testing.assert_array_equal(rectified, np.where(signed > 0, signed, np.float32(0.25) * signed))
    assert signed.min() < 0 < signed.max()
