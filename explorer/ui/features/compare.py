"""A and B: a pinned view beside the current one."""

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core import measures
from explorer.core.arrays import Map
from explorer.core.notation import digits_for, number, percent
from explorer.core.paint import PALETTES, colour_index
from explorer.messages.binary import pack
from explorer.ui.components.chart import chart
from explorer.ui.components.component import component
from explorer.ui.features import pictures
from explorer.ui.state import session
from explorer.view import comparison
from explorer.view.selected_line import selected_index, selected_line
from explorer.view.settings import YOUR_PICTURE, Settings
from explorer.view.view import View, view_of

_TITLES = {"A": "A, pinned", "B": "B, now"}
BEFORE, AFTER = "Before the activation", "After the activation"
_map = component("compare")


def button() -> None:
    """Draw the button that pins the current view as A, or the one that unpins it."""
    if _pinned_settings() is None:
        meaning = "Keep this view as A. Then change anything, and see A and B side by side."
        st.button("Pin as A", icon=":material/push_pin:", help=meaning, key="pin", on_click=_pin)
    else:
        st.button("Unpin A", icon=":material/keep_off:", key="pin", on_click=_unpin)


def show(b: View) -> None:
    """Show view A, if one is pinned, beside the current view `b`."""
    a = _view_a(b)
    if a is None:
        return
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.segmented_control(
                "A and B on one scale", (BEFORE, AFTER), default=AFTER, key="compared", required=True
            )
            st.button("Swap A and B", icon=":material/swap_horiz:", key="swap", on_click=_swap)
            st.button("Back to A", icon=":material/undo:", key="back_to_a", on_click=_open_a)
        st.markdown(_differences(a, b))
        for column, name, view in zip(st.columns(2), ("A", "B"), (a, b), strict=True):
            with column:
                _show_map(name, view, limit=comparison.shared_limit(a.layer, b.layer))
        _show_line(a, b)
        st.markdown(_numbers(a, b))


def _show_line(a: View, b: View) -> None:
    """Draw the selected lines of A and of B in one chart."""
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
    st.markdown(f"Along {where}, {_stage().lower()}: **A dashed, B solid.**{stretched}")
    figure = figures.overlay(*runs, limit=limit, length=length, direction=direction)
    chart(figure, key="overlay", alt=f"The values along {where}: {ranges}.")


def _show_map(name: str, view: View, *, limit: float) -> None:
    settings, image, layer = view
    values = _selected_map(view)
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


def _differences(a: View, b: View) -> str:
    """List the settings that differ, in Markdown."""
    differences = comparison.differences(a.settings, b.settings)
    if not differences and not np.array_equal(a.image, b.image):
        return "A and B differ in the picture: each is one that you brought."
    if not differences:
        return "A and B are the same so far. **Change anything:** A stays as it is."
    return "  \n".join(f"**{one.name}:** {one.a} → {one.b}" for one in differences)


def _numbers(a: View, b: View) -> str:
    """Write the message and the table that compare the two maps, in Markdown."""
    limit = comparison.shared_limit(a.layer, b.layer)
    digits = digits_for(limit)
    maps = _selected_map(a), _selected_map(b)
    zeroed = [
        measures.summary(view.layer.pre_activation, view.layer.activation_map).zero_fraction
        for view in (a, b)
    ]
    rows = {
        "Smallest value": [_ends(values, digits)[0] for values in maps],
        "Largest value": [_ends(values, digits)[1] for values in maps],
        "Set to zero by the activation": [percent(share) for share in zeroed],
    }
    table = "\n".join(f"| {name} | {one} | {other} |" for name, (one, other) in rows.items())
    message = comparison.obstacle(a.settings, a.layer, b.settings, b.layer) or comparison.difference_message(
        *maps, b.layer, limit=limit
    )
    return f"{message}\n\n| {_stage()} | A | B |\n| :-- | --: | --: |\n{table}"


def _pinned_settings() -> Settings | None:
    """Return the settings of A, or None if no view is pinned.

    Its maps are not stored but computed in every run that shows them. Beside them, "pinned_upload" in the
    session is the upload at the time of pinning, because a later upload replaces it.
    """
    settings: Settings | None = st.session_state.get("pinned")
    return settings


def _view_a(b: View) -> View | None:
    pinned = _pinned_settings()
    if pinned is None:
        return None
    image = pictures.image_for(st.session_state["pinned_upload"], pinned.picture, pinned.size)
    settings = comparison.align_cursor_and_palette(pinned, image.shape, b.settings, b.image.shape)
    return view_of(settings, image)


def _stage() -> str:
    stage: str = st.session_state["compared"]
    return stage


def _selected_map(view: View) -> Map:
    return view.layer.pre_activation if _stage() == BEFORE else view.layer.activation_map


def _ends(values: Map, digits: int) -> tuple[str, str]:
    """Return the minimum and the maximum of some values as text."""
    return number(float(values.min()), digits), number(float(values.max()), digits)


def _run(view: View, name: str, *, scale: float) -> figures.Run:
    layer, line = view.layer, selected_line(*view)
    values = line.signed if _stage() == BEFORE else line.rectified
    return figures.Run(name, values, start=(layer.offset + 0.5) * scale - 0.5, step=layer.stride * scale)


def _pin() -> None:
    st.session_state["pinned"] = session.settings()
    st.session_state["pinned_upload"] = pictures.uploaded_image()


def _unpin() -> None:
    del st.session_state["pinned"], st.session_state["pinned_upload"]


def _swap() -> None:
    a, upload = st.session_state["pinned"], st.session_state["pinned_upload"]
    _pin()
    _open(a, upload)


def _open_a() -> None:
    _open(st.session_state["pinned"], st.session_state["pinned_upload"])


def _open(settings: Settings, upload: pictures.UploadedImage | None) -> None:
    """Make these the current settings, with the upload that they were pinned with.

    A button inside a fragment reruns that fragment only, and the controls of the picture are outside of it:
    so another picture or size needs a run of the whole page.
    """
    now = session.settings()
    is_another = settings.picture == YOUR_PICTURE and upload is not pictures.uploaded_image()
    if is_another:
        pictures.set_uploaded_image(upload)
    session.replace_settings(settings)
    if is_another or (now.picture, now.size) != (settings.picture, settings.size):
        st.rerun()
