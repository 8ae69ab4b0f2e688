"""The app with previews: beside a link to it messengers show a name, a sentence and a picture.

Run it as `streamlit run preview_app.py`. It is the app of `streamlit_app.py`, with one layer around the
server. Its log and its metrics begin with the server, and not with the first visitor.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from explorer.ui.server import operations
from explorer.ui.server.preview import Preview

operations.check()
script = Path(__file__).with_name("streamlit_app.py")
app = st.App(script, middleware=[Middleware(Preview)], lifespan=operations.lifespan)
