"""The files that the browser makes, beside those of Python: equal bytes where a format leaves no choice."""

import io
import itertools
import json
import zipfile
import zlib
from dataclasses import asdict

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PIL import Image

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.paint import PALETTES, QUIET, colour_range
from explorer.core.profiles import DIRECTIONS, row_profile
from explorer.exports import images, scripts, tables
from explorer.ui.features import downloads
from explorer.view.options import LIBRARIES
from explorer.view.settings import DEFAULTS, KERNEL, PARAMETERS, Settings, apply
from explorer.view.view import view_of
from tests.parity.node import ask, call, constant
from tests.parity.test_modules import camel, exported_functions, public_functions

ONLY_PYTHON = {
    "scripts": {"templates"},  # which the browser is given
    "images": {"png", "png_address", "coloured_png", "jpeg", "jpeg_address"},  # they come with the page
    "tables": set(),
}
PICTURE = np.random.default_rng(0).random((13, 16), np.float32)
TEMPLATES = json.loads(json.dumps(scripts.templates()))
SINGLE = forward(PICTURE, KERNELS["Sobel right"].weights / 3, activation="GELU", stride=2)


def ask_one(module, name, *args):
    (found,) = ask([call(f"exports/{module}", name, *args)])
    return found


@pytest.mark.parametrize("module", ONLY_PYTHON)
def test_every_function_has_a_twin(module):
    python = public_functions(module, "exports")
    assert python >= ONLY_PYTHON[module]
    expected = {camel(name) for name in python - ONLY_PYTHON[module]}
    assert exported_functions(module, "exports") == expected


def expected_snippet(library, settings):
    return scripts.snippet(
        library, weights=settings.weights, bias=settings.bias, padding=settings.padding,
        stride=settings.stride, activation=settings.activation, **settings.hyperparameters(),
    )  # fmt: skip


def asked_snippets(cases):
    return ask(
        call("exports/scripts", "snippet", TEMPLATES, library, asdict(settings))
        for library, settings in cases
    )


def test_every_script_is_equal():
    kernels = itertools.cycle(row.weights.ravel().tolist() for row in KERNELS.values())
    rows = itertools.product(LIBRARIES, PADDINGS, ACTIVATIONS)
    cases = [
        (library, apply(Settings(padding=padding, activation=activation), {KERNEL: next(kernels)}))
        for library, padding, activation in rows
    ]
    assert asked_snippets(cases) == [expected_snippet(*case) for case in cases]


@examples(max_examples=60, deadline=None)
@given(
    st.sampled_from(LIBRARIES),
    st.lists(st.floats(-100, 100), min_size=9, max_size=9),
    st.fixed_dictionaries({"bias": st.floats(-4, 4), **{name: st.floats(-1.5, 1.5) for name in PARAMETERS}}),
    st.fixed_dictionaries({"stride": st.integers(1, 4), "activation": st.sampled_from(list(ACTIVATIONS))}),
)
def test_any_numbers_are_written_alike(library, weights, numbers, names):
    settings = apply(Settings(), {KERNEL: weights, **numbers, **names})
    assert asked_snippets([(library, settings)]) == [expected_snippet(library, settings)]


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (9, 1), (13, 16), (512, 3)])
def test_the_input_file_of_the_scripts_is_equal(shape):
    image = np.random.default_rng(1).random(shape, np.float32)
    assert ask_one("scripts", "inputFile", image).tobytes() == scripts.input_file(image)


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize(("stride", "padding"), [(1, "replicate"), (2, "valid"), (3, "zeros")])
def test_the_table_of_a_line_is_equal(direction, stride, padding):
    layer = forward(PICTURE, KERNELS["Box blur"].weights, bias=-0.4, stride=stride, padding=padding)
    maps = (layer.pre_activation, layer.activation_map)
    profile = row_profile(PICTURE, *maps, 2, stride=stride, offset=layer.offset, direction=direction)
    parts = {name: getattr(profile, name) for name in ("input", "signed", "rectified")}
    position = profile.position.astype(np.int32)
    for decimal in (".", ","):
        options = {"index": layer.centre(2), "direction": direction, "decimal": decimal}
        found = ask_one("tables", "lineCsv", parts | {"position": position}, options)
        assert found.tobytes() == tables.line_csv(profile, **options)


@examples(max_examples=20, deadline=None)
@given(st.lists(st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=1, max_size=40))
def test_the_table_of_any_line_is_equal(values):
    line = np.array(values, np.float32)
    parts = {"position": np.arange(len(line), dtype=np.int32), "input": line, "signed": -line}
    found = ask_one("tables", "lineCsv", parts | {"rectified": line}, {"index": 3, "direction": "Column"})
    profile = row_profile(line[None], -line[None], line[None], 0, stride=1, offset=0, direction="Row")
    assert found.tobytes() == tables.line_csv(profile, index=3, direction="Column")


@pytest.mark.parametrize(
    "settings", [dict(DEFAULTS), {**DEFAULTS, "bias": 1e-05, "w00": -0.12345678, "size": 64}]
)
def test_numpy_reads_the_same_arrays_and_the_same_settings(settings):
    given = [PICTURE, KERNELS["Box blur"].weights, SINGLE.pre_activation, SINGLE.activation_map]
    file = ask_one("tables", "archive", *given, settings).tobytes()
    wanted = arrays(tables.archive(*given, settings))
    with zipfile.ZipFile(io.BytesIO(file)) as found:
        assert found.testzip() is None
        assert found.namelist() == [f"{name}.npy" for name in wanted]
    np.testing.assert_equal(arrays(file), wanted)
    assert {name: array.dtype for name, array in arrays(file).items()} == {
        name: array.dtype for name, array in wanted.items()
    }


