"""The expanders of the page, whose states are options."""

from typing import Any

import streamlit as st

from explorer.ui.state import session


def expander(name: str, label: str) -> Any:
    """Draw an expander whose state is an option of the page; `open` of the result tells it."""
    session.prepare_option(name)
    return st.expander(label, key=name, on_change="rerun")
