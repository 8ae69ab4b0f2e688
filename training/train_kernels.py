"""Train eight 3x3 kernels on drawings made here, and write them with the record of the training.

The network is as small as one can be that still has to find its own kernels: eight kernels without a bias,
ReLU, of each map only its strongest answer, and from these eight numbers a score for each kind of drawing.

Run it from the top folder: ``python -m training.train_kernels`` writes assets/learned_kernels.json.
"""

import json
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]

FILE = Path(__file__).parents[1] / "assets" / "learned_kernels.json"
SIDE = 12  # pixels of a drawing
KINDS = (
    "lighter to the right",
    "lighter to the left",
    "lighter to the bottom",
    "lighter to the top",
    "light line across",
    "light line up and down",
    "light line rising",
    "light line falling",
    "light spot",
    "dark spot",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The seed and the settings of the training."""

    seed: int = 0
    kernels: int = 8
    drawings: int = 4096
    unseen: int = 2048
    epochs: int = 30
    batch: int = 64
    step: float = 0.05
    momentum: float = 0.9
    decay: float = 0.01
    """What large weights cost: this, times half the sum of their squares."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The parameters of the network."""

    kernels: Floats  # (K, 9), each row by row from the top left
    output: Floats  # (K, kinds): what a strong answer of a kernel says for each kind
    bias: Floats  # (kinds,)

    def parts(self) -> tuple[Floats, Floats, Floats]:
        """Return the three arrays, which training changes in place."""
        return self.kernels, self.output, self.bias


def draw(random: np.random.Generator, count: int) -> tuple[Floats, Labels]:
    """Draw pictures of all kinds, at random places, with random contrast, softness, slant and noise.

    Parameters
    ----------
    random : Generator
        Where the chance comes from.
    count : int
        How many drawings.

    Returns
    -------
    (count, SIDE, SIDE) array and (count,) array
        Brightness from 0 (black) to 1 (white), and the place of the kind in ``KINDS``.
    """
    kinds = random.integers(len(KINDS), size=count)

    def each(low: float, high: float) -> Floats:
        return random.uniform(low, high, (count, 1, 1))

    places = np.arange(SIDE) - (SIDE - 1) / 2
    across, down = places - each(-3, 3), places[:, None] - each(-3, 3)
    slant = np.deg2rad(each(-20, 20))
    right = np.cos(slant) * across + np.sin(slant) * down
    below = np.cos(slant) * down - np.sin(slant) * across
    softness = each(0.4, 0.8)
    shapes = [
        _edge(right / softness),
        _edge(-right / softness),
        _edge(below / softness),
        _edge(-below / softness),
        _bell(below / softness),
        _bell(right / softness),
        _bell((right + below) / np.sqrt(2) / softness),
        _bell((right - below) / np.sqrt(2) / softness),
        _bell(np.hypot(right, below) / softness),
        1 - _bell(np.hypot(right, below) / softness),
    ]
    shape = np.choose(kinds[:, None, None], shapes)
    contrast = each(0.3, 0.8)
    clean = each(0, 1) * (1 - contrast) + contrast * shape
    return np.clip(clean + random.normal(0, 0.03, clean.shape), 0, 1), kinds


def _edge(distance: Floats) -> Floats:
    return 0.5 + 0.5 * np.tanh(distance)


def _bell(distance: Floats) -> Floats:
    return np.exp(-(distance**2) / 2)


def start(random: np.random.Generator, kernels: int) -> Network:
    """Return an untrained network, initialised by He's rule for ReLU (He et al. 2015)."""
    return Network(
        random.normal(0, np.sqrt(2 / 9), (kernels, 9)),
        random.normal(0, np.sqrt(1 / kernels), (kernels, len(KINDS))),
        np.zeros(len(KINDS)),
    )


def windows(drawings: Floats) -> Floats:
    """Cut out every 3x3 window: (count, places, 9)."""
    return sliding_window_view(drawings, (3, 3), axis=(1, 2)).reshape(len(drawings), -1, 9)


def strongest(kernels: Floats, seen: Floats) -> tuple[Floats, Labels]:
    """Return the strongest rectified answer of each kernel to each drawing, and its place."""
    answers = seen @ kernels.T
    place = answers.argmax(axis=1)
    best = np.take_along_axis(answers, place[:, None], axis=1)[:, 0]
    return np.maximum(best, 0), place


def scores(network: Network, seen: Floats) -> Floats:
    """Return the scores of every drawing for every kind, (count, kinds)."""
    return strongest(network.kernels, seen)[0] @ network.output + network.bias


def _shares(scored: Floats) -> Floats:
    """Return the softmax of the scores."""
    raised: Floats = np.exp(scored - scored.max(axis=1, keepdims=True))
    total: Floats = raised.sum(axis=1, keepdims=True)
    return raised / total


def loss(network: Network, seen: Floats, kinds: Labels, decay: float) -> float:
    """Return the mean cross-entropy plus the weight penalty."""
    share = _shares(scores(network, seen))[np.arange(len(kinds)), kinds]
    return float(-np.log(share).mean() + decay / 2 * (network.kernels**2).sum())


def gradient(network: Network, seen: Floats, kinds: Labels, decay: float) -> tuple[Floats, Floats, Floats]:
    """Return the gradient of the loss, in the order of the parts."""
    best, place = strongest(network.kernels, seen)
    wrong = _shares(best @ network.output + network.bias)
    wrong[np.arange(len(kinds)), kinds] -= 1
    wrong /= len(kinds)
    back = (wrong @ network.output.T) * (best > 0)  # derivative of ReLU
    chosen = seen[np.arange(len(seen))[:, None], place]  # (count, K, 9): the windows that counted
    kernels = np.einsum("nk,nkw->kw", back, chosen) + decay * network.kernels
    return kernels, best.T @ wrong, wrong.sum(axis=0)


def train(plan: Plan) -> Iterator[tuple[Network, dict[str, float]]]:
    """Train, and yield the network and its losses before the first epoch and after each.

    The network is one and the same all the time: it is changed in place.
    """
    random = np.random.default_rng(plan.seed)
    drawings, kinds = draw(random, plan.drawings)
    seen = windows(drawings)
    unseen_drawings, unseen_kinds = draw(random, plan.unseen)
    unseen = windows(unseen_drawings)
    network = start(random, plan.kernels)
    speeds = [np.zeros_like(part) for part in network.parts()]

    def measures() -> dict[str, float]:
        return {
            "loss": loss(network, seen, kinds, plan.decay),
            "unseen_loss": loss(network, unseen, unseen_kinds, plan.decay),
            "unseen_right": right_share(network, unseen, unseen_kinds),
        }

    yield network, measures()
    for epoch in range(plan.epochs):
        step = plan.step * (1 - epoch / plan.epochs)  # smaller and smaller, to come to rest
        order = random.permutation(len(seen))
        for batch in np.array_split(order, max(1, len(order) // plan.batch)):
            slopes = gradient(network, seen[batch], kinds[batch], plan.decay)
            for part, speed, slope in zip(network.parts(), speeds, slopes, strict=True):
                speed *= plan.momentum
                speed -= step * slope
                part += speed
        yield network, measures()


def right_share(network: Network, seen: Floats, kinds: Labels) -> float:
    """Return the share of the drawings whose kind gets the highest score."""
    return float((scores(network, seen).argmax(axis=1) == kinds).mean())


def answers_by_kind(network: Network, seen: Floats, kinds: Labels) -> Floats:
    """Return the mean strongest answer of each kernel to each kind: (K, kinds)."""
    best, _ = strongest(network.kernels, seen)
    return np.stack([best[kinds == kind].mean(axis=0) for kind in range(len(KINDS))], axis=1)


def record(plan: Plan) -> dict[str, Any]:
    """Train, round the weights, sort the kernels by what they answer to, and measure once more.

    What is measured at the end is measured with the rounded weights, on drawings never seen before.
    """
    trained = list(train(plan))
    network, _ = trained[-1]
    fresh, kinds = draw(np.random.default_rng(plan.seed + 1), plan.unseen)
    seen = windows(fresh)
    order = answers_by_kind(network, seen, kinds).argmax(axis=1).argsort(kind="stable")
    rounded = Network(
        np.round(network.kernels[order], 4), np.round(network.output[order], 4), np.round(network.bias, 4)
    )
    return {
        "trained_by": "training/train_kernels.py",
        "kinds": list(KINDS),
        "side": SIDE,
        "plan": asdict(plan),
        "versions": {"python": platform.python_version(), "numpy": np.__version__},
        "kernels": rounded.kernels.reshape(-1, 3, 3).tolist(),
        "output": rounded.output.tolist(),
        "bias": rounded.bias.tolist(),
        "answers": np.round(answers_by_kind(rounded, seen, kinds), 4).tolist(),
        "right": right_share(rounded, seen, kinds),
        "epochs": [{name: round(value, 4) for name, value in measures.items()} for _, measures in trained],
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(record(Plan()), indent=1) + "\n", encoding="utf-8")
