"""Two hundred and more files that nobody should upload; see tests/images/hostile.py."""

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


def test_the_files_are_many_and_distinct():
    files = hostile.every()
    assert len({file.data for file in files}) >= 200
    assert len({file.name for file in files}) == len(files)


def test_a_hostile_file_is_a_picture_or_one_sentence_and_nothing_is_printed_of_it(capfd):
    for file in hostile.every():
        try:
            image, said = outcome(file.data)
        except Exception as problem:
            raise AssertionError(f"{file.name} raises {problem!r}") from problem
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
    assert capfd.readouterr() == ("", "")


@pytest.mark.alone
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process how much memory it has used")
def test_no_file_takes_more_than_a_second_or_300_megabytes():
    """All files one after the other in a process of their own, whose largest size is watched.

    Seconds are those of the processor, which what else the machine does cannot lengthen much.
    """
    run = subprocess.run(
        [sys.executable, "-m", "tests.images.test_hostile_files"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(run.stdout)
    assert len(found) == len(hostile.every())
    assert max(megabytes for _, megabytes in found.values()) > 10  # else it would not be measured
    for name, (seconds, megabytes) in found.items():
        assert seconds < SECONDS, name
        assert megabytes < MEGABYTES, name


@given(st.sampled_from(hostile.KINDS), st.data())
@settings(max_examples=300, deadline=None)
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
    """Write for every file the seconds it took and the megabytes that the process grew by."""
    files, found = hostile.every(), {}
    outcome(files[0].data)
    for file in files:
        Path("/proc/self/clear_refs").write_text("5")  # the peak counts anew: making the files took more
        before, start = peak(), time.process_time()
        outcome(file.data)
        found[file.name] = (time.process_time() - start, peak() - before)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    measure()
