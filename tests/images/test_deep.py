"""Scientific pictures keep their depth, and say which numbers became black and white."""

import io
import sys
import zipfile

import cv2
import numpy as np
import pytest
from PIL import Image, TiffImagePlugin

from explorer.exports.scripts import input_file
from explorer.exports.tables import archive
from explorer.images import Reading, UnreadableImage, read, reduce
from explorer.images.arrays import is_table, read_table
from explorer.images.ranges import RANGES, range_of
from tests.images.test_images import assert_is_a_sentence
from tests.images.tiffs import tiff

RAMP = np.linspace(0, 1, 12 * 16).reshape(12, 16)
"""192 greys: fewer than the levels of 8 bits, but not among them."""


def opened(data, size=512):
    return read(data, long_side=size)


def png(values):
    ok, data = cv2.imencode(".png", values)
    assert ok
    return data.tobytes()


def npy(values):
    file = io.BytesIO()
    np.save(file, values)
    return file.getvalue()


def npz(**arrays):
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def refused(data):
    with pytest.raises(UnreadableImage) as problem:
        opened(data)
    assert_is_a_sentence(str(problem.value))
    return str(problem.value)


@pytest.mark.parametrize("write", [png, tiff, npy])
def test_sixteen_bits_keep_every_step(write):
    twelve = np.rint(RAMP * 4095).astype(np.uint16)
    found = opened(write(twelve))
    np.testing.assert_array_equal(found.image, np.float32(twelve / 65535))
    assert found.is_deep
    assert found.notes == ("0 to 65535 in the file became 0 to 1, all that its 16 bits can count.",)
    assert len(np.unique(reduce(found.image, 8, is_deep=True) * 255 % 1)) > 2  # nor is it rounded later


def test_eight_bits_are_rounded_to_levels_as_ever():
    grey = np.uint8(RAMP * 255)
    for data in (png(grey), tiff(grey), npy(grey), tiff(grey, big=True), tiff(grey, big=True, order=">")):
        found = opened(data, 8)
        assert not found.is_deep
        assert found.notes == ()
        np.testing.assert_array_equal(found.image, np.rint(found.image * np.float32(255)) / np.float32(255))


@pytest.mark.parametrize("kind", ["f2", "f4", "f8"])
@pytest.mark.parametrize("options", [{}, {"order": ">"}, {"big": True}, {"big": True, "order": ">"}])
def test_floats_within_0_and_1_stay_as_they_are(kind, options):
    values = RAMP.astype(kind)
    found = opened(tiff(values, **options))
    np.testing.assert_array_equal(found.image, np.float32(values))
    assert found.notes == ("The numbers in the file lie between 0 and 1 and stay as they are.",)


@pytest.mark.parametrize("kind", ["i1", "i2", "i4", "i8", "u4", "u8", "f4", "f8"])
@pytest.mark.parametrize("packed", [False, True])
def test_all_other_numbers_reach_from_black_to_white(kind, packed):
    low, high = (-100, 90) if kind[0] == "i" else (1000, 91_000)
    values = (low + RAMP * (high - low)).astype(kind)
    data = tiff(values, packed=packed)
    found = opened(data)
    low, high = float(values.min()), float(values.max())
    np.testing.assert_allclose(found.image, (values.astype(float) - low) / (high - low), atol=1e-7)
    assert (found.image.min(), found.image.max()) == (0, 1)
    assert found.notes[0].startswith("−100 to 90 in" if kind[0] == "i" else "1000 to 91000 in")


@pytest.mark.parametrize("options", [{}, {"planar": True}, {"packed": True}])
@pytest.mark.parametrize("kind", ["f4", "f8"])
def test_colours_of_floats_become_luma(options, kind):
    colours = np.dstack([RAMP, RAMP[::-1], 1 - RAMP]).astype(kind)
    found = opened(tiff(colours, **options))
    np.testing.assert_allclose(found.image, colours @ [0.299, 0.587, 0.114], atol=1e-7)
    assert found.colours[0, 0].tolist() == [0, round(255 * float(RAMP[-1, 0])), 255]


