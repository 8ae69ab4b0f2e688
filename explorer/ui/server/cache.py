"""What all visitors share: the gallery's pictures and the files served to browsers."""

import hashlib
import shutil
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import streamlit as st

from explorer.core.arrays import Map, read_only
from explorer.exports.images import jpeg, jpeg_address, png, png_address
from explorer.exports.standalone import PLOTLY
from explorer.images import reduce, samples
from explorer.lessons.chapters import CHAPTERS
from explorer.ui.server.assets import STATIC

SERVED = STATIC / "served"
UNCOPIED = "app/static"
THUMBNAIL = 96
DAY = 24 * 60 * 60  # seconds

drawing = threading.RLock()
"""Held while a part of the explorer is drawn, so that concurrent runs follow one another: only one thread
executes Python at a time, and runs that alternate would all finish late."""


@st.cache_resource(show_spinner=False)
def serve_modules() -> str:
    """Copy our modules and Plotly to a folder named for their content; return its address.

    A new version gets a new address, so no browser ever mixes old modules with new ones; the copies of
    older versions are removed a day later, when hardly a server can be serving them any more. Where the
    folder cannot be written to, the modules are served from where they are, without Plotly.
    """
    try:
        return f"app/static/served/{publish()}"
    except OSError:
        return UNCOPIED


def publish() -> str:
    """Copy what browsers load, unless it is there already; return the name of the folder.

    Raises
    ------
    OSError
        If the folder cannot be written to, or the disk is full.
    """
    files = _served_files()
    digest = hashlib.sha256()
    for place, file in files.items():
        digest.update(place.encode() + b"\0" + file.read_bytes())
    name = digest.hexdigest()[:12]
    _copy(files, SERVED / name)
    return name


def _served_files() -> dict[str, Path]:
    """Name what browsers load by its place in the folder: our modules in their own folders, and Plotly."""
    modules = sorted(path for path in STATIC.glob("*/*.js") if path.parent.name not in ("standalone", "site"))
    return {path.relative_to(STATIC).as_posix(): path for path in modules} | {"plotly.min.js": PLOTLY}


def _copy(files: Mapping[str, Path], target: Path) -> None:
    if not target.exists():
        SERVED.mkdir(exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=SERVED))
        try:
            for place, file in files.items():
                (folder / place).parent.mkdir(exist_ok=True)
                shutil.copy(file, folder / place)
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


@lru_cache(maxsize=60)  # each change asks for it; Streamlit's cache makes a digest of the names each time
def sample(name: str, size: int) -> Map:
    """Load or draw a picture of the gallery at a working size."""
    return read_only(samples()[name].load(size))


@st.cache_resource(show_spinner=False)
def thumbnails() -> dict[str, str]:
    """Draw every picture of the gallery small, as addresses that hold the picture itself."""
    return {name: thumbnail(sample(name, 128)) for name in samples()}


@st.cache_resource(show_spinner=False)
def teaser(address: str) -> str:
    """Draw the picture beside the question of a lesson, as an address that holds the picture itself."""
    row = CHAPTERS[address].teaser
    return jpeg_address(jpeg(row.painted(), quality=90))


def thumbnail(image: Map) -> str:
    """Draw a picture small, as an address that holds the picture itself; it is not kept."""
    return png_address(png(reduce(image, THUMBNAIL)))
