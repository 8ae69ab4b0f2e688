"""The gallery of experiments: ready views of the explorer by group, each card a link."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from explorer.exports import faces
from explorer.exports.images import png_address
from explorer.exports.thumbnail import thumbnail
from explorer.ui.components.component import component, noop
from explorer.ui.features import detection, links
from explorer.ui.server import cache
from explorer.ui.server.streamlit_internals import Page
from explorer.view.experiments import EXPERIMENTS, Experiment
from explorer.view.network_experiments import GROUP, NETWORK_EXPERIMENTS, NetworkExperiment

_cards = component("cards", html="<div class='cards'></div>")
SIZE = 128  # pixels of the longer side of a small picture


def page(explorer: Page) -> None:
    """Draw the page; an experiment that is chosen opens on the explorer's own page."""
    st.title("Ready-made experiments", anchor=False)
    st.markdown(
        f"{len(EXPERIMENTS) + len(NETWORK_EXPERIMENTS)} ready views. The small pictures are computed, as the "
        "large ones are: the input, the feature map before the activation, and after it. In the group "
        f"“{GROUP}” orange is what looks like a face, before and after the change. Choose a card to open it. "
        "Each card is a link, so you can copy its address for your class."
    )
    chosen = find(_cards(_card_groups(), key="cards", on_open_change=noop).open)
    if isinstance(chosen, NetworkExperiment):
        links.open_network(chosen.settings)
    elif chosen is not None:
        links.open_explorer(explorer, chosen.settings)


def find(name: object) -> Experiment | NetworkExperiment | None:
    """Return the experiment of that name, None if there is none.

    >>> find("One layer is enough").settings.slopes
    '2:-1'
    """
    rows: tuple[Experiment | NetworkExperiment, ...] = (*EXPERIMENTS, *NETWORK_EXPERIMENTS)
    return next((row for row in rows if row.name == name), None)


@st.cache_resource(show_spinner=False)
def _card_groups() -> dict[str, Any]:
    """Return the cards by group, each with its picture as a data URL."""
    groups = groupby(EXPERIMENTS, lambda row: row.group)
    cards = [{"name": name, "cards": [_explorer_card(row) for row in rows]} for name, rows in groups]
    return {"groups": [*cards, {"name": GROUP, "cards": [_network_card(row) for row in NETWORK_EXPERIMENTS]}]}


def _explorer_card(row: Experiment) -> dict[str, str]:
    small = thumbnail(row.settings, cache.sample(row.settings.picture, SIZE))
    return _card(row, "./?" + urlencode(row.settings.to_query()), small)


def _network_card(row: NetworkExperiment) -> dict[str, str]:
    small = faces.thumbnail(row.settings, detection.source(row.settings), side=SIZE)
    return _card(row, "./network?" + urlencode(row.settings.to_query()), small)


def _card(row: Experiment | NetworkExperiment, address: str, picture: bytes) -> dict[str, str]:
    return {
        "name": row.name,
        "sentence": row.sentence,
        "question": row.question,
        "address": address,
        "picture": png_address(picture),
    }
