"""TIFF files of every type of number, written by hand."""

import struct
import zlib

import numpy as np

FORMATS = {"u": 1, "i": 2, "f": 3}


def tiff(values, *, big=False, order="<", photometric=None, planar=False, packed=False, more=()):
    """Write one page of numbers, rows by columns or by samples too.

    `more` are further tags, or take the place of others: (number, type as struct calls it, values) each.
    """
    values = np.asarray(values)
    height, width, samples = (*values.shape, 1)[:3]
    pixels = np.moveaxis(values, -1, 0) if planar else values
    content = pixels.astype(values.dtype.newbyteorder(order)).tobytes()
    strips = [content[k::1] for k in (0,)] if not planar else np.split(np.frombuffer(content, "u1"), samples)
    strips = [zlib.compress(bytes(one)) if packed else bytes(one) for one in strips]
    start = 16 if big else 8
    places = [start + sum(map(len, strips[:k])) for k in range(len(strips))]
    body = b"".join(strips)
    body += bytes(-len(body) % 2)
    tags = [
        (256, "I", [width]),
        (257, "I", [height]),
        (258, "H", [8 * values.dtype.itemsize] * samples),
        (259, "H", [8 if packed else 1]),
        (262, "H", [(2 if samples > 2 else 1) if photometric is None else photometric]),
        (273, "I", places),
        (277, "H", [samples]),
        (278, "I", [height]),
        (279, "I", [len(one) for one in strips]),
        (284, "H", [2 if planar else 1]),
        (339, "H", [FORMATS[values.dtype.kind]] * samples),
    ]
    tags = [tag for tag in tags if tag[0] not in {one[0] for one in more}] + list(more)
    return _header(order, big, start + len(body)) + body + _listed(tags, order, big, start + len(body))


def _header(order, big, first):
    sign = b"II" if order == "<" else b"MM"
    return (
        sign + struct.pack(f"{order}HHHQ", 43, 8, 0, first)
        if big
        else sign + struct.pack(f"{order}HI", 42, first)
    )


def _listed(tags, order, big, start):
    """Write the list of tags that begins at a place, and behind it what does not fit into it."""
    count, place, room = ("Q", "Q", 8) if big else ("H", "I", 4)
    behind = start + struct.calcsize("<" + count) + len(tags) * (4 + 2 * room) + room
    listed, content = struct.pack(order + count, len(tags)), b""
    for number, kind, values in sorted(tags):
        types = {"s": 2, "H": 3, "I": 4, "h": 8, "i": 9, "f": 11, "d": 12}
        raw = values if kind == "s" else struct.pack(f"{order}{len(values)}{kind}", *values)
        listed += struct.pack(f"{order}HH{place}", number, types[kind], len(values))
        if len(raw) <= room:
            listed += raw.ljust(room, b"\0")
        else:
            listed += struct.pack(order + place, behind + len(content))
            content += raw + bytes(len(raw) % 2)
    return listed + struct.pack(order + place, 0) + content
