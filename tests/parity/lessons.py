"""What the live demonstrations are given: a function each, by its name, of a picture.

Each yields the data of a page; the pictures are those of the menu and some extreme ones.
"""

from itertools import product

import numpy as np

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import reduce, samples
from explorer.lessons import dead_units, learned_slope, number_types, sliding, zeros_are_free
from explorer.lessons.corner import SOURCES
from explorer.lessons.discarded import WHICH
from explorer.lessons.kernel_descent import task as kernel_task
from explorer.lessons.pooling import POOLINGS
from explorer.lessons.regions import random_weights
from explorer.lessons.streak import DISPLAYS

SIZE = 64


def pictures():
    """Return pictures by name: those of the menu, and some that are all of one value or very small."""
    drawn = {name: samples()[name].load(SIZE) for name in samples()}
    rng = np.random.default_rng(0)
    return drawn | {
        "black": np.zeros((5, 7), np.float32),
        "white": np.ones((4, 3), np.float32),
        "one": np.full((1, 1), 0.5, np.float32),
        "noise": rng.random((31, 18), np.float32),
        "levels": (rng.integers(0, 256, (20, 33)) / np.float32(255)).astype(np.float32),
    }


def alone(image):
    """Yield what is the same of every picture, for the smallest one."""
    if image.size == 1:
        yield {}


def leak(image):
    for kernel in WHICH:
        yield {"image": image, "weights": KERNELS[kernel].weights.ravel()}


def harmonics(image):
    yield from alone(image)


def bent_row(image):
    yield {"image": image}


def corner(image):
    sources = SOURCES if image.size < 100 else SOURCES[:1]  # the others look at no picture
    for source, display in product(sources, DISPLAYS):
        yield {"image": image, "source": source, "display": display}


def fold_line(image):
    yield from alone(image)


def fold_picture(image):
    yield {"image": image}


def regions(image):
    if image.size < 100:  # there is no picture in it: a few times are enough
        yield {"weights": random_weights()}


def of_zeros(image):
    yield zeros_are_free.data_of(image)


def signed(image):
    """Return the map of the kernel that most lessons look at."""
    return forward(image, KERNELS["Sobel right"].weights).pre_activation


def sea(image):
    if np.ptp(signed(image)):
        yield dead_units.sea_data(signed(image))


def order(image):
    if min(image.shape) > 1:
        for name in POOLINGS:
            yield {"signed": signed(image), "pooling": name}


def valley(image):
    if signed(image).any():
        z = learned_slope.unit_strength(signed(image)).astype(np.float32)
        for task in learned_slope.TASKS:
            yield {"signed": z, "goal": task.slope}


def walk(image):
    yield {"image": image, "signed": signed(image)}


def gate(image):
    yield {"pre_activation": forward(image, KERNELS["Sobel right"].weights).pre_activation}


def kernel_descent(image):
    is_square = image.shape[0] == image.shape[1]
    for kernel in ("Sobel right",) if is_square else ("Sobel right", "Box blur"):
        task = kernel_task(reduce(image, 16), KERNELS[kernel].weights)
        if not task.is_empty:
            yield task.data()


def bytes_of(image):
    if min(image.shape) > 1:
        yield number_types.row_data(number_types.sobel(image))


def sliding_over(image):
    taken = sliding.crop(image, image.shape[0] // 2, image.shape[1] // 3, side=10)
    for kernel in ("Sobel right", "Outline", "Box blur"):
        yield sliding.data_of(taken, KERNELS[kernel].weights)


def unit(image):
    if image.size < 100:  # there is no picture in it: a few times are enough
        yield dead_units.unit_data()


GIVEN = {
    "bytes": bytes_of,
    "leak": leak,
    "harmonics": harmonics,
    "bent_row": bent_row,
    "corner": corner,
    "fold_line": fold_line,
    "fold_picture": fold_picture,
    "regions": regions,
    "zeros_are_free": of_zeros,
    "sea": sea,
    "order": order,
    "valley": valley,
    "walk": walk,
    "gate": gate,
    "kernel_descent": kernel_descent,
    "sliding": sliding_over,
    "unit": unit,
}
