"""The filter bank: many kernels on one picture, a unit of a second layer, and kernels that were learned."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer import figures
from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import Map
from explorer.core.notation import digits_for, number, percent
from explorer.core.paint import PALETTES
from explorer.exports.images import coloured_png, png_address
from explorer.images import samples
from explorer.networks import bank
from explorer.networks.bank import COMBINATIONS, LARGEST_BANK, MENU, MOST_INPUTS, SMALLEST_BANK
from explorer.networks.learned import LEARNED, TRAINING
from explorer.ui.components import spoken
from explorer.ui.components.chart import chart
from explorer.ui.components.component import component, noop
from explorer.ui.features import links, pictures
from explorer.ui.server.streamlit_internals import Page
from explorer.ui.state import session
from explorer.view.alternatives import extremes_message
from explorer.view.settings import Settings, weight_values

SIZE = 128  # pixels: what is computed is what is shown, and sixteen kernels send 32 maps
DEFAULT = (
    "Sobel right",
    "Sobel bottom",
    "Line vertical",
    "Outline",
    "Laplacian (8 neighbours)",
    "Learned 2",
    "Learned 6",
    "Learned 7",
)
FIRST = next(iter(COMBINATIONS.values()))
_cards = component("bank")


def page(explorer: Page) -> None:
    """Draw the page; a click on a kernel opens it in the explorer."""
    st.title("Filter bank", anchor=False)
    st.markdown("A layer of a network has many kernels. All of them look at the same picture.")
    places = st.columns(4, vertical_alignment="bottom")
    with places[0]:
        pictures.lesson_menu()
    activation, bias = _shared(places[1], places[2])
    with places[3]:
        names = _kernels()
    picture = st.session_state["lesson_picture"]
    pictures.tell_of(picture)
    image = pictures.image(picture, SIZE)
    opened, said = _bank(image, names, activation, bias)
    _second_layer(picture)
    opened = opened or _learned()
    spoken.say(*said, key="bank")  # at the end: the notice that a dropped picture is taken comes first
    if opened:
        view = _view(picture, image, opened, activation, bias)
        pictures.remember(picture)
        links.open_explorer(explorer, view)


def _shared(left: DeltaGenerator, right: DeltaGenerator) -> tuple[str, float]:
    """Draw the controls that apply to all kernels; return the activation and the bias."""
    session.restore_widget_state("bank_activation", "ReLU")
    activation: str = left.selectbox("Activation for all", list(ACTIVATIONS), key="bank_activation")
    session.restore_widget_state("bank_bias", 0.0)
    bias: float = right.slider(
        "Bias for all", -0.1, 0.1, step=0.01, key="bank_bias",
        help="As a share of the sum of the kernel’s absolute weights: so it weighs alike for all.",
    )  # fmt: skip
    session.save_widget_state(bank_activation=activation, bank_bias=bias)
    return activation, bias


def _kernels() -> list[str]:
    session.restore_widget_state("bank_kernels", list(DEFAULT))
    names = _picked(f"Kernels, {SMALLEST_BANK} to {LARGEST_BANK} of them", "bank_kernels")
    session.save_widget_state(bank_kernels=names)
    return names


def _picked(label: str, key: str) -> list[str]:
    """Draw a button that opens the menu of all kernels; return the chosen ones.

    Streamlit writes the choices of `st.multiselect` in white, which cannot be read on the orange of the dark
    theme.
    """
    count = len(st.session_state[key])
    with st.popover(f"Kernels: {count}", icon=":material/grid_on:", width="stretch", key=f"{key}_menu"):
        names: list[str] = st.pills(label, list(MENU), selection_mode="multi", key=key)
    return names


def _bank(image: Map, names: list[str], activation: str, bias: float) -> tuple[str | None, list[str]]:
    """Draw a card for each kernel; return the name of the pressed one, or None, and what is said of them."""
    if len(names) < SMALLEST_BANK:
        st.error(f"A bank has at least {SMALLEST_BANK} kernels. Choose more in the menu above.")
        return None, []
    if len(names) > LARGEST_BANK:
        st.error(f"A bank has at most {LARGEST_BANK} kernels. Take some out in the menu above.")
        return None, []
    cards = bank.filter_bank(image, names, activation=activation, bias=bias)
    shown = [(card.before, card.after) for card in cards]
    limit = float(np.abs(shown).max()) or 1.0
    shares, order = bank.shares(cards, activation)
    scale = f"{number(-limit, 2)} (blue, negative) to {number(limit, 2)} (red, positive)"
    st.caption(
        f"{order} Every map is divided by the sum of its kernel’s absolute weights; then all share one "
        f"scale, {scale}. Press a kernel to open it in the explorer."
    )
    pressed = _pressed(
        "bank",
        [
            {
                "name": card.name,
                "weights": card.weights.ravel().tolist(),
                "words": [share],
                "maps": [
                    _picture("before", before, limit),
                    _picture(f"after {activation}", after, limit),
                ],
            }
            for card, share, (before, after) in zip(cards, shares, shown, strict=True)
        ],
    )
    return pressed, [order, f"The scale is {scale}."]


def _picture(title: str, values: Map, limit: float) -> dict[str, Any]:
    file = coloured_png(values, PALETTES["Diverging"].table, (-limit, limit))
    told = extremes_message(values, digits=digits_for(limit))
    return {"title": title, "address": png_address(file), "told": told}


def _pressed(key: str, cards: list[dict[str, Any]]) -> str | None:
    """Draw cards that can be pressed; return the name of the pressed one, or None."""
    name = _cards({"cards": cards, "isMenu": True, "spoken": []}, key=key, on_pick_change=noop).pick
    return name if isinstance(name, str) and name in MENU else None  # the report is not trusted


def _view(picture: str, image: Map, name: str, activation: str, bias: float) -> Settings:
    """Return the settings that show the same numbers as the card."""
    row, col = (samples()[picture].row, samples()[picture].col) if picture in samples() else (0.5, 0.5)
    height, width = image.shape
    weights: dict[str, Any] = weight_values(MENU[name])
    return Settings(
        picture=picture,
        size=SIZE,
        bias=round(bias * bank.reach(MENU[name]), 6),
        activation=activation,
        row=round(row * (height - 1)),
        col=round(col * (width - 1)),
        **weights,
    )


@st.fragment
def _second_layer(picture: str) -> None:
    """Draw one unit whose inputs are up to four maps of the first layer; a change reruns only this."""
    st.header("One unit of a second layer", anchor=False)
    st.markdown(
        "The next layer does not see the picture. It sees the maps after ReLU. It multiplies each map by a "
        "weight, adds them up, adds a bias, and applies ReLU again. So it answers to **combinations** of "
        "what the first layer has found."
    )
    image = pictures.image(picture, SIZE)
    left, right = st.columns([2, 3])
    with left:
        names, weights, bias = _unit_controls(picture)
    if not names:
        st.error("The unit has nothing to look at. Choose a kernel for it.")
        return
    if len(names) > MOST_INPUTS:
        st.error(f"The unit looks at {MOST_INPUTS} kernels at most. Take some out.")
        return
    maps = [bank.rectified(image, name) for name in names]
    unit = bank.second_layer(maps, weights, bias=bias)
    with right:
        row, col = _mark(unit)
        values = [float(shown[row, col]) for shown in maps]
        total = float(unit.before[row, col])
        arithmetic = bank.arithmetic(values, weights, bias=bias, unit=total)
        st.markdown(f"**At the mark:** {arithmetic}")
        st.markdown(bank.sentence(maps, weights, unit))
        said = [f"At the mark: {arithmetic}"]
        of = f"{picture} {session.state().upload}"
        _unit_maps(dict(zip(names, weights, strict=True)), maps, unit, (row, col), said=said, of=of)


def _unit_controls(picture: str) -> tuple[list[str], list[float], float]:
    state = st.session_state
    session.keep_widget_state(("unit_preset", "unit_kernels", "unit_bias", *_MARK))
    session.keep_widget_state(f"unit_weight_{name}" for name in state.get("unit_kernels", ()))
    state.setdefault("unit_preset", FIRST.name)
    if "unit_kernels" not in state or state["unit_picture"] != picture:
        _use_preset(picture)
    preset = st.selectbox(
        "Example", list(COMBINATIONS), key="unit_preset", on_change=_use_preset, args=(picture,)
    )
    st.caption(COMBINATIONS[preset].caption)
    names = _picked(f"It looks at, {MOST_INPUTS} at most", "unit_kernels")
    weights = [
        st.slider(f"Weight of {name}", -2.0, 2.0, 1.0, 0.25, key=f"unit_weight_{name}") for name in names
    ]
    bias = st.slider("Bias of the unit", -1.0, 1.0, 0.0, 0.01, key="unit_bias")
    return names, weights, bias


def _use_preset(picture: str) -> None:
    """Set the inputs, weights and bias of the chosen example; the bias may depend on the picture."""
    state = st.session_state
    row = COMBINATIONS[state["unit_preset"]]
    names = [name for name, _ in row.inputs]
    _forget_mark()
    state["unit_picture"], state["unit_kernels"], state["unit_bias"] = picture, names, 0.0
    if row.needs_all:
        image = pictures.image(picture, SIZE)
        state["unit_bias"] = bank.bias_that_needs_all([bank.rectified(image, name) for name in names])
    for name, weight in row.inputs:
        state[f"unit_weight_{name}"] = weight


def _mark(unit: bank.Unit) -> tuple[int, int]:
    """Draw the controls of the mark and return its row and column; at first the maximum of the unit's map."""
    state = st.session_state
    if "unit_row" not in state:
        strongest = np.unravel_index(unit.before.argmax(), unit.before.shape)
        state["unit_row"], state["unit_col"] = map(int, strongest)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for axis, key in enumerate(_MARK):
            last = unit.before.shape[axis] - 1
            label = ("Row of the mark", "Column of the mark")[axis]
            state[key] = min(state[key], last)
            st.slider(label, 0, last, key=key, width=240)
        st.button(
            "To the strongest place",
            icon=":material/my_location:",
            key="unit_strongest",
            on_click=_forget_mark,
        )
    return state["unit_row"], state["unit_col"]


