"""The view that a visitor looks at now, computed once a run and handed down."""

from collections.abc import Callable
from typing import Generic, TypeVar

from explorer.ui.features import pictures
from explorer.ui.state import session
from explorer.view.view import View, view_of

T = TypeVar("T")


def current_view() -> View:
    """Compute the view as it is now: one reduction of an upload, one forward pass."""
    settings = session.settings()
    return view_of(settings, pictures.image(settings.picture, settings.size))


class HandedDown(Generic[T]):
    """A value for the run that draws a fragment as part of the page.

    Streamlit keeps the arguments of a fragment as long as the session lives. So the first `take` lets the
    value go; when the fragment is drawn again by itself, the value is computed anew.
    """

    def __init__(self, value: T) -> None:
        self._value: T | None = value

    def take(self, compute: Callable[[], T]) -> T:
        """Return the value that was handed down, or compute it.

        >>> handed = HandedDown(1)
        >>> handed.take(lambda: 2), handed.take(lambda: 2)
        (1, 2)
        """
        value, self._value = self._value, None
        return compute() if value is None else value
