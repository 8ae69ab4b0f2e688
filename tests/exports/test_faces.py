import cv2
import numpy as np

from explorer.exports import faces, images
from explorer.exports.thumbnail import GAP
from explorer.images import samples
from explorer.networks.answers import strongest
from explorer.networks.cascade import Face
from explorer.networks.changes import CHANGES
from explorer.view.network import NetworkSettings

LIGHT = np.full((60, 80, 3), 255, np.uint8)


def test_what_looks_like_a_face_is_orange_and_the_rest_is_grey():
    answers = np.zeros((60, 80), np.float32)
    answers[10:20, 30:40] = 0.61
    answers[40:50, 30:40] = 0.6  # not above the threshold
    painted = faces.marked(np.random.default_rng(1).integers(0, 256, LIGHT.shape, np.uint8), answers)
    red, green, blue = np.moveaxis(painted.astype(int), -1, 0)
    is_grey = (red == green) & (green == blue)
    np.testing.assert_array_equal(~is_grey, answers > 0.6)
    assert (red[~is_grey] > blue[~is_grey] + 100).all()


def test_orange_stands_out_from_the_lightest_and_the_darkest_grey():
    def brightness(levels, answer):
        painted = faces.marked(levels, np.full((60, 80), answer, np.float32))[0, 0] / 255
        linear = np.where(painted <= 0.04045, painted / 12.92, ((painted + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    assert (brightness(LIGHT * 0, 1) + 0.05) / (brightness(LIGHT * 0, 0) + 0.05) > 2


def test_a_face_is_framed_where_it_is_also_where_it_reaches_over_the_border():
    painted = faces.marked(LIGHT, np.zeros((60, 80), np.float32), [Face(20.2, 10.4, 40, 30, 0.9)])
    assert (painted[10, 25:35] == 255).all()
    assert (painted[20, 20] == 255).all()
    assert (painted[20, 30] == 170).all()
    assert (painted[20, 18] == 0).all()
    faces.marked(LIGHT, np.zeros((60, 80), np.float32), [Face(-20, -10, 400, 300, 0.9)])


def test_the_jpeg_shows_the_colours_that_it_was_given():
    shown = cv2.imdecode(
        np.frombuffer(images.jpeg(LIGHT * 0 + np.uint8([200, 100, 0]), quality=85), np.uint8), 1
    )
    np.testing.assert_allclose(shown[30, 40], [0, 100, 200], atol=3)


def panels(settings, side=128):
    file = faces.thumbnail(settings, samples()["Astronaut"].load_colours(512), side=side)
    sheet = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_UNCHANGED)
    assert sheet.shape == (side, 3 * side + 2 * GAP, 4)
    assert not sheet[:, side : side + GAP, 3].any()
    return [sheet[:, k * (side + GAP) :][:, :side, 2::-1].astype(int) for k in range(3)]


def orange(panel):
    return np.mean(panel[..., 0] > panel[..., 2] + 60)


def test_a_small_picture_shows_the_picture_and_the_answers_before_and_after():
    shown, before, after = panels(NetworkSettings(slopes="1"))
    small = samples()["Astronaut"].load_colours(128)
    assert np.abs(shown - small).mean() < 12
    assert 0 < orange(before) < 0.1
    assert orange(after) > 0.6


def test_a_changed_picture_is_shown_as_the_network_gets_it():
    shown, before, after = panels(NetworkSettings(change="Negative"))
    levels = samples()["Astronaut"].load_colours(512)
    negative = CHANGES["Negative"].apply(levels)
    assert np.abs(shown - cv2.resize(negative, (128, 128), interpolation=cv2.INTER_AREA)).mean() < 12
    for panel, given in ((before, levels), (after, negative)):
        wanted = cv2.resize(faces.marked(given, strongest(given)), (128, 128), interpolation=cv2.INTER_AREA)
        np.testing.assert_array_equal(panel, wanted // 12 * 12)
