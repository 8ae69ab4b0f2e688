"""Streamlit components made of the ES modules in static/components/."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

import streamlit as st

from explorer.messages.binary import pack
from explorer.ui.server import assets, cache

LOADING = "data-loading"
"""The attribute of an element whose module is on its way."""
_START = """
let module = null
const mounted = new WeakMap()

export default function (component) {{
  const {{ parentElement }} = component
  const state = mounted.get(parentElement) ?? {{ isGone: false, cleanup: null, leaving: 0 }}
  mounted.set(parentElement, state)
  clearTimeout(state.leaving)
  if (!module) parentElement.toggleAttribute("{loading}", true)
  module ??= import(new URL("{address}/components/{name}.js", document.baseURI).href)
  module.then(
    ({{ mount }}) => {{
      parentElement.removeAttribute("{loading}")
      if (!state.isGone) state.cleanup = mount(component)
    }},
    () => {{
      parentElement.removeAttribute("{loading}")
      module = null
      parentElement.textContent = "This part did not load. Check the connection and reload the page."
    }},
  )
  // After quick changes Streamlit calls this, and at once the function above for the same element.
  return () => {{
    state.leaving = setTimeout(() => {{
      state.isGone = true
      mounted.delete(parentElement)
      state.cleanup?.()
    }})
  }}
}}
"""


def component(name: str, *, html: str | None = None, parts: Sequence[str] = ()) -> Callable[..., Any]:
    """Declare the component of static/components/NAME.js, NAME.css and NAME.html.

    Each of its `parts` has a PART.html, which stands in place of $PART, and a PART.css of its own.

    Returns a function of the data, a key and callbacks, which mounts it. The data are packed by
    `explorer.messages.binary`: given a dictionary, Streamlit imports pandas and pyarrow to look for data
    frames in it.
    """
    mount = st.components.v2.component(
        f"explorer_{name}",
        html=html
        or Template(_text(f"{name}.html")).substitute({part: _text(f"{part}.html") for part in parts}),
        css="".join(_text(f"{part}.css") for part in (*parts, name)),
        js=_START.format(address=cache.serve_modules(), name=name, loading=LOADING),
        isolate_styles=False,
    )

    def show(data: Mapping[str, Any] | bytes, *, key: str, **callbacks: Any) -> Any:
        return mount(key=key, data=data if isinstance(data, bytes) else pack(data, {}), **callbacks)

    return show


def noop() -> None:
    """Do nothing: the callback of a component's state that is read while the page is drawn.

    Streamlit returns only the parts of a component's state that have a callback.
    """


def _text(file: str) -> str:
    return Path(assets.STATIC / "components" / file).read_text(encoding="utf-8")
