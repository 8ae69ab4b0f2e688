"""What whoever runs the app may set: environment variables, their defaults, and what is wrong with a value.

On Streamlit Community Cloud a secret at the root, outside of every section, becomes such a variable.
"""

import os
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from explorer.ui.server import site

VISITORS, MEMORY, LOG = "RELU_EXPLORER_VISITORS", "RELU_EXPLORER_MEMORY", "RELU_EXPLORER_LOG"
UPLOAD = "STREAMLIT_SERVER_MAX_UPLOAD_SIZE"
WAIT = "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"
MEGA = 1 << 20
"""Bytes of a megabyte, as Streamlit and Linux count them."""
MOST_VISITORS = 100_000
LEAST_MEMORY = 300
"""Megabytes: with less, one visitor with a large photograph would be too many."""
SHARE = 0.85
"""Of a container's memory: the rest is for what answers and pictures take for a moment."""
LOGS = ("json", "text")
_GROUPS = Path("/sys/fs/cgroup")
_GROUP = Path("/proc/self/cgroup")
_NONE = 1 << 50
"""Bytes; the first version of control groups writes a larger number where there is no limit."""


class WrongSetting(ValueError):
    """A variable with a value that means nothing; the text says in one sentence what to set instead."""


class Limits(NamedTuple):
    """How much the app takes on."""

    visitors: int = 150
    """A change every 4 seconds each is 37 a second; a process makes 52 and more (docs/BENCHMARKS.md)."""
    memory: int = 0
    """Megabytes; 0 without a limit."""


def check() -> None:
    """Look at all variables.

    Raises
    ------
    WrongSetting
        At the first one with a value that means nothing.
    """
    limits()
    log_form()
    upload_limit()
    wait()
    address = os.environ.get(site.VARIABLE, "").strip()
    if address and not site.address():
        raise WrongSetting(
            f'{site.VARIABLE} is "{address}": set it to an address that begins with https:// or http://, '
            "or leave it out."
        )


def limits() -> Limits:
    """Return the limits that are set, or their defaults.

    Raises
    ------
    WrongSetting
        If one of the variables has another value than a whole number in its range.
    """
    none = Limits()
    visitors = _number(VISITORS, 1, MOST_VISITORS, f"for {none.visitors}")
    memory = _number(
        MEMORY, LEAST_MEMORY, _NONE // MEGA, f"for {100 * SHARE:.0f} % of the container's memory"
    )
    if memory and sys.platform != "linux":
        raise WrongSetting(f"{MEMORY} works on Linux only: leave it out.")
    return Limits(visitors or none.visitors, memory or int(SHARE * container_memory()))


def log_form() -> str:
    """Return how log lines look: "json", or "text", which is the default at a terminal only.

    Raises
    ------
    WrongSetting
        If the variable has another value.
    """
    chosen = os.environ.get(LOG, "").strip()
    if chosen and chosen not in LOGS:
        raise WrongSetting(f'{LOG} is "{chosen}": set it to {" or ".join(LOGS)}, or leave it out.')
    return chosen or ("text" if sys.stderr.isatty() else "json")


def upload_limit() -> int:
    """Return how many bytes a visitor's file may have, by Streamlit's setting server.maxUploadSize.

    As the sentences count them: Streamlit itself takes 4.9 % more.

    Raises
    ------
    WrongSetting
        If no file could be so small; Streamlit itself refuses what is no whole number.
    """
    megabytes = int(st.get_option("server.maxUploadSize"))
    if megabytes < 1:
        raise WrongSetting(f"{UPLOAD} is {megabytes}: set it to 1 or more, or leave it out for 20.")
    return megabytes * 1_000_000


def wait() -> int:
    """Return how many seconds a session waits for its browser, by Streamlit's disconnectedSessionTTL.

    Raises
    ------
    WrongSetting
        If it is negative; Streamlit itself refuses what is no whole number.
    """
    seconds = int(st.get_option("server.disconnectedSessionTTL"))
    if seconds < 0:
        raise WrongSetting(f"{WAIT} is {seconds}: set it to 0 or more, or leave it out for 300.")
    return seconds


@cache
def container_memory() -> int:
    """Return how many megabytes the container may use that this process runs in; 0 without a limit.

    Linux calls it a control group; a group obeys the limits of those around it too.
    """
    found = [int(text) for text in _limits_of_groups() if text.isdecimal()]
    return min([limit for limit in found if limit < _NONE], default=0) // MEGA


def _limits_of_groups() -> list[str]:
    """Read the limits of this process's groups: of version 2, then of version 1."""
    rows = _GROUP.read_text().splitlines() if _GROUP.is_file() else []
    files = [_GROUPS / "memory.max", _GROUPS / "memory" / "memory.limit_in_bytes"]
    for number, kinds, path in (row.split(":", 2) for row in rows):
        root, name = (_GROUPS, files[0].name) if number == "0" else (_GROUPS / "memory", files[1].name)
        if number == "0" or "memory" in kinds.split(","):
            place = root / path.strip("/")
            files += [folder / name for folder in (place, *place.parents) if folder.is_relative_to(root)]
    return [file.read_text().strip() for file in files if file.is_file()]


def _number(name: str, least: int, most: int, default: str) -> int:
    """Return the whole number that a variable holds; 0 if it is not set or empty."""
    text = os.environ.get(name, "").strip()
    if not text:
        return 0
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
    if not least <= number <= most:
        raise WrongSetting(
            f'{name} is "{text}": set it to a whole number from {least} to {most}, or leave it out {default}.'
        )
    return number
