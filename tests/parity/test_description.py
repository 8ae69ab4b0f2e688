import numpy as np

from explorer.core.stretch import stretched, used_range
from explorer.images import samples
from explorer.view.description import describe_faint, describe_own, describe_sample, describe_stretch
from tests.parity.node import ask, call

MODULE = "core/description"


def shape(rows, cols):
    return {"rows": rows, "cols": cols}


def test_the_same_is_said_of_every_picture():
    given = [(row.caption, row.credit, row.shape(128)) for row in samples().values()]
    found = ask(
        call(MODULE, "describeSample", caption, credit, shape(*size)) for caption, credit, size in given
    )
    assert found == [describe_sample(*row) for row in given]


def test_the_same_is_said_of_the_visitors_own_picture():
    sizes = [(3, 3), (3, 4), (512, 384)]
    given = [(original, size) for original in (None, *sizes) for size in sizes]
    found = ask(
        call(MODULE, "describeOwn", shape(*original) if original else None, shape(*size))
        for original, size in given
    )
    assert found == [describe_own(*row) for row in given]
    assert len(set(found)) == 10


def test_the_same_is_said_of_a_picture_that_uses_little_of_the_range():
    levels = [np.uint8([low, 100]) for low in (100, 99, 90, 37, 36, 0)]
    found = ask(call(MODULE, "describeFaint", one) for one in levels)
    assert found == [describe_faint(one) for one in levels]
    assert [text[:12] for text in found] == ["", "It uses less", "It uses 4 % ", "It uses 25 %", "", ""]


def test_a_picture_is_stretched_the_same_and_the_same_is_said_of_it():
    rng = np.random.default_rng(0)
    whole = np.float32(rng.integers(10, 17, (9, 7))) / np.float32(255)
    deep = rng.uniform(0, 0.0625, (9, 7)).astype(np.float32)
    images = [whole, deep, np.float32([[0, 1]]), np.full((3, 3), 0.3, np.float32)]
    made = ask(call("core/stretch", "stretched", image) for image in images)
    shares = ask(call("core/stretch", "usedRange", image) for image in images)
    said = ask(call(MODULE, "describeStretch", image) for image in images)
    for image, one in zip(images, made, strict=True):
        np.testing.assert_array_equal(one, stretched(image))
    assert shares == [used_range(image) for image in images]
    assert said == [describe_stretch(image) for image in images]
    assert said[0] == " It is stretched: 0.0392 to 0.0627 became 0 to 1."
    assert [made[0].min(), made[0].max()] == [0, 1]
