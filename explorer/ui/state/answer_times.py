"""How long a visitor's change waits for its answer, for the metrics."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from explorer.ui.server import metrics
from explorer.ui.state import session


@contextmanager
def measured(page: str, seen: Callable[[], int]) -> Iterator[None]:
    """Measure the code inside, if it receives a report of the browser.

    Where Streamlit ends the run before that has answered, to draw the whole page or because the next report
    has come, the time goes on until the next run has.

    Parameters
    ----------
    page : str
        The label of `metrics.CHANGES`.
    seen : callable
        Returns the revision of the last report that was received.
    """
    began, before, view = time.perf_counter(), seen(), session.state()
    ended, view.unanswered = view.unanswered, None
    goes_on = ended is not None and ended[0] == page and view.run - ended[1] <= 1
    if ended and goes_on:
        began = ended[2]
    try:
        yield
    except Exception:
        raise
    except BaseException:  # how Streamlit ends a run
        if goes_on or seen() != before:
            view.unanswered = page, view.run, began
        raise
    if goes_on or seen() != before:
        metrics.CHANGES.observe(time.perf_counter() - began, page)
