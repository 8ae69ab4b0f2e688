"""A channel of P-Net's first layer in the explorer: the same view in both languages."""

from dataclasses import asdict

import pytest

from explorer.networks.stages import P_NET
from explorer.view.network import CHANNELS, NetworkSettings, view_of_channel
from explorer.view.settings import YOUR_PICTURE
from tests.parity.node import ask, call

MODULE = "core/network_channel"
LAYER = {"weight": P_NET.layers[0].weights.ravel(), "bias": P_NET.layers[0].bias}
VIEWS = (
    NetworkSettings(),
    NetworkSettings(slopes="0"),
    NetworkSettings(picture="Cat", slopes="1.1:-0.125,1.10:1.5"),
    NetworkSettings(picture=YOUR_PICTURE, change="Negative", scale=3, slopes="2:1"),
)


@pytest.mark.parametrize("settings", VIEWS)
def test_a_channel_opens_the_same_view_in_both_languages(settings):
    names = [*CHANNELS[:12], CHANNELS[-1], "", "1.0", "1.11"]
    calls = [call(MODULE, "viewOfChannel", name, asdict(settings), LAYER) for name in names]
    expected = [view_of_channel(name, settings) for name in names]
    assert ask(calls) == [view and asdict(view) for view in expected]
    assert sum(view is not None for view in expected) == 10
