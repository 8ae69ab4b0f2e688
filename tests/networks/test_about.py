"""What assets/networks/about.md says of the network, held to the numbers."""

from explorer.images import samples
from explorer.networks.cascade import SMALLEST_FACE, detect
from explorer.networks.changes import CHANGES
from explorer.networks.forward import SIDE
from explorer.networks.stages import FILE
from explorer.view.network import SIZE

TEXT = " ".join((FILE.parent / "about.md").read_text(encoding="utf-8").split())


def test_the_sizes_are_those_of_the_cascade():
    assert f"squares of {SIDE} × {SIDE} pixels" in TEXT
    assert f"smallest squares it looks at are {SMALLEST_FACE} pixels wide" in TEXT
    assert f"a picture of at most {SIZE}" in TEXT


def test_upside_down_the_face_of_the_astronaut_is_missed():
    levels = samples()["Astronaut"].load_colours(SIZE)
    (face,) = detect(levels).faces
    turned = detect(CHANGES["Upside down"].apply(levels)).faces
    top, bottom = SIZE - face.bottom, SIZE - face.top
    middles = [((one.left + one.right) / 2, (one.top + one.bottom) / 2) for one in turned]
    assert "choose *Upside down*, and it misses the astronaut's" in TEXT
    assert not [1 for x, y in middles if face.left < x < face.right and top < y < bottom]
