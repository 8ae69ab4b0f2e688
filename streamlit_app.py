"""ReLU Explorer: see what a convolution and its rectifier do to a picture."""

from pathlib import Path

import streamlit as st

from explorer.ui import cache
from explorer.ui.pages import explorer

ASSETS = Path(__file__).parent / "assets"

st.set_page_config(page_title="ReLU Explorer", page_icon=str(ASSETS / "icon.svg"), layout="wide")
st.logo(str(ASSETS / "logo.svg"), icon_image=str(ASSETS / "icon.svg"), size="large")
cache.settle()
st.navigation([st.Page(explorer.page, title="ReLU Explorer", default=True)], position="hidden").run()
