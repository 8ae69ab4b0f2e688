"""A and B: a view that was pinned, beside the one that is on the page."""

from typing import NamedTuple

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer import figures
from explorer.core import measures
from explorer.core.arrays import Map
from explorer.core.notation import digits_for, number, percent
from explorer.core.paint import PALETTES, colour_index
from explorer.messages.binary import pack
from explorer.ui.components.chart import chart
from explorer.ui.components.component import component
from explorer.ui.features import pictures
from explorer.ui.features.current_view import HandedDown
from explorer.ui.state import session
from explorer.view import comparison
from explorer.view.selected_line import selected_index, selected_line
from explorer.view.settings import YOUR_PICTURE, Settings
from explorer.view.view import View, view_of

_TITLES = {"A": "A, pinned", "B": "B, now"}
BEFORE, AFTER = "Before the activation", "After the activation"
_map = component("compare")


def button() -> None:
    """Draw the button that pins the view on the page as A, or lets it go."""
    if _pinned() is None:
        meaning = "Keep this view as A. Then change anything, and see A and B side by side."
        st.button("Pin as A", icon=":material/push_pin:", help=meaning, key="pin", on_click=_pin)
    else:
        st.button("Unpin A", icon=":material/keep_off:", key="pin", on_click=_unpin)


class Compared(NamedTuple):
    """View A as it was computed for this run, and the place for the line of both views."""

    a: HandedDown[View | None]
    place: DeltaGenerator


def show(b: View) -> Compared | None:
    """Show what is pinned beside the view on the page; return what `show_line` needs, if any."""
    a = _view_a(b)
    if a is None:
        return None
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.segmented_control(
                "A and B on one scale", (BEFORE, AFTER), default=AFTER, key="compared", required=True
            )
            st.button("Swap A and B", icon=":material/swap_horiz:", key="swap", on_click=_swap)
            st.button("Back to A", icon=":material/undo:", key="back_to_a", on_click=_open_a)
        st.markdown(_told(a, b))
        for column, name, view in zip(st.columns(2), ("A", "B"), (a, b), strict=True):
            with column:
                _show_map(name, view, limit=comparison.shared_limit(a.layer, b.layer))
        place = st.container()
        st.markdown(_numbers(a, b))
    return Compared(HandedDown(a), place)


def show_line(b: View, compared: Compared | None) -> None:
    """Draw the selected line of A and of B over each other, if A is pinned."""
    a = compared.a.take(lambda: _view_a(b)) if compared else None
    if a is None or compared is None:
        return
    direction = b.settings.direction
    along = 1 if direction == "Row" else 0
    length, of = b.image.shape[along], a.image.shape[along]
    limit = comparison.shared_limit(a.layer, b.layer)
    runs = _run(a, "A", scale=length / of), _run(b, "B", scale=1)
    digits = digits_for(limit)
    ranges = ", ".join("{} from {} to {}".format(run.name, *_ends(run.values, digits)) for run in runs)
    name = direction.lower()
    line_a, line_b = (view.layer.centre(selected_index(view.settings, view.layer)) for view in (a, b))
    where = f"{name} {line_b}" if line_a == line_b else f"{name} {line_b} of B and {name} {line_a} of A"
    stretched = "" if length == of else " The line of A is stretched to the length of B's."
    with compared.place:
        st.markdown(f"Along {where}, {_stage().lower()}: **A dashed, B solid.**{stretched}")
        figure = figures.overlay(*runs, limit=limit, length=length, direction=direction)
        chart(figure, key="overlay", alt=f"The values along {where}: {ranges}.")


def _show_map(name: str, view: View, *, limit: float) -> None:
    settings, image, layer = view
    values = _shown(view)
    digits = digits_for(limit)
    title = f"{_TITLES[name]}: {_stage().split()[0].lower()} {settings.activation}"
    rows, cols = values.shape
    header = {
        "view": name,
        "colour": {"A": figures.VIEW_A, "B": figures.VIEW_B}[name],
        "title": title,
        "alt": "{}. Values from {} to {}".format(title, *_ends(values, digits)),
        "height": image.shape[0],
        "width": image.shape[1],
        "grid": {"rows": rows, "cols": cols, "stride": layer.stride, "offset": layer.offset},
        "palette": settings.palette,
        "legend": [number(-limit, digits), "0", number(limit, digits)],
    }
    levels = colour_index(values, len(PALETTES[settings.palette].table), (-limit, limit)).astype(np.uint8)
    _map(pack(header, {"levels": levels}), key=f"compare_{name}")


