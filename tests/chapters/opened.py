"""Opens one demonstration, or one page, without the rest of the app."""

import importlib
import json
import re

import numpy as np
from streamlit.testing.v1 import AppTest

from explorer.images import Picture, coloured
from explorer.ui.features.uploads import UploadedImage
from explorer.ui.state.session import ViewState
from explorer.view.settings import YOUR_PICTURE
from tests.messages.reader import taken_apart
from tests.ui.components import component, report


def _script(module, draw):
    import importlib

    import streamlit as st

    from explorer.lessons.chapters import CHAPTERS
    from explorer.ui.features import links

    links.register(st.Page(lambda: None, url_path=there) for there in (*CHAPTERS, "experiments", "network"))
    found = importlib.import_module(module)
    (found.PAGE.demonstrate if draw == "demonstrate" else getattr(found, draw))()


def opened(module, *, picture=None, own=None, own_colours=None, is_deep=False, draw="demonstrate", **state):
    """Open a chapter's demonstration on a picture of the gallery, or on one's own, and in a state."""
    where = "explorer.ui.pages." + (f"chapters.{module}" if draw == "demonstrate" else module)
    importlib.import_module(where)
    app = AppTest.from_function(_script, default_timeout=30, args=(where, draw))
    if own is not None:
        image = np.float32(own)
        colours = coloured(image) if own_colours is None else own_colours
        upload = UploadedImage(Picture(image, colours, *image.shape, is_deep=is_deep))
        app.session_state["uploads"] = {upload.number: upload}
        app.session_state["view"] = ViewState(upload=upload.number)
        picture = YOUR_PICTURE
    if picture:
        app.session_state["last_viewed"] = picture
    for key, value in state.items():
        app.session_state[key] = value
    return again(app)


def again(target):
    """Run an app; what it says aloud after a change stands on the page."""
    app = target.run()
    assert not app.exception, app.exception
    seen = said(app).replace("**", "").replace("\n", " ")
    assert [text for text in spoken(app) if text not in seen] == []
    return app


def spoken(app):
    """Return the sentences of which a change is said aloud."""
    return [
        sentence
        for key, header in told(app).items()
        if key.startswith("spoken_")
        for sentence in header["sentences"]
    ]


def told(app):
    """Read what the charts are told: key -> figure and alt text."""
    protos = [element.proto for element in app.get("bidi_component")]
    return {proto.id.rpartition("-")[2]: taken_apart(proto.bytes)[0] for proto in protos}


def curve(app, chart, name):
    """Read one trace of a chart, the last of its name: a shade has the name of its line."""
    return [trace for trace in told(app)[chart]["figure"]["data"] if trace["name"] == name][-1]


def heights(app, chart):
    """Return the values of a chart's bars or curves: name -> values."""
    return {trace["name"]: trace["y"] for trace in told(app)[chart]["figure"]["data"]}


def live(app, key):
    """Read what a live demonstration is told: its sliders, its values, its parts."""
    return taken_apart(component(app, key).bytes)[0]


def move(app, key, **values):
    """Let sliders of a live demonstration go, as the browser reports it."""
    answer = live(app, key)["answer"]
    sent = {"settings": values, "revision": answer["seen"] + 1, "session": answer["session"]}
    return report(app, key, {"patch": sent})


def parts(app, key, kind):
    """Return the parts of one kind that a live demonstration shows, in order."""
    return [part for row in live(app, key)["rows"] for part in row if part["kind"] == kind]


def words(app, key):
    return "\n".join(part["text"] for part in parts(app, key, "words"))


def tables(app):
    """Return the cells of every table of the page."""
    return [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in element.value.split("\n")]
        for element in app.markdown
        if element.value.startswith("|")
    ]


def captions(app):
    return "\n".join(element.value for element in app.caption)


def said(app):
    return "\n".join(element.value for element in [*app.markdown, *app.caption, *app.info])


def metrics(app):
    return {metric.label: metric.value for metric in app.metric}


def links(app):
    """Name where the links to pages lead, and where the links in the texts lead."""
    pages = [element.proto.page for element in app.get("page_link")]
    return pages, re.findall(r"(?<=\]\()[^)\s]+|(?<=<)https:[^>]+", said(app))


def word_count(chapter):
    text = " ".join([chapter.title, chapter.question, *chapter.options, chapter.words()])
    return len(text.split())


def is_sound(chapter):
    assert chapter.answer in chapter.options
    assert 2 <= len(chapter.options) <= 4
    assert len(set(chapter.options)) == len(chapter.options)
    assert word_count(chapter) <= 120, word_count(chapter)
    assert len(chapter.why()) > 100
    json.dumps(chapter.settings.to_query())
    return True
