"""The rows of Python's registries as a JavaScript module.

``python -m explorer.messages.catalog`` writes ``static/core/catalog.js``. Run it after changing a kernel, a
palette, a setting or any other row; tests/messages/test_catalog.py says when it is due.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from explorer import figures
from explorer.core import sound
from explorer.core.activations import ACTIVATIONS, Activation
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS, Kernel
from explorer.core.normal import NORMAL_TAIL
from explorer.core.notation import NUMBERS, READ_AS, SPELLINGS, TICK_STEPS
from explorer.core.paint import INK, PALETTES, QUIET, Palette
from explorer.core.profiles import AIR, DIRECTIONS, FINEST, STRONG, Verdict
from explorer.core.stretch import LITTLE
from explorer.figures.layer import MARKS
from explorer.figures.style import FACE, INPUT, RECTIFIED, SHADE, SIGNED
from explorer.images import arrays, cells, frames, jpeg, ranges, samples
from explorer.images.opening import MAX_BYTES, MAX_PIXELS
from explorer.images.picture import FAINT
from explorer.images.refusals import REFUSALS
from explorer.images.scenes import THREE
from explorer.images.shrinking import MIN_SIDE
from explorer.images.strips import LEVELS
from explorer.networks.cascade import SMALLEST_FACE, STEP, THRESHOLD
from explorer.networks.changes import CHANGES
from explorer.networks.facts import NEAR_ABSOLUTE, NEAR_IDENTITY, NEAR_RELU, said
from explorer.networks.forward import SIDE, STRIDE
from explorer.networks.slopes import PRESETS, SLOPE_RANGE
from explorer.networks.stages import LAYERS, LEARNED_SLOPES, P_NET
from explorer.view import comparison, network, predictions, spelling
from explorer.view.alternatives import ALTERNATIVES, FEW_CROSSINGS, FEW_PLACES
from explorer.view.controls import CONTROLS
from explorer.view.description import DESCRIPTIONS, STRETCH_DIGITS
from explorer.view.experiments import LOOKS, TITLE
from explorer.view.files import FILES, TAKE
from explorer.view.link import ALL_WEIGHTS, GAPS, HIDE
from explorer.view.options import DEFAULTS as OPTIONS
from explorer.view.options import TEXTS
from explorer.view.readouts import FALLING_SLOPE, READOUTS, RISING_SLOPE, SLOPES, TAGLINE, VERDICTS
from explorer.view.settings import (
    DECIMALS,
    DEFAULT_PICTURE,
    KERNEL,
    PARAMETERS,
    WEIGHTS,
    WORKING_SIZES,
    YOUR_PICTURE,
    Between,
    Domain,
    Settings,
)

PATH = Path(__file__).parents[2] / "static" / "core" / "catalog.js"
COMMAND = "python -m explorer.messages.catalog"
HEARD = (
    "MIDDLE", "LOUD", "TREMOR", "EDGE", "CLICK", "CLICK_PITCH", "CLICK_SECONDS", "FADE", "SECONDS", "PAUSE",
    "TONE", "TONE_SECONDS",
)  # fmt: skip
"""The numbers of `explorer.core.sound`."""

Row = dict[str, Any]


def entries() -> dict[str, Any]:
    """Return every export of the module by its name there, as JSON can write it.

    >>> entries()["DIRECTIONS"]
    ['Row', 'Column']
    """
    return {**_layer(), **_sentences(), **_view(), **_pictures(), "NETWORK": _network()}


def _layer() -> Row:
    """Return what there is to know of the layer and its maps, and of how a line is measured."""
    return {
        "KERNELS": [_kernel(row) for row in KERNELS.values()],
        "PADDINGS": [{"name": row.name, "caption": row.caption} for row in PADDINGS.values()],
        "ACTIVATION_ROWS": [_activation(row) for row in ACTIVATIONS.values()],
        "NORMAL_TAIL": list(NORMAL_TAIL),
        "PALETTE_ROWS": [_palette(row) for row in PALETTES.values()],
        "QUIET": QUIET,
        "INK": list(INK),
        "TICK_STEPS": list(TICK_STEPS),
        "DIRECTIONS": list(DIRECTIONS),
        "STRONG": STRONG,
        "FINEST": FINEST,
        "AIR": AIR,
        "SOUND": {name: getattr(sound, name) for name in HEARD},
        "PROFILE_FIGURE": _profile_figure(),
        "FIGURE_COLOURS": {"input": INPUT, "signed": SIGNED, "rectified": RECTIFIED, "shade": SHADE},
    }


def _sentences() -> Row:
    """Return what is said of a view, and what decides it."""
    return {
        "VERDICTS": {verdict.name: VERDICTS[verdict] for verdict in Verdict},
        "SLOPES": {f"{slope:g}": sentence for slope, sentence in SLOPES.items()},
        "FALLING_SLOPE": FALLING_SLOPE,
        "RISING_SLOPE": RISING_SLOPE,
        "READOUTS": dict(READOUTS),
        "TAGLINE": TAGLINE,
        "PREDICTIONS": dict(predictions.PREDICTIONS),
        "STRETCH": predictions.STRETCH,
        "ENOUGH_CROSSINGS": predictions.ENOUGH_CROSSINGS,
        "FAR": predictions.FAR,
        "FAINT": predictions.FAINT,
        "NEAR": predictions.NEAR,
        "COMPARISONS": dict(comparison.COMPARISONS),
        "LISTED": list(comparison.LISTED),
        "FEW_WEIGHTS": comparison.FEW_WEIGHTS,
        "EXACT_DIGITS": comparison.EXACT_DIGITS,
        "DESCRIPTIONS": dict(DESCRIPTIONS),
        "STRETCH_DIGITS": STRETCH_DIGITS,
        "LITTLE": LITTLE,
        "ALTERNATIVES": dict(ALTERNATIVES),
        "FEW_CROSSINGS": FEW_CROSSINGS,
        "FEW_PLACES": FEW_PLACES,
        "EXPERIMENT_TITLE": TITLE,
        "EXPERIMENT_LOOKS": list(LOOKS),
        "FILES": {part: [row._asdict() for row in rows] for part, rows in FILES.items()},
        "TAKE": dict(TAKE),
    }


def _view() -> Row:
    """Return what a view and the link to it may hold."""
    return {
        "WORKING_SIZES": list(WORKING_SIZES),
        "YOUR_PICTURE": YOUR_PICTURE,
        "STANDS_FOR_YOURS": DEFAULT_PICTURE,
        "WEIGHTS": list(WEIGHTS),
        "KERNEL": KERNEL,
        "PARAMETERS": list(PARAMETERS),
        "DECIMALS": DECIMALS,
        "NUMBERS": dict(NUMBERS),
        "SPELLINGS": dict(SPELLINGS),
        "READ_AS": {
            text: [ord(each) for each, read in READ_AS.items() if read == text] for text in READ_AS.values()
        },
        "SETTINGS": dict(_settings()),
        "OPTIONS": {name: _option(name, value) for name, value in OPTIONS.items()},
        "HIDE": HIDE,
        "LINK_KERNEL": {"name": ALL_WEIGHTS, "gaps": list(GAPS)},
        "SPELT": {
            "entities": dict(spelling.ENTITIES),
            "codes": spelling.CODES,
            "ampersands": spelling.AMPERSANDS,
            "around": [ord(each) for each in spelling.AROUND],
            "behind": spelling.BEHIND,
            "separator": spelling.SEPARATOR,
            "escaped": spelling.ESCAPED,
            "gaps": spelling.GAPS,
            "breaks": spelling.BREAKS,
            "counters": spelling.COUNTERS,
            "hidden": spelling.HIDDEN,
            "mostNamed": spelling.MOST_NAMED,
            "mostLetters": spelling.MOST_LETTERS,
        },
        "NOT_UNDERSTOOD": dict(spelling.NOT_UNDERSTOOD),
        "CONTROLS": [{"name": row.name, "label": row.label} for row in CONTROLS.values()],
    }


def _pictures() -> Row:
    """Return the sizes of the pictures, and the limits on files."""
    return {
        "GRIDS": {name: {size: row.grid(size) for size in WORKING_SIZES} for name, row in samples().items()},
        "LEVELS": LEVELS,
        "MAX_BYTES": MAX_BYTES,
        "MAX_PIXELS": MAX_PIXELS,
        "MIN_SIDE": MIN_SIDE,
        "FAINT_LEVELS": FAINT,
        "REFUSALS": dict(REFUSALS),
        "JPEG_CODINGS": {str(mark): words for mark, words in jpeg.CODINGS.items()},
        "RANGES": dict(ranges.RANGES),
        "RANGE_DIGITS": ranges.DIGITS,
        "DEEPEST": ranges.DEEPEST,
        "ARRAYS": {
            "ours": list(arrays.OURS),
            "channels": list(arrays.CHANNELS),
            "mostBytes": arrays.MOST_BYTES,
            "mostTable": arrays.MOST_TABLE,
            "sheet": arrays.SHEET.decode(),
            "number": cells.NUMBER,
            "mostNames": cells.MOST_NAMES,
            "mostLookedAt": cells.MOST_LOOKED_AT,
            "mostShown": cells.MOST_SHOWN,
        },
        "MOST_FRAMES": frames.MOST,
        "THREE": THREE.tolist(),
    }


def _network() -> Row:
    """Return what the page of the real network may show, and says."""
    return {
        "defaults": dict(network.DEFAULTS),
        "pictures": list(network.PICTURES),
        "own": YOUR_PICTURE,
        "changes": [{"name": row.name, "caption": row.caption} for row in CHANGES.values()],
        "mostScales": network.MOST_SCALES,
        "layers": list(LAYERS),
        "slopes": [_number(slope) for slope in LEARNED_SLOPES],
        "slopeRange": list(SLOPE_RANGE),
        "presets": [row._asdict() for row in PRESETS],
        "words": {str(layer): said(slopes) for layer, slopes in enumerate(P_NET.slopes, 1)},
        "near": {"1": NEAR_IDENTITY, "0": NEAR_RELU, "-1": NEAR_ABSOLUTE},
        "threshold": THRESHOLD,
        "sees": SIDE,
        "stride": STRIDE,
        "smallestFace": SMALLEST_FACE,
        "step": STEP,
        "gain": network.GAIN,
        "shift": network.SHIFT,
        "openedSize": network.OPENED_SIZE,
        "colour": list(FACE),
        "sentences": dict(network.SENTENCES),
    }


def written() -> str:
    """Write the module: one export after the other, and one line a row.

    >>> written().splitlines()[0]
    '// Written by `python -m explorer.messages.catalog`: do not edit. Long because all rows are here.'
    """
    head = f"// Written by `{COMMAND}`: do not edit. Long because all rows are here.\n"
    return head + "".join(
        f"\nexport const {name} = {_by_rows(value)};\n" for name, value in entries().items()
    )


def _by_rows(value: Any) -> str:
    """Write a list of records, or a record of records, one a line; anything else on one line."""
    if isinstance(value, list) and isinstance(value[0], dict):
        return "[\n" + "".join(f"  {_json(row)},\n" for row in value) + "]"
    if isinstance(value, dict):
        return "{\n" + "".join(f"  {_json(name)}: {_json(row)},\n" for name, row in value.items()) + "}"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _number(value: float) -> float:
    """Return a float32 in the fewest digits that give it again, and a whole number as such."""
    short = float(str(np.float32(value)))
    return int(short) if short.is_integer() else short


def _kernel(row: Kernel) -> Row:
    return {
        "name": row.name,
        "weights": [_number(float(weight)) for weight in row.weights.flat],
        "caption": row.caption,
    }


def _activation(row: Activation) -> Row:
    return {
        "name": row.name,
        "caption": row.caption,
        "takes": list(row.takes),
        "formula": row.formula,
        "button": row.button,
        "source": row.source,
    }


def _palette(row: Palette) -> Row:
    return {
        "name": row.name,
        "table": base64.b64encode(row.table.tobytes()).decode(),
        "isHatched": row.is_hatched,
        "hasOwnScale": row.has_own_scale,
        "warning": row.warning,
    }


def _settings() -> Iterator[tuple[str, Row]]:
    """Name every setting with its type, its default, its domain and what else its field declares."""
    for field in fields(Settings):
        declared = {**field.metadata, "domain": _domain(field.metadata["domain"])}
        yield field.name, {"kind": type(field.default).__name__, "default": field.default, **declared}


def _option(name: str, default: Any) -> Row:
    """Return what an address may say of an option; `on` is how it says that a switch is on."""
    on = next((text for text, value in TEXTS[name].items() if value is True), "")
    return {"default": default, "texts": dict(TEXTS[name]), "on": on}


def _domain(domain: Domain) -> Row:
    if isinstance(domain, Between):
        return {"low": domain.low, "high": domain.high, "step": domain.step}
    return {"names": list(domain.names)}


def _profile_figure() -> Row:
    """Draw the live profile for a span of −1 to 1 and a line of 1 pixel, with what else its parts may be.

    `static/core/figures.js` fills in the span, the length, the direction and the activation.
    """

    def figure(
        direction: str = DIRECTIONS[0], mark: str = "Corner", has_pinned: bool = False
    ) -> figures.Figure:
        return figures.profile(
            span=(-1, 1), length=1, direction=direction, activation="{activation}", mark=mark,
            has_pinned=has_pinned,
        )  # fmt: skip

    return {
        **figure(),
        "titles": {name: figure(direction=name)["layout"]["xaxis"]["title"]["text"] for name in DIRECTIONS},
        "marks": {name: figure(mark=name)["data"][-1] for name in MARKS},
        "pinned": figure(has_pinned=True)["data"][-2],
    }


if __name__ == "__main__":
    PATH.write_text(written(), encoding="utf-8", newline="\n")
