"""Log lines: one JSON object a line, in which nothing stands that a visitor has brought.

Of a warning or an error of another library, Streamlit first of all, stand the level, the place in the code,
and the text if that is a constant of the code: one that was put together when it was written may hold a name,
an address or a setting. Of an exception stand its type and the place in our code; its text may hold all that.
"""

import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from explorer.ui.server.assets import ROOT

_OURS = logging.getLogger("relu_explorer")
_TEXT = "%(asctime)s %(levelname)s %(event)s %(message)s"
_PACKAGES = ("site-packages", "dist-packages")
_SERVERS = ("uvicorn", "starlette", "streamlit")
"""The packages between a request and our code; the first has the loggers of requests that cannot be read."""


class ErrorCounter(logging.Handler):
    """Calls a function for every exception that is logged as an error, unless anybody can bring it about."""

    def __init__(self, count: Callable[[], None]) -> None:
        super().__init__(logging.ERROR)
        self._count = count

    def emit(self, record: logging.LogRecord) -> None:
        """Count a line that comes with an exception of the app."""
        problem = _problem(record)
        if problem is not None and not _is_of_a_request(record, problem):
            self._count()


class JsonLines(logging.StreamHandler[Any]):
    """Writes every line as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; the handler is called where the line is written, so that the caller is known."""
        row = {"time": _time(record.created), "level": record.levelname.lower()}
        if record.name == _OURS.name:
            row |= {"event": getattr(record, "event", "")} | getattr(record, "numbers", {})
        elif (problem := _problem(record)) is not None:
            row |= {"event": "error"} | _told(problem)
            if _is_of_a_request(record, problem):
                row |= {"level": "warning", "event": "library", "logger": record.name}
        else:
            place = _place(record.pathname, record.lineno)
            row |= {"event": "library", "logger": record.name, "place": place}
            row |= {"message": record.msg} if _is_constant(record) else {}
        return json.dumps(row)


def write(event: str, *, numbers: Mapping[str, Any], level: int = logging.INFO) -> None:
    """Write a line of ours: an event, and what belongs to it. Nothing of a visitor may be among that."""
    said = " ".join(f"{name}={value}" for name, value in numbers.items())
    _OURS.log(level, said, extra={"event": event, "numbers": dict(numbers)})


def begin(form: str, count_error: Callable[[], None]) -> list[logging.Handler]:
    """Set up our lines in a form of `environment.LOGS`; return the handlers for the lines of Streamlit.

    In the form "json" the lines of all libraries, the exceptions of threads and the warnings of Python become
    such lines too. In the form "text" they stay as they are.
    """
    _OURS.propagate = False
    _OURS.setLevel(logging.INFO)
    counter = ErrorCounter(count_error)
    if form != "json":
        plain = logging.StreamHandler()
        plain.setFormatter(logging.Formatter(_TEXT))
        _OURS.handlers = [plain]
        return [counter]
    _OURS.handlers = [JsonLines()]
    theirs = JsonLines()
    theirs.setLevel(logging.WARNING)
    logging.getLogger().handlers[:] = counter, theirs
    _catch()
    return [counter, theirs]


def _catch() -> None:
    """Write as lines what Python itself would print with the text of an exception or a warning."""
    sys.excepthook = lambda _, problem, __: _write_error(problem)
    threading.excepthook = lambda given: _write_error(given.exc_value)
    sys.unraisablehook = lambda given: _write_error(given.exc_value)
    warnings.showwarning = lambda _, category, file, line, *__: write(
        "warning", level=logging.WARNING, numbers={"kind": category.__name__, "place": _place(file, line)}
    )


def _write_error(problem: BaseException | None) -> None:
    if not isinstance(problem, SystemExit):
        logging.getLogger().error("Nothing has caught this.", exc_info=problem)


def _time(seconds: float) -> str:
    """Return a time, given in seconds since 1970, as UTC.

    >>> _time(0.25)
    '1970-01-01T00:00:00.250Z'
    """
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _problem(record: logging.LogRecord) -> BaseException | None:
    given = record.exc_info
    return given[1] if isinstance(given, tuple) else None


def _told(problem: BaseException) -> dict[str, str]:
    """Return the type of an exception, and the last place in our code that it came through."""
    return {"exception": type(problem).__name__, "place": _last_place(problem.__traceback__)}


def _is_of_a_request(record: logging.LogRecord, problem: BaseException) -> bool:
    """Tell whether an exception came up where the server reads what somebody sends, and not in our code.

    Ours may stand in its traceback all the same: `Preview` hands requests on.
    """
    is_ours, traceback = False, problem.__traceback__
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        is_ours = _is_ours(file) or (is_ours and not set(_SERVERS) & set(file.parts))
        traceback = traceback.tb_next
    return record.name.partition(".")[0] == _SERVERS[0] and not is_ours


def _last_place(traceback: TracebackType | None) -> str:
    """Return the last place of a traceback that is ours; without one the last place of all."""
    ours = other = ""
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        place = _place(file, traceback.tb_lineno)
        ours = place if _is_ours(Path(file)) else ours
        other, traceback = place, traceback.tb_next
    return ours or other


def _is_ours(file: Path) -> bool:
    return file.is_relative_to(ROOT) and not set(_PACKAGES) & set(file.parts)


def _place(file: str, line: int) -> str:
    """Return a place in the code, without the folders that it is installed in.

    >>> _place("/usr/lib/python3/site-packages/streamlit/runtime/runtime.py", 7)
    'streamlit/runtime/runtime.py:7'
    """
    path = Path(file)
    for name in _PACKAGES:
        if name in path.parts:
            return f"{Path(*path.parts[path.parts.index(name) + 1 :]).as_posix()}:{line}"
    return f"{path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name}:{line}"


def _is_constant(record: logging.LogRecord) -> bool:
    """Tell whether the text of a line, before values are put into it, stands so in the code that wrote it."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        code = frame.f_code
        if code.co_filename == record.pathname and frame.f_lineno == record.lineno:
            return record.msg in code.co_consts
        frame = frame.f_back
    return False
