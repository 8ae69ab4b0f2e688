"""ReLU Explorer: see what a convolution and its rectifier do to a picture."""

from functools import partial
from itertools import chain
from pathlib import Path

import streamlit as st

from explorer.ui.components import connection, kept_guesses
from explorer.ui.features import dropped, links
from explorer.ui.pages import chapters, draw, explorer
from explorer.ui.server import admission, installation, maintenance, metrics, network, operations
from explorer.ui.server.streamlit_internals import Page, skip_use_warning
from explorer.ui.state import guesses, session

ASSETS = Path(__file__).parent / "assets"

installation.check(chapters.CHAPTER_PAGES)
st.set_page_config(page_title="ReLU Explorer", page_icon=str(ASSETS / "icon.svg"), layout="wide")
st.logo(str(ASSETS / "logo.svg"), size="large")
operations.start()
maintenance.start()
skip_use_warning()
network.send_at_once()
admission.admit()

start = st.Page(explorer.page, title="Explorer", default=True)
ready = st.Page(partial(draw, "experiments", start), title="Experiments", url_path="experiments")
filters = st.Page(partial(draw, "bank", start), title="Filter bank", url_path="bank")
faces = st.Page(partial(draw, "network", start), title="A real network", url_path="network")
kept_guesses.take_back()
lessons: dict[str, Page] = {}
for number, address in enumerate(chapters.CHAPTER_PAGES, 1):
    lesson = partial(chapters.draw, lessons, address, start)
    lessons[address] = st.Page(lesson, title=f"{number}. {guesses.heading(address)}", url_path=address)
more = [
    st.Page(partial(draw, "teacher"), title="For teachers", url_path="teacher"),
    st.Page(partial(draw, "sources"), title="Sources", url_path="sources"),
]
groups = {"": [start, ready, filters, faces], "Lessons": list(lessons.values()), "More": more}
pages = list(chain.from_iterable(groups.values()))
links.register(pages)
links.open_meant(pages)
chosen = st.navigation(groups, position="top")
if session.enter_page(chosen.url_path):
    metrics.PAGES.add(chosen.url_path or "explorer")
dropped.take(chosen.url_path, start)
body = st.container()  # what keeps the page alive comes first, and stands below it
connection.watch(one.url_path for one in pages if one not in (start, faces))
dropped.listen()
with body:
    chosen.run()
kept_guesses.keep()
dropped.watch("" if chosen is start else st.context.url or "")
