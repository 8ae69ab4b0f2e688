import pytest

from explorer.images import samples
from explorer.lessons.folds import Size, folded, turns
from explorer.lessons.regions import DEPTHS, DRAWS, SIDE, UNITS, most_regions_of_one_layer
from explorer.ui.pages.chapters import folds
from tests.chapters.opened import is_sound, live, move, opened, parts, said, words
from tests.lessons.test_folds import exact_bends, exactly_folded

LINE, PICTURE, REGIONS = "folds_line", "folds_picture", "folds_regions"


def values(app, key):
    return {slider["name"]: slider for slider in live(app, key)["sliders"]}


def numbers(app, key):
    return dict(parts(app, key, "numbers")[0]["rows"])


def test_the_chapter_is_sound():
    assert is_sound(folds.PAGE)


def test_the_answer_is_what_exact_arithmetic_counts():
    bends, _ = exact_bends(lambda x: exactly_folded(x, 4), 64)
    assert folds.PAGE.answer == str(len(bends) + 1)
    assert len(exact_bends(lambda x: exactly_folded(x, 1), 64)[0]) + 1 == 2  # as the question says


@pytest.mark.parametrize("count", range(7))
def test_the_line_follows_the_slider(count):
    app = move(opened("folds"), LINE, folds=count)
    size = Size(count)
    assert list(numbers(app, LINE).values()) == [
        str(number) for number in (size.relus, size.teeth, size.one_layer_teeth, size.one_layer_relus)
    ]
    deep, wide = (part["figure"]["data"][0] for part in parts(app, LINE, "plot"))
    assert deep["y"] == folded(deep["x"], count).tolist()
    assert len(deep["x"]) == size.pieces + 1
    assert len(wide["x"]) == max(size.relus, 1) + 1


@pytest.mark.parametrize("picture", ["Brick wall", "Step edge"])
def test_the_picture_and_its_row_follow_the_sliders(picture):
    app = move(opened("folds", picture=picture), PICTURE, folds=3, row=40)
    before = samples()[picture].load(256)
    lines = parts(app, PICTURE, "plot")[0]["figure"]["data"]
    assert lines[0]["y"] == before[40].tolist()
    assert lines[1]["y"] == folded(before[40], 3).tolist()
    assert list(numbers(app, PICTURE).values()) == [str(turns(line["y"])) for line in lines]
    assert parts(app, PICTURE, "maps")[0]["row"] == 40
    assert values(app, PICTURE)["row"]["high"] == len(before) - 1


def titles(app):
    return [image["title"] for image in parts(app, REGIONS, "maps")[0]["images"]]


def test_the_regions_follow_the_sliders():
    app = opened("folds")
    assert titles(app) == [
        "1 layer of 16: 64 regions", "2 layers of 8: 256 regions", "4 layers of 4: 256 regions",
    ]  # fmt: skip
    assert words(app, REGIONS).startswith("**Both deep networks have more regions**")
    for draw in (1, DRAWS):
        app = move(app, REGIONS, share=1.0, draw=draw)
        counts = [int(title.split()[-2]) for title in titles(app)]
        assert max(counts) <= most_regions_of_one_layer(UNITS) == 137
        assert words(app, REGIONS).startswith("No network here")
    assert len(DEPTHS) == len(titles(app))
    assert SIDE % 32 == 0  # every square of the folding networks is painted with as many points


def test_the_sources_are_named():
    text = said(opened("folds"))
    for source in ("Telgarsky 2015", "Telgarsky 2016", "Montúfar et al. 2014", "Hanin and Rolnick 2019"):
        assert source in text
