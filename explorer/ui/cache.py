"""What is made once for all visitors: shared pictures, served files."""

import hashlib
import shutil
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import plotly
import streamlit as st

from explorer.core.arrays import Map, read_only
from explorer.exports.images import png, png_address
from explorer.images import reduce, samples

STATIC = Path(__file__).parents[2] / "static"
SOURCES = STATIC / "scope"
SERVED = STATIC / "served"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
UNCOPIED = "app/static/scope"
THUMBNAIL = 96
DAY = 24 * 60 * 60  # seconds


turn = threading.RLock()
"""Held while a part of the explorer is drawn. Many visitors at once are served one after another: Python runs
one of them at a time anyhow, and threads that take turns within a run spend their time on waiting."""


@st.cache_resource
def serve_modules() -> str:
    """Copy our modules and Plotly to a folder named for their content; return its address.

    A new version gets a new address, so no browser ever mixes old modules with new ones; the copies of
    older versions are removed a day later, when hardly a server can be serving them any more. Where the
    folder cannot be written to, the modules are served from where they are, without Plotly.
    """
    try:
        return f"app/static/served/{_copied()}"
    except OSError:
        return UNCOPIED


def _copied() -> str:
    """Copy what browsers load, unless it is there already; return the name of the folder."""
    files = [*sorted(SOURCES.glob("*.js")), PLOTLY]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
    target = SERVED / digest
    if not target.exists():
        SERVED.mkdir(exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=SERVED))
        try:
            for file in files:
                shutil.copy(file, folder)
            folder.rename(target)
        except OSError:  # the disk is full, or another process was first, with the same content
            shutil.rmtree(folder)
            if not target.exists():
                raise
    with suppress(OSError):  # it may lie on a disk that only the installer could write to
        target.touch()
        for old in SERVED.iterdir():
            if old.is_dir() and time.time() - old.stat().st_mtime > DAY:
                shutil.rmtree(old, ignore_errors=True)
    return digest


@st.cache_resource(max_entries=60)
def sample(name: str, size: int) -> Map:
    """Load or draw a picture of the gallery at a working size."""
    return read_only(samples()[name].load(size))


@st.cache_resource
def thumbnails() -> dict[str, str]:
    """Draw every picture of the gallery small, as addresses that hold the picture itself."""
    return {name: png_address(png(reduce(sample(name, 128), THUMBNAIL))) for name in samples()}
