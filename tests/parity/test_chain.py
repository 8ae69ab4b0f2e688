"""From a picture to painted pixels and to the numbers in sentences, each core on its own results.

Both must agree wherever a value is not within the rounding of float32 of a border: of two colours, of two
last digits, of changed and unchanged. How few such places there are is checked too.
"""

import numpy as np
import pytest

from explorer.core import activations, measures, notation, paint, profiles
from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.paint import PALETTES
from explorer.images import samples
from tests.parity.node import ask, call
from tests.parity.test_activations import SMOOTH

CASES = 60
ROUNDINGS = 20
"""Of a sum and its activation, and of the limit, as shares 2^-24 of the largest sum; see test_layer.py."""
SHARES = {
    "negative_before": "negativeBefore",
    "negative_after": "negativeAfter",
    "zero_fraction": "zeroFraction",
    "changed_fraction": "changedFraction",
}


def views():
    """Return pictures with what `forward` takes: each sample, kernel, padding and activation comes up."""
    rng = np.random.default_rng(0)
    pictures = [sample.load(64) for sample in samples().values()]
    made = []
    for number in range(CASES):
        name = list(ACTIVATIONS)[number % len(ACTIVATIONS)]
        params = {}
        if ACTIVATIONS[name].takes:
            params["negative_slope"] = round(float(rng.uniform(-1.5, 1.5)), 2)
        preset = list(KERNELS.values())[number % len(KERNELS)].weights
        options = {
            "kernel": preset if number % 3 else np.round(rng.normal(size=(3, 3)), 2).astype(np.float32),
            "bias": float(rng.choice([0, 0, 0.05, -0.35])),
            "activation": name,
            "padding": list(PADDINGS)[number % len(PADDINGS)],
            "stride": int(rng.choice([1, 1, 2, 3])),
            **params,
        }
        made.append((pictures[number % len(pictures)], options, list(PALETTES)[number % len(PALETTES)]))
    return made


@pytest.fixture(scope="module")
def both():
    """Return (palette, options, Python's layer, JavaScript's) for every view."""
    given = views()
    found = ask(
        call("core/layer", "forward", image, {**options, "kernel": options["kernel"].ravel()})
        for image, options, _ in given
    )
    return [
        (palette, options, forward(image, **options), layer)
        for (image, options, palette), layer in zip(given, found, strict=True)
    ]


def maps(expected, found):
    """Return both maps of both layers."""
    return (
        (expected.pre_activation, found["preActivation"]),
        (expected.activation_map, found["activationMap"]),
    )


def rounding(options):
    """Return how far the values of the two cores may be from each other."""
    largest = np.abs(options["kernel"]).sum(dtype=float) + abs(options["bias"])
    steepest = max(1, 2 * largest if options["activation"] == "ReLU²" else 0)
    return ROUNDINGS * 2.0**-24 * largest * steepest


def test_painted_pixels_differ_only_where_a_value_is_on_the_border_of_two_colours(both):
    apart = total = 0
    for palette, options, expected, found in both:
        table = PALETTES[palette].table
        for mine, theirs in maps(expected, found):
            span = paint.colour_range(mine, palette, limit=expected.shared_limit)
            (other,) = ask(
                [call("core/paint", "colourRange", theirs.ravel(), palette, {"limit": found["sharedLimit"]})]
            )
            (painted,) = ask([call("core/paint", "painted", theirs, table.ravel(), other)])
            wanted = paint.painted(mine, table, span)
            is_apart = (painted.reshape(*mine.shape, 4)[..., :3] != wanted).any(axis=-1)
            scale = len(table) / (span[1] - span[0])
            place = (mine.astype(np.float64) - span[0]) * scale
            assert (np.abs(place - np.rint(place))[is_apart] <= rounding(options) * scale).all()
            apart += len(np.unique(mine[is_apart]))
            total += len(np.unique(mine))
    assert total > 90_000
    assert apart <= total / 5000


def test_shares_in_sentences_are_equal_but_for_values_that_an_activation_all_but_keeps(both):
    different_texts = 0
    for _, options, expected, found in both:
        before, after = expected.pre_activation, expected.activation_map
        (theirs,) = ask([call("core/measures", "summary", found)])
        mine = measures.summary(before, after)
        is_kept = (np.abs(before - after) <= 1e-6 * np.abs(before)) & (before != 0)
        slack = is_kept.mean() if options["activation"] in SMOOTH else 0
        for name, other in SHARES.items():
            share = getattr(mine, name)
            assert abs(theirs[other] - share) <= (slack if name == "changed_fraction" else 0)
            (text,) = ask([call("core/notation", "percent", theirs[other])])
            different_texts += text != notation.percent(share)
    assert different_texts <= 1


def test_values_are_written_with_equal_digits_but_for_exact_halves(both):
    apart = total = 0
    rng = np.random.default_rng(1)
    for _, options, expected, found in both:
        digits = notation.digits_for(expected.shared_limit)
        assert ask([call("core/notation", "digitsFor", found["sharedLimit"])]) == [digits]
        for mine, theirs in maps(expected, found):
            places = rng.integers(mine.size, size=60)
            mine, theirs = (values.ravel()[places].tolist() for values in (mine, theirs))
            texts = ask(call("core/notation", "number", value, digits) for value in theirs)
            is_apart = {
                value
                for value, text in zip(mine, texts, strict=True)
                if text != notation.number(value, digits)
            }
            for value in is_apart:
                assert abs(value * 10**digits % 1 - 0.5) <= rounding(options) * 10**digits
            apart += len(is_apart)
            total += len(set(mine))
    assert total > 2000
    assert apart <= total / 200


def test_lines_cross_zero_as_often_and_get_the_same_verdict_unless_they_are_flat_but_for_rounding(both):
    different_views = 0
    for _, options, expected, found in both:
        name = options["activation"]
        params = {field: options[field] for field in ACTIVATIONS[name].takes}
        slopes, corner = activations.slopes_at_zero(name, **params), activations.corner(name, **params)
        digits = notation.digits_for(expected.shared_limit)
        signed, rectified = expected.pre_activation, expected.activation_map
        pairs = list(zip(signed, rectified, strict=True))
        mine = [profiles.corners(*pair, slopes=slopes) for pair in pairs]
        verdicts = [
            profiles.verdict(*pair, one, corner=corner, digits=digits).name
            for pair, one in zip(pairs, mine, strict=True)
        ]
        lines = list(zip(found["preActivation"], found["activationMap"], strict=True))
        measured = ask(call("core/profiles", "corners", *line, {"slopes": slopes}) for line in lines)
        theirs = ask(
            call("core/profiles", "verdict", *line, one, {"corner": corner, "digits": digits})
            for line, one in zip(lines, measured, strict=True)
        )
        assert [one["crossings"] for one in measured] == [one.crossings for one in mine]
        is_apart = np.array(theirs) != np.array(verdicts)
        steepest = np.maximum([one.step_before for one in mine], [one["stepBefore"] for one in measured])
        assert (steepest[is_apart] <= rounding(options)).all()
        different_views += is_apart.any()
    assert different_views <= CASES / 10
