"""A picture file that is dropped on any page of the app, or pasted."""

import numpy as np
import pytest
from streamlit.util import calc_hash

from explorer.images.refusals import REFUSALS
from explorer.ui.state.guesses import Guess
from explorer.ui.state.session import REPORT
from explorer.view.settings import YOUR_PICTURE
from tests.ui.components import report
from tests.ui.page import open_app, png, run, sent, settings_of

FILE, NOTICE = "anywhere_file", "anywhere_notice"
GOOD = png(np.random.default_rng(3).integers(0, 256, (40, 60), np.uint8))


def go_to(app, address):
    app._page_hash = calc_hash(address)
    return run(app)


def drop(app, data):
    return run(app.file_uploader(key=FILE).upload("mine.png", data, "image/png"))


def notice(app):
    header = sent(app)[NOTICE]
    return header["number"], header["text"], header["offers"]


def test_the_explorer_shows_it_at_once_and_says_nothing():
    app = drop(open_app(), GOOD)
    assert settings_of(app).picture == YOUR_PICTURE
    assert app.query_params["picture"] == YOUR_PICTURE
    assert notice(app) == (1, "", False)
    assert notice(run(app)) == (1, "", False)  # each file is taken once


def test_the_network_shows_it_at_once():
    app = drop(go_to(open_app(), "network"), GOOD)
    assert app.query_params["picture"] == YOUR_PICTURE
    assert notice(app) == (1, "", False)


def test_a_menu_of_pictures_has_it_chosen():
    app = go_to(open_app(), "bank")
    assert app.selectbox(key="lesson_picture").value != YOUR_PICTURE
    assert drop(app, GOOD).selectbox(key="lesson_picture").value == YOUR_PICTURE


def test_a_revealed_lesson_with_a_menu_of_its_own_has_it_chosen():
    app = open_app()
    app.session_state["guesses"] = {"take-the-rectifiers-away": Guess(None)}
    go_to(app, "take-the-rectifiers-away")
    assert app.selectbox(key="rectifiers_picture").value == "Astronaut"
    assert drop(app, GOOD).selectbox(key="rectifiers_picture").value == YOUR_PICTURE


@pytest.mark.parametrize("address", ["sources", "corner"])
def test_another_page_says_so_and_offers_the_explorer(address):
    app = drop(go_to(open_app(), address), GOOD)
    number, text, offers = notice(app)
    assert offers
    assert "taken" in text
    report(app, NOTICE, {"opened": f"{app.session_state['view'].token} {number}"})
    assert settings_of(app).picture == YOUR_PICTURE
    assert REPORT[0] not in sent(run(app))  # each press opens it once


def test_what_cannot_be_read_is_said_and_changes_nothing():
    app = drop(open_app(), b"no picture")
    assert settings_of(app).picture != YOUR_PICTURE
    assert notice(app) == (1, REFUSALS["UNKNOWN"], False)
    assert notice(drop(app, GOOD)) == (2, "", False)
