import itertools

import numpy as np

from explorer import figures
from explorer.core.profiles import DIRECTIONS
from explorer.figures.layer import MARKS
from tests.parity.node import ask, call


def test_the_figure_of_the_profile_is_equal():
    limits = [1.0, 1e-12, 0.05, 3.99, 4.0, 40.0, 900.0, *np.random.default_rng(0).uniform(0, 9, 5)]
    given = [
        {
            "span": (-share * float(limit), float(limit)),
            "length": length,
            "direction": direction,
            "activation": name,
            "mark": mark,
            "most_ticks": most,
            "has_pinned": has_pinned,
        }
        for limit, share, length, direction, (name, mark), most, has_pinned in itertools.product(
            limits,
            (0.1, 1.0),
            (1, 512),
            DIRECTIONS,
            zip(("ReLU", "Step", "GELU"), MARKS, strict=True),
            (2, 6),
            (False, True),
        )
    ]
    found = ask(
        call(
            "core/figures",
            "profile",
            {**options, "mostTicks": options["most_ticks"], "hasPinned": options["has_pinned"]},
        )
        for options in given
    )
    for figure, options in zip(found, given, strict=True):
        assert figure == figures.profile(**options)


def test_two_figures_share_nothing():
    """Plotly writes into the figures it is given."""
    axes = {"span": (-2, 2), "length": 5, "direction": "Row"}
    from_one = {**axes, "activation": "ReLU", "mark": "Corner"}
    again = {**axes, "span": (0, 3), "activation": "ELU", "mark": "Zero crossing"}
    first, _, last = ask(call("core/figures", "profile", options) for options in (from_one, again, from_one))
    assert first == last
