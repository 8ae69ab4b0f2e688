import numpy as np
import pytest

from explorer.images import samples
from explorer.networks.answers import strongest
from explorer.networks.cascade import pyramid
from explorer.networks.forward import proposals
from explorer.networks.stages import LEARNED_SLOPES

NONE = (1.0,) * len(LEARNED_SLOPES)


@pytest.fixture(scope="module")
def astronaut():
    return samples()["Astronaut"].load_colours(512)


def place_by_place(levels, slopes):
    """The same, by the definition: a square of two pixels for every place, in the middle of what it sees."""
    found = np.zeros(levels.shape[:2], np.float32)
    for level in pyramid(levels):
        face = proposals(level.levels, slopes).face
        for (row, col), answer in np.ndenumerate(face):
            part = tuple(
                slice(*(int(np.ceil((2 * place + edge) / level.scale - 0.5)) for edge in (5, 7)))
                for place in (row, col)
            )
            found[part] = np.maximum(found[part], answer)
    return found


@pytest.mark.parametrize("shape", [(64, 80, 3), (41, 90, 3)])
@pytest.mark.parametrize("slopes", [LEARNED_SLOPES, NONE])
def test_every_pixel_has_the_strongest_answer_of_the_places_around_it(shape, slopes):
    levels = np.random.default_rng(4).integers(0, 256, shape, np.uint8)
    np.testing.assert_array_equal(strongest(levels, slopes), place_by_place(levels, slopes))


def test_the_face_of_the_astronaut_is_where_the_answers_are_strongest(astronaut):
    found = strongest(astronaut)
    row, col = np.unravel_index(found.argmax(), found.shape)
    assert 58 < row < 170
    assert 177 < col < 265
    assert found.max() > 0.99


def test_without_rectifiers_most_of_the_picture_is_marked(astronaut):
    learned, none = ((strongest(astronaut, slopes) > 0.6).mean() for slopes in (LEARNED_SLOPES, NONE))
    assert learned < 0.1
    assert none > 0.75


@pytest.mark.parametrize("shape", [(3, 3, 3), (39, 400, 3)])
def test_a_picture_that_is_too_small_has_no_answers(shape):
    found = strongest(np.full(shape, 200, np.uint8))
    assert found.shape == shape[:2]
    assert not found.any()
