"""Files that several visitors bring at the same time."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from tests.images.hostile import drawn, saved
from tests.images.test_hostile_files import outcome

KINDS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF")
AT_ONCE = 6


def test_files_that_are_read_at_once_do_not_disturb_one_another():
    """Pillow's warnings and limits belong to the whole process, and a refusal uses both."""
    good = [saved(drawn(size=(70 + k, 30)), kind) for k, kind in enumerate(KINDS)]
    bad = [data[: len(data) // 2] for data in good[:2]] + [b"no picture"]
    files = [*good, *bad]
    alone = [outcome(file) for file in files]
    assert sum(image is None for image, _ in alone) >= 1
    with ThreadPoolExecutor(AT_ONCE) as pool:
        together = list(pool.map(outcome, files * 5))
    for (image, said), (expected, sentence) in zip(together, alone * 5, strict=True):
        assert said == sentence
        np.testing.assert_array_equal(image, expected)
