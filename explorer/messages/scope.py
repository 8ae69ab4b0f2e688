"""The picture, as a message to the browser."""

from explorer.core.arrays import Map
from explorer.messages.binary import pack


def picture(image: Map, *, name: str) -> bytes:
    """Pack a picture.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 to 1.
    name : str
        Another one for every other picture, by which the view refers to it.
    """
    rows, cols = image.shape
    return pack({"id": name, "rows": rows, "cols": cols}, {"image": image})
