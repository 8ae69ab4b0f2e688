"""The same lesson as a Streamlit tutorial would write it; the explorer is measured against it."""

import cv2
import numpy as np
import plotly.express as px
import plotly.graph_objects as go
import streamlit as st

from explorer.images import samples

KERNELS = {
    "Sobel right": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "Sobel bottom": [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
    "Sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    "Outline": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
    "Emboss": [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
}
ACTIVATIONS = ["ReLU", "PReLU", "Absolute value", "Identity"]


@st.cache_data
def load_image() -> np.ndarray:
    return samples()["Brick wall"].load(512)


def activate(z: np.ndarray, name: str, slope: float) -> np.ndarray:
    if name == "ReLU":
        return np.maximum(z, 0)
    if name == "PReLU":
        return np.where(z > 0, z, np.float32(slope) * z)
    if name == "Absolute value":
        return np.abs(z)
    return z


def heatmap(values: np.ndarray, title: str, colors: str, low: float, high: float) -> go.Figure:
    fig = px.imshow(values, color_continuous_scale=colors, zmin=low, zmax=high, title=title)
    fig.update_layout(height=400, margin={"l": 10, "r": 10, "t": 40, "b": 10})
    return fig


st.set_page_config(page_title="Convolution and ReLU", layout="wide")
st.title("Convolution and ReLU")

with st.sidebar:
    preset = st.selectbox("Kernel", list(KERNELS))
    kernel = st.data_editor(np.array(KERNELS[preset], np.float32), hide_index=True, key=f"kernel {preset}")
    bias = st.slider("Bias", -4.0, 4.0, 0.0, 0.05)
    activation = st.selectbox("Activation", ACTIVATIONS)
    slope = st.slider("Negative slope", -1.0, 1.0, 0.25, 0.01)
    row = st.slider("Row", 0, 511, 250)

image = load_image()
feature_map = cv2.filter2D(image, cv2.CV_32F, kernel, delta=bias, borderType=cv2.BORDER_REPLICATE)
rectified = activate(feature_map, activation, slope)
limit = float(np.abs(feature_map).max())

left, middle, right = st.columns(3)
left.plotly_chart(heatmap(image, "Input", "gray", 0, 1))
middle.plotly_chart(heatmap(feature_map, "Feature map", "RdBu_r", -limit, limit))
right.plotly_chart(heatmap(rectified, f"After {activation}", "RdBu_r", -limit, limit))

profile = go.Figure()
for values, name in [(image, "Input"), (feature_map, "Feature map"), (rectified, f"After {activation}")]:
    profile.add_scatter(y=values[row], mode="lines", name=name)
profile.update_layout(title=f"Profile of row {row}", xaxis_title="Column", height=350)
st.plotly_chart(profile)
