"""The gallery of experiments: ready views of the explorer by group, each card a link."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from explorer.exports.images import png_address
from explorer.exports.thumbnail import thumbnail
from explorer.ui.components.component import component, noop
from explorer.ui.features import links
from explorer.ui.server import cache
from explorer.ui.server.streamlit_internals import Page
from explorer.view.experiments import EXPERIMENTS, Experiment

_cards = component("cards", html="<div class='cards'></div>")
SIZE = 128  # pixels of the longer side of a small picture


def page(explorer: Page) -> None:
    """Draw the page; an experiment that is chosen opens on the explorer's own page."""
    st.header("Ready-made experiments", anchor=False)
    st.markdown(
        f"{len(EXPERIMENTS)} ready views. The small pictures are computed, as the large ones are: the input, "
        "the feature map before the activation, and after it. Choose a card to open it in the explorer. Each "
        "card is a link, so you can copy its address for your class."
    )
    chosen = find(_cards(_card_groups(), key="cards", on_open_change=noop).open)
    if chosen is not None:
        links.open_explorer(explorer, chosen.settings)


def find(name: object) -> Experiment | None:
    """Return the experiment of that name, None if there is none.

    >>> find("The island").group
    'Bias'
    """
    return next((row for row in EXPERIMENTS if row.name == name), None)


@st.cache_resource
def _card_groups() -> dict[str, Any]:
    """Return the cards by group, each with its picture as a data URL."""
    groups = groupby(EXPERIMENTS, lambda row: row.group)
    return {"groups": [{"name": name, "cards": [_card(row) for row in rows]} for name, rows in groups]}


def _card(row: Experiment) -> dict[str, str]:
    return {
        "name": row.name,
        "sentence": row.sentence,
        "question": row.question,
        "address": "./?" + urlencode(row.settings.to_query()),
        "picture": png_address(thumbnail(row.settings, cache.sample(row.settings.picture, SIZE))),
    }
