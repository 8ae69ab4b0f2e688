"""The cascade on the photograph of the published values, on pictures without a face, and its parts."""

import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.networks import cascade
from explorer.networks.cascade import THRESHOLD, Detection, detect, pyramid
from explorer.networks.changes import CHANGES
from explorer.networks.forward import SIDE, STRIDE, proposals
from explorer.networks.slopes import read_slopes
from tests.networks.pictures import astronaut, pattern

ASTRONAUT = astronaut()
PUBLISHED_FACE = (177, 58, 265, 170)
PUBLISHED = {  # slopes as the address writes them -> cells, boxes, faces
    "": (115, 49, 1),
    "0": (29, 18, 1),
    "0.01": (32, 21, 1),
    "0.25": (1_153, 340, 3),
    "0.5": (3_754, 842, 2),
    "1": (7_213, 1_349, 2),
    "-1": (2_198, 587, 1),
}
PUBLISHED_CELLS = {"2:1": 4_718, "2:-1": 0, "3:-1": 3_163, "1:0": 455, "1:1": 412, "1:-1": 254}


def overlap(one, other):
    """Return which part of their union two boxes have in common."""
    shared = np.prod([max(min(one[k + 2], other[k + 2]) - max(one[k], other[k]), 0) for k in (0, 1)])
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return shared / (sum(areas) - shared)


def found(levels, slopes=""):
    return detect(levels, read_slopes(slopes))


@pytest.fixture(scope="module")
def by_slopes():
    return {slopes: found(ASTRONAUT, slopes) for slopes in (*PUBLISHED, *PUBLISHED_CELLS)}


@pytest.fixture(scope="module")
def by_change():
    return {name: detect(change.apply(ASTRONAUT)) for name, change in CHANGES.items()}


def test_published_face():
    (face,) = detect(ASTRONAUT).faces
    assert face[:4] == pytest.approx(PUBLISHED_FACE, abs=1)
    assert face.score == pytest.approx(1, abs=0.005)


def test_published_places(by_slopes):
    assert {detection.places for detection in by_slopes.values()} == {9_704}


def test_published_cells_and_their_ranking(by_slopes):
    """OpenCV may round a level of the pyramid otherwise elsewhere, which moves a count by a few places."""
    cells = {slopes: detection.cells for slopes, detection in by_slopes.items()}
    published = {slopes: row[0] for slopes, row in PUBLISHED.items()} | PUBLISHED_CELLS
    assert cells == pytest.approx(published, rel=0.03)
    assert sorted(cells, key=cells.get) == sorted(published, key=published.get)


def test_published_boxes_within_a_fifth(by_slopes):
    """Two places apart, boxes share exactly half: which is left hung on rounding there, and is a rule here.

    Besides, here boxes are left out that have been moved off the picture or turned inside out.
    """
    for slopes, (_, boxes, _) in PUBLISHED.items():
        assert by_slopes[slopes].boxes == pytest.approx(boxes, rel=0.22), slopes


def test_published_faces(by_slopes):
    """The one face is found with all slopes; how many others are taken for faces hangs on the boxes."""
    for slopes, (_, _, count) in PUBLISHED.items():
        faces = by_slopes[slopes].faces
        assert overlap(faces[0], PUBLISHED_FACE) > 0.85, slopes
        assert len(faces) == 1 if count == 1 else 2 <= len(faces) <= 3, slopes
    assert by_slopes["2:-1"].faces == ()


def test_published_changes_of_the_picture(by_change):
    left, top, right, bottom = PUBLISHED_FACE
    assert by_change["Negative"].faces == ()
    turned = (left, 512 - bottom, right, 512 - top)
    (wrong,) = by_change["Upside down"].faces
    assert overlap(wrong, turned) == 0
    mirrored = [
        overlap(face, (512 - right, top, 512 - left, bottom)) > 0.8 for face in by_change["Mirrored"].faces
    ]
    assert mirrored == [True, False]
    grey = [overlap(face, PUBLISHED_FACE) > 0.8 for face in by_change["Grey"].faces]
    assert grey[0]
    assert len(grey) > 1
    assert not any(grey[1:])


def test_a_blurred_and_a_brighter_picture_keep_their_face(by_change):
    for name in ("As it is", "Blurred", "Brighter"):
        (face,) = by_change[name].faces
        assert overlap(face, PUBLISHED_FACE) > 0.8, name


def test_the_counts_are_those_of_the_maps():
    levels = ASTRONAUT[:200, 100:400]
    faces = [proposals(level.levels).face for level in pyramid(levels)]
    detection = detect(levels)
    assert detection.places == sum(face.size for face in faces)
    assert detection.cells == sum(np.count_nonzero(face > THRESHOLD) for face in faces)


@pytest.mark.parametrize("shape", [(3, 3), (1, 1), (39, 500), (500, 39)])
def test_a_picture_too_small_for_any_face_has_no_place(shape):
    assert detect(np.zeros((*shape, 3), np.uint8)) == Detection((), 0, 0, 0)
    assert pyramid(np.zeros((*shape, 3), np.uint8)) == ()


@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_picture_of_one_colour_has_no_face(level):
    detection = detect(np.full((120, 90, 3), level, np.uint8))
    assert detection.faces == ()
    assert detection.places > 0


