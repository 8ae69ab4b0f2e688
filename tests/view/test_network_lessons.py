import pytest

from explorer.core.notation import number, percent
from explorer.images import samples
from explorer.networks.cascade import Detection, detect
from explorer.networks.changes import CHANGES
from explorer.networks.facts import SLOPE_ROWS, SlopeRow, zero_shares
from explorer.networks.slopes import PRESETS, read_slopes
from explorer.networks.stages import LEARNED_SLOPES
from explorer.view.network_lessons import SLOPES, in_the_negative, slopes_by_depth, without_rectifiers, zeros


def test_every_preset_is_named_with_the_slopes_that_it_has():
    assert list(SLOPES) == [row.name for row in PRESETS]
    for row in PRESETS[1:]:
        (slope,) = set(read_slopes(row.text))
        assert SLOPES[row.name].startswith(f"all {slope:g}".replace("-", "−"))


def looked(learned, none, learned_faces=0, none_faces=0):
    def one(cells, faces):
        return Detection((None,) * faces, cells, 1200, cells)

    return {"Learned": one(learned, learned_faces), "None": one(none, none_faces)}


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (looked(1, 1100, 1, 2), "**1 of 1,200** places looks like a face to the first stage"),
        (looked(1, 1100, 1, 2), "**1,100 of 1,200** places look like one, 1,100 times as many"),
        (looked(1, 1100, 1, 2), "confirms 1 face with them, and 2 faces without"),
        (looked(0, 5), "**5 of 1,200** places look like one. The second stage confirms no face with them"),
        (looked(9, 8), "**8 of 1,200** places look like one. The"),
        (looked(5, 6), "**6 of 1,200** places look like one. The"),
        (looked(9, 0), "**0 of 1,200** places look like one. The"),
    ],
)
def test_the_sentence_is_chosen_by_the_numbers(found, wanted):
    assert wanted in without_rectifiers(found)


@pytest.mark.parametrize("picture", ["Astronaut", "Cat", "Slow ramp", "Checkerboard"])
def test_how_many_times_as_many_is_said_is_so(picture):
    levels = samples()[picture].load_colours(256)
    found = {
        row.name: detect(levels, read_slopes(row.text)) for row in PRESETS if row.name in ("Learned", "None")
    }
    said = without_rectifiers(found)
    learned, none = found["Learned"], found["None"]
    assert ("none looks like a face" in said) == (learned.cells == none.cells == 0)
    if "times as many" in said:
        times = none.cells / learned.cells
        assert times >= 2
        assert f"{times:,.0f} times as many" in said


def test_the_negative_of_the_astronaut_is_told_by_its_numbers():
    levels = samples()["Astronaut"].load_colours(512)
    as_it_is, negative = detect(levels), detect(CHANGES["Negative"].apply(levels))
    said = in_the_negative(as_it_is, negative)
    assert "astronaut: 1 face. In the negative: no face." in said
    assert f"{as_it_is.cells:,} of {as_it_is.places:,} places" in said
    assert f"and {negative.cells:,} in the negative" in said
    assert "In the negative: 2 faces." in in_the_negative(as_it_is, Detection((None, None), 5, 9, 2))


def test_relu_makes_zeros_in_a_trained_network_and_the_learned_slopes_do_not():
    levels = samples()["Astronaut"].load_colours(128)
    relu, learned = zero_shares(levels, [0.0] * 58), zero_shares(levels, LEARNED_SLOPES)
    assert min(relu) > 0.2
    assert max(learned) < 0.01
    said = zeros(relu, learned)
    assert f"everywhere **{', '.join(percent(share) for share in relu)}**" in said
    assert f"slopes **{', '.join(percent(share) for share in learned)}**" in said


def test_that_slopes_get_smaller_is_said_only_if_they_do():
    said = slopes_by_depth()
    for row in SLOPE_ROWS:
        assert number(row.mean_size, 2) in said
    for stage in ("P-Net", "R-Net"):
        sizes = [row.mean_size for row in SLOPE_ROWS if row.stage == stage]
        assert sizes == sorted(sizes, reverse=True)
    assert "In each stage it gets smaller" in said
    up = [SlopeRow("A", "1", 2, 0.25, 0), SlopeRow("A", "2", 2, 0.5, 1)]
    assert "It does not always get smaller" in slopes_by_depth(up)
