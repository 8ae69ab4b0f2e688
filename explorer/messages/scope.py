"""Messages to the scope: the picture, and the settings of the layer that the browser computes."""

from typing import Any

from explorer.core.arrays import Map
from explorer.messages.binary import pack
from explorer.view.settings import Settings


def picture(image: Map, *, name: str, description: str) -> bytes:
    """Pack a picture and what it shows.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 to 1.
    name : str
        Another one for every other picture, by which `view` refers to it.
    description : str
        One or two sentences for the page.
    """
    rows, cols = image.shape
    return pack({"id": name, "rows": rows, "cols": cols, "description": description}, {"image": image})


def view(settings: Settings, shape: tuple[int, ...], *, picture: str) -> dict[str, Any]:
    """Return all that decides what the scope paints, as JSON can write it; the cursor travels apart.

    Parameters
    ----------
    settings : Settings
        The view.
    shape : (int, int)
        Rows and columns of its picture.
    picture : str
        The name that the picture travels under.

    Examples
    --------
    >>> message = view(Settings(stride=2), (512, 512), picture="Brick wall 512")
    >>> message["picture"], message["layer"]["stride"]
    ({'id': 'Brick wall 512', 'rows': 512, 'cols': 512}, 2)
    """
    rows, cols = shape
    return {
        "picture": {"id": picture, "rows": rows, "cols": cols},
        "layer": {**settings.layer(), "kernel": settings.weights.ravel().tolist()},
        "direction": settings.direction,
        "palette": settings.palette,
    }
