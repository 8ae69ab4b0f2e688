import hypothesis
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.core.layer import forward
from explorer.images import samples
from explorer.networks.cascade import Detection, Face
from explorer.networks.changes import CHANGES
from explorer.networks.forward import channel_maps
from explorer.networks.slopes import write_slopes
from explorer.networks.stages import LAYERS, LEARNED_SLOPES
from explorer.view.link import parameters_of
from explorer.view.network import (
    CHANNELS,
    DEFAULTS,
    MOST_SCALES,
    PICTURES,
    NetworkSettings,
    apply,
    compared,
    counted,
    read_link,
    sentence,
    view_of_channel,
)
from explorer.view.settings import YOUR_PICTURE
from explorer.view.spelling import not_understood

slopes = st.one_of(
    st.just(LEARNED_SLOPES),
    arrays(int, 58, elements=st.integers(-1500, 1500)).map(lambda ks: [k / 1000 for k in ks.tolist()]),
).map(write_slopes)
settings = st.builds(
    NetworkSettings,
    picture=st.sampled_from(PICTURES),
    change=st.sampled_from(list(CHANGES)),
    scale=st.integers(0, MOST_SCALES),
    channel=st.sampled_from(CHANNELS),
    slopes=slopes,
)


@given(settings)
def test_an_address_opens_the_view_that_wrote_it(view):
    assert NetworkSettings.from_query(view.to_query()) == view


def test_a_plain_address_is_the_astronaut_as_it_is_with_the_learned_slopes():
    assert NetworkSettings.from_query({}) == NetworkSettings()
    assert NetworkSettings().to_query() == {}
    assert DEFAULTS == {
        "picture": "Astronaut",
        "change": "As it is",
        "scale": 0,
        "channel": "1.5",
        "slopes": "",
    }


@given(
    st.sampled_from(list(DEFAULTS)),
    st.one_of(st.text(max_size=12), st.integers(), st.floats(), st.none(), st.lists(st.integers())),
)
@hypothesis.settings(max_examples=100)
@hypothesis.example("scale", 1.5)
@hypothesis.example("scale", True)
def test_what_a_patch_may_not_say_changes_nothing(name, value):
    before = NetworkSettings(picture="Cat", change="Grey", scale=2, channel="2.3", slopes="2:1")
    after = apply(before, {name: value})
    assert after == before or NetworkSettings.from_query(after.to_query()) == after


@pytest.mark.parametrize(
    "query",
    [
        {"scale": "9"}, {"scale": "-1"}, {"scale": "1.5"}, {"scale": "one"}, {"scale": ""},
        {"slopes": "2"}, {"slopes": "4:1"}, {"slopes": "nan"}, {"channel": "1.11"}, {"channel": "0.1"},
        {"change": "negated"}, {"picture": "Dog"}, {"colour": "red"},
    ],
)  # fmt: skip
def test_nonsense_in_an_address_has_its_default(query):
    assert NetworkSettings.from_query(query) == NetworkSettings()


def test_a_link_is_read_in_any_spelling_and_what_it_cannot_mean_is_named():
    pairs = [
        ("Change", "negative."),
        ("amp;picture", "CAT"),
        ("scale", "2)"),
        ("slopes", "2:1,"),
        ("utm_id", "1"),
    ]
    found, unread = read_link(parameters_of(pairs, DEFAULTS))
    assert found == NetworkSettings(change="Negative", picture="Cat", scale=2, slopes="2:1")
    assert unread == []
    found, unread = read_link({"scale": "9", "channel": "4.1", "stride": "2"})
    assert found == NetworkSettings()
    assert not_understood(unread) == (
        "Not understood in the link: scale=9 (0 is shown), channel=4.1 (1.5 is shown), stride=2."
    )


def test_slopes_written_in_another_way_are_understood():
    long_way = ",".join(f"{layer}:0" for layer in (1, 2, 3))
    assert NetworkSettings.from_query({"slopes": long_way}).slopes == "0"


@pytest.mark.parametrize(
    ("faces", "cells", "begins"),
    [
        (0, 0, "The network marks no face. 0 of 9,704 places look"),
        (1, 1, "The network marks 1 face. 1 of 9,704 places looks"),
        (2, 7213, "The network marks 2 faces. 7,213 of 9,704 places look"),
    ],
)
def test_the_sentence_says_what_was_found(faces, cells, begins):
    said = sentence(Detection((Face(0, 0, 9, 9, 1.0),) * faces, cells, 9704, 49), (512, 512))
    assert said.startswith(begins)
    assert said.endswith("like a face to its first stage.")


def test_a_picture_without_room_for_a_face_says_so():
    assert "3 × 39" in sentence(Detection((), 0, 0, 0), (39, 3))
    assert compared(Detection((), 0, 0, 0)) == ""


def test_faces_are_counted_in_words_a_sentence_begins_with():
    assert [counted(k) for k in (0, 1, 2, 1234)] == ["No face", "1 face", "2 faces", "1,234 faces"]


@pytest.mark.parametrize("channel", CHANNELS[: LAYERS[0]])
def test_a_channel_opened_in_the_explorer_gives_the_network_s_maps_on_a_grey_picture(channel):
    view = view_of_channel(channel, NetworkSettings(picture="Photographer", slopes="1.4:-0.5"))
    image = samples()["Photographer"].load(view.size)
    layer = forward(image, **view.layer())
    levels = np.dstack([np.rint(image * 255).astype(np.uint8)] * 3)
    place = CHANNELS.index(channel)
    slopes = [-0.5 if k == 3 else slope for k, slope in enumerate(LEARNED_SLOPES)]
    before, after = channel_maps(levels, 1, slopes)
    np.testing.assert_allclose(layer.pre_activation, before[place], atol=5e-5)
    rounding = 0.0005 * np.abs(before[place]).max()  # the slope has three digits
    np.testing.assert_allclose(layer.activation_map, after[place], atol=rounding + 5e-5)


def test_only_channels_of_the_first_layer_open_in_the_explorer():
    assert {name for name in CHANNELS if view_of_channel(name, NetworkSettings())} == set(CHANNELS[:10])
    assert all(view_of_channel(name, NetworkSettings()) is None for name in ("", "1.0", None, 3, ["1.1"]))


def test_a_picture_of_the_visitor_s_own_goes_with_the_channel():
    assert view_of_channel("1.1", NetworkSettings(picture=YOUR_PICTURE)).picture == YOUR_PICTURE