def _told(a: View, b: View) -> str:
    """List the settings that differ, in Markdown."""
    found = comparison.differences(a.settings, b.settings)
    if not found and not np.array_equal(a.image, b.image):
        return "A and B differ in the picture: each is one that you brought."
    if not found:
        return "A and B are the same so far. **Change anything:** A stays as it is."
    return "  \n".join(f"**{one.name}:** {one.a} → {one.b}" for one in found)


def _numbers(a: View, b: View) -> str:
    """Write what the two maps have to say in numbers, in Markdown."""
    limit = comparison.shared_limit(a.layer, b.layer)
    digits = digits_for(limit)
    shown = _shown(a), _shown(b)
    zeroed = [
        measures.summary(view.layer.pre_activation, view.layer.activation_map).zero_fraction
        for view in (a, b)
    ]
    rows = {
        "Smallest value": [_ends(values, digits)[0] for values in shown],
        "Largest value": [_ends(values, digits)[1] for values in shown],
        "Set to zero by the activation": [percent(share) for share in zeroed],
    }
    table = "\n".join(f"| {name} | {one} | {other} |" for name, (one, other) in rows.items())
    said = comparison.obstacle(a.settings, a.layer, b.settings, b.layer) or comparison.difference_message(
        *shown, b.layer, limit=limit
    )
    return f"{said}\n\n| {_stage()} | A | B |\n| :-- | --: | --: |\n{table}"


def _pinned() -> Settings | None:
    """Return the settings of A; its maps are computed anew whenever they are shown.

    "own_pinned" holds the picture that the visitor had brought by then: another one may have come since.
    """
    found: Settings | None = st.session_state.get("pinned")
    return found


def _view_a(b: View) -> View | None:
    pinned = _pinned()
    if pinned is None:
        return None
    image = pictures.image_with(st.session_state["own_pinned"], pinned.picture, pinned.size)
    settings = comparison.seen_like(pinned, image.shape, b.settings, b.image.shape)
    return view_of(settings, image)


def _stage() -> str:
    stage: str = st.session_state["compared"]
    return stage


def _shown(view: View) -> Map:
    return view.layer.pre_activation if _stage() == BEFORE else view.layer.activation_map


def _ends(values: Map, digits: int) -> tuple[str, str]:
    """Write the smallest and the largest of some values."""
    return number(float(values.min()), digits), number(float(values.max()), digits)


def _run(view: View, name: str, *, scale: float) -> figures.Run:
    layer, line = view.layer, selected_line(*view)
    values = line.signed if _stage() == BEFORE else line.rectified
    return figures.Run(name, values, start=(layer.offset + 0.5) * scale - 0.5, step=layer.stride * scale)


def _pin() -> None:
    st.session_state["pinned"] = session.settings()
    st.session_state["own_pinned"] = pictures.own()


def _unpin() -> None:
    del st.session_state["pinned"], st.session_state["own_pinned"]


def _swap() -> None:
    a, brought = st.session_state["pinned"], st.session_state["own_pinned"]
    _pin()
    _open(a, brought)


def _open_a() -> None:
    _open(st.session_state["pinned"], st.session_state["own_pinned"])


def _open(settings: Settings, brought: pictures.Own | None) -> None:
    """Show a view, with the picture that the visitor had brought by then.

    The picture and its size stand outside the fragment that a button here runs.
    """
    now = session.settings()
    is_another = settings.picture == YOUR_PICTURE and brought is not pictures.own()
    if is_another:
        st.session_state["own_picture"] = brought
    session.replace_settings(settings)
    if is_another or (now.picture, now.size) != (settings.picture, settings.size):
        st.rerun()
