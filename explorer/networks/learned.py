"""The kernels that a small network learned, as written by training/train_kernels.py."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from explorer.core.arrays import Map, read_only

FILE = Path(__file__).parents[2] / "assets" / "learned_kernels.json"


@dataclass(frozen=True, slots=True, eq=False)
class LearnedKernel:
    """One kernel of the network's first layer."""

    name: str  # on screen and in saved links
    weights: Map  # (3, 3), read-only
    answers_to: tuple[str, str]  # the kinds of drawings with the largest mean response


@dataclass(frozen=True, slots=True, eq=False)
class Training:
    """The record of the training."""

    kernels: tuple[LearnedKernel, ...]
    kinds: tuple[str, ...]
    """The classes."""
    side: int
    """Pixels of a drawing, each way."""
    plan: Mapping[str, Any]
    """The seed and the other settings of the training, by name."""
    versions: Mapping[str, str]
    losses: tuple[float, ...]
    """Before the first epoch and after each, on the drawings that it was trained with."""
    unseen_losses: tuple[float, ...]
    """The same on drawings that it was not trained with."""
    right: float
    """Accuracy on drawings that were not used in training, 0 to 1."""


def read(text: str) -> Training:
    """Parse the record of the training, which is JSON."""
    record = json.loads(text)
    kinds = tuple(record["kinds"])
    rows = zip(record["kernels"], record["answers"], strict=True)
    return Training(
        kernels=tuple(
            LearnedKernel(f"Learned {place}", read_only(weights), _strongest(answers, kinds))
            for place, (weights, answers) in enumerate(rows, 1)
        ),
        kinds=kinds,
        side=record["side"],
        plan=MappingProxyType(record["plan"]),
        versions=MappingProxyType(record["versions"]),
        losses=tuple(epoch["loss"] for epoch in record["epochs"]),
        unseen_losses=tuple(epoch["unseen_loss"] for epoch in record["epochs"]),
        right=record["right"],
    )


def _strongest(answers: list[float], kinds: tuple[str, ...]) -> tuple[str, str]:
    first, second = np.argsort(answers)[::-1][:2]
    return kinds[first], kinds[second]


_NOTHING = '{"kinds":[],"kernels":[],"answers":[],"side":0,"plan":{},"versions":{},"epochs":[],"right":0}'
TRAINING = read(
    FILE.read_text(encoding="utf-8") if FILE.is_file() else _NOTHING
)  # the page says what is missing
LEARNED: Mapping[str, LearnedKernel] = MappingProxyType({row.name: row for row in TRAINING.kernels})
