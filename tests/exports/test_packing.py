import numpy as np
import pytest

from explorer.exports.packing import packed


def test_only_whole_levels_are_packed():
    with pytest.raises(ValueError, match="whole levels"):
        packed(np.full((3, 3), 0.3, np.float32))
