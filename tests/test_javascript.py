"""What the browser computes, run by Node: its own tests, and the same numbers as Python's.

Node reads a .js file as a module where no package.json says otherwise since 20.19 and 22.7.
"""

import base64
import json
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from explorer.core.activations import ACTIVATIONS, interpolate, lookup_table
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS, flip_sign, name_of, normalise, rotate, sum_meaning, transpose
from explorer.core.layer import forward
from explorer.core.notation import number
from explorer.core.paint import PALETTES
from explorer.core.profiles import crossings
from explorer.messages.binary import pack
from explorer.view.settings import weight_values

HERE = Path(__file__).parent
SCOPE = HERE.parent / "static" / "scope"
RANDOM = np.random.default_rng(0)
PICTURE = RANDOM.integers(0, 256, (24, 31)).astype(np.float32) / 255

ANSWERS = """
import { readFileSync } from "node:fs";
const tools = Object.assign({}, ...(await Promise.all(SOURCES.map((source) => import(source)))));
const ask = {
  unpacked: (message) => {
    const { header, arrays } = tools.unpack(Uint8Array.from(Buffer.from(message, "base64")));
    const plain = Object.entries(arrays).map(([name, values]) => [name, [...values]]);
    return { header, arrays: Object.fromEntries(plain) };
  },
  lookedUp: (message) => {
    const { header, arrays } = tools.unpack(Uint8Array.from(Buffer.from(message, "base64")));
    return [...tools.lookUp({ ...arrays, ...header }, arrays.values)];
  },
  crossings: (values) => tools.crossings(Float32Array.from(values)).places,
  written: ([value, digits]) => tools.written(value, digits),
  kernel: (weights) => ({
    rotate: tools.rotate(weights), transpose: tools.transpose(weights), flipSign: tools.flipSign(weights),
    normalise: tools.normalise(weights), sumMeaning: tools.sumMeaning(weights),
  }),
  nameOf: ([weights, kernels]) => tools.nameOf(weights, kernels)?.name ?? null,
  kept: (value) => tools.kept(value),
  nearest: ([pixel, count, grid]) => tools.nearestSample(pixel, count, grid),
};
const { what, questions } = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(questions.map(ask[what])));
"""


@pytest.fixture(scope="module")
def node():
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node is not installed; it is needed for these tests only")
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if numbers < (20, 19) or (21, 0) <= numbers < (22, 7):
        pytest.skip(f"Node {version.strip()} does not read .js files as modules; 20.19 or 22.7 does")
    return found


@pytest.fixture
def answers(node):
    """Ask the modules of the scope many questions of one kind in one run of Node."""
    sources = json.dumps(
        [(SCOPE / name).as_uri() for name in ("geometry.js", "unpack.js", "kernels.js", "numbers.js")]
    )
    script = ANSWERS.replace("SOURCES", sources)

    def ask(what, questions):
        run = subprocess.run(
            [node, "--input-type=module", "--eval", script],
            input=json.dumps({"what": what, "questions": questions}),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)

    return ask


def message(header, arrays):
    return base64.b64encode(pack(header, arrays)).decode()


@pytest.mark.parametrize("file", sorted((HERE / "node").glob("*.test.mjs")), ids=lambda path: path.name)
def test_the_modules_pass_their_own_tests(node, file):
    run = subprocess.run([node, "--test", str(file)], capture_output=True, encoding="utf-8", timeout=60)
    assert run.returncode == 0, run.stdout + run.stderr
    assert int(re.search(r"\bpass (\d+)", run.stdout)[1]) > 0


def test_the_browser_reads_what_python_packs(answers):
    arrays = {
        "image": PICTURE,
        "signed": forward(PICTURE, KERNELS["Sobel right"].weights).pre_activation,
        "soft": RANDOM.normal(size=(3, 5)).astype(np.float32),
        "left": RANDOM.normal(size=7),
        "palette": PALETTES["Diverging"].table,
        "empty": np.zeros(0, np.float32),
        "turned": RANDOM.normal(size=(3, 5)).astype(np.float32).T,
    }
    header = {"titles": ["before − after", "Größe"], "limit": 0.1, "isRow": True}
    (found,) = answers("unpacked", [message(header, arrays)])
    assert {name: found["header"][name] for name in header} == header
    assert list(found["arrays"]) == list(arrays)
    for name, values in arrays.items():
        read = np.array(found["arrays"][name], values.dtype)
        if found["header"]["arrays"][name]["steps"] == 1:
            assert read.tobytes() == values.tobytes(), name
        else:
            assert read.tobytes() == (np.rint(values.ravel() * 255) / 255).astype(np.float32).tobytes(), name
            np.testing.assert_allclose(read, values.ravel(), rtol=0, atol=1e-6)


