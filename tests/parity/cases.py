"""Pictures, kernels and lines that both cores are given."""

import numpy as np

from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS

SHAPES = [
    (1, 1),
    (1, 9),
    (9, 1),
    (2, 2),
    (2, 5),
    (3, 3),
    (3, 4),
    (5, 4),
    (8, 8),
    (31, 7),
    (3, 70),
    (70, 3),
    (70, 70),
]
STRIDES = (1, 2, 3, 4)
BIASES = (0.0, 0.3, -0.7, 1e-30, 4.0)
GRIDS = [(padding, stride) for padding in PADDINGS for stride in STRIDES]


def pictures(rng):
    """Return a function of a shape for each kind of picture."""
    return {
        "bytes": lambda shape: rng.integers(0, 256, shape).astype(np.float32) / np.float32(255),
        "ramp": lambda shape: np.add.outer(np.arange(shape[0]), np.arange(shape[1])).astype(np.float32) / 140,
        "constant": lambda shape: np.full(shape, 0.7, np.float32),
        "black": lambda shape: np.zeros(shape, np.float32),
        "negative zeros": lambda shape: np.full(shape, -0.0, np.float32),
        "signed": lambda shape: rng.normal(size=shape).astype(np.float32),
        "sparse": lambda shape: rng.choice(np.array([0, -0.0, 1e-30, -1e-30, 1], np.float32), shape),
        "faint": lambda shape: rng.random(shape).astype(np.float32) * np.float32(1e-38),
        "fainter": lambda shape: rng.normal(size=shape).astype(np.float32) * np.float32(1e-42),
        "strong": lambda shape: rng.normal(size=shape).astype(np.float32) * np.float32(1e15),  # has squares
    }


def kernels(rng):
    """Return the kernels by name: presets, and random ones of several sizes."""
    chosen = ("Identity", "Box blur", "Sobel right", "Scharr bottom", "Laplacian (8 neighbours)", "Zero")
    return {name: KERNELS[name].weights for name in chosen} | {
        "random": rng.normal(size=(3, 3)).astype(np.float32),
        "large": rng.uniform(-100, 100, (3, 3)).astype(np.float32),
        "tiny": np.float32(1e-30) * rng.normal(size=(3, 3)).astype(np.float32),
        "negative zeros": np.full((3, 3), -0.0, np.float32),
        "1 by 1": np.array([[-1.5]], np.float32),
        "5 by 5": rng.normal(size=(5, 5)).astype(np.float32),
        "7 by 7": rng.normal(size=(7, 7)).astype(np.float32),
    }


def layers(seed=0):
    """Yield (image, kernel, options of conv2d): every padding, stride and shape, with some of the rest."""
    rng = np.random.default_rng(seed)
    all_pictures, all_kernels = list(pictures(rng).values()), list(kernels(rng).values())
    number = 0
    for shape in SHAPES:
        for padding, stride in GRIDS:
            for _ in range(3):
                image = all_pictures[number % len(all_pictures)](shape)
                kernel = all_kernels[number % len(all_kernels)]
                bias = BIASES[rng.integers(len(BIASES))]
                number += 1
                yield image, kernel, {"bias": bias, "stride": stride, "padding": padding}


def lines(seed=0):
    """Return lines of many kinds, as they come out of a layer or not."""
    rng = np.random.default_rng(seed)
    made = [rng.integers(-2, 3, size).astype(np.float32) for size in (1, 2, 3, 4, 7, 40) * 20]
    made += [rng.normal(size=64).astype(np.float32) for _ in range(20)]
    made += [rng.normal(size=30).astype(np.float32) * np.float32(10.0**power) for power in range(-44, 18, 3)]
    made += [(rng.normal(size=40) * rng.integers(0, 2, 40)).astype(np.float32) for _ in range(20)]
    made += [rng.integers(-3, 4, 50).astype(np.float32) * np.float32(1e-22) for _ in range(10)]
    made += [np.zeros(5, np.float32), np.full(5, -0.0, np.float32), np.full(6, 3, np.float32)]
    made += [np.linspace(-1, 1, 9, dtype=np.float32), np.array([-1, 0, 0, 1, 0, 1, 0, -2], np.float32)]
    return made
