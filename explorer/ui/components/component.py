"""Components of our own: plain ES modules, started by three lines."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from explorer.messages.binary import pack
from explorer.ui.server import assets, cache

_START = """
let module = null
const mounted = new WeakMap()

export default function (component) {{
  const {{ parentElement }} = component
  const state = mounted.get(parentElement) ?? {{ isGone: false, cleanup: null }}
  mounted.set(parentElement, state)
  module ??= import(new URL("{address}/components/{name}.js", document.baseURI).href)
  module.then(
    ({{ mount }}) => {{ if (!state.isGone) state.cleanup = mount(component) }},
    () => {{
      module = null
      parentElement.textContent = "This part did not load. Check the connection and reload the page."
    }},
  )
  return () => {{
    state.isGone = true
    mounted.delete(parentElement)
    state.cleanup?.()
  }}
}}
"""


def component(name: str, *, html: str | None = None) -> Callable[..., Any]:
    """Declare the component whose module, style and page part are static/components/NAME.js, .css and .html.

    Whatever it is to show travels as a message of ours: Streamlit would look for data frames in a
    dictionary, and load two large libraries for that.
    """
    mount = st.components.v2.component(
        f"explorer_{name}",
        html=html or _text(f"{name}.html"),
        css=_text(f"{name}.css"),
        js=_START.format(address=cache.serve_modules(), name=name),
        isolate_styles=False,
    )

    def show(data: Mapping[str, Any] | bytes, *, key: str, **callbacks: Any) -> Any:
        return mount(key=key, data=data if isinstance(data, bytes) else pack(data, {}), **callbacks)

    return show


def noop() -> None:
    """Listen to a component whose report is read while the page is drawn.

    Streamlit hands over only those parts of a component's state that have a listener.
    """


def _text(file: str) -> str:
    return Path(assets.STATIC / "components" / file).read_text(encoding="utf-8")
