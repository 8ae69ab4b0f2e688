"""Every sentence of the experiments, checked by the numbers; every experiment, opened."""

import re
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import cv2
import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.core.arrays import Map
from explorer.core.layer import ForwardPass, forward
from explorer.core.measures import Summary, summary
from explorer.core.notation import short
from explorer.core.paint import GREY, PALETTES, colour_range
from explorer.core.profiles import RowProfile, corners, crossings, row_profile
from explorer.exports.thumbnail import GAP, thumbnail
from explorer.images import samples
from explorer.ui.features import links
from explorer.ui.pages import experiments as page
from explorer.view.experiments import EXPERIMENTS, Experiment
from explorer.view.network import NetworkSettings
from explorer.view.network_experiments import GROUP, NETWORK_EXPERIMENTS
from explorer.view.settings import DEFAULTS, DOMAINS, Settings
from tests.messages.reader import taken_apart
from tests.view.checks import Checks

ENTRY = str(Path(__file__).parents[2] / "streamlit_app.py")
GROUPS = ["Streaks", "Sign", "Edges", "Blur", "Leak", "Bias", "All or nothing", "Traps"]


@dataclass(frozen=True)
class Seen:
    """What the explorer shows of one experiment."""

    row: Experiment
    image: Map
    layer: ForwardPass
    line: RowProfile
    whole: Summary

    @property
    def before(self):
        return self.layer.pre_activation

    @property
    def after(self):
        return self.layer.activation_map

    def says(self, *values):
        """Whether the sentence holds these numbers."""
        return set(map(short, values)) <= set(re.findall(r"−?\d+(?:\.\d+)?", self.row.sentence))

    def otherwise(self, **changed):
        """Compute the same view with some settings changed."""
        return forward(self.image, **replace(self.row.settings, **changed).layer())


def seen_of(row):
    settings = row.settings
    image = samples()[settings.picture].load(settings.size)
    layer = forward(image, **settings.layer())
    line = row_profile(
        image,
        layer.pre_activation,
        layer.activation_map,
        layer.nearest(settings.row, 0),
        stride=layer.stride,
        offset=layer.offset,
    )
    whole = summary(layer.pre_activation, layer.activation_map)
    return Seen(row, image, layer, line, whole)


CHECKS = Checks()
check = CHECKS.check


def opposite(settings):
    return {f"w{k // 3}{k % 3}": float(-w) for k, w in enumerate(settings.weights.flat)}


@check("White, grey, black")
def _(seen):
    light = np.flatnonzero(seen.line.input > 0.5)
    white, black = np.flatnonzero(seen.line.signed > 0), np.flatnonzero(seen.line.signed < 0)
    assert abs(white.mean() - light[0]) <= 1
    assert abs(black.mean() - light[-1]) <= 1
    np.testing.assert_array_equal(seen.after, np.maximum(seen.before, 0))
    assert colour_range(seen.after, "Signed grey", limit=seen.layer.limit) == (-2, 2)


@check("Two lobes, one corner")
def _(seen):
    half = len(seen.image) // 2
    assert (np.diff(seen.image[:, :half]) > 0).all()
    assert (np.diff(seen.image[:, half:]) < 0).all()
    assert (seen.before[:, :half] > 0).all()
    assert (seen.before[:, half:] < 0).all()
    np.testing.assert_array_equal(seen.after[:, :half], seen.before[:, :half])
    assert not seen.after[:, half:].any()
    assert seen.line.signed[seen.row.settings.col] < 0
    found = corners(seen.line.signed, seen.line.rectified, slopes=(0, 1))
    assert found.corner_before < found.corner_after


@check("Brick after brick")
def _(seen):
    assert len(crossings(seen.line.signed).places) >= 20
    assert seen.whole.low_after == 0
    assert np.abs(np.diff(seen.after)).max() <= np.abs(np.diff(seen.before)).max()


@check("A street at dusk")
def _(seen):
    strong = np.where(np.abs(seen.line.signed) < 0.1 * seen.layer.limit, 0, seen.line.signed)
    assert len(crossings(np.float32(strong)).places) >= 40
    np.testing.assert_array_equal(seen.after, np.maximum(seen.before, 0))
    assert colour_range(seen.after, "Signed grey", limit=1) == (-1, 1)


