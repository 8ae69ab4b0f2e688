"""A network that people use, with its rectifiers and without: what its first stage takes for a face."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from explorer import figures
from explorer.core.notation import percent
from explorer.exports import faces
from explorer.networks.answers import strongest
from explorer.networks.cascade import SMALLEST_FACE, Detection, detect
from explorer.networks.forward import Levels
from explorer.networks.slopes import PRESETS, read_slopes
from explorer.networks.stages import LEARNED_SLOPES
from explorer.ui.components.chart import chart
from explorer.ui.features import cited, colour_pictures, links, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.ui.server import cache
from explorer.view.network import NetworkSettings, counted
from explorer.view.settings import YOUR_PICTURE, Settings, showing

LEARNED, NONE = "Learned", "None"
SLOPES = {
    LEARNED: "as training left them",
    "ReLU": "all 0",
    "Leaky": "all 0.01",
    NONE: "all 1, so no rectifier",
    "Absolute": "all −1",
}
"""What the slopes of each preset are."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page keeps of a picture."""

    found: Mapping[str, Detection]
    """By the names of the presets, in their order."""
    marked: Mapping[str, bytes]
    """JPEG files of the picture with the places that look like a face, with rectifiers and without."""


def look(levels: Levels) -> Seen:
    """Run the network over a picture in colours, (H, W, 3), with the slopes of every preset.

    Between two runs other visitors' pages may be drawn.
    """
    found, marked = {}, {}
    for preset in PRESETS:
        slopes = read_slopes(preset.text) or LEARNED_SLOPES
        with cache.drawing:
            found[preset.name] = detect(levels, slopes)
            if preset.name in (LEARNED, NONE):
                answers = strongest(levels, slopes)
                marked[preset.name] = faces.jpeg(faces.marked(levels, answers, found[preset.name].faces))
    return Seen(found, marked)


@st.cache_resource(max_entries=30, show_spinner="Looking for faces")
def _look_at_sample(name: str) -> Seen:
    return look(colour_pictures.colours(name))


def _look_at(name: str) -> Seen:
    """Look at a picture; what is seen in a visitor's own one is kept in their session only."""
    upload = pictures.uploaded_image()
    if name != YOUR_PICTURE or upload is None:
        return _look_at_sample(name)
    kept: dict[int, Seen] = st.session_state.get(_OWN, {})
    if upload.number not in kept:
        kept = {upload.number: look(upload.colours)}
        st.session_state[_OWN] = kept
    return kept[upload.number]


_OWN = "rectifiers_own_picture"


def _demonstrate() -> None:
    left, right = st.columns([2, 3])
    with left:
        name = colour_pictures.choice("rectifiers_picture")
        seen = _look_at(name)
        st.markdown(sentence(seen.found))
        st.caption(
            "The kernels were learned together with these slopes: with other slopes this is a network that "
            "nobody has trained. It finds faces and does not know whose."
        )
    with right:
        _bars(seen.found)
    for place, preset in zip(st.columns(2), (LEARNED, NONE), strict=True):
        _marked(place, preset, seen)
    st.caption("Orange: the middle of a place that looks like a face. White frame: a face that is confirmed.")
    st.markdown(_table(seen.found))
    _ways_to_the_page(name)
    cited.reports(PAGE.address)


def sentence(found: Mapping[str, Detection]) -> str:
    """Say what the rectifiers make of a picture, by its numbers alone."""
    learned, none = found[LEARNED], found[NONE]
    if not learned.places:
        return (
            f"The smallest squares that this network looks at have {SMALLEST_FACE} pixels each way. The "
            "picture is smaller, so there is nothing to look at. Choose another one."
        )
    if not learned.cells and not none.cells:
        return (
            f"Of {learned.places:,} places none looks like a face, with rectifiers or without. Choose "
            "another picture."
        )
    more = none.cells / learned.cells if learned.cells else 0
    times = f", {more:,.0f} times as many" if more >= 2 else ""
    with_them, without = (counted(len(one.faces)).lower() for one in (learned, none))
    return (
        f"With its learned rectifiers {_looking(learned)} like a face to the first stage. Without any "
        f"{_looking(none)} like one{times}. The second stage confirms {with_them} with them, and "
        f"{without} without. It may be wrong, too."
    )


def _looking(one: Detection) -> str:
    return f"**{one.cells:,} of {one.places:,}** places {'looks' if one.cells == 1 else 'look'}"


def _bars(found: Mapping[str, Detection]) -> None:
    shares = [one.cells / one.places if one.places else 0.0 for one in found.values()]
    said = zip(found, shares, strict=True)
    chart(
        figures.bars(
            list(found), {"look like a face": shares}, y="share that looks like a face", y_range=(0, 1)
        ),
        key="rectifiers_bars",
        alt="Share of the places that look like a face to the first stage: "
        + "; ".join(f"{name} {percent(share)}" for name, share in said),
    )


def _marked(place: st.delta_generator.DeltaGenerator, preset: str, seen: Seen) -> None:
    title = "With the learned rectifiers" if preset == LEARNED else "Without rectifiers: every slope 1"
    one = seen.found[preset]
    alt = f"{title}. In orange what looks like a face: {one.cells:,} of {one.places:,} places."
    place.image(seen.marked[preset], title, width="stretch", alt=alt)


def _table(found: Mapping[str, Detection]) -> str:
    rows = [
        f"| **{name}**: {SLOPES[name]} | {one.cells:,} of {one.places:,} | {one.boxes:,} | {len(one.faces)} |"
        for name, one in found.items()
    ]
    head = "| Slopes of the first stage | Places that look like a face | Boxes left | Faces confirmed |"
    return "\n".join([head, "|:--|--:|--:|--:|", *rows])


def _ways_to_the_page(picture: str) -> None:
    """Draw a button for each preset, which opens the network's own page with its slopes."""
    st.markdown("Open this picture on the page “A real network”, with these slopes:")
    with st.container(horizontal=True):
        for preset in PRESETS:
            if st.button(preset.name, icon=":material/face:", key=f"rectifiers_{preset.name}"):
                links.open_network(NetworkSettings(picture=picture, slopes=preset.text))


PAGE = ChapterPage(
    address="take-the-rectifiers-away",
    question="A network finds the face in a photograph of an astronaut. We take its rectifiers away and "
    "change nothing else. What does its first stage see?",
    options=("No face any more", "The same face", "Faces in most places"),
    answer="Faces in most places",
    demonstrate=_demonstrate,
    settings=Settings(**showing("Astronaut"), activation="PReLU", negative_slope=1.0),
)