def test_a_picture_of_bytes_arrives_bit_for_bit(answers):
    (found,) = answers("unpacked", [message({}, {"image": PICTURE})])
    assert found["header"]["arrays"]["image"]["kind"] == "uint8"
    assert np.array(found["arrays"]["image"], np.float32).tobytes() == PICTURE.tobytes()


def test_the_browser_looks_every_activation_up_as_python_does(answers):
    asked, expected = [], []
    for name in ACTIVATIONS:
        for limit in (0.01, 1.0, 3.9, 900.0):
            values = RANDOM.uniform(-limit, limit, 500).astype(np.float32)
            values[:5] = 0, -limit, limit, -1e-30, 1e-30
            table = left, at_zero, right = lookup_table(name, limit)
            arrays = {"left": left, "right": right, "values": values}
            asked.append(message({"atZero": at_zero, "limit": limit}, arrays))
            expected.append(interpolate(table, values, limit).astype(np.float32))
    for found, wanted in zip(answers("lookedUp", asked), expected, strict=True):
        np.testing.assert_array_equal(np.array(found, np.float32), wanted)


def test_the_browser_finds_the_crossings_that_python_finds(answers):
    lines = [RANDOM.integers(-2, 3, size).astype(np.float32) for size in (0, 1, 2, 3, 7, 40) * 20]
    lines += [RANDOM.normal(size=64).astype(np.float32) for _ in range(20)]
    found = answers("crossings", [line.tolist() for line in lines])
    for places, line in zip(found, lines, strict=True):
        assert places == crossings(line).tolist()


def test_the_browser_writes_numbers_as_python_does(answers):
    values = [0.0, -0.0, -0.0004, 1.0, -1.0, *RANDOM.normal(size=300), *RANDOM.uniform(-999, 999, 300)]
    asked = [(float(value), digits) for value in values for digits in range(1, 7)]
    asked = [
        (value, digits) for value, digits in asked if (Decimal(value) * 10**digits) % 1 != Decimal("0.5")
    ]
    assert answers("written", asked) == [number(*question) for question in asked]


def test_the_browser_puts_the_line_on_the_same_sample_as_python(answers):
    asked, expected = [], []
    for padding in PADDINGS:
        for stride in (1, 2, 3, 4):
            step = forward(PICTURE, KERNELS["Sobel right"].weights, padding=padding, stride=stride)
            for pixel in range(24):
                grid = {"stride": stride, "offset": step.offset}
                asked.append((pixel, step.pre_activation.shape[0], grid))
                expected.append(step.nearest(pixel, 0))
    assert answers("nearest", asked) == expected


def some_kernels():
    whole = RANDOM.integers(-5, 6, (40, 3, 3)).astype(np.float64)
    typed = RANDOM.normal(scale=9, size=(40, 3, 3)).round(3)
    odd = [np.zeros((3, 3)), np.full((3, 3), 1 / 9), np.full((3, 3), 100.0), np.eye(3) / 3, -np.eye(3) * 1e-8]
    return [*whole, *typed, *odd, *(row.weights for row in KERNELS.values())]


def plain(weights):
    return list(weight_values(np.float32(weights)).values())


def test_the_browser_changes_kernels_as_python_does(answers):
    kernels = [np.array(plain(weights)).reshape(3, 3) for weights in some_kernels()]
    for found, weights in zip(answers("kernel", [k.ravel().tolist() for k in kernels]), kernels, strict=True):
        assert found["rotate"] == plain(rotate(weights))
        assert found["transpose"] == plain(transpose(weights))
        assert found["flipSign"] == plain(flip_sign(weights))
        assert found["normalise"] == plain(normalise(np.float32(weights)))
        assert found["sumMeaning"] == sum_meaning(np.float32(weights))


def test_the_browser_recognises_the_kernels_that_python_recognises(answers):
    menu = [{"name": row.name, "weights": plain(row.weights)} for row in KERNELS.values()]
    asked = [plain(row.weights) for row in KERNELS.values()]
    asked += [[round(weight, 3) for weight in weights] for weights in asked]
    asked += [[weight + off for weight in weights] for weights in asked[:5] for off in (0.0004, 0.0006, 1e-7)]
    asked += [[1e-7, 0, -1e-7, *[0] * 6], *(plain(weights) for weights in some_kernels())]
    found = answers("nameOf", [(weights, menu) for weights in asked])
    assert found == [name_of(np.float32(weights).reshape(3, 3)) for weights in asked]
    assert found[0] == "Identity"
    assert None in found


def test_the_browser_rounds_as_the_settings_do(answers):
    halves = [k / 2**9 for k in range(-40, 40)]
    values = [*halves, 0.1, 1 / 3, -1e-9, 5e-9, 1e-300, 100.0, *RANDOM.normal(size=300)]
    assert answers("kept", values) == [round(value, 8) + 0.0 for value in values]