@check("Sixteen crossings")
def _(seen):
    assert {len(crossings(line).places) for line in seen.before} == {16}
    assert seen.says(16)
    assert seen.whole.zero_fraction == pytest.approx(0.5, abs=0.01)


@check("Lighter to the right")
def _(seen):
    np.testing.assert_array_equal(seen.after, np.maximum(seen.before, 0))
    smooth = cv2.copyMakeBorder(seen.image, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    smooth = smooth[:-2] + 2 * smooth[1:-1] + smooth[2:]
    rise = smooth[:, 2:] - smooth[:, :-2]
    sure = np.abs(rise) > 1e-4
    np.testing.assert_array_equal(np.sign(seen.before[sure]), np.sign(rise[sure]))
    assert 0.2 < seen.whole.zero_fraction < 0.8


@check("The opposite kernel")
def _(seen):
    before = seen.otherwise(**opposite(seen.row.settings))
    np.testing.assert_array_equal(seen.before, -before.pre_activation)
    assert not (seen.after * before.activation_map).any()
    np.testing.assert_array_equal(before.activation_map - seen.after, before.pre_activation)


@check("Both sides at once")
def _(seen):
    np.testing.assert_array_equal(seen.after, np.abs(seen.before))
    np.testing.assert_array_equal(seen.after, seen.otherwise(**opposite(seen.row.settings)).activation_map)
    assert seen.whole.changed_fraction > 0.2


@check("Light from one corner")
def _(seen):
    assert seen.row.settings.weights.sum() == 1
    assert seen.says(1)
    local = [np.roll(seen.image, (r, c), (0, 1)) for r in (-1, 0, 1) for c in (-1, 0, 1)]
    flat = np.ptp(local, axis=0) == 0
    assert flat.mean() > 0.5
    np.testing.assert_allclose(seen.before[flat], seen.image[flat], atol=1e-6)
    rows, cols = np.nonzero(seen.before < 0)
    ink = seen.image > 0.5
    assert len(rows) > 100
    after = seen.after[rows, cols]
    assert not after.any()
    # Paper that has ink at its upper left turns negative, never paper that has it at its lower right.
    assert ink[rows - 2, cols - 2].mean() > 5 * ink[rows + 2, cols + 2].mean()


@check("One edge")
def _(seen):
    answering = np.flatnonzero(seen.before.any(axis=0))
    assert answering.tolist() == [31, 32]
    assert set(seen.before[:, answering].flat) == {2.0} == {4 * np.diff(seen.image).max()}
    assert seen.says(2, 0.5, 4)
    assert not seen.whole.changed_fraction


@check("Blind to this edge")
def _(seen):
    assert not seen.before.any()
    assert seen.image.std() > 0.2
    edge = EXPERIMENTS[EXPERIMENTS.index(seen.row) - 1]
    assert (edge.settings.picture, edge.name) == (seen.row.settings.picture, "One edge")
    np.testing.assert_array_equal(seen.row.settings.weights, np.rot90(edge.settings.weights, -1))


def borders(line):
    """Count the answers of each sign along a line, two columns an answer."""
    return np.count_nonzero(line == -2) // 2, np.count_nonzero(line == 2) // 2


@check("Plus and minus in turn")
def _(seen):
    assert set(seen.line.signed) == {-2.0, 0.0, 2.0}
    assert borders(seen.line.signed) == (4, 3)
    assert borders(seen.line.rectified) == (0, 3)
    assert len(crossings(seen.line.signed).places) == 6
    assert seen.says(-2, 2)
    assert borders(seen.after[seen.row.settings.row + 8]) == (0, 4)


@check("A star of spokes")
def _(seen):
    down, across = np.mgrid[-63.5:64, -63.5:64]
    ring = (np.hypot(down, across) > 15) & (np.hypot(down, across) < 55)
    upright = ring & (np.abs(across) < 0.2 * np.abs(down))
    flat = ring & (np.abs(down) < 0.2 * np.abs(across))
    assert np.abs(seen.before[upright]).mean() > 5 * np.abs(seen.before[flat]).mean()


@check("A slope is no edge")
def _(seen):
    assert set(np.diff(seen.image[0])) == {np.float32(1 / 64)}
    assert np.flatnonzero(seen.before.any(axis=0)).tolist() == [0, 63]


@check("Nothing to cut")
def _(seen):
    assert seen.whole.low_before >= 0
    assert seen.whole.changed_fraction == 0
    settings = seen.row.settings
    assert (settings.weights > 0).all()
    assert settings.weights.sum() == 1


@check("One step becomes three")
def _(seen):
    assert seen.line.input[[31, 32]].tolist() == [0.25, 0.75]
    steps = np.diff(seen.line.signed)
    np.testing.assert_allclose(steps[np.abs(steps) > 1e-6], [0.5 / 3] * 3, atol=1e-6)
    assert seen.says(0.5)
    assert seen.whole.changed_fraction == 0


@check("Sharper than the picture")
def _(seen):
    assert (seen.whole.low_before, seen.whole.high_before) == (-0.25, 1.25)
    assert (seen.image.min(), seen.image.max()) == (0.25, 0.75)
    assert seen.says(-0.25, 1.25, 0.25, 0.75)
    assert seen.line.signed[[31, 32]].tolist() == [-0.25, 1.25]
    assert seen.whole.zero_fraction == 1 / 64


@check("Slope 1")
def _(seen):
    np.testing.assert_array_equal(seen.after, seen.before)
    assert seen.whole.negative_before > 0.2


@check("A quarter leaks through")
def _(seen):
    np.testing.assert_array_equal(seen.after, np.where(seen.before < 0, seen.before / 4, seen.before))
    assert seen.whole.zero_fraction == 0
    assert seen.whole.negative_after == seen.whole.negative_before > 0.2


@check("Slope −1")
def _(seen):
    np.testing.assert_array_equal(seen.after, np.abs(seen.before))
    assert seen.row.settings.negative_slope == -1


@check("A leak one cannot see")
def _(seen):
    negative = seen.before < 0
    assert seen.whole.zero_fraction == 0
    np.testing.assert_allclose(seen.after[negative], seen.before[negative] / 100, rtol=1e-5)
    relu = seen.otherwise(activation="ReLU").activation_map
    colours = 2 * seen.layer.limit / len(GREY)
    assert np.abs(relu - seen.after).max() < 2.1 * colours


@check("The island")
def _(seen):
    np.testing.assert_array_equal(seen.after > 0, seen.image > 0.5)
    np.testing.assert_array_equal(seen.before, seen.image - np.float32(0.5))
    assert seen.says(0.5)
    assert len(crossings(seen.line.signed).places) == 2


@check("Only strong edges")
def _(seen):
    plain = seen.otherwise(bias=0.0).pre_activation
    near = np.abs(plain - 1) < 1e-5
    np.testing.assert_array_equal((seen.after > 0)[~near], (plain > 1)[~near])
    assert 0 < np.mean(seen.after > 0) < 0.5 * np.mean(plain > 0)
    assert seen.says(-1, 1)


@check("Lifted clear of zero")
def _(seen):
    weights = seen.row.settings.weights
    assert weights[weights < 0].sum() == -4
    assert seen.row.settings.bias == 4
    assert seen.says(-4, 4)
    assert seen.whole.changed_fraction == 0
    assert seen.otherwise(bias=0.0).pre_activation.min() < 0


@check("Yes or no")
def _(seen):
    mean = cv2.blur(seen.image, (3, 3), borderType=cv2.BORDER_REPLICATE)
    sure = np.abs(mean - 0.5) > 1e-5
    np.testing.assert_array_equal(seen.after[sure], (mean > 0.5)[sure])
    assert set(seen.after.flat) == {0.0, 1.0}
    assert seen.says(0.5, 1, 0)


@check("Drowned")
def _(seen):
    settings = seen.row.settings
    assert settings.weights.sum() == 1
    assert settings.bias == -1
    assert not seen.after.any()
    assert seen.whole.zero_fraction == 1


@check("Waiting for the wrong edge")
def _(seen):
    assert (np.diff(seen.image) > 0).all()
    assert seen.whole.high_before < 0
    assert seen.whole.zero_fraction == 1


@check("The same ramp, all kept")
def _(seen):
    assert seen.whole.low_before > 0
    assert seen.whole.changed_fraction == 0
    before = EXPERIMENTS[EXPERIMENTS.index(seen.row) - 1]
    assert before.settings == replace(seen.row.settings, **opposite(seen.row.settings))


@check("A leak keeps it alive")
def _(seen):
    assert seen.whole.high_before < 0
    assert seen.after.all()
    np.testing.assert_allclose(seen.after, seen.before / 100, rtol=1e-5)


@check("The edge that is not there")
def _(seen):
    place = np.unravel_index(np.abs(seen.before).argmax(), seen.before.shape)
    assert place[1] == seen.row.settings.col == seen.image.shape[1] - 1
    assert seen.before[place] == -3
    assert seen.line.signed[-1] == -3
    assert seen.says(-3)
    assert not np.diff(seen.image[:, 40:]).any()
    assert not seen.otherwise(padding="replicate").pre_activation[:, 40:].any()


@check("Zero changes its colour")
def _(seen):
    spans = [colour_range(v, seen.row.settings.palette, limit=1) for v in (seen.before, seen.after)]
    before, after = (-low / (high - low) for low, high in spans)
    assert 0.4 < before < 0.6
    assert after == 0
    zeros = seen.before == 0
    assert not seen.after[zeros].any()


@check("The bar that vanished")
def _(seen):
    assert seen.row.settings.stride == 4
    assert seen.says(4)
    assert not seen.before.any()
    found = [bool(seen.otherwise(stride=stride).pre_activation.any()) for stride in (1, 2, 3)]
    assert found == [True] * 3


@check("ReLU on a picture")
def _(seen):
    np.testing.assert_array_equal(seen.before, seen.image)
    np.testing.assert_array_equal(seen.after, seen.image)


@check("A real jump")
def _(seen):
    assert set(seen.after.flat) == {0.0, 1.0}
    steps = [np.abs(np.diff(line)).max() for line in (seen.line.signed, seen.line.rectified)]
    relu = seen.otherwise(activation="ReLU").activation_map[seen.row.settings.row]
    assert np.abs(np.diff(relu)).max() <= steps[0] < steps[1] == 1


@check("Zero goes in, 0.69 comes out")
def _(seen):
    assert seen.whole.low_after == pytest.approx(0.69, abs=0.005)
    np.testing.assert_allclose(seen.after[seen.before == 0], np.log(2), rtol=1e-6)
    assert np.mean(seen.before == 0) > 0.9


@pytest.mark.parametrize("row", EXPERIMENTS, ids=lambda row: row.name)
def test_the_sentence_is_what_the_numbers_say(row):
    CHECKS[row.name](seen_of(row))


def test_every_experiment_is_checked_and_named_once():
    assert list(CHECKS) == [row.name for row in EXPERIMENTS]


def test_the_groups_follow_each_other():
    assert [name for name, _ in groupby(EXPERIMENTS, lambda row: row.group)] == GROUPS
    assert len(EXPERIMENTS) >= 20


def test_the_words_are_short_and_the_question_is_one():
    for row in EXPERIMENTS:
        assert len(row.sentence.split()) <= 30, row.name
        assert row.sentence.endswith("."), row.name
        assert "?" in row.question, row.name
        assert len(row.question.split()) <= 20, row.name


def test_the_line_lies_where_the_maps_have_a_value():
    for row in EXPERIMENTS:
        settings = row.settings
        for name, domain in DOMAINS.items():
            assert getattr(settings, name) in domain, (row.name, name)
        layer = seen_of(row).layer
        for axis, place in enumerate((settings.row, settings.col)):
            assert layer.centre(layer.nearest(place, axis)) == place, (row.name, axis)


def test_no_two_experiments_show_the_same():
    assert len({row.settings for row in EXPERIMENTS}) == len(EXPERIMENTS)
    assert Settings() not in {row.settings for row in EXPERIMENTS}


def painted(settings, image):
    """Take a thumbnail apart: input, before and after, in red, green and blue."""
    colours = cv2.imdecode(np.frombuffer(thumbnail(settings, image), np.uint8), cv2.IMREAD_UNCHANGED)
    width = image.shape[1]
    starts = [k * (width + GAP) for k in range(3)]
    assert colours.shape == (image.shape[0], 3 * width + 2 * GAP, 4)
    assert not colours[:, width : width + GAP, 3].any()
    return [colours[:, start : start + width, 2::-1] for start in starts]


def test_a_thumbnail_shows_the_maps_in_the_colours_of_the_scope():
    settings = Settings()
    image = samples()["Coffee cup"].load(128)
    layer = forward(image, **settings.layer())
    shown, before, after = painted(settings, image)
    np.testing.assert_allclose(shown[..., 0] / 255, image, atol=0.012)
    table = PALETTES["Diverging"].table
    zero = table[len(table) // 2]
    assert (after[layer.activation_map == 0] == zero).all()
    np.testing.assert_array_equal(before[layer.pre_activation > 0], after[layer.pre_activation > 0])
    strong = layer.pre_activation < -layer.limit / 4
    assert (before[strong][:, 2] > before[strong][:, 0]).all()


@pytest.mark.parametrize(("stride", "padding"), [(4, "replicate"), (3, "valid"), (1, "valid")])
def test_a_thumbnail_has_the_size_of_the_picture_whatever_the_map_has(stride, padding):
    image = samples()["Step edge"].load(16)
    _, before, _ = painted(Settings(stride=stride, padding=padding), image)
    assert (before[0, 7:9] != before[0, 0]).any()


def test_flat_maps_can_be_painted_in_every_palette():
    for palette in PALETTES:
        _, before, after = painted(Settings(palette=palette), np.full((8, 8), 0.5, np.float32))
        assert len(np.unique(before.reshape(-1, 3), axis=0)) == 1
        np.testing.assert_array_equal(before, after)


def cards():
    return {card["name"]: card for group in page._card_groups()["groups"] for card in group["cards"]}


def test_every_card_links_to_its_own_settings():
    found = cards()
    for row in EXPERIMENTS:
        parts = urlsplit(found[row.name]["address"])
        assert (parts.scheme, parts.netloc, parts.path) == ("", "", "./")
        assert Settings.from_query(dict(parse_qsl(parts.query))) == row.settings


def test_the_cards_of_the_real_network_come_last_and_link_to_its_page():
    last = page._card_groups()["groups"][-1]
    assert last["name"] == GROUP
    for card, row in zip(last["cards"], NETWORK_EXPERIMENTS, strict=True):
        parts = urlsplit(card["address"])
        assert (parts.scheme, parts.netloc, parts.path) == ("", "", "./network")
        assert NetworkSettings.from_query(dict(parse_qsl(parts.query))) == row.settings
        assert (card["name"], card["sentence"], card["question"]) == (row.name, row.sentence, row.question)


def test_all_cards_together_are_light():
    assert sum(len(card["picture"]) for card in cards().values()) < 2_000_000
    assert all(card["picture"].startswith("data:image/png;base64,") for card in cards().values())


@pytest.mark.parametrize("nonsense", [None, "", "no such", 3, ["The island"], {"name": "The island"}])
def test_an_unknown_experiment_is_none(nonsense):
    assert page.find(nonsense) is None


def _gallery():
    from explorer.ui.pages import experiments

    experiments.page(None)


def test_the_page_shows_every_experiment():
    app = AppTest.from_function(_gallery, default_timeout=30).run()
    assert not app.exception
    (proto,) = [element.proto for element in app.get("bidi_component")]
    shown, _, _ = taken_apart(proto.bytes)
    names = [card["name"] for group in shown["groups"] for card in group["cards"]]
    assert names == [row.name for row in (*EXPERIMENTS, *NETWORK_EXPERIMENTS)]
    assert f"{len(names)} ready views" in app.markdown[0].value


def test_a_chosen_card_opens_with_its_settings(monkeypatch):
    row, opened = EXPERIMENTS[3], []
    monkeypatch.setattr(page, "_cards", lambda *_, **__: SimpleNamespace(open=row.name))
    monkeypatch.setattr(links, "open_explorer", lambda *args: opened.append(args))
    page.page("the explorer")
    assert opened == [("the explorer", row.settings)]


def test_a_chosen_card_of_the_real_network_opens_its_page(monkeypatch):
    row, opened = NETWORK_EXPERIMENTS[1], []
    monkeypatch.setattr(page, "_cards", lambda *_, **__: SimpleNamespace(open=row.name))
    monkeypatch.setattr(links, "open_network", opened.append)
    page.page("the explorer")
    assert opened == [row.settings]


@pytest.mark.parametrize("row", EXPERIMENTS, ids=lambda row: row.name)
def test_every_experiment_opens_in_the_explorer(row):
    app = AppTest.from_file(ENTRY, default_timeout=30)
    for name, value in row.settings.to_query().items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    shown = {name: app.session_state[name] for name in DEFAULTS if name in app.session_state}
    for name, value in shown.items():
        assert (
            value == pytest.approx(getattr(row.settings, name), abs=1e-8)
            if isinstance(value, float)
            else (value == getattr(row.settings, name))
        )
