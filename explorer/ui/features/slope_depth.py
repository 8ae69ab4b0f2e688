"""How close the learned slopes come to ReLU with depth: in MTCNN, and in the network of He and others."""

import streamlit as st

from explorer import figures
from explorer.core.notation import number
from explorer.lessons.learned_slope import TABLE_1
from explorer.networks.facts import SLOPE_ROWS
from explorer.ui.components.chart import chart

NAMES = [f"{row.stage} {row.layer}" for row in SLOPE_ROWS]
SIZES = [row.mean_size for row in SLOPE_ROWS]
SHARED, CHANNEL_WISE = "one slope a layer", "a slope a channel (mean)"


def show() -> None:
    """Draw the slopes of both networks by depth, as bars, and those of MTCNN as a table."""
    st.subheader("The deeper, the closer to ReLU", anchor=False)
    st.markdown(SENTENCE)
    left, right = st.columns(2)
    with left:
        chart(
            figures.bars(
                NAMES, {"mean size of the slope": SIZES}, y="mean size of the slope", has_long_names=True
            ),
            key="slope_depth_mtcnn",
            alt="The mean size of the slopes in each layer of MTCNN: "
            + "; ".join(f"{name} {number(size)}" for name, size in zip(NAMES, SIZES, strict=True)),
        )
        st.caption("MTCNN, the first two stages. Size means without the sign: many slopes are negative.")
    with right:
        groups = {
            SHARED: [row.shared for row in TABLE_1],
            CHANNEL_WISE: [row.channel_wise for row in TABLE_1],
        }
        layers = [row.layer for row in TABLE_1]
        chart(
            figures.hatched(figures.bars(layers, groups, y="slope", has_long_names=True)),
            key="slope_depth_he",
            alt="The slopes of the 13 layers of He's network: "
            + "; ".join(f"{row.layer} {row.shared} and {row.channel_wise}" for row in TABLE_1),
        )
        st.caption("A network that sorts photographs by what they show: He et al. 2015, Table 1.")
    st.markdown(_table())


SENTENCE = (
    "In each stage of MTCNN the mean size of the slopes falls from layer to layer. In He's network "
    "the slopes fall in general, but not at every layer: conv2_4 and conv3_6, for example, have larger ones "
    "than the layer before. Nobody asked either network for it."
)


def _table() -> str:
    rows = [
        f"| {name} | {row.channels} | {number(row.mean_size)} | {row.nearly_relu} |"
        for name, row in zip(NAMES, SLOPE_ROWS, strict=True)
    ]
    head = "| Layer of MTCNN | Slopes | Mean size | Between −0.1 and 0.1 |"
    return "\n".join([head, "|:--|--:|--:|--:|", *rows])
