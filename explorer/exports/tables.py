"""A view as a table for a spreadsheet and as arrays for NumPy."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.profiles import RowProfile


def line_csv(profile: RowProfile, *, index: int, direction: str, decimal: str = ".") -> bytes:
    r"""Write one line of the picture and of both maps as a table for a spreadsheet.

    Parameters
    ----------
    profile : RowProfile
        The line.
    index : int
        The row (or column) of the picture that it is.
    direction : str
        "Row" or "Column".
    decimal : str
        "." or ",". With a decimal comma, cells stand between semicolons, as spreadsheets expect it where
        people write numbers with a comma.

    Returns
    -------
    bytes
        CSV in UTF-8, one pixel a row. Every number has the fewest digits that give the same float32
        again; where no kernel was centred on a pixel, the maps' cells are empty.

    Examples
    --------
    >>> swing = np.array([-1, 2], np.float32)
    >>> line = RowProfile(np.arange(2), np.abs(swing), swing, np.maximum(swing, 0))
    >>> print(line_csv(line, index=7, direction="Row").decode().replace("\r", ""), end="")
    row,column,input,signed,rectified
    7,0,1.0,-1.0,0.0
    7,1,2.0,2.0,2.0
    >>> line_csv(line, index=7, direction="Row", decimal=",").decode().split()[2]
    '7;1;2,0;2,0;2,0'
    """
    both = zip(profile.signed, profile.rectified, strict=True)
    maps = dict(zip(profile.position.tolist(), both, strict=True))
    file = io.StringIO()
    table = csv.writer(file, delimiter=";" if decimal == "," else ",")
    table.writerow(("row", "column", "input", "signed", "rectified"))
    for place, value in enumerate(profile.input):
        where = (index, place) if direction == "Row" else (place, index)
        numbers = (str(each).replace(".", decimal) for each in (value, *maps.get(place, ("", ""))))
        table.writerow((*where, *numbers))
    return file.getvalue().encode()


def archive(
    image: npt.ArrayLike,
    kernel: npt.ArrayLike,
    pre_activation: npt.ArrayLike,
    activation_map: npt.ArrayLike,
    settings: Mapping[str, Any],
) -> bytes:
    """Write the arrays of a view as one .npz file; ``numpy.load`` reads it without pickle.

    Its names are those of the arguments; ``settings`` is text, in JSON.

    Examples
    --------
    >>> arrays = np.load(io.BytesIO(archive([[1]], [[2]], [[2]], [[2]], {"stride": 1})))
    >>> str(arrays["settings"]), arrays["kernel"]
    ('{"stride": 1}', array([[2.]], dtype=float32))
    """
    arrays = {
        "image": image, "kernel": kernel, "pre_activation": pre_activation, "activation_map": activation_map
    }  # fmt: skip
    file = io.BytesIO()
    np.savez_compressed(
        file,
        allow_pickle=False,
        settings=np.array(json.dumps(settings)),
        **{name: np.asarray(values, np.float32) for name, values in arrays.items()},
    )
    return file.getvalue()
