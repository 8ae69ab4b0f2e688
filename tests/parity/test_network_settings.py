from dataclasses import asdict

import numpy as np

from explorer.networks.changes import CHANGES
from explorer.networks.slopes import write_slopes
from explorer.networks.stages import LEARNED_SLOPES
from explorer.view.network import CHANNELS, MOST_SCALES, PICTURES, NetworkSettings, apply, read_link
from tests.parity.node import ask, call

MODULE = "core/network_settings"
PATCHES = [
    *({"picture": value} for value in ("Cat", "Dog", 3)),
    *({"change": value} for value in ("Negative", "")),
    *({"scale": value} for value in (3, MOST_SCALES + 1, -1, 1.5, "2", True)),
    *({"channel": value} for value in ("3.32", "3.33", "")),
    *({"slopes": value} for value in ("0", "0.0", "2:1", "4:1", "1:0,2:0,3:0", None, 0)),
    *({"colour": "red"}, {"constructor": "red"}),
    {"picture": "Your picture", "change": "Grey", "scale": 8, "channel": "1.1", "slopes": "1.1:0.5"},
]
QUERIES = [
    *({"slopes": text} for text in ("", "0", "0.250", "1:0,2:0,3:0", "1.4:.5,", "١", "nonsense")),
    *({"scale": text} for text in ("3", "03", "9", "3.0", "１", " 3")),
    *({"channel": text} for text in ("2.16", "2.17")),
    *({"picture": "Cat", "change": "Upside down", "utm_source": "mail"}, {"picture": "cat"}),
    {"change": "Brighter", "slopes": "nonsense"},
]


def some_settings(count=100, seed=0):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        moved = rng.random(58) < rng.choice([0, 0.05, 1])
        slopes = np.where(moved, rng.integers(-1500, 1501, 58) / 1000, LEARNED_SLOPES)
        yield NetworkSettings(
            picture=str(rng.choice(PICTURES)),
            change=str(rng.choice(list(CHANGES))),
            scale=int(rng.integers(MOST_SCALES + 1)),
            channel=str(rng.choice(CHANNELS)),
            slopes=write_slopes([float(slope) for slope in slopes]),
        )


def test_a_patch_makes_the_same_of_the_settings_in_both_languages():
    before = NetworkSettings(picture="Coffee cup", scale=1)
    found = ask(call(MODULE, "apply", asdict(before), patch) for patch in PATCHES)
    assert found == [asdict(apply(before, patch)) for patch in PATCHES]


def test_an_address_opens_the_same_in_both_languages():
    queries = [*QUERIES, *(view.to_query() for view in some_settings())]
    queries += [
        {"change": " NEGATIVE.", "scale": "2)", "slopes": "(2:1)"},
        {"stride": "2", "utm_x": "1", "scale": "9"},
    ]
    found = ask(call(MODULE, "readLink", query) for query in queries)
    for query, one in zip(queries, found, strict=True):
        settings, unread = read_link(query)
        assert one == {"settings": asdict(settings), "unread": [each._asdict() for each in unread]}


def test_the_same_view_is_written_alike():
    views = list(some_settings())
    found = ask(call(MODULE, "toQuery", asdict(view)) for view in views)
    assert found == [view.to_query() for view in views]
