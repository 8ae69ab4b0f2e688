"""A chapter's demonstration on a page of its own."""

import numpy as np
from streamlit.testing.v1 import AppTest

from explorer.settings import YOUR_PICTURE
from explorer.ui.lesson import Chapter
from explorer.ui.pictures import Own
from tests.messages import taken_apart

SCRIPT = "from explorer.ui.pages.chapters import {0}\n{0}.CHAPTER.demonstrate()"


def staged(module, *, picture=None, own=None, **state):
    """Run the demonstration of a chapter, on a picture of the gallery or on one's own."""
    app = AppTest.from_string(SCRIPT.format(module), default_timeout=30)
    if own is not None:
        app.session_state["own_picture"] = Own(np.float32(own), *np.shape(own))
        picture = YOUR_PICTURE
    if picture:
        app.session_state["picture_seen"] = picture
    for key, value in state.items():
        app.session_state[key] = value
    return played(app)


def played(target):
    app = target.run()
    assert not app.exception, app.exception
    return app


def told(app, key):
    """Return what a component was told."""
    protos = {element.proto.id.rpartition("-")[2]: element.proto for element in app.get("bidi_component")}
    return taken_apart(protos[key].bytes)[0]


def heights(app, key):
    """Return the values of a chart's bars or curves: name -> values."""
    return {trace["name"]: trace["y"] for trace in told(app, key)["figure"]["data"]}


def tables(app):
    """Return the cells of every table of the page."""
    return [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in element.value.split("\n")]
        for element in app.markdown
        if element.value.startswith("|")
    ]


def captions(app):
    return "\n".join(element.value for element in app.caption)


def assert_is_a_chapter(chapter: Chapter):
    assert chapter.answer in chapter.options
    assert len(set(chapter.options)) == len(chapter.options) <= 4
    shown = [chapter.title, chapter.question, *chapter.options, chapter.words()]
    assert len(" ".join(shown).split()) <= 120
    assert chapter.why()
