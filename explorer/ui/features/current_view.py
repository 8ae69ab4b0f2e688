"""The visitor's current view, computed once a run and passed to the fragments of the page."""

from collections.abc import Callable
from typing import Generic, TypeVar

from explorer.ui.features import pictures
from explorer.ui.state import session
from explorer.view.view import View, view_of

T = TypeVar("T")


def current_view() -> View:
    """Compute the view of the current settings: one forward pass, and one reduction of an upload."""
    settings = session.settings()
    return view_of(settings, pictures.shown_image(settings))


class HandedDown(Generic[T]):
    """A value computed in a run of the page, for a fragment drawn in the same run.

    Streamlit stores the arguments of a fragment as long as the session lives, to rerun it alone. So the
    first `take` releases the value, and each rerun of the fragment alone computes it again.
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
