"""Ask the JavaScript modules of static/ questions, from a test.

    >>> ask([call("core/notation", "number", -1.5, 2)])
    ['−1.50']

The node is the one in Playwright's own package, which requirements-dev.txt asks for: no test is skipped.
"""

import atexit
import base64
import json
import math
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import playwright

NODE = Path(playwright.__file__).parent / "driver" / ("node.exe" if sys.platform == "win32" else "node")
RUNNER = Path(__file__).with_name("runner.mjs")
TYPES = {
    "Float32Array": np.float32,
    "Float64Array": np.float64,
    "Int32Array": np.int32,
    "Uint32Array": np.uint32,
    "Uint8Array": np.uint8,
    "Uint8ClampedArray": np.uint8,
}
NAMES = {np.dtype(kind): name for name, kind in reversed(TYPES.items())}


@dataclass(frozen=True)
class Refusal:
    """An error that a function threw."""

    kind: str
    message: str


def call(module, name, *args):
    """Return the question what `name` of static/`module`.js answers to the arguments.

    Two-dimensional float32 arrays become maps, others typed arrays. A name may have parts, as
    "ACTIVATIONS.ReLU.function".
    """
    return {"module": module, "name": name, "args": [encoded(arg) for arg in args]}


def constant(module, name):
    """Return the question what is exported under a name; "*" asks for everything."""
    return {"module": module, "name": name, "args": None}


def ask(calls):
    """Return the answers, in order; a `Refusal` for each error."""
    process = _started()
    process.stdin.write(json.dumps({"calls": list(calls)}) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    assert line, "node ended: " + process.stderr.read()
    return [_answer(result) for result in json.loads(line, parse_int=_number)]


def encoded(value):
    """Return a value as JSON can carry it."""
    if isinstance(value, np.ndarray):
        if value.ndim == 2:
            assert value.dtype == np.float32
            return {"values": encoded(value.ravel()), "rows": value.shape[0], "cols": value.shape[1]}
        return {"type": NAMES[value.dtype], "value": base64.b64encode(value.tobytes()).decode()}
    if isinstance(value, dict):
        return {name: encoded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [encoded(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {"type": "number", "value": str(value).replace("inf", "Infinity").replace("nan", "NaN")}
    return value


def decoded(value):
    """Return a value that JSON carried; maps are two-dimensional again, functions are named "function"."""
    if isinstance(value, list):
        return [decoded(part) for part in value]
    if not isinstance(value, dict):
        return value
    kind = value.get("type")
    if kind == "number":
        return float(value["value"].replace("Infinity", "inf"))
    if kind == "function":
        return "function"
    if kind in TYPES:
        return np.frombuffer(base64.b64decode(value["value"]), TYPES[kind])
    parts = {name: decoded(part) for name, part in value.items()}
    if set(parts) == {"values", "rows", "cols"}:
        return parts["values"].reshape(parts["rows"], parts["cols"])
    return parts


def _number(digits):
    """Read a number without point or exponent: beyond 2^53 JavaScript writes rounded ones so."""
    whole = int(digits)
    return whole if abs(whole) <= 2**53 else float(digits)


def _answer(result):
    if "error" in result:
        return Refusal(*result["error"].split(": ", 1))
    return decoded(result["value"])


@cache
def _started():
    """Start one node for all questions of this process: a start takes as long as a thousand answers."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [NODE, "--no-warnings", RUNNER], stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8"
    )
    atexit.register(_end, process)
    return process


def _end(process):
    with process:
        process.kill()