@pytest.mark.parametrize("kind", ["i1", "u4", "f2", "f4", "f8"])
@pytest.mark.parametrize("order", ["<", ">"])
def test_tiles_are_put_together(kind, order):
    tiles = (np.arange(2 * 16 * 16).reshape(2, 16, 16) % 101).astype(kind)
    size = tiles[0].nbytes
    places = [(324, "I", [8, 8 + size]), (325, "I", [size] * 2), (322, "H", [16]), (323, "H", [16])]
    sides = [(256, "H", [30]), (257, "H", [14])]
    found = opened(tiff(tiles.reshape(32, 16), order=order, more=[*places, *sides]))
    np.testing.assert_allclose(found.image * 255, np.hstack(tiles)[:14, :30], atol=1e-4)


def test_a_plain_tiff_is_read_without_tifffile(monkeypatch):
    monkeypatch.setitem(sys.modules, "tifffile", None)
    for values in (np.uint8(RAMP * 255), np.uint16(RAMP * 65535)):
        assert opened(tiff(values)).image.shape == RAMP.shape
    assert "damaged" in refused(tiff(RAMP))  # it is what reads the others


def test_planes_of_sixteen_bits_become_luma():
    colours = np.rint(np.dstack([RAMP, RAMP[::-1], 1 - RAMP]) * 65535).astype(np.uint16)
    found = opened(tiff(colours, planar=True))
    np.testing.assert_allclose(found.image, colours @ [0.299, 0.587, 0.114] / 65535, atol=1e-7)


def test_the_range_that_imagej_shows_counts():
    text = b"ImageJ=1.54\nunit=um\nmin=1000.0\nmax=3000.0\n\0"
    values = np.rint(RAMP * 4095).astype(np.uint16)
    found = opened(tiff(values, more=[(270, "s", text)]))
    np.testing.assert_allclose(found.image, np.clip((values - 1000.0) / 2000, 0, 1), atol=1e-7)
    assert found.notes == (
        "1000 to 3000 in the file, as it says itself, became 0 to 1; the rest was cut off.",
    )


