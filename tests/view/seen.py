"""Views of what the menus offer, and what can be read off their arrays without the rules of the page."""

import random
from functools import cached_property
from itertools import chain, pairwise

import numpy as np

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.notation import digits_for
from explorer.core.profiles import DIRECTIONS
from explorer.images import samples
from explorer.view.experiments import EXPERIMENTS
from explorer.view.selected_line import selected_line
from explorer.view.settings import Settings, weight_values
from explorer.view.view import view_of

BIASES = (0.0, 0.0, 0.0, -4.0, -1.0, -0.5, -0.05, 0.05, 0.5, 1.0, 4.0)
SLOPES = (-1.5, -1.0, -0.5, 0.0, 0.01, 0.25, 1.0, 1.5)
SIZE = 64


class Seen:
    """One view, its maps, its selected line, and what the activation does to single numbers."""

    def __init__(self, settings, image):
        self.view = view_of(settings, image)
        self.settings, self.image, self.layer = self.view
        self.profile = selected_line(*self.view)
        self.line, self.line_after = self.profile.signed, self.profile.rectified
        self.map, self.map_after = self.layer.pre_activation, self.layer.activation_map
        self.digits = digits_for(self.layer.shared_limit)
        self.unit = 10.0**-self.digits
        self.rounding = 1e-5 * self.layer.shared_limit

    def activate(self, values):
        """Return what the activation makes of numbers, in float64."""
        row = ACTIVATIONS[self.settings.activation]
        return row.function(np.asarray(values, np.float64), **self.settings.hyperparameters())

    @cached_property
    def turns(self):
        """Pairs of places between which the line changes its sign, with nothing but zeros in between."""
        places = [place for place, value in enumerate(self.line) if value]
        return [(left, right) for left, right in pairwise(places) if self.line[left] * self.line[right] < 0]

    @cached_property
    def kinks(self):
        """By how much the drawn line bends at its sharpest crossing, before and after the activation."""
        before, after = [0.0], [0.0]
        line = self.line.astype(np.float64)
        for left, right in self.turns:
            if right - left > 2:
                continue  # it rests on zero
            come = (0 if right - left == 2 else line[right]) - line[left]
            go = line[right] - (0 if right - left == 2 else line[left])
            near = 1e-8
            coming, here, going = self.activate([-come * near, 0, go * near])
            before.append(abs(go - come))
            after.append(abs((going - here) - (here - coming)) / near)
        return max(before), max(after)

    def steps(self):
        """Return the largest difference of neighbours of the line, before and after the activation."""
        lines = (self.line.astype(np.float64), self.line_after.astype(np.float64))
        return tuple(np.abs(np.diff(line)).max(initial=0) for line in lines)


def views(count, seed=0):
    """Yield all experiments, and a sample of all pictures, kernels, activations, paddings and strides.

    Each picture, kernel, activation, padding and stride is among them at least once.
    """
    drawn = random.Random(seed)
    pictures = {name: row.load(SIZE) for name, row in samples().items()}
    bent = weight_values(KERNELS["Kirsch north"].weights)
    yield Seen(
        Settings(picture="Handwritten digit", size=SIZE, row=28, **bent), pictures["Handwritten digit"]
    )
    for row in EXPERIMENTS:
        yield Seen(row.settings, samples()[row.settings.picture].load(row.settings.size))
    menus = {
        "picture": list(samples()), "kernel": list(KERNELS), "activation": list(ACTIVATIONS),
        "padding": list(PADDINGS), "direction": list(DIRECTIONS), "stride": [1, 1, 2, 3, 4],
        "bias": BIASES, "negative_slope": SLOPES, "row": range(SIZE), "col": range(SIZE),
    }  # fmt: skip
    every = [{name: menu[place % len(menu)] for name, menu in menus.items()} for place in range(len(KERNELS))]
    sampled = ({name: drawn.choice(menu) for name, menu in menus.items()} for _ in range(count))
    for chosen in chain(every, sampled):
        weights = weight_values(KERNELS[chosen.pop("kernel")].weights)
        yield Seen(Settings(size=SIZE, **chosen, **weights), pictures[chosen["picture"]])
