"""A picture of more than 256 levels on the pages of the app: it keeps them, and may be stretched."""

import numpy as np

from tests.chapters.opened import opened
from tests.messages.reader import taken_apart
from tests.ui.components import change, compare, component
from tests.ui.page import open_app, png, sent, settings_of, texts, upload

FAINT = np.arange(40 * 60, dtype=np.uint16).reshape(40, 60)
"""2400 of 65,536 levels."""


def shown(app, key="shown"):
    header, arrays, _ = taken_apart(component(app, key).bytes)
    return header["id"], arrays["image"].reshape(header["rows"], header["cols"])


def test_an_upload_keeps_its_levels_says_its_range_and_is_stretched():
    app = upload(open_app({"size": "128", "take": "true"}), "faint.png", png(FAINT))
    name, values = shown(app)
    np.testing.assert_array_equal(values, np.float32(FAINT) / np.float32(65535))
    assert sent(app)["scope"]["file"]["said"] == []
    said = "0 to 65535 in the file became 0 to 1, all that its 16 bits can count."
    assert sent(app)["scope"]["description"] == f"Your picture, 60 × 40 pixels. {said}"
    assert "less than 5 MB" in texts(app)
    assert "cv2.IMREAD_UNCHANGED" in texts(app)

    change(app, stretch="yes")
    assert settings_of(app).is_stretched
    assert app.query_params["stretch"] == "yes"
    assert shown(app)[0] == f"{name} stretched"
    np.testing.assert_allclose(shown(app)[1], FAINT / 2399, atol=1e-6)
    assert "stretched: 0 to 0.0366 became 0 to 1." in sent(app)["scope"]["description"]

    compare(app, "pin")
    change(app, stretch="no")
    assert shown(app)[0] == name
    assert shown(app, "pinned")[0] == f"{name} stretched"
    assert "**Stretched:** yes → no" in texts(app)


def test_a_picture_of_the_gallery_is_stretched_by_its_address():
    app = open_app({"picture": "Cat", "size": "64", "stretch": "yes"})
    name, values = shown(app)
    assert name == "Cat 64 stretched"
    assert (values.min(), values.max()) == (0, 1)


def test_lessons_round_it_to_levels_and_say_so():
    app = opened("number_types", own=FAINT / 65535, is_deep=True)
    (said,) = [one.value for one in app.caption if "levels" in one.value]
    assert said.endswith("rounded to them here. It is stretched: 0 to 0.0366 became 0 to 1.")
    assert "rounded" not in texts(opened("number_types", own=FAINT / 2399))
    assert "rounded" in texts(opened("collapse", own=FAINT / 2399, is_deep=True))
