from explorer.images import samples
from explorer.view.description import describe_own, describe_sample
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
