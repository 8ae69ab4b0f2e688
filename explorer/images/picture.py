"""A picture that was read from a file, and what can be chosen when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from explorer.core.arrays import Map
from explorer.images.colours import Colours
from explorer.images.strips import LEVELS

WHITE, BLACK = "white", "black"
OVERS: Mapping[str, float] = MappingProxyType({WHITE: 1.0, BLACK: 0.0})
"""What a transparent picture may lie over, and the brightness of it."""
FAINT = 10
"""A picture whose darkest and lightest pixel are fewer levels apart cannot be seen, or hardly."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is chosen when a file is read."""

    frame: int = 0
    """Which frame of an animation, or page of a document, counted from 0."""
    over: str = WHITE
    """What lies behind a transparent picture, one of `OVERS`."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from a file, shrunk, with what is told of the file."""

    image: Map
    """(H, W) of brightness, from 0 to 1."""
    colours: Colours
    """The same in red, green and blue, of which `image` is the luma."""
    height: int
    """Rows of the frame in the file, upright."""
    width: int
    reading: Reading = Reading()
    """What was chosen."""
    frames: int = 1
    """How many frames or pages there are to choose from."""
    is_transparent: bool = False
    """Whether what lies behind the picture can be seen anywhere."""
    is_document: bool = False
    """Whether the file has pages, and not frames."""
    has_still: bool = False
    """Whether the first of its frames is a still picture that does not belong to the animation."""
    is_deep: bool = False
    """Whether it has more than 256 levels: then nothing rounds it to them."""
    notes: tuple[str, ...] = ()
    """What else has to be told of how the file was read, a sentence each."""

    @property
    def has_choice(self) -> bool:
        """Whether the same file could be read in another way."""
        return self.frames > 1 or self.is_transparent

    @property
    def vanishes(self) -> bool:
        """Whether the picture is transparent and cannot be seen, or hardly, over what it lies on.

        >>> import numpy as np
        >>> white = np.ones((3, 3), np.float32)
        >>> [Picture(white, None, 3, 3, is_transparent=one).vanishes for one in (True, False)]
        [True, False]
        """
        return self.is_transparent and float(self.image.max() - self.image.min()) * LEVELS < FAINT