@examples(max_examples=30, deadline=None)
@given(st.binary(max_size=300))
def test_the_checksum_is_that_of_zlib(data):
    assert ask([call("exports/bytes", "crc32", np.frombuffer(data, np.uint8))]) == [zlib.crc32(data)]


def read(file):
    """Return the pixels of a PNG file; red, green, blue are in this order."""
    pixels = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_UNCHANGED)
    assert pixels is not None
    return pixels if pixels.ndim == 2 else pixels[..., ::-1]


@pytest.mark.parametrize("limit", [1.0, 0.1, 3.3, 1e-5, 2e7])
def test_the_levels_of_a_raw_map_are_equal_and_so_is_what_it_says_of_itself(limit):
    halves = np.arange(-9, 10, dtype=np.float32) / 2 * np.float32(limit / 32767)  # of a level
    spread = np.linspace(-1.1, 1.1, 45, dtype=np.float32) * np.float32(limit)
    values = np.concatenate([halves, spread]).reshape(8, 8)
    found, wanted = ask_one("images", "rawPng", values, limit).tobytes(), images.raw_png(values, limit)
    np.testing.assert_array_equal(read(found), read(wanted))
    assert read(found).dtype == np.uint16
    assert said(found) == said(wanted)


def said(file):
    """Return what a PNG file says of itself."""
    image = Image.open(io.BytesIO(file))
    image.load()
    return image.text


def drawn(file):
    """Return the pixels of a PNG file but for the letters."""
    pixels = read(file)
    return pixels if pixels.ndim == 2 else pixels[images.MAP_CORNER[0] : -36]


def arrays(file):
    """Return the arrays of an NPZ file by name."""
    with np.load(io.BytesIO(file), allow_pickle=False) as found:
        return dict(found)


CONTENTS = {
    "png": lambda file: (drawn(file), said(file)),
    "npz": arrays,
}  # of the files that may be written in more than one way


def labelled(values, palette, limit, *, cover=0, title="Feature map"):
    row = PALETTES[palette]
    span = colour_range(values, palette, limit=limit)
    quiet = QUIET * limit if row.is_hatched else None
    given = (values, row.table.ravel(), span, {"title": title, "quiet": quiet}, cover)
    (found,) = ask([call("../tests/parity/files", "labelled", *given)])
    return found, images.labelled_png(values, row.table, span, title=title, quiet=quiet)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("shape", [(40, 30), (3, 200), (1, 1), (130, 515)])
def test_the_map_and_the_bar_of_a_labelled_picture_are_equal(palette, shape):
    values = np.random.default_rng(2).normal(size=shape).astype(np.float32)
    found, wanted = labelled(values, palette, float(np.abs(values).max()))
    own = read(found["file"].tobytes())
    assert own.shape == read(wanted).shape
    np.testing.assert_array_equal(drawn(found["file"].tobytes()), drawn(wanted))
    assert (own[: images.MAP_CORNER[0]] == 255).all()
    assert (own[-36:] == 255).all()


@pytest.mark.parametrize(
    ("palette", "texts"),
    [
        ("Diverging", ["A map", "−20.00", "+20.00", "0"]),
        ("Auto-scaled grey", ["A map", "−20.00", "1.50"]),
    ],
)
def test_a_labelled_picture_says_its_title_and_its_ends(palette, texts):
    found, _ = labelled(np.array([[-20, 1.5]], np.float32), palette, 20.0, title="A map")
    assert found["texts"] == texts


def test_a_canvas_that_cannot_be_read_leaves_no_mark():
    values = np.array([[-2, 2]], np.float32)
    files = [labelled(values, "Diverging", 2.0, cover=cover)[0]["file"].tobytes() for cover in (0, 255)]
    assert files[0] == files[1]


def test_the_corner_and_the_enlargement_are_equal():
    assert ask([constant("exports/images", "MAP_CORNER")]) == [list(images.MAP_CORNER)]
    shapes = [(1, 1), (64, 64), (128, 100), (170, 171), (512, 9), (513, 2)]
    found = ask(call("exports/images", "enlargement", shape) for shape in shapes)
    assert found == [images.enlargement(shape) for shape in shapes]


GOES_BEYOND_THE_SUMS = {"activation": "Step", KERNEL: [0.0625, 0, -0.125, 0, 0, 0, 0, 0, 0]}


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize(
    "patch",
    [
        {"activation": "PReLU", "negative_slope": -0.375, "palette": "Auto-scaled grey"},
        GOES_BEYOND_THE_SUMS,
    ],
)
def test_every_file_of_a_view_is_that_of_the_app(direction, patch):
    given = apply(Settings(size=64, row=38, col=60, stride=3, padding="valid", direction=direction), patch)
    image = np.random.default_rng(3).integers(0, 257, (40, 64)) / 256  # no sum of it is rounded
    view = view_of(given, image.astype(np.float32))
    (found,) = ask([call("../tests/parity/files", "made", TEMPLATES, asdict(given), view.image)])
    texts = found.pop("texts")
    titles = [f"Feature map {when} {given.activation}" for when in ("before", "after")]
    assert [text for text in texts if "map" in text] == titles
    files = (*downloads.MAPS, *downloads.NUMBERS, *downloads.SCRIPTS)
    assert list(found) == [file.name for file in files]
    for file in files:
        own = found[file.name]
        bytes_of_it = own.encode() if isinstance(own, str) else own.tobytes()
        contents = CONTENTS.get(file.name[-3:], bytes)
        np.testing.assert_equal(contents(bytes_of_it), contents(file.make(view)), file.name)
