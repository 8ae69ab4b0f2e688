"""Reads what is sent to the browser, by the layout in the docstring of explorer.messages.binary."""

import json
import struct

import numpy as np
import pytest

from explorer.messages.binary import MAGIC


def taken_apart(message):
    """Return the header, the arrays, and where the arrays start."""
    assert message[:4] == MAGIC
    (length,) = struct.unpack("<I", message[4:8])
    header = json.loads(message[8 : 8 + length], parse_constant=pytest.fail)
    arrays = {}
    for name, entry in header["arrays"].items():
        values = np.frombuffer(message, entry["kind"], entry["length"], 8 + length + entry["start"])
        arrays[name] = values if entry["steps"] == 1 else (values / entry["steps"]).astype(np.float32)
    return header, arrays, 8 + length
