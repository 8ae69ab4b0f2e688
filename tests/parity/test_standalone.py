"""The page in one file against Python: its pictures, its maps, its sentences."""

from dataclasses import asdict
from urllib.parse import urlencode

import numpy as np
import pytest

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.exports.packing import letters
from explorer.exports.standalone import OwnPicture, page
from explorer.images import LEVELS, reduce, samples
from explorer.view.description import describe_own, describe_sample
from explorer.view.facts import facts
from explorer.view.settings import WORKING_SIZES, YOUR_PICTURE, Settings, apply, showing, weight_values
from explorer.view.view import view_of
from tests.exports.pages import data_of, parts_of
from tests.parity.node import ask, call
from tests.parity.test_chain import rounding

PAGE = "../tests/parity/standalone"
OWN = np.random.default_rng(5).integers(0, 256, (512, 307)).astype(np.float32) / np.float32(LEVELS)


@pytest.fixture(scope="module", autouse=True)
def held():
    """Hand the page to the JavaScript that plays it."""
    text = page(own=OwnPicture(OWN, 2048, 1228)).decode()
    ask([call(PAGE, "hold", data_of(text), parts_of(text))])


def image_of(settings):
    if settings.picture == YOUR_PICTURE:
        return reduce(OWN, settings.size)
    return samples()[settings.picture].load(settings.size)


def random_settings(count, seed=0):
    rng = np.random.default_rng(seed)
    names = [*samples(), YOUR_PICTURE]
    for number in range(count):
        picture, size = names[number % len(names)], int(rng.choice(WORKING_SIZES, p=[0.5, 0.3, 0.15, 0.05]))
        kernel = list(KERNELS.values())[rng.integers(len(KERNELS))].weights
        if number % 3 == 0:
            kernel = rng.normal(size=(3, 3)).astype(np.float32)
        yield apply(
            Settings(**showing(picture, size)),
            weight_values(kernel)
            | {
                "bias": float(rng.choice([0.0, rng.uniform(-2, 2)])),
                "padding": str(rng.choice(list(PADDINGS))),
                "stride": int(rng.integers(1, 5)),
                "activation": list(ACTIVATIONS)[number % len(ACTIVATIONS)],
                "negative_slope": float(rng.uniform(-1.5, 1.5)),
                "row": int(rng.integers(0, size)),
                "col": int(rng.integers(0, size)),
                "direction": str(rng.choice(["Row", "Column"])),
            },
        )


@pytest.fixture(scope="module")
def both():
    """Return the settings, Python's view, and what the page shows, for ninety views."""
    views = list(random_settings(90))
    (found,) = ask([call(PAGE, "shown", [urlencode(view.to_query()) for view in views])])
    return [(view, view_of(view, image_of(view)), shown) for view, shown in zip(views, found, strict=True)]


def test_letters_are_read_as_the_bytes_that_they_were_written_for():
    datas = [np.random.default_rng(count).integers(0, 256, count, np.uint8) for count in range(40)]
    datas += [np.full(count, 255, np.uint8) for count in range(9)]
    calls = [call("standalone/packing", "bytesOf", letters(data.tobytes())) for data in datas]
    assert [np.asarray(found).tolist() for found in ask(calls)] == [data.tolist() for data in datas]


def test_the_page_has_the_settings_the_pictures_and_the_maps_of_python(both):
    for view, python, shown in both:
        assert shown["settings"] == asdict(view)
        np.testing.assert_allclose(shown["image"], python.image, rtol=0, atol=2.0**-24)
        within = rounding(view.layer())
        for name, values in (
            ("preActivation", python.layer.pre_activation),
            ("activationMap", python.layer.activation_map),
        ):
            off = np.abs(shown[name] - values)
            assert np.mean(off > within) < (0.01 if view.activation == "Step" else 1e-9), (view, name)


def test_the_page_says_what_python_says_to_the_last_shown_digit(both):
    said = [asdict(facts(python)) for _, python, _ in both]
    found = ask(
        call("model/reader", "differs", shown["facts"], own)
        for (_, _, shown), own in zip(both, said, strict=True)
    )
    assert [(text, view) for text, (view, _, _) in zip(found, both, strict=True) if text] == []


def test_the_gallery_is_that_of_python_bit_for_bit():
    """Each picture at each size, the small ones first: they are made of the largest."""
    names = [name for name, row in samples().items() if not row.scene]
    cases = [(name, size) for name in [*names, YOUR_PICTURE] for size in sorted(WORKING_SIZES)]
    queries = [urlencode(Settings(**showing(*case)).to_query()) for case in cases]
    (found,) = ask([call(PAGE, "pictures", queries)])
    for (name, size), picture in zip(cases, found, strict=True):
        image = reduce(OWN, size) if name == YOUR_PICTURE else samples()[name].load(size)
        np.testing.assert_array_equal(picture, image, err_msg=f"{name} {size}")


def test_the_page_describes_the_picture_as_the_app_does(both):
    for view, python, shown in both:
        if view.picture == YOUR_PICTURE:
            said = describe_own((2048, 1228), python.image.shape)
        else:
            row = samples()[view.picture]
            said = describe_sample(row.caption, row.credit, python.image.shape)
        assert shown["description"] == said
