from functools import cache

import numpy as np
import pytest
import streamlit

from explorer.exports import faces
from explorer.exports.images import jpeg
from explorer.images import samples
from explorer.networks.answers import strongest
from explorer.networks.cascade import detect
from explorer.networks.forward import conv2d_channels
from explorer.networks.slopes import PRESETS, read_slopes
from explorer.networks.stages import P_NET
from explorer.ui.features import links
from explorer.ui.pages.chapters import take_the_rectifiers_away as chapter
from explorer.view.network import NetworkSettings
from explorer.view.network_lessons import without_rectifiers
from explorer.view.settings import YOUR_PICTURE
from tests.chapters.opened import again, heights, is_sound, opened, said, spoken, tables

MODULE = "take_the_rectifiers_away"
BUTTONS = [f"rectifiers_{row.name}" for row in PRESETS]


@cache
def found_with(text, picture):
    """Find the faces once for all tests."""
    return detect(samples()[picture].load_colours(512), read_slopes(text))


def found_in(picture):
    """Find the faces with the slopes of every preset: name of the preset -> what is found."""
    return {row.name: found_with(row.text, picture) for row in PRESETS}


@pytest.fixture
def astronaut():
    return found_in("Astronaut")


def test_the_chapter_is_sound():
    assert is_sound(chapter.PAGE)


def test_the_answer_is_that_of_the_astronaut(astronaut):
    none = astronaut["None"]
    assert chapter.PAGE.answer == "Faces in most places"
    assert none.cells / none.places > 0.7
    assert len(astronaut["Learned"].faces) == 1


@pytest.mark.parametrize("name", [name for name in samples() if samples()[name].file])
def test_the_title_holds_for_every_photograph(name):
    learned, none = (found_with(text, name).cells for text in ("", "1"))
    assert none > 40 * learned


def test_the_page_shows_the_numbers_of_the_cascade(astronaut):
    app = opened(MODULE)
    assert app.selectbox(key="rectifiers_picture").value == "Astronaut"
    assert without_rectifiers(astronaut) in said(app)
    assert spoken(app) == [without_rectifiers(astronaut).replace("**", "")]
    (table,) = tables(app)
    for cells, one in zip(table[2:], astronaut.values(), strict=True):
        assert cells[1:] == [f"{one.cells:,} of {one.places:,}", f"{one.boxes:,}", str(len(one.faces))]
    (bars,) = heights(app, "rectifiers_bars").values()
    assert bars == [one.cells / one.places for one in astronaut.values()]


@pytest.mark.parametrize("name", ["Astronaut", "Cat"])
def test_the_chosen_picture_is_shown_twice_with_what_looks_like_a_face(name, monkeypatch):
    streamlit.cache_resource.clear()
    painted = []
    monkeypatch.setattr(
        chapter, "jpeg", lambda pixels, quality: painted.append(pixels) or jpeg(pixels, quality=quality)
    )
    app = opened(MODULE)
    app.selectbox(key="rectifiers_picture").set_value(name)
    again(app)
    levels, found = samples()[name].load_colours(512), found_in(name)
    assert without_rectifiers(found) in said(app)
    if name != "Astronaut":
        assert app.session_state["last_viewed"] == name
    assert len(app.get("image")) == 2
    for pixels, preset in zip(painted[-2:], ("Learned", "None"), strict=True):
        slopes, frames = read_slopes(dict(PRESETS)[preset]), found[preset].faces
        np.testing.assert_array_equal(pixels, faces.marked(levels, strongest(levels, slopes), frames))


def own(levels):
    """Open the chapter with a picture of the visitor's own and choose it."""
    app = opened(MODULE, own=levels.mean(axis=2) / 255, own_colours=levels)
    app.selectbox(key="rectifiers_picture").set_value(YOUR_PICTURE)
    return again(app)


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        (np.zeros((3, 3, 3), np.uint8), "smallest squares that this network looks at have 40 pixels"),
        (np.full((60, 80, 3), 128, np.uint8), "none looks like a face, with rectifiers or without"),
    ],
)
def test_a_picture_of_ones_own_without_anything_to_see_is_answered_with_a_sentence(levels, words):
    assert words in said(own(levels))


def test_a_button_opens_the_network_with_the_slopes_of_its_preset(monkeypatch):
    views = []
    monkeypatch.setattr(links, "open_network", views.append)
    app = opened(MODULE)
    assert [button.key for button in app.button] == BUTTONS
    for key in BUTTONS:
        app.button(key=key).click()
        again(app)
    assert views == [NetworkSettings(slopes=row.text) for row in PRESETS]


def test_with_slope_1_the_layers_after_the_pooling_are_one_kernel_of_5_by_5_for_each_map():
    """What the text says of the collapse, computed: 25 weights for each of ten maps, and a constant."""
    assert "one kernel of 5×5 for each of the ten pooled maps" in " ".join(chapter.PAGE.why().split())
    maps = np.random.default_rng(3).normal(size=(10, 9, 8)).astype(np.float32)
    scores = maps
    for layer in (*P_NET.layers[1:], P_NET.face):
        scores = conv2d_channels(scores, *layer)
    face = P_NET.face.weights[:, :, 0, 0].astype(np.float64)
    last = np.einsum("ok,kcij->ocij", face, P_NET.layers[2].weights)
    kernel = np.zeros((2, 10, 5, 5))
    for row, col in np.ndindex(3, 3):
        kernel[:, :, row : row + 3, col : col + 3] += np.einsum(
            "oc,cdij->odij", last[:, :, row, col], P_NET.layers[1].weights
        )
    constant = (
        face @ (P_NET.layers[2].weights.sum((2, 3)) @ P_NET.layers[1].bias + P_NET.layers[2].bias)
        + P_NET.face.bias
    )
    one = conv2d_channels(
        maps, (kernel[1:] - kernel[:1]).astype(np.float32), (constant[1:] - constant[:1]).astype(np.float32)
    )
    np.testing.assert_allclose(one[0], scores[1] - scores[0], rtol=1e-3, atol=1e-3)
