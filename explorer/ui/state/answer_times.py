"""How long a visitor's change waits for its answer, for the metrics."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from explorer.ui.server import metrics
from explorer.ui.state import session


class Reported(Protocol):
    """What the browser reports of: a view, or the sliders of a lesson."""

    seen: int
    """The highest revision of the browser's reports."""
    unanswered: tuple[int, float] | None
    """When the run began that has received a report and was ended before it answered, and its number."""


@contextmanager
def measured(page: str, state: Reported) -> Iterator[None]:
    """Measure the code inside, if it receives a report of the browser.

    Where Streamlit ends the run before that has answered, to draw the whole page or because the next report
    has come, the time goes on until the next run has. `page` is the label of `metrics.CHANGES`.
    """
    began, before = time.perf_counter(), state.seen
    ended, state.unanswered = state.unanswered, None
    goes_on = ended is not None and session.state().run - ended[0] <= 1
    if ended and goes_on:
        began = ended[1]
    try:
        yield
    except Exception:
        raise
    except BaseException:  # how Streamlit ends a run
        if goes_on or state.seen != before:
            state.unanswered = session.state().run, began
        raise
    if goes_on or state.seen != before:
        metrics.CHANGES.observe(time.perf_counter() - began, page)
