import numpy as np

from explorer.figures.parts import figure_of
from explorer.lessons.parts import Bars, Grid, Line, MapImage, Maps, Numbers, Plot, Table, Words
from explorer.messages import lesson
from tests.messages.reader import taken_apart

IMAGE = np.linspace(0, 1, 6, dtype=np.float32).reshape(2, 3)


def test_the_data_arrive_with_their_shapes_and_a_name_of_their_own():
    given = {"image": IMAGE, "weights": np.float32([1, 0, -1]), "kernel": "Sobel right", "rows": 2}
    packed, name = lesson.data(given, key="one")
    header, arrays, _ = taken_apart(packed)
    assert (header["key"], header["name"]) == ("one", name)
    assert header["plain"] == {"kernel": "Sobel right", "rows": 2}
    assert header["shapes"] == {"image": [2, 3], "weights": [3]}
    np.testing.assert_array_equal(arrays["image"].reshape(2, 3), IMAGE)
    np.testing.assert_array_equal(arrays["weights"], given["weights"])
    assert lesson.data(dict(given), key="one") == (packed, name)
    for other in ({"rows": 3}, {"image": IMAGE[::-1]}, {"image": IMAGE.reshape(3, 2)}):
        assert lesson.data(given | other, key="one")[1] != name


def test_the_parts_are_as_json_has_them_and_maps_have_no_values():
    maps = Maps((MapImage("One", IMAGE), MapImage("Two", IMAGE, "Signed grey", (0, 1))), limit=2.0, row=1)
    plot = Plot((Line("One", [0, 1], [2, 3]),), x="x", y="y", alt="A line.")
    bars = Bars(("a",), (("One", [1]),), x="x", y="y", alt="A bar.")
    texts = Words("So."), Numbers((("Kept", "7"),)), Table(("", "a"), (("one", "1"),))
    first, second, third = lesson.rows(((maps,), (plot, bars), texts))
    images = [
        {"title": "One", "palette": "Diverging", "span": None},
        {"title": "Two", "palette": "Signed grey", "span": (0, 1)},
    ]
    assert first == [{"kind": "maps", "images": images, "limit": 2.0, "row": 1}]
    assert second == [
        {"kind": "plot", "figure": figure_of(plot), "alt": "A line."},
        {"kind": "bars", "figure": figure_of(bars), "alt": "A bar."},
    ]
    assert third == [
        {"kind": "words", "text": "So."},
        {"kind": "numbers", "rows": (("Kept", "7"),)},
        {"kind": "table", "head": ("", "a"), "rows": (("one", "1"),)},
    ]


def test_a_grid_is_as_json_has_it_without_its_values():
    grid = Grid("One", IMAGE, span=(0, 1), alt="Cells.", words=(("a", "b", "c"),) * 2, frame=(0, 1, 2))
    assert lesson.rows(((grid,),)) == [
        [
            {
                "kind": "grid",
                "title": "One",
                "span": (0, 1),
                "alt": "Cells.",
                "palette": "Diverging",
                "words": (("a", "b", "c"),) * 2,
                "frame": (0, 1, 2),
            }
        ]
    ]
