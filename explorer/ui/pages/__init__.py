"""One module for each page of the app."""

from importlib import import_module

from explorer.ui.server.streamlit_internals import Page


def draw(name: str, *given: Page) -> None:
    """Draw the page of a module by its `page`; it is imported now, and not when the app starts."""
    import_module(f"{__name__}.{name}").page(*given)
