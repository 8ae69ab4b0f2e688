"""A kernel, an activation, a palette and a lesson are added to a copy of the app, as README says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("explorer", "static", "assets", "tests", "streamlit_app.py", "pyproject.toml", "README.md")
BLOCK = re.compile(
    r"^```(?:python|markdown)\n(?:# |<!-- )(\S+/\S+?\.(?:py|md))(?:, (in|above) (\w+))?(?: -->)?\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
CONTRACTS = ("tests/core/test_kernels.py", "tests/core/test_activations.py", "tests/ui/test_lessons.py")
CHECK = """
from io import BytesIO
import numpy as np
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.exports import scripts
from explorer.images import samples

app = AppTest.from_file("streamlit_app.py", default_timeout=60).run()
assert "Roberts" in app.selectbox(key="preset").options
assert "Negative part" in app.selectbox(key="activation").options
app.selectbox(key="preset").set_value("Roberts")
app.selectbox(key="activation").set_value("Negative part")
app.run()
app.segmented_control(key="palette").set_value("Green and purple").run()
assert not app.exception, app.exception
assert app.segmented_control(key="palette").value == "Green and purple"
image = samples()["Cat"].load(64)
weights = KERNELS["Roberts"].weights
layer = forward(image, weights, activation="Negative part")
for library in scripts.LIBRARIES:
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
assert app.header[0].value == "A picture and its negative have opposite edges"
app.button(key="reveal").click().run()
assert not app.exception, app.exception
assert "Where the picture gets lighter, its negative gets darker." in [text.value for text in app.markdown]
print("checked")
"""


def add(folder, path, how, name, code):
    """Put one block of README where its first line says."""
    file = folder / path
    if how is None:
        file.write_text(code, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    start = re.search(rf"^{name}\b.* = \($", text, re.M).start()
    if how == "above":
        text = f"{text[:start]}{code}\n\n{text[start:]}"
    else:
        end = text.index("\n)\n", start) + 1
        text = f"{text[:end]}{code.rstrip()},\n{text[end:]}"
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
    assert len(blocks) == 7
    for path, how, name, code in blocks:
        add(folder, path, how or None, name, code)
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


def test_the_menus_the_scripts_and_the_pages_take_it_from_there(app):
    assert "checked" in run(app, "-c", CHECK)


def test_what_is_added_keeps_the_contracts_of_all_rows(app):
    chosen = "Roberts or Negative or light-and-dark"
    out = run(app, "-m", "pytest", "-q", "-p", "no:cacheprovider", *CONTRACTS, "-k", chosen)
    passed = re.search(r"(\d+) passed", out)
    assert passed
    assert int(passed[1]) >= 10, out
