import csv
import io
import json
import re
import warnings

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.paint import PALETTES
from explorer.core.profiles import RowProfile, row_profile
from explorer.exports.images import MAP_CORNER, enlargement, labelled_png, png, raw_png
from explorer.exports.scripts import input_file, snippet, templates
from explorer.exports.tables import archive, line_csv
from explorer.images import decode
from explorer.view.options import LIBRARIES

PICTURE = np.random.default_rng(0).random((13, 16), np.float32)
ALWAYS_HERE = ["NumPy", "OpenCV"]
SOBEL = {
    "weights": KERNELS["Sobel right"].weights,
    "bias": 0.0,
    "padding": "replicate",
    "stride": 1,
    "activation": "ReLU",
}
kernels = st.sampled_from([1, 3, 5]).flatmap(
    lambda k: hnp.arrays(np.float32, (k, k), elements=st.floats(-10, 10, width=32))
)
layers = st.fixed_dictionaries(
    {
        "weights": kernels,
        "bias": st.floats(-4, 4),
        "padding": st.sampled_from(list(PADDINGS)),
        "stride": st.integers(1, 4),
        "activation": st.sampled_from(list(ACTIVATIONS)),
    }
)
in_one_folder = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "input.npy").write_bytes(input_file(PICTURE))
    monkeypatch.chdir(tmp_path)


def run(library, layer):
    """Run a script and return its two maps."""
    names = {}
    exec(compile(snippet(library, **layer), library, "exec"), names)
    return [np.asarray(names[name]) for name in ("pre_activation", "activation_map")]


def assert_same_maps(found, layer):
    settings = {name: value for name, value in layer.items() if name != "weights"}
    step = forward(PICTURE, layer["weights"], **settings)
    tolerance = 1e-6 * (10 + np.abs(layer["weights"]).sum())
    np.testing.assert_allclose(found[0], step.pre_activation, rtol=0, atol=tolerance)
    if layer["activation"] == "Step":  # a sum that rounds to the other side of zero is another answer
        clear = np.abs(step.pre_activation) > tolerance
        np.testing.assert_array_equal(found[1][clear], step.activation_map[clear])
        assert found[1].shape == step.activation_map.shape
    else:
        steepest = max(1, 2 * step.limit if layer["activation"] == "ReLU²" else 0)
        np.testing.assert_allclose(found[1], step.activation_map, rtol=0, atol=tolerance * steepest)


