import itertools

import numpy as np

from explorer import figures
from explorer.core.profiles import DIRECTIONS
from tests.parity.node import ask, call


def test_the_figure_of_the_profile_is_equal():
    limits = [1.0, 1e-12, 0.05, 3.99, 4.0, 40.0, 900.0, *np.random.default_rng(0).uniform(0, 9, 5)]
    given = [
        {
            "limit": float(limit),
            "length": length,
            "direction": direction,
            "activation": name,
            "has_corner": corner,
        }
        for limit, length, direction, name, corner in itertools.product(
            limits, (1, 512), DIRECTIONS, ("ReLU", "GELU"), (True, False)
        )
    ]
    found = ask(
        call("core/figures", "profile", {**options, "hasCorner": options["has_corner"]}) for options in given
    )
    for figure, options in zip(found, given, strict=True):
        assert figure == figures.profile(**options)


def test_two_figures_share_nothing():
    """Plotly writes into the figures it is given."""
    from_one = {"limit": 2.0, "length": 5, "direction": "Row", "activation": "ReLU", "hasCorner": False}
    again = {**from_one, "limit": 3.0, "activation": "ELU", "hasCorner": True}
    first, _, last = ask(call("core/figures", "profile", options) for options in (from_one, again, from_one))
    assert first == last
