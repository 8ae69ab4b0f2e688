"""The files of a view that a visitor can take along: what they are called, and what is said of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from explorer.view.options import LIBRARIES


class FileRow(NamedTuple):
    """One file, without what is in it."""

    label: str  # on its button
    name: str
    kind: str  # its media type


FILES: Mapping[str, tuple[FileRow, ...]] = MappingProxyType(
    {
        "MAPS": tuple(
            FileRow(f"{when} ({label}, PNG)", f"map-{when.lower()}-{name}.png", "image/png")
            for when in ("Before", "After")
            for label, name in (("as seen", "seen"), ("raw", "raw-16-bit"))
        ),
        "NUMBERS": (
            FileRow("Line (CSV)", "line.csv", "text/csv"),
            FileRow("Line (CSV, decimal commas)", "line-decimal-commas.csv", "text/csv"),
            FileRow("All arrays (NPZ)", "view.npz", "application/octet-stream"),
            FileRow("Picture (NPY)", "input.npy", "application/octet-stream"),
        ),
        "SCRIPTS": tuple(
            FileRow(f"{library} (script)", f"layer_{library.lower()}.py", "text/x-python")
            for library in LIBRARIES
        ),
    }
)
TAKE: Mapping[str, str] = MappingProxyType(
    {
        "MAPS": "The maps as pictures.",
        "MAPS_FOR": "As seen, for slides; or raw, to compute with.",
        "BEFORE": "Feature map before {activation}",
        "AFTER": "Feature map after {activation}",
        "RAW": "Raw: 16-bit grey, value = (level − 32768) / 32767 × {limit}. Level 32768 is zero. "
        "cv2.imread needs cv2.IMREAD_UNCHANGED, or it reads 8 bits.",
        "NUMBERS": "The numbers and the code.",
        "NUMBERS_FOR": (
            "The table holds the selected line. Does your spreadsheet write 0,5 for a half? Then take the "
            "one with decimal commas. numpy.load opens the arrays; the scripts read input.npy."
        ),
        "LIBRARY": "Library",
        "PICTURE": "Download the picture",
    }
)
"""What stands on the pictures, beside the buttons, and beside those of the code."""
