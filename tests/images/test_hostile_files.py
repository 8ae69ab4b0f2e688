"""Two hundred and more files that nobody should upload; see tests/images/hostile.py."""

import hashlib
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.images import UnreadableImage, read
from tests.images import hostile
from tests.images.test_images import assert_is_a_sentence

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 1.0, 300
LONG_SIDE = 512


def outcome(data):
    """Do with a file what the page does; return the picture, or None and the sentence."""
    try:
        picture = read(data, long_side=LONG_SIDE)
    except UnreadableImage as problem:
        return None, str(problem)
    assert min(picture.height, picture.width) >= 3
    assert picture.colours.shape == (*picture.image.shape, 3)
    return picture.image, ""


def assert_a_picture_or_one_sentence(file, image, said):
    if image is None:
        assert file.refused is not False, (file.name, said)
        assert_is_a_sentence(said)
    else:
        assert not file.refused, file.name
        assert image.ndim == 2, file.name
        assert image.dtype == np.float32, file.name
        assert min(image.shape) >= 3, file.name
        assert max(image.shape) <= LONG_SIDE, file.name
        assert 0 <= image.min() <= image.max() <= 1, file.name


@pytest.mark.alone
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process how much memory it has used")
def test_each_is_a_picture_or_one_sentence_within_a_second_and_300_megabytes_and_nothing_is_printed_of_it():
    """All files one after the other in a process of their own, whose largest size is watched.

    Seconds are those of the processor, which what else the machine does cannot lengthen much.
    """
    command = [sys.executable, "-m", "tests.images.test_hostile_files"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    found = json.loads(run.stdout)
    assert len({digest for _, digest, *_ in found}) >= 200
    assert len({name for name, *_ in found}) == len(found)
    assert max(megabytes for *_, megabytes in found) > 10  # else it would not be measured
    for name, _, seconds, megabytes in found:
        assert seconds < SECONDS, name
        assert megabytes < MEGABYTES, name


@given(st.sampled_from(hostile.KINDS), st.data())
@settings(max_examples=100, deadline=None)
def test_any_change_of_any_file_is_a_picture_or_one_sentence(kind, data):
    """Replace, remove and insert stretches of a good file."""
    changed = hostile.saved(hostile.drawn(), kind)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(changed)))
        length = data.draw(st.integers(0, 8))
        changed = changed[:start] + data.draw(st.binary(max_size=8)) + changed[start + length :]
    image, said = outcome(changed)
    if image is None:
        assert_is_a_sentence(said)
    else:
        assert 0 <= image.min() <= image.max() <= 1


def peak():
    """Return the largest size of this process in megabytes; `ru_maxrss` begins with that of its parent."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\s*(\d+)", status)[1]) / 1024


def measure():
    """Write each file's name and digest, the seconds it took and the megabytes that the process grew by."""
    files, found = hostile.every(), []
    outcome(files[0].data)
    for file in files:
        Path("/proc/self/clear_refs").write_text("5")  # the peak counts anew: making the files took more
        before, start = peak(), time.process_time()
        image, said = outcome(file.data)
        took = (time.process_time() - start, peak() - before)
        assert_a_picture_or_one_sentence(file, image, said)
        found.append((file.name, hashlib.sha256(file.data).hexdigest(), *took))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    measure()
