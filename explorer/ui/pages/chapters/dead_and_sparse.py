"""Dead and sparse: how many outputs are exactly zero, and a unit with nothing but zeros."""

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core.activations import prelu, relu
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number, percent, short
from explorer.lessons import dead_units as lesson
from explorer.ui.components import map_images
from explorer.ui.components.chart import chart
from explorer.ui.features import cited, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

LEAK = 0.01
STEPS = 2000
RATES = (0.1, 1.0, 5.0, 20.0)
REACH = 3.0  # standard deviations that the sea can rise or fall
POINTS = 1001


def _demonstrate() -> None:
    st.subheader("A unit in training", anchor=False)
    _training()
    st.subheader("Zeros of a feature map: the bias as sea level", anchor=False)
    _sea()
    st.subheader("Who makes exact zeros?", anchor=False)
    _sparse()
    cited.reports("dead-and-sparse")


@st.fragment
def _training() -> None:
    """Train one unit twice, with ReLU and with a leak."""
    left, *right = st.columns([2, 3, 3])
    with left:
        bias = st.slider("Bias at the start", -3.0, 1.0, -3.0, 0.25, key="dead_and_sparse_start")
        rate = st.select_slider("Learning rate", RATES, key="dead_and_sparse_rate")
        dry, leaky = _trained(bias, 0.0, rate), _trained(bias, LEAK, rate)
        st.markdown(_fate(dry, leaky))
    with right[0]:
        chart(
            _errors(dry, leaky),
            key="dead_and_sparse_errors",
            alt=f"The error over the steps of training. ReLU ends at {short(dry.errors[-1])}, leaky ReLU at "
            f"{short(leaky.errors[-1])}.",
        )
    with right[1]:
        chart(
            _answers(dry, leaky),
            key="dead_and_sparse_answers",
            alt="What is wanted of the unit is a straight line that rises. "
            + ("The answer of the unit with ReLU is 0 everywhere." if dry.died_at is not None else ""),
        )


@st.cache_resource(max_entries=24, show_spinner=False)
def _trained(bias: float, slope: float, rate: float) -> lesson.Training:
    return lesson.train_unit(bias, slope=slope, rate=rate, steps=STEPS)


def _errors(dry: lesson.Training, leaky: lesson.Training) -> figures.Figure:
    ceiling = 1.5 * max(dry.errors[0], leaky.errors[0], dry.errors[-1])
    return figures.plot(
        [
            figures.Series("ReLU", np.arange(len(dry.errors)), dry.errors, figures.RECTIFIED),
            figures.Series(
                f"leaky ReLU ({LEAK})", np.arange(len(leaky.errors)), leaky.errors, figures.SIGNED, "dash"
            ),
        ],
        x="step",
        y="half the mean squared error",
        y_range=(-0.03 * ceiling, ceiling),
        height=320,
    )


def _answers(dry: lesson.Training, leaky: lesson.Training) -> figures.Figure:
    x = np.linspace(0, 1, 21)
    wanted = lesson.TARGET_WEIGHT * x + lesson.TARGET_BIAS
    answers = [
        prelu(run.weights[-1] * x + run.biases[-1], negative_slope=slope)
        for run, slope in ((dry, 0.0), (leaky, LEAK))
    ]
    return figures.plot(
        [
            figures.Series("wanted", x, wanted, figures.INPUT, mode="markers"),
            figures.Series("ReLU", x, answers[0], figures.RECTIFIED),
            figures.Series(f"leaky ReLU ({LEAK})", x, answers[1], figures.SIGNED, "dash"),
        ],
        x="input",
        y="answer after training",
        y_range=(-0.6, 3.0),
        height=320,
    )


def _fate(dry: lesson.Training, leaky: lesson.Training) -> str:
    """Say what became of the unit, with ReLU and with a leak."""
    if dry.died_at is None:
        first = f"**ReLU**: learns. Error at the end: {_tiny(dry.errors[-1])}."
    else:
        when = "dead from the start" if dry.died_at == 0 else f"dead after step {dry.died_at}"
        first = (
            f"**ReLU**: {when}. It answers 0 to all {lesson.EXAMPLES} examples; its gradient is "
            f"{short(dry.gradients[-1])}, so its error stays {number(dry.errors[-1])} for ever."
        )
    if leaky.ran_away:
        second = "the steps are so large that the error grows without end."
    elif leaky.errors[-1] < leaky.errors[0] / 100:
        second = f"learns. Error at the end: {_tiny(leaky.errors[-1])}."
    else:
        second = (
            f"not dead (its gradient is {short(leaky.gradients[-1], 2)}), but error "
            f"{number(leaky.errors[-1])} is left: a leak does not mend steps that are too large."
        )
    return f"{first}\n\n**Leaky ReLU**: {second}"


