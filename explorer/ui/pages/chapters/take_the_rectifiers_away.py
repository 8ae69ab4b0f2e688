"""A network that people use, with its rectifiers and without: what its first stage takes for a face."""

from collections.abc import Mapping

import streamlit as st

from explorer import figures
from explorer.core.notation import percent
from explorer.exports import faces
from explorer.exports.images import jpeg
from explorer.networks.answers import strongest
from explorer.networks.cascade import Detection
from explorer.networks.slopes import PRESETS, read_slopes
from explorer.networks.stages import LEARNED_SLOPES
from explorer.ui.components import map_images, spoken
from explorer.ui.components.chart import chart
from explorer.ui.features import cited, detection, links, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.network import DEFAULT_PICTURE, NetworkSettings
from explorer.view.network_lessons import LEARNED, NONE, SLOPES, without_rectifiers
from explorer.view.settings import YOUR_PICTURE, Settings, showing

TEXTS = {preset.name: preset.text for preset in PRESETS}


def _found(picture: str) -> dict[str, Detection]:
    """Return what the network finds in a picture with the slopes of each preset, by their names."""
    return {
        name: detection.found(NetworkSettings(picture=picture, slopes=text)) for name, text in TEXTS.items()
    }


def _marked(picture: str, found: Mapping[str, Detection]) -> dict[str, bytes]:
    """Return the picture with what looks like a face marked, with rectifiers and without, as JPEG files.

    Those of a visitor's own picture are not kept.
    """
    if picture == YOUR_PICTURE:
        return _paint(picture, found)
    return _paint_sample(picture, found)


def _paint(picture: str, found: Mapping[str, Detection]) -> dict[str, bytes]:
    levels = detection.source(NetworkSettings(picture=picture))
    files = {}
    for name in (LEARNED, NONE):
        slopes = read_slopes(TEXTS[name]) or LEARNED_SLOPES
        with detection.turn:
            answers = strongest(levels, slopes)
        files[name] = jpeg(faces.marked(levels, answers, found[name].faces), quality=85)
    return files


@st.cache_resource(max_entries=30, show_spinner=False)
def _paint_sample(picture: str, _detections: Mapping[str, Detection]) -> dict[str, bytes]:
    return _paint(picture, _detections)


def _demonstrate() -> None:
    left, right = st.columns([2, 3])
    with left:
        picture = pictures.menu("rectifiers_picture", DEFAULT_PICTURE)  # first that of the question
        pictures.tell_of(picture)
        with st.spinner("Looking for faces"):
            found = _found(picture)
        said = without_rectifiers(found)
        st.markdown(said)
        st.caption(
            "The kernels were learned together with these slopes: with other slopes this is a network that "
            "nobody has trained. It finds faces and does not know whose."
        )
    with right:
        _bars(found)
    _show_marked(picture, found)
    st.caption("Orange: the middle of a place that looks like a face. White frame: a face that is confirmed.")
    st.markdown(_table(found))
    _ways_to_the_page(picture)
    spoken.say(said, key="rectifiers")
    cited.reports(PAGE.address)


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


def _show_marked(picture: str, found: Mapping[str, Detection]) -> None:
    titles = {LEARNED: "With the learned rectifiers", NONE: "Without rectifiers: every slope 1"}
    files = _marked(picture, found)
    for place, (name, title) in zip(map_images.cells(2), titles.items(), strict=True):
        one = found[name]
        alt = f"{title}. In orange what looks like a face: {one.cells:,} of {one.places:,} places."
        place.image(files[name], title, width="stretch", alt=alt)


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
        for name, text in TEXTS.items():
            if st.button(name, icon=":material/face:", key=f"rectifiers_{name}"):
                links.open_network(NetworkSettings(picture=picture, slopes=text))


PAGE = ChapterPage(
    address="take-the-rectifiers-away",
    question="A network finds the face in a photograph of an astronaut. We take its rectifiers away and "
    "change nothing else. What does its first stage see?",
    options=("No face any more", "The same face", "Faces in most places"),
    answer="Faces in most places",
    demonstrate=_demonstrate,
    settings=Settings(**showing("Astronaut"), activation="PReLU", negative_slope=1.0),
)