_MARK = ("unit_row", "unit_col")


def _forget_mark() -> None:
    session.forget_widget_state(_MARK)


def _unit_maps(
    weights: Mapping[str, float],
    maps: list[Map],
    unit: bank.Unit,
    mark: tuple[int, int],
    *,
    said: Sequence[str],
    of: str,
) -> None:
    """Show the maps that are the unit's inputs and its own; a click moves the mark.

    After a change the sentences `said` are said aloud, but not if the picture `of` is another one: then
    the page says so.
    """
    limit = max(float(np.abs(shown).max()) for shown in (*maps, unit.before)) or 1.0
    inputs = [
        {
            "name": f"{number(weight, 2)} × {name}",
            "weights": MENU[name].ravel().tolist(),
            "words": [],
            "maps": [_picture("after ReLU", shown, limit)],
        }
        for (name, weight), shown in zip(weights.items(), maps, strict=True)
    ]
    both = [_picture("before ReLU", unit.before, limit), _picture("after ReLU", unit.after, limit)]
    result = {"name": "The unit", "weights": [], "words": [], "maps": both}
    data = {
        "cards": [*inputs, result],
        "mark": mark,
        "shape": unit.before.shape,
        "spoken": said,
        "of": of,
    }
    _cards(data, key="unit", on_place_change=_move)
    st.caption(
        "The first layer here has no bias, and its maps are divided as in the bank. All maps share one "
        f"scale, {number(-limit, 2)} (blue, negative) to {number(limit, 2)} (red, positive). "
        "Press on a map to move the mark."
    )