def _tiny(value: float) -> str:
    return "less than 0.000001" if value < 1e-6 else number(value, 6)


def _sea() -> None:
    """Flood the map of the visitor's picture: what lies under the sea becomes zero."""
    left, right = st.columns([2, 3])
    with left:
        image = pictures.choice()
        level = st.slider(
            "Bias, in standard deviations of the map", -REACH, REACH, 0.0, 0.1, key="dead_and_sparse_bias"
        )
        st.caption("The lower the bias, the higher the sea.")
    z = forward(image, KERNELS["Sobel right"].weights).pre_activation.astype(np.float64)
    spread = float(z.std())
    if spread == 0:
        with right:
            st.info("This map has one value everywhere: nothing to flood. Choose another picture.")
        return
    bias = level * spread
    rectified = relu(z + bias)
    share = lesson.zero_share(rectified)
    normal = float(lesson.normal_share_below((-bias - z.mean()) / spread))
    with left:
        if share in (0, 1):
            st.markdown(
                "All of this map is " + ("under the sea." if share else "above the sea: no zero at all.")
            )
        st.metric("Zeros in this map", percent(share))
        st.metric("Φ: zeros if its values were normally distributed", percent(normal))
    with right:
        chart(
            _sea_figure(lesson.sea_level(z, points=POINTS), spread, level, share),
            key="dead_and_sparse_sea",
            alt=f"The share of zeros falls as the bias rises. Here {percent(share)} of the map are zero, "
            f"of a normal distribution {percent(normal)}.",
        )
    map_images.show_row(
        [
            map_images.MapImage("Feature map before ReLU, bias added", z + bias),
            map_images.MapImage("Feature map after ReLU", rectified),
            map_images.of_picture("The sea: black where the answer is 0", rectified > 0),
        ],
        limit=float(np.abs(z + bias).max()),
        apart=2,
    )


def _sea_figure(sea: lesson.SeaLevel, spread: float, level: float, share: float) -> figures.Figure:
    """Draw the share of zeros over the bias, which is in standard deviations of the map, as is the level."""
    return figures.plot(
        [
            figures.Series("this map", sea.biases / spread, sea.shares),
            figures.Series("normal distribution", sea.biases / spread, sea.normal, figures.SIGNED, "dash"),
            figures.Series("this bias", [level], [share], figures.INPUT, mode="markers"),
        ],
        x="bias, in standard deviations",
        y="share of zeros",
        x_range=(-REACH - 0.1, REACH + 0.1),
        y_range=(-0.03, 1.03),
        height=340,
    )


def _sparse() -> None:
    """Set what an activation does to random numbers beside what trained networks are reported to do."""
    shares = lesson.zero_shares_of_activations()
    trained = {row.dataset: row.zero_share for row in lesson.TRAINED_SPARSITY}
    none = [name for name, share in shares.items() if share == 0]
    activations = figures.bars(
        list(shares), {"zeros": list(shares.values())}, y="share of zeros", y_range=(0, 1)
    )
    activations["layout"]["xaxis"]["automargin"] = True  # for the long names
    left, right = st.columns(2)
    with left:
        chart(
            activations,
            key="dead_and_sparse_activations",
            alt="Exact zeros among 100,000 normally distributed numbers, by activation: "
            + ", ".join(f"{name} {percent(share)}" for name, share in shares.items()),
        )
        st.caption(
            "Normally distributed numbers, computed here, bias 0. No exact zero at all: "
            + ", ".join(none)
            + "."
        )
    with right:
        chart(
            figures.bars(
                list(trained),
                {"zeros": list(trained.values())},
                y="share of zeros",
                y_range=(0, 1),
                colours=(figures.SIGNED,),
            ),
            key="dead_and_sparse_trained",
            alt="Exact zeros in trained rectifier networks, as reported: "
            + ", ".join(f"{name} {100 * share:.1f} %" for name, share in trained.items()),
        )
        st.caption(
            "Trained rectifier networks, hidden layers, by data set: Glorot et al. 2011, as readers report "
            "it. Not computed here."
        )


PAGE = ChapterPage(
    address="dead-and-sparse",
    question="A unit with ReLU answers 0 to every example it is trained on. What does training do to it?",
    options=("It recovers slowly", "Nothing at all", "It makes its weights larger"),
    answer="Nothing at all",
    demonstrate=_demonstrate,
    settings=Settings(bias=-1.0),
)