@pytest.fixture
def library(request):
    """Import a library that may be missing, without its own import-time warnings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module in {"PyTorch": ["torch"], "Keras": ["keras"]}.get(request.param, []):
            pytest.importorskip(module)
    return request.param


def test_every_library_of_the_menu_has_its_scripts():
    assert tuple(templates()["libraries"]) == LIBRARIES


every_library = pytest.mark.parametrize("library", LIBRARIES, indirect=True)


@every_library
@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_script_computes_what_we_compute(folder, library, padding, activation):
    for stride in (1, 2, 3, 4):
        layer = SOBEL | {"bias": -0.25, "padding": padding, "stride": stride, "activation": activation}
        assert_same_maps(run(library, layer), layer)


@every_library
@pytest.mark.parametrize("slope", [-1.0, 0.0, 0.3, 1.0])
def test_every_script_takes_the_slope(folder, library, slope):
    layer = SOBEL | {"activation": "PReLU", "negative_slope": slope}
    assert_same_maps(run(library, layer), layer)


@pytest.mark.parametrize("library", ALWAYS_HERE)
@given(layer=layers)
@in_one_folder
def test_any_layer_can_be_taken_along(folder, library, layer):
    assert_same_maps(run(library, layer), layer)


@pytest.mark.parametrize("library", LIBRARIES)
@given(layer=layers)
@settings(deadline=None)
def test_every_weight_is_written_so_that_the_same_float32_is_read(library, layer):
    code = snippet(library, **layer)
    compile(code, library, "exec")
    between = code[code.index("[") : code.index("dtype")].rstrip().rstrip(",")
    read = np.array(eval(between), np.float32)
    np.testing.assert_array_equal(read, layer["weights"])
    assert f"\nbias = {float(layer['bias'])!r}\n" in code


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_script_is_short_and_fits_a_page(library):
    for name in KERNELS:
        code = snippet(library, **SOBEL | {"weights": KERNELS[name].weights, "activation": "GELU"})
        assert code.startswith(f"# {name}, then GELU: one convolutional layer with {library}\n")
        assert len(code.splitlines()) < 40
        assert max(map(len, code.splitlines())) <= 100
        assert ("import math" in code) == ("math." in code)


def test_the_opencv_script_warns_of_bytes():
    assert "CV_32F" in snippet("OpenCV", **SOBEL)
    assert "uint8" in snippet("OpenCV", **SOBEL)


def test_the_torch_script_uses_the_name_of_the_padding():
    assert 'padding=1, padding_mode="reflect")' in snippet("PyTorch", **SOBEL | {"padding": "reflect"})
    assert "padding=0)" in snippet("PyTorch", **SOBEL | {"padding": "valid"})


def test_a_kernel_without_a_name_is_ones_own():
    assert snippet("NumPy", **SOBEL | {"weights": [[7]]}).startswith("# A kernel of your own, then ReLU")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"library": "MATLAB"}, "no library called 'MATLAB'.*NumPy, OpenCV, PyTorch, Keras"),
        ({"padding": "same"}, "no padding called 'same'"),
        ({"activation": "import os"}, "no activation called 'import os'"),
        ({"stride": 0}, "The stride is 0"),
        ({"weights": np.ones((2, 2))}, "2 by 2"),
        ({"weights": np.full((3, 3), np.nan)}, "Every weight"),
        ({"bias": float("inf")}, "must be finite"),
        ({"activation": "PReLU", "negative_slope": float("nan")}, "must be finite"),
    ],
)
def test_what_cannot_be_written_is_refused(change, sentence):
    arguments = {"library": "NumPy"} | SOBEL | change
    with pytest.raises(ValueError, match=sentence):
        snippet(arguments.pop("library"), **arguments)


def test_the_picture_comes_back_as_it_went():
    image = np.asfortranarray(PICTURE)[::2]
    image.flags.writeable = False
    read = np.load(io.BytesIO(input_file(image)), allow_pickle=False)
    np.testing.assert_array_equal(read, image)
    assert read.dtype == np.float32


def read_png(data):
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)


def test_a_png_holds_every_level_of_grey_as_it_was():
    levels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    read = read_png(png(levels.astype(np.float32) / 255))
    assert (read.dtype, read.shape) == (np.uint8, (16, 16))
    np.testing.assert_array_equal(read, levels)


def test_a_png_that_is_decoded_again_is_the_picture():
    image = np.random.default_rng(1).integers(0, 256, (20, 30)).astype(np.float32) / 255
    np.testing.assert_array_equal(decode(png(image)), image)


@given(hnp.arrays(np.float32, (3, 5), elements=st.floats(-1e6, 1e6, width=32)))
@settings(deadline=None)
def test_a_png_is_off_by_half_a_level_at_most_and_ends_at_black_and_white(image):
    image.flags.writeable = False
    read = read_png(png(image)) / np.float32(255)
    assert np.abs(read - np.clip(image, 0, 1)).max() <= 0.5 / 255 + 1e-6


@given(hnp.arrays(np.float32, (3, 5), elements=st.floats(-7, 7, width=32)))
@settings(deadline=None)
def test_a_raw_png_gives_every_value_back_to_half_a_level_and_zero_exactly(values):
    file = raw_png(values, 7.0)
    with Image.open(io.BytesIO(file)) as opened:
        said = opened.text["Description"]
    limit = float(re.fullmatch(r"value = \(level - 32768\) / 32767 \* ([\d.e+-]+)", said)[1])
    level = read_png(file)
    assert level.dtype == np.uint16
    found = (level.astype(np.float64) - 32768) / 32767 * limit
    assert np.abs(found - values).max() <= 0.5 / 32767 * limit * (1 + 1e-9)
    np.testing.assert_array_equal(level[values == 0], 32768)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("size", [64, 600])
def test_a_labelled_png_shows_the_colours_of_the_palette_and_the_whole_scale(palette, size):
    values = np.linspace(-2, 2, 7 * size, dtype=np.float32).reshape(7, size)
    read = read_png(labelled_png(values, PALETTES[palette].table, (-2, 2), title="Feature map after ReLU"))[
        ..., ::-1
    ]
    by, (top, left) = enlargement(values.shape), MAP_CORNER
    shown = read[top : top + 7 * by : by, left : left + size * by : by]
    wanted = PALETTES[palette].table[np.clip((values.astype(np.float64) + 2) * (255 / 4), 0, 254).astype(int)]
    np.testing.assert_array_equal(shown, wanted)
    bar = read[top + 7 * by + 20, left:-left]
    np.testing.assert_array_equal(bar[[0, -1]], PALETTES[palette].table[[0, -1]])
    np.testing.assert_array_equal(bar[len(bar) // 2], PALETTES[palette].table[127])
    assert (read[: top - 8] < 100).any()  # the title
    assert (read[-30:] < 100).any()  # the numbers


def test_only_what_is_clearly_negative_is_hatched():
    values = np.array([[-1, -0.01, 0, 1]], np.float32)
    plain, hatched = (
        read_png(labelled_png(values, PALETTES["Diverging"].table, (-1, 1), title="", quiet=quiet))
        for quiet in (None, 0.04)
    )
    changed = (plain != hatched).any(axis=2)
    _, left = MAP_CORNER
    assert changed.sum() > 1000
    assert not changed[:, left + enlargement(values.shape) :].any()


@pytest.mark.parametrize("direction", ["Row", "Column"])
@pytest.mark.parametrize("padding", ["replicate", "valid"])
def test_a_table_of_a_line_gives_the_same_float32_back(direction, padding):
    step = forward(PICTURE, KERNELS["Sobel right"].weights / 3, stride=2, padding=padding)
    maps = (step.pre_activation, step.activation_map)
    profile = row_profile(PICTURE, *maps, 4, stride=2, offset=step.offset, direction=direction)
    index = step.centre(4)
    lines = list(csv.DictReader(io.StringIO(line_csv(profile, index=index, direction=direction).decode())))
    fixed, running = ("row", "column") if direction == "Row" else ("column", "row")
    assert {line[fixed] for line in lines} == {str(index)}
    assert [int(line[running]) for line in lines] == list(range(len(profile.input)))
    np.testing.assert_array_equal(np.array([line["input"] for line in lines], np.float32), profile.input)
    there = [line for line in lines if line["signed"]]
    assert [int(line[running]) for line in there] == profile.position.tolist()
    for name in ("signed", "rectified"):
        found = np.array([line[name] for line in there], np.float32)
        np.testing.assert_array_equal(found, getattr(profile, name))


def test_a_table_with_decimal_commas_has_the_same_numbers_between_semicolons():
    values = np.array([0.5, -1.25, 1e-7], np.float32)
    profile = RowProfile(np.arange(3), values, -values, np.maximum(-values, 0))
    with_points, with_commas = (
        line_csv(profile, index=2, direction="Row", decimal=decimal).decode() for decimal in ".,"
    )
    assert "." not in with_commas
    points = list(csv.reader(io.StringIO(with_points)))
    commas = list(csv.reader(io.StringIO(with_commas), delimiter=";"))
    assert [[cell.replace(",", ".") for cell in row] for row in commas] == points


def test_an_archive_is_read_without_pickle_and_gives_every_array_back():
    step = forward(PICTURE, SOBEL["weights"])
    given_arrays = {
        "image": PICTURE,
        "kernel": SOBEL["weights"],
        "pre_activation": step.pre_activation,
        "activation_map": step.activation_map,
    }
    file = archive(*given_arrays.values(), {"stride": 1, "activation": "ReLU"})
    assert file == archive(*given_arrays.values(), {"stride": 1, "activation": "ReLU"})
    with np.load(io.BytesIO(file), allow_pickle=False) as found:
        assert set(found) == {*given_arrays, "settings"}
        assert json.loads(str(found["settings"])) == {"stride": 1, "activation": "ReLU"}
        for name, values in given_arrays.items():
            np.testing.assert_array_equal(found[name], values)
            assert found[name].dtype == np.float32
