from explorer.images import samples
from explorer.view.description import describe_own, describe_sample


def test_every_picture_of_the_gallery_is_described_with_its_size_and_its_credit():
    for row in samples().values():
        said = describe_sample(row.caption, row.credit, row.shape(64))
        rows, cols = row.shape(64)
        assert said.startswith(row.caption)
        assert f"{cols} × {rows} pixels" in said
        assert (row.credit in said) if row.credit else ("Photograph" not in said)


def test_an_own_picture_is_said_to_be_whole_reduced_or_missing():
    assert describe_own((3, 4), (3, 4)) == "Your picture, 4 × 3 pixels."
    assert (
        describe_own((600, 800), (48, 64))
        == "Your picture has 800 × 600 pixels; areas of them are averaged to 64 × 48."
    )
    assert "does not travel" in describe_own(None, (3, 4))