def _move() -> None:
    """Move the mark to the place that the browser reports; the report is not trusted."""
    place = st.session_state["unit"].place
    if isinstance(place, list) and len(place) == 2 and all(type(v) is int and 0 <= v < SIZE for v in place):
        st.session_state["unit_row"], st.session_state["unit_col"] = place


def _learned() -> str | None:
    """Show the learned kernels and their training; return the name of the pressed one, or None."""
    st.header("Learned kernels", anchor=False)
    plan = TRAINING.plan
    st.markdown(
        f"Nobody chose the weights of these {len(LEARNED)} kernels. They are from a **toy network, trained "
        "on drawings made by this program**. They began as random numbers. Training changed them a little, "
        f"again and again, so that the network made fewer mistakes. Its task: {plan['drawings']:,} drawings "
        f"of {TRAINING.side} × {TRAINING.side} pixels, of {len(TRAINING.kinds)} kinds: "
        f"{', '.join(TRAINING.kinds)}. Which is which? Of drawings that it had never seen it now names "
        f"{percent(TRAINING.right)} right; guessing would give {percent(1 / len(TRAINING.kinds))}. "
        "The curve is its **loss**, a measure of how wrong it is, after each time through all drawings."
    )
    _losses()
    st.caption(
        "Press a kernel to open it in the explorer’s editor. “Like” names the hand-made kernel with the most "
        "similar pattern, and how similar it is: 1 is the same pattern. By chance, nine random weights come "
        f"to {number(bank.likeness_by_chance(), 2)} on average. Only a number well above that says something."
    )
    return _pressed("learned", [_learned_card(name) for name in LEARNED])


def _learned_card(name: str) -> dict[str, Any]:
    preset, alike = bank.nearest_preset(MENU[name])
    return {
        "name": name,
        "weights": MENU[name].ravel().tolist(),
        "words": [
            f"Strongest for: {', '.join(LEARNED[name].answers_to)}",
            f"Like {preset}: {number(alike, 2)} (by chance {number(bank.likeness_by_chance(), 2)})",
        ],
        "maps": [],
    }


def _losses() -> None:
    epochs = list(range(len(TRAINING.losses)))
    seen, unseen = TRAINING.losses, TRAINING.unseen_losses
    chart(
        figures.plot(
            [
                figures.Series("Drawings it learned from", epochs, seen),
                figures.Series("Drawings it never saw", epochs, unseen, figures.SIGNED, "dash"),
            ],
            x="times through all drawings (epochs)",
            y="loss",
        ),
        key="bank_losses",
        alt=f"The loss, a measure of the mistakes, over {epochs[-1]} epochs of training: it goes from "
        f"{number(seen[0], 2)} to {number(seen[-1], 2)}, on drawings never seen from "
        f"{number(unseen[0], 2)} to {number(unseen[-1], 2)}.",
    )
    with st.expander("How they were trained"):
        plan = ", ".join(f"{name} {value}" for name, value in TRAINING.plan.items())
        versions = ", ".join(f"{name} {version}" for name, version in TRAINING.versions.items())
        st.markdown(
            f"The network: {len(LEARNED)} kernels without a bias, ReLU, the strongest answer of each map, "
            "and a weighted sum of these for each kind. The script is `training/train_kernels.py`; with the "
            "same settings and versions it comes to the same kernels.\n\n"
            f"Settings: {plan}.\n\nVersions: {versions}."
        )
