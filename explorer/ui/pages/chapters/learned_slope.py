"""He: let the slope be learned, by gradient descent, on tasks whose answer is known."""

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number, percent, short
from explorer.lessons import learned_slope as lesson
from explorer.ui.components import live
from explorer.ui.components.chart import chart
from explorer.ui.features import cited, links, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.network import NetworkSettings
from explorer.view.network_lessons import slopes_by_depth
from explorer.view.settings import Settings

WEIGHT_DECAY = 0.1
STRIPES = {"shape": "/", "size": 5}
TASKS = {task.name: task for task in lesson.TASKS}


def _demonstrate() -> None:
    left, right = st.columns(2)
    with left:
        image = pictures.choice()
    with right:
        name = st.selectbox("What the unit is asked to make of the map", TASKS, key="learned_slope_task")
    try:
        z = lesson.unit_strength(forward(image, KERNELS["Sobel right"].weights).pre_activation)
    except ValueError as problem:
        st.info(str(problem), icon=":material/image_not_supported:")
    else:
        _valley_by_hand(z, TASKS[name])
        st.header("Now by gradient descent", anchor=False)
        _learn(z, TASKS[name])
    _table_1()
    _in_use()
    cited.reports(PAGE.address)


@st.fragment
def _valley_by_hand(z: lesson.Values, task: lesson.Task) -> None:
    """Let the visitor look for the slope."""
    live.show(
        lesson.VALLEY, {"signed": z.astype(np.float32), "goal": task.slope}, key="learned_slope_by_hand"
    )


@st.fragment
def _learn(z: lesson.Values, task: lesson.Task) -> None:
    """Draw the descent: the slope step by step, and the error it walks down."""
    controls, course, valley = st.columns([2, 3, 3])
    decay = WEIGHT_DECAY if controls.toggle("Weight decay", key="learned_slope_decay") else 0.0
    wanted = task.target(z)
    loss = lesson.slope_loss(z, wanted)
    plain, learned = lesson.descend(loss), lesson.descend(loss, weight_decay=decay)
    last = float(learned.slopes[-1])
    with controls:
        for label, value in (
            ("Slope at the start", lesson.START),
            (f"Slope after {lesson.STEPS} steps", last),
            ("Slope without error", task.slope),
        ):
            st.metric(label, number(value))
    with course:
        chart(
            _course(plain, learned, task.slope, decay),
            key="learned_slope_course",
            alt=f"The slope over {lesson.STEPS} steps, from {number(lesson.START, 2)} to {number(last)}.",
        )
    with valley:
        chart(
            _valley(loss, learned, decay),
            key="learned_slope_valley",
            alt="The error for every slope: a valley. The descent walks down in it and ends at "
            f"slope {number(last)}.",
        )
    st.markdown(lesson.descent_sentence(loss.best(), last, decay))


def _course(plain: lesson.Descent, learned: lesson.Descent, goal: float, decay: float) -> figures.Figure:
    steps = np.arange(lesson.STEPS + 1)
    ends = steps[[0, -1]]
    series = [
        figures.Series("learned slope", steps, learned.slopes),
        figures.Series("no error", ends, [goal, goal], figures.INPUT, "dash"),
    ]
    if decay:
        series.append(figures.Series("without decay", steps, plain.slopes, figures.SIGNED, "dot"))
    return figures.plot(series, x="step", y="slope left of zero", height=340)


def _valley(loss: lesson.SlopeLoss, learned: lesson.Descent, decay: float) -> figures.Figure:
    low, high = float(learned.slopes.min()) - 0.3, float(learned.slopes.max()) + 0.3
    slopes = np.linspace(min(low, -1.2), max(high, 1.2), 121)
    series = [
        figures.Series("error", slopes, loss.error(slopes), figures.INPUT),
        figures.Series("steps", learned.slopes, learned.errors, figures.RECTIFIED, mode="markers"),
    ]
    if decay:
        burden = loss.error(slopes) + decay * slopes**2 / 2
        series.insert(1, figures.Series("with decay", slopes, burden, figures.SIGNED, "dot"))
    return figures.plot(series, x="slope left of zero", y="half the mean squared error", height=340)


def _in_use() -> None:
    """Say how large the slopes are that a network in use has learned, by depth."""
    st.header("A network that people use", anchor=False)
    st.markdown(slopes_by_depth())
    if st.button("Open it", icon=":material/face:", key="learned_slope_network"):
        links.open_network(NetworkSettings())


def _table_1() -> None:
    """Draw the slopes that training found in a whole network, and how far from a line they are."""
    st.header("What training found in a network of 14 layers", anchor=False)
    layers = [row.layer for row in lesson.TABLE_1]
    groups = {
        "one slope a layer": [row.shared for row in lesson.TABLE_1],
        "a slope a channel (mean)": [row.channel_wise for row in lesson.TABLE_1],
    }
    bent = {name: lesson.nonlinearity_index(slopes).tolist() for name, slopes in groups.items()}
    relu = float(lesson.nonlinearity_index(0.0))
    slopes = _hatched(figures.bars(layers, groups, y="slope", has_long_names=True))
    indices = _hatched(figures.bars(layers, bent, y="non-linearity index", has_long_names=True))
    indices["data"].append(_level_line("ReLU", layers, relu))
    first, deepest = lesson.TABLE_1[0], lesson.TABLE_1[-1]
    left, right = st.columns(2)
    with left:
        chart(
            slopes,
            key="learned_slope_table",
            alt=f"The slopes of {len(layers)} layers. The first learned {first.shared} for the layer and "
            f"{first.channel_wise} on average over channels, the last {deepest.shared} and "
            f"{deepest.channel_wise}.",
        )
        st.caption("Slopes as published: He et al. 2015, Table 1. Left is nearest to the picture.")
    with right:
        chart(
            indices,
            key="learned_slope_index",
            alt="The non-linearity index of the same layers: "
            f"{percent(bent['one slope a layer'][0])} in the first, "
            f"{percent(bent['one slope a layer'][-1])} in the last, {percent(relu)} for ReLU.",
        )
        st.caption(
            "Non-linearity index: our measure, not the paper's. It is the share of the answer that no "
            "straight line can give, for normally distributed input: 0 for slope 1, "
            f"{number(relu)} for ReLU."
        )


def _hatched(figure: figures.Figure) -> figures.Figure:
    """Hatch the second group of bars."""
    figure["data"][1]["marker"]["pattern"] = STRIPES
    return figure


def _level_line(name: str, places: list[str], height: float) -> figures.Figure:
    """Return a trace that marks one height over all bars."""
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": places,
        "y": [height] * len(places),
        "line": {"color": figures.INPUT, "width": 2, "dash": "dash"},
    }


PAGE = ChapterPage(
    address="learned-slope",
    question="A unit is to give back an edge map, both signs. It learns by gradient descent, without weight "
    "decay. Which slope left of zero does it find?",
    options=("0, as ReLU has", f"{short(lesson.START)}, where it starts", "1, which changes nothing"),
    answer="1, which changes nothing",
    demonstrate=_demonstrate,
    settings=Settings(activation="PReLU", negative_slope=lesson.START),
)