def test_the_range_that_imagej_writes_into_the_first_page_counts_for_all():
    text = b"ImageJ=1.54\nimages=2\nmin=1000.0\nmax=3000.0\n\0"
    values = np.rint(RAMP * 4095).astype(np.uint16)
    file = io.BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(file) as writer:
        for page, tags in ((values, {270: text}), (values[::-1], {}), (np.uint8(values // 16), {})):
            Image.fromarray(page).save(writer, "TIFF", tiffinfo=tags)
            writer.newFrame()
    data = file.getvalue()
    second, third = (read(data, long_side=512, reading=Reading(frame=frame)) for frame in (1, 2))
    np.testing.assert_allclose(second.image, np.clip((values[::-1] - 1000.0) / 2000, 0, 1), atol=1e-7)
    assert third.notes == ()  # numbers of another type, of which the first page says nothing


@pytest.mark.parametrize("tags", [[(281, "H", [4095])], [(340, "H", [0]), (341, "H", [4095])]])
def test_the_range_that_a_tag_names_counts(tags):
    values = np.rint(RAMP * 4000).astype(np.uint16)
    np.testing.assert_allclose(opened(tiff(values, more=tags)).image, values / 4095, atol=1e-7)


def test_white_may_be_the_smallest_number():
    for values in (np.float32(RAMP), np.rint(RAMP * 65535).astype(np.uint16)):
        found = opened(tiff(values, photometric=0))
        np.testing.assert_allclose(found.image, 1 - RAMP, atol=1e-5)
        assert found.notes[-1] == RANGES["INVERTED"]
        assert RANGES["INVERTED"] not in opened(tiff(values)).notes


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_page_is_turned_upright(orientation):
    file = io.BytesIO()
    Image.fromarray(np.uint8(RAMP * 255)).save(file, "TIFF", tiffinfo={274: orientation})
    turned = opened(tiff(np.uint8(RAMP * 255).astype("f4") / 255, more=[(274, "H", [orientation])]))
    np.testing.assert_allclose(turned.image, opened(file.getvalue()).image, atol=1e-6)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_refused_with_its_count(value):
    values = np.float32(RAMP)
    values[2, 3:5] = value
    assert "2 in all" in refused(tiff(values))
    assert "2 in all" in refused(npy(values))


def test_our_own_files_are_read_back():
    image = np.float32(RAMP)
    for data in (input_file(image), archive(image, np.eye(3), image - 1, image, {"stride": 1})):
        np.testing.assert_array_equal(opened(data).image, image)


@pytest.mark.parametrize(
    "values",
    [
        np.asfortranarray(RAMP),
        RAMP.astype(">f8"),
        RAMP[None, :, :, None],
        np.dstack([RAMP] * 3),
        np.stack([RAMP] * 3),
        np.dstack([RAMP, RAMP, RAMP, np.ones_like(RAMP)]),
    ],
)
def test_arrays_of_many_layouts_are_the_same_picture(values):
    np.testing.assert_allclose(opened(npy(values)).image, np.float32(RAMP), atol=1e-7)


def test_an_array_of_two_values_is_black_and_white():
    assert set(np.unique(opened(npy(RAMP > 0.5)).image)) == {0, 1}


def test_the_picture_of_an_archive_is_found_by_its_name_or_alone():
    for arrays in ({"arr_0": RAMP, "arr_1": 1 - RAMP}, {"input": RAMP, "other": 1 - RAMP}, {"mine": RAMP}):
        np.testing.assert_array_equal(opened(npz(**arrays)).image, np.float32(RAMP))
    assert "2 arrays" in refused(npz(one=RAMP, other=RAMP))


@pytest.mark.parametrize(
    "values",
    [RAMP[0], np.ones((2, 3, 4, 5)), np.ones((9, 9, 2)), np.ones((3, 0)), np.array(1.0), np.ones((2, 9))],
)
def test_other_shapes_are_refused(values):
    refused(npy(values))


@pytest.mark.parametrize("kind", ["c8", "U3", "M8[s]", "O"])
def test_what_are_no_real_numbers_is_refused(kind):
    refused(npy(np.ones((4, 4)).astype(kind)))


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: "\n".join(",".join(row) for row in rows),
        lambda rows: "\r\n".join(";".join(row).replace(".", ",") for row in rows) + "\r\n",
        lambda rows: "\ufeff" + "\n".join("\t".join(row).replace(".", ",") for row in rows),
        lambda rows: "\n".join(" ".join(row) for row in rows) + "\n\n",
        lambda rows: "a,b,c\n" + "\n".join(",".join(row) for row in rows),
        lambda rows: ";0;1;2\n" + "\n".join(f"{k};" + ";".join(row) for k, row in enumerate(rows)),
        lambda rows: "\n".join(",".join(f'"{one}"' for one in row) for row in rows),
    ],
)
def test_tables_are_pictures_with_any_sign_between_their_numbers(write):
    text = write([["0.25", "1e-1", "0"], ["1", "0.5", "0.125"], ["0", "0", "+0.75"]])
    np.testing.assert_array_equal(
        opened(text.encode()).image, np.float32([[0.25, 0.1, 0], [1, 0.5, 0.125], [0, 0, 0.75]])
    )


MIXED = "−0.5\u00a0; 1;0\r\n0;‐0,25;3\r\n1\u202f000;\u00a02;−1\u00a0250,5"
"""Signs and spaces as programs set them, and groups of three digits."""
UNUSUAL = {
    "signs and spaces": MIXED.encode(),
    "UTF-8 with its mark": MIXED.encode("utf-8-sig"),
    "Unicode text of Excel": MIXED.replace(";", "\t").encode("utf-16"),
    "UTF-16 from the other end": b"\xfe\xff" + MIXED.encode("utf-16-be"),
    "text of Windows": MIXED.replace("−", "–").replace("‐", "-").replace("\u202f", "\xa0").encode("cp1252"),
    "plain spaces": b"-.5 ;1;0\n0;-.25;3\n1 000;2;-1 250.5",
    "returns": MIXED.replace("\r\n", "\r").encode(),
    "ends": MIXED.replace("\r\n", ";\n").encode() + b";\n",
    "ends but the last": MIXED.replace("\r\n", ";\n").encode(),
    "empty columns and lines": MIXED.replace("\r\n", ";;\n").encode() + b";;\n;;;;\n\n",
    "ends of another sign": b"-.5 1 0;\r0 -.25 3;\r1000 2 -1250.5;\r",
    "names": "größe;höhe;−\r".encode("utf-16") + MIXED.replace("\r\n", "\r").encode("utf-16-le"),
    "UTF-16 without its mark": MIXED.encode("utf-16-le"),
    "the other UTF-16 without its mark": MIXED.encode("utf-16-be"),
    "apostrophes": MIXED.replace("\u202f", "'").replace("1\u00a0250", "1’250").encode(),
    "quotation marks": b'"-0,5","1","0"\n"0","-0,25","3"\n"1000","2","-1250,5"\n',
    "some quotation marks": b'"-0,5",1,0\n0,"-0,25",3\n"1 000",2,"-1250,5"\n',
    "lines of names": "Measured on Friday\r\n\tunits: µm\r\na;b;c\r\n".encode() + MIXED.encode(),
    "a title over numbers of columns": b"Heights\n;0;1;2\n0;-,5;1;0\n1;0;-,25;3\n2;1000;2;-1250,5\n",
    "the line of Excel": b"sep=;\r\n" + MIXED.encode(),
    "other digits": "-٠٫٥,１,0\n0,-0٫25,3\n1000,2,－1250.5".encode(),
}
NO_GROUPS = ("1234 567", "1 23", "1 2345", "0.5 123", "1e-5 100", "1 234 5")
OTHER_ENDS = (b"1,2,3,\n1,2,,\n1,2,3,\n", b"1,2,3\n1,2,3,\n1,2,3\n", b"1,2,3,\n,,,,\n1,2,3,\n1,2,3,\n")


@pytest.mark.parametrize("name", UNUSUAL)
def test_tables_are_pictures_however_a_program_writes_them(name):
    values = read_table(UNUSUAL[name], lambda width, height: None).values
    assert values.tolist() == [[-0.5, 1, 0], [0, -0.25, 3], [1000, 2, -1250.5]]
    assert opened(UNUSUAL[name]).image.shape == (3, 3)


def test_what_is_seen_of_a_long_table_may_end_within_a_letter():
    for start in range(3):
        assert is_table(b" " * start + "−1 ".encode() * 1600 + b"\n")


def test_groups_that_are_none_are_no_number():
    for cell in NO_GROUPS:
        assert "numbers" in refused(f"{cell};1;2\n".encode() * 3)
    assert "“5 222”" in refused(b"1,5 222,5 333\n" * 3)  # cells with spaces, decimals after commas?


def test_a_text_that_is_no_table_is_no_picture():
    for text in ("hello", "− − −", "1−x\rhello\r", "1;2;3\rand others, 1;2;3\r"):
        for code in ("utf-8", "utf-16"):
            assert "not a picture" in refused(text.encode(code))
    assert "not a picture" in refused(bytes(range(128, 256)) + b"\n1 \x9e\x9e 2")
    for data in OTHERS_OF_NUMBERS:
        assert "not a picture" in refused(data)


def _packed(name, content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


SHEETS = (
    _packed("xl/workbook.xml", "<workbook/>"),
    _packed("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
)


def test_a_spreadsheet_is_refused_with_its_cure():
    for data in SHEETS:
        assert "as CSV" in refused(data)
    assert "not a picture" in refused(_packed("mimetype", "application/vnd.oasis.opendocument.text"))


OTHERS_OF_NUMBERS = (
    b"%!PS-Adobe-3.0\n1 0\n" + b"00 00\n" * 9,
    b"a0\nb1\nc2\n" * 9,
    b"P2\n# made\n3 3\n255\n0 1 2\n3 4 5\n6 7 8\n",
    b"%PDF-1.7\n1 0 obj\n" + b"0 0 1\n" * 9,
)
NO_CELLS = tuple(f"1;2;3\n4;5;{cell}\n7;8;9\n" for cell in ("½", "x", "", "50 %", "--1", "1e", "3:5"))
TWO_SIGNS = (
    "1.234,5;1;2\n3;4;5\n",
    "1,234.5\t1\t2\n3\t4\t5\n",
    "1.234;0,5;7\n",
    '"1,000.5","2","3"\n"4","5","6"\n',
)


GROUPED = (
    "1,234;999;5\n2,345;7;8\n",
    "1.234\t999\t5\n2.345\t7\t8\n",
    '"1,234","999","5"\n"2,345","7","8"\n',
    "1.234.567;2.345.678;3.456.789\n",
    "1,000,000;2,000;5\n",
)
NOT_GROUPED = ("1,234;5,5;7\n", "1,234;1000;7\n", "0,234;1;7\n", "1,234;5,678;7,123\n", "1.234,5,999\n")
NO_NAMES = (
    "1;2;#N/A\n4;5;6\n",
    "1 mm,2,3\n4,5,6\n",
    "x\t0\t1\t2\n0\t4\t5\t6\n",
    ",7,2,5\n1,2,3,4\n",
)


_ROWS = ("1;2;3", "4;5;6", "7;8;9")
NAMED = {
    "\n".join(_ROWS): "",
    "sep=;\n" + "\n".join(_ROWS): "",
    "a;b;c\n" + "\n".join(_ROWS): "ABOVE",
    ";0;1;2\n" + "\n".join(f"{9 - k};{row}" for k, row in enumerate(_ROWS)): "AROUND",
    "\n".join(f"Row {k};{row}" for k, row in enumerate(_ROWS)): "BESIDE",
    "\n".join(f"2024-01-0{k};{row}" for k, row in enumerate(_ROWS, 1)): "BESIDE",
    "\r\n".join(f"12:0{k},{row}".replace(";", ",") for k, row in enumerate(_ROWS)): "BESIDE",
    "\n".join(f"行{k}\t{row}\t".replace(";", "\t") for k, row in enumerate(_ROWS)): "BESIDE",
    "\n".join(f";{row}" for row in _ROWS): "BESIDE",
    "Title\nName;a;b;c\n"
    + "\n".join(f"{name};{row}" for name, row in zip("xyz", _ROWS, strict=True)): "AROUND",
    ";1900;1901;1902\n" + "\n".join(f"nai{k};{row}" for k, row in enumerate(_ROWS)): "AROUND",
    '"a","b","c","d"\n'
    + "\n".join(
        f'"{name}","{row}"'.replace(";", '","') for name, row in zip("xyz", _ROWS, strict=True)
    ): "AROUND",
}
"""Tables of the numbers 1 to 9, and where names are left out."""
FAULTS = {
    "50 %;60 %;70 %\n" * 3: "Cell 1 of line 1 in this table is “50 %”, and only plain numbers can be read: ",
    "a;b;c\n1 €;2 €;3 €\n4 €;5;6\n7;8;9 €": "Cell 1 of line 2 in this table is “1 €”",
    "r1;1;2;3\nr2;4;x;6\nr3;7;8;9": "Cell 3 of line 2 in this table is “x”",
    "r1 1 2 3\nr2 4 5 6\nr3 7 8 9": "Cell 1 of line 1 in this table is “r1”",
    "1;2;3\n4;*[a](b)<c>*;6\n7;8;9": "Cell 2 of line 2 in this table is “??a?(b)?c??”",
    "1;2;3\n4;#DIV/0!;6\n7;8;9": "Cell 2 of line 2 in this table is “#DIV/0!”",
    "1;2;3\n4;(5);6\n7;8;9": "Cell 2 of line 2 in this table is “(5)”",
    "1;2;3\n4;" + 30 * "x" + ";6\n7;8;9": f"Cell 2 of line 2 in this table is “{24 * 'x'}…”",
    "5 km;1;2;3\n6 km;4;5;6\n7 km;7;8;9": "Cell 1 of line 1 in this table is “5 km”",
    "1;2;3\n\n4;;6\n7;8;9": "Cell 2 of line 3 in this table is empty: ",
    "r1;1;2;3\nr2;4;5\nr3;7;8;9": "Line 2 of this table has 3 cells and line 1 has 4: ",
    "Land;1900;1901;1902\nx;1;7;3\ny;4;5;6\nz;7;8;9": "The numbers in line 1 of this table may name its ",
    "Title\n;3;1;2\nx;1;7;3\ny;4;5;6\nz;7;8;9": "The numbers in line 2 of this table may name its ",
}
"""What is said of tables in which something else stands."""


def test_a_line_of_numbers_in_which_something_else_stands_is_none_of_names():
    for text in NO_NAMES:
        assert "of line 1" in refused(text.encode() + text.split("\n", 1)[1].encode() * 3)


@pytest.mark.parametrize("text", NAMED)
def test_names_above_and_beside_a_table_are_left_out_and_this_is_said(text):
    assert read_table(text.encode(), lambda width, height: None).values.tolist() == [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
    ]
    assert opened(text.encode()).notes[1:] == tuple(RANGES[where] for where in [NAMED[text]] if where)


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_wrong_with_a_table_is_said(text):
    for code in ("utf-8", "utf-16", "utf-8-sig"):
        said = refused(text.encode(code))
        assert said.startswith(FAULTS[text])
        assert_is_a_sentence(said)


def test_numbers_between_spaces_may_have_a_comma_before_decimals():
    assert opened(b"0,5 0,25 1\n0 100,5 2\n3 4 201\n").image[1].tolist() == [0, 0.5, np.float32(2 / 201)]


def test_a_column_of_places_is_no_part_of_the_size():
    assert "only 2 wide" in refused(b";0;1\n0;1;2\n1;3;4\n2;5;6\n")


def test_single_signs_that_may_part_thousands_are_not_guessed_at():
    for text in GROUPED:
        assert "between thousands" in refused(text.encode() * 3)
    for text in NOT_GROUPED:
        assert opened(text.encode() * 3).image.shape == (3, 3)


def test_a_table_in_which_something_else_stands_is_no_table():
    for text in NO_CELLS:
        assert "Cell 3 of line 2" in refused(text.encode())


def test_a_point_or_comma_that_may_part_thousands_is_not_guessed_at():
    for text in TWO_SIGNS:
        assert "points and commas" in refused(text.encode() * 3)


def test_lines_that_end_otherwise_are_refused():
    for data, said in zip(OTHER_ENDS, ("Cell 3 of line 2", "line 1 has 3", "Cell 1 of line 2"), strict=True):
        assert said in refused(data)


def test_whole_numbers_of_a_table_are_levels():
    found = opened(b"0,51,255\n" * 3)
    assert found.image[0].tolist() == [0, np.float32(0.2), 1]
    assert not found.is_deep
    assert opened(b"0,512,1024\n" * 3).image[0].tolist() == [0, 0.5, 1]


def test_a_table_that_is_no_picture_is_refused():
    assert "Line 2 of this table has 2 cells and line 1 has 3" in refused(b"1,2,3\n1,2\n1,2,3\n")
    assert "one line" in refused(b"row,column,input,signed,rectified\n" + b"7,0,1.0,-1.0,0.0\n" * 9)
    assert "3 pixels" in refused(b"1,2\n3,4\n5,6\n")


def test_a_range_is_found_in_the_order_of_its_rules():
    rules = {
        "TYPE": np.array([[0, 1]], np.uint16),
        "UNIT": np.array([[0, 1]]),
        "LEVELS": np.array([[0, 2]]),
        "FOUND": np.array([[0.0, 1.5]]),
        "FLAT": np.array([[7.5, 7.5]]),
    }
    assert {name: range_of(values).rule for name, values in rules.items()} == {name: name for name in rules}
    assert range_of(rules["UNIT"], said=(-1.0, 3.0)).applied(np.array([1.0])).tolist() == [0.5]
    assert range_of(rules["UNIT"], said=(3.0, 3.0)).rule == "UNIT"  # nothing is said by that


def test_an_array_that_ends_too_early_is_refused_as_such():
    assert "ends too early" in refused(npy(RAMP)[:-1])
    for end in (-1, -9, 200):
        assert "ends too early" in refused(npz(image=RAMP)[:end])


def test_giants_are_refused_before_they_are_read():
    head = npy(np.zeros((3, 3), np.float32))
    giant = head.replace(b"(3, 3), }          ", b"(99999, 99999), }  ")
    assert giant != head
    assert "99999" in refused(giant)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("image.npy", giant + bytes(50_000_000))
    assert "99999" in refused(bomb.getvalue())
    assert "MB" in refused(b"1,2,3\n" * 2_000_000)


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_what_a_tiff_has_too_much_of_is_named(kind):
    planes = np.zeros((4, 5, 5), kind)
    assert "(5 samples a pixel)" in refused(tiff(planes, photometric=1))
    assert kind == np.uint8 or "(2 samples a pixel)" in refused(tiff(planes[..., :2]))


@pytest.mark.parametrize("form", [5, 6])
def test_a_tiff_of_complex_numbers_is_named(form):
    assert "(complex numbers)" in refused(tiff(np.zeros((4, 5), np.uint64), more=[(339, "H", [form])]))