@settings(max_examples=25)
@given(st.integers(1, 120), st.integers(1, 120), st.floats(-1.5, 1.5), st.integers(0, 2**32 - 1))
def test_any_picture_and_any_slopes_work(rows, cols, slope, seed):
    levels = np.random.default_rng(seed).integers(0, 256, (rows, cols, 3)).astype(np.uint8)
    detection = detect(levels, (slope,) * 58)
    assert len(detection.faces) <= detection.boxes <= detection.cells <= detection.places
    scores = [face.score for face in detection.faces]
    assert scores == sorted(scores, reverse=True)
    for face in detection.faces:
        assert cascade._CONFIRMED < face.score <= 1
        assert all(overlap(face, other) <= 0.7 for other in detection.faces if other is not face)


@given(st.integers(40, 700), st.integers(40, 700))
def test_the_pyramid_gets_smaller_until_a_face_no_longer_fits(rows, cols):
    sizes = [
        tuple(int(np.ceil(side * 0.3 * 0.709**step - 1e-9)) for side in (rows, cols))
        for step in range(12)
        if min(rows, cols) * 0.3 * 0.709**step >= 12 - 1e-9
    ]
    found = pyramid(np.zeros((rows, cols, 3), np.uint8))
    assert [level.levels.shape[:2] for level in found] == sizes
    assert all(min(size) >= SIDE for size in sizes)
    assert [level.scale for level in found] == pytest.approx(
        [0.3 * 0.709**step for step in range(len(sizes))]
    )


def test_a_level_of_the_pyramid_is_a_mean_over_areas():
    """Checked where a pixel covers ten thirds of one: 400 pixels become 120."""
    picture = pattern(400, 400)
    covers = np.clip(
        np.minimum(np.arange(1, 401), (np.arange(1, 121) * 10 / 3)[:, None])
        - np.maximum(np.arange(400), (np.arange(120) * 10 / 3)[:, None]),
        0,
        None,
    )
    covers /= covers.sum(axis=1, keepdims=True)
    expected = np.einsum("ir,jc,rck->ijk", covers, covers, picture.astype(float), optimize=True)
    np.testing.assert_allclose(pyramid(picture)[0].levels, expected, rtol=0, atol=0.51)


@settings(max_examples=60)
@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_of_neighbours_the_best_is_left(rows, cols, seed):
    """As defined: the surest place takes away each whose box shares half of the union or more, and so on."""
    random = np.random.default_rng(seed)
    face = np.where(random.random((rows, cols)) < 0.7, random.integers(1, 6, (rows, cols)) / 6, 0)
    left = []
    for place in sorted(np.argwhere(face).tolist(), key=lambda at: -face[tuple(at)]):
        boxes = [(STRIDE * r, STRIDE * c, STRIDE * r + SIDE, STRIDE * c + SIDE) for r, c in (*left, place)]
        if all(overlap(boxes[-1], box) < 0.5 - 1e-9 for box in boxes[:-1]):
            left.append(place)
    found = cascade._best_of_neighbours(face.astype(np.float32))
    assert np.transpose(found).tolist() == left


def test_boxes_of_two_levels_never_share_more_than_0_7():
    """So there is nothing to take away across levels."""
    side, larger = SIDE / 0.3, SIDE / 0.3 / cascade.STEP
    inside = overlap((0, 0, side, side), (0, 0, larger, larger))
    assert inside == pytest.approx(0.709**2)
    assert inside < 0.7


def test_a_square_reaching_over_the_border_is_filled_with_zeros():
    levels = np.full((60, 80, 3), 200, np.uint8)
    (cut,) = cascade._crops(cascade._halves(levels), np.array([[-24.0, -24, 24, 24]]))
    assert cut.shape == (24, 24, 3)
    assert not cut[:12].any()
    assert not cut[:, :12].any()
    assert (cut[12:, 12:] == 200).all()


@pytest.mark.parametrize("side", [12.0, 30.0, 90.0, 300.0, 2_000.0])
def test_a_square_of_any_size_is_cut_to_what_r_net_sees(side):
    square = np.array([[256 - side / 2, 256 - side / 2, 256 + side / 2, 256 + side / 2]])
    assert cascade._crops(cascade._halves(ASTRONAUT), square).shape == (1, 24, 24, 3)


@pytest.mark.parametrize("side", [48, 96, 192, 384])
def test_a_pixel_of_a_cut_square_is_the_mean_of_what_it_covers(side):
    """Also where it is cut out of a half: each half rounds once more."""
    (cut,) = cascade._crops(cascade._halves(ASTRONAUT), np.array([[64.0, 64, 64 + side, 64 + side]]))
    covered = ASTRONAUT[64 : 64 + side, 64 : 64 + side].reshape(24, side // 24, 24, side // 24, 3)
    np.testing.assert_allclose(cut, covered.mean(axis=(1, 3)), rtol=0, atol=1.5)


@pytest.mark.alone
def test_a_cascade_takes_a_tenth_of_a_second_of_one_processor():
    def seconds():
        start = time.process_time()
        detect(ASTRONAUT)
        return time.process_time() - start

    assert min(seconds() for _ in range(5)) < 0.1


@pytest.mark.alone
@pytest.mark.parametrize("slopes", ["", "0", "0.01", "1", "-1", "1.5", "-1.5"])
def test_a_cascade_takes_less_than_60_megabytes(slopes):
    values = read_slopes(slopes)
    detect(ASTRONAUT, values)
    tracemalloc.start()
    try:
        detect(ASTRONAUT, values)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 60e6
