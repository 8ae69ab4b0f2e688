"""Every sentence of the claim audit is held against numbers that are computed here in another way."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.core.arrays import read_only
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import percent
from explorer.images import samples
from explorer.lessons import claim_checks, claims
from explorer.lessons.chapters import CHAPTERS
from explorer.lessons.claims import CLAIMS, COUNTED, MEANINGS, SHARES, Verdict
from tests.lessons.test_sources import UNVERIFIED

CHECKED = [row for row in CLAIMS if row.check]
BY_KEY = {row.key: row for row in CLAIMS}
SIZE = 96
SHOWN = 256  # the size at which the lessons show a picture
# What a picture cannot show: one without negatives in its map, or with two levels only.
SILENT = {
    "Step edge": {"imposed", "black-and-white", "shades", "removed", "gradual"},
    "Slow ramp": {"imposed", "shades", "removed", "gradual", "disposed"},
    "Checkerboard": {"black-and-white"},
    "Thin bar": {"black-and-white"},
}

every_picture = pytest.mark.parametrize("name", samples())
some_pictures = arrays(
    np.int64, st.tuples(st.integers(3, 12), st.integers(3, 12)), elements=st.integers(0, 255)
)


def failing(picture):
    return {row.key for row in CHECKED if not row.check(read_only(picture)).holds}


@every_picture
def test_every_check_holds_on_every_picture_that_can_show_it(name):
    assert failing(samples()[name].load(SHOWN)) == SILENT.get(name, set())


@pytest.mark.parametrize("side", [3, 4])
def test_the_smallest_picture_can_be_checked(side):
    noise = np.random.default_rng(1).integers(0, 256, (side, side)) / 255
    assert failing(noise) <= {"imposed", "shades", "removed", "gradual", "disposed"}


@pytest.mark.parametrize("shade", [0.0, 0.5, 1.0])
def test_a_flat_picture_shows_only_what_holds_everywhere(shade):
    assert failing(np.full((9, 9), shade)) == {
        "purpose", "further", "imposed", "black-and-white", "shades", "removed", "gradual", "disposed",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "noticed"),
    [
        (lambda z: np.asarray(z) + 0.0, {"further", "removed", "streak", "gradual"}),
        (np.abs, {"removed"}),
        (lambda z: -np.minimum(z, 0), {"removed", "picture", "gradual"}),
        (lambda z: np.asarray(z) - 1.0, {"removed", "streak", "picture", "gradual"}),
    ],
    ids=["identity", "absolute", "other side", "one lower"],
)
def test_a_rectifier_with_a_fault_is_noticed(monkeypatch, broken, noticed):
    monkeypatch.setattr(claim_checks, "relu", broken)
    assert noticed == failing(samples()["Cat"].load(SIZE))


def test_every_row_says_what_is_claimed_and_what_is_so():
    assert len({row.key for row in CLAIMS}) == len(CLAIMS)
    for row in CLAIMS:
        assert row.claim.endswith((".", ".”")), row.key
        assert row.what_is_so.endswith("."), row.key
        assert all(len(part.split()) <= 25 for part in re.split(r"[.;:] ", row.what_is_so)), row.key
        assert row.chapter in CHAPTERS, row.key
        assert not re.search(UNVERIFIED, row.claim + row.what_is_so), row.key


def test_the_audit_is_complete():
    assert [row.key for row in CLAIMS if row.is_ours] == ["picture"]
    assert [row.key for row in CLAIMS if row.check is None] == ["non-technical", "mathematics", "readings"]
    assert {row.verdict for row in COUNTED} == set(Verdict) == set(MEANINGS)
    assert [claims.heading(row) for row in COUNTED] == [f"Claim {k}" for k in range(1, len(COUNTED) + 1)]
    assert claims.heading(BY_KEY["picture"]).startswith("Our own")


def test_the_numbers_of_the_summary_are_those_of_the_rows():
    text = claims.summary()
    assert f"the tutorial’s {len(COUNTED)} claims" in text
    listed = {word: int(count) for count, word in re.findall(r"(\d+) ([a-z ]+?)(?=,| and |\.)", text)}
    assert listed == {verdict.value: [row.verdict for row in COUNTED].count(verdict) for verdict in Verdict}
    assert sum(listed.values()) == len(COUNTED)


@pytest.mark.parametrize(
    ("right", "of", "share"), [(4, 4, 0), (3, 4, 1), (2, 4, 1), (1, 4, 2), (0, 4, 2), (2, 5, 2)]
)
def test_the_share_that_is_right_is_named_as_it_is(monkeypatch, right, of, share):
    rows = [BY_KEY["streak"]] * right + [BY_KEY["disposed"]] * (of - right)
    monkeypatch.setattr(claims, "COUNTED", tuple(rows))
    assert claims.share_right() == SHARES[share]


def test_who_judges_as_we_do_is_told_so_and_who_does_not_hears_both():
    for row in CLAIMS:
        for verdict in Verdict:
            text = claims.comparison(row, verdict)
            assert f"You say **{verdict.value}**" in text
            assert ("so do we" in text) == (verdict is row.verdict)
            assert (f"we say **{row.verdict.value}**" in text) == (verdict is not row.verdict)


# What each sentence claims, computed without the functions that the checks use.


def sobel(x):
    """Return the map of Sobel right, written out."""
    right, left = x[:, 2:], x[:, :-2]
    rows = right - left
    return rows[:-2] + 2 * rows[1:-1] + rows[2:]


def laplacian(x):
    return x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:] - 4 * x[1:-1, 1:-1]


def sharpened(x):
    return x[1:-1, 1:-1] - laplacian(x)


def biggest_step(x):
    across, down = np.abs(x[:, 1:] - x[:, :-1]), np.abs(x[1:] - x[:-1])
    return max(across.max(initial=0), down.max(initial=0))


def streaks(edges):
    """Count by letters: one for each run of a shade."""
    limit, found = np.abs(edges).max() or 1, 0
    for row in edges:
        word = "".join("w" if 5 * value > limit else "b" if -5 * value > limit else "g" for value in row)
        found += len(re.findall("(?=wgb)", re.sub(r"(.)\1+", r"\1", word)))
    return found


def whole(value):
    return f"{value:,.0f}".replace("-", "−") if value else "0"


def expected(key, x):
    """Return the numbers that the sentence of a claim has to state, in order, and whether it holds."""
    edges = sobel(x)
    kept = np.where(edges > 0, edges, 0)
    size, places = whole(edges.size), edges.size
    share = percent((edges != 0).sum() / places)
    if key == "step":
        return ["0", size, size, "0"], True
    if key == "purpose":
        return ["0", share], bool(edges.any())
    if key == "further":
        return [percent(0.0), share, whole(np.abs(edges).max())], bool(edges.any())
    if key == "features":
        straight = (x[:, 2:] - x[:, 1:-1] == x[:, 1:-1] - x[:, :-2]).mean()
        return ["8", "0", "0", percent(float(straight))], True
    if key == "imposed":
        framed = np.pad(x, 2, mode="edge")
        first = sobel(framed)
        apart = np.abs(laplacian(np.maximum(first, 0)) - laplacian(first)).max()
        return ["3", "3", "5", "5", "0", whole(apart)], bool(apart > 0)
    if key == "black-and-white":
        return [str(len(set(x.ravel().tolist()))), "2"], len(set(x.ravel().tolist())) > 2
    if key == "shades":
        numbers = [whole(value) for value in (x.min(), x.max(), edges.min(), edges.max())]
        return numbers, bool(edges.min() < 0 < edges.max())
    if key == "removed":
        darker = percent(float((edges < 0).mean()))
        return [size, size, "0", darker, percent(0.0), "0", percent(float((kept == 0).mean()))], bool(
            (edges < 0).any()
        )
    if key == "picture":
        return ["0", whole(x.size)], True
    if key == "streak":
        bar = ["0", "10", "10", "0", "−10", "−10", "0"]
        return [*bar, percent(0.2), whole(streaks(edges)), "0"], True
    if key == "abrupt":
        growth = [f"{1 / np.tan(np.pi / count) / 2:.1f}" for count in (16, 64)]
        steps = [whole(biggest_step(values)) for values in (edges, kept)]
        return [*steps, growth[0], "16", growth[1], "64"], True
    if key == "gradual":
        above, below = ({*edges[side].tolist()} for side in (edges > 0, edges < 0))
        return ["0", whole(len(above)), whole(len(above)), "0", "0", whole(len(below)), "0"], bool(below)
    return None


COMPUTED = [row for row in CHECKED if row.key not in ("naturally", "disposed")]


def numbers(text):
    """Read the numbers of a sentence, a percentage with its words."""
    return re.findall(r"(?:more than |less than )?−?\d(?:[\d,.]*\d)?(?: %)?", text)


def agrees(x):
    picture = read_only(np.float32(x) / np.float32(255))
    for row in COMPUTED:
        stated, holds = expected(row.key, x)
        found = row.check(picture)
        assert numbers(found.measured) == stated, (row.key, found.measured)
        assert found.holds is holds, row.key


@every_picture
def test_the_sentences_state_what_is_so_on_every_picture(name):
    agrees(np.rint(samples()[name].load(SIZE).astype(np.float64) * 255).astype(np.int64))


@settings(max_examples=60, deadline=None)
@given(some_pictures)
def test_the_sentences_state_what_is_so_on_any_picture(x):
    agrees(x)


@every_picture
def test_steepness_is_no_proof_with_these_numbers(name):
    picture = samples()[name].load(SIZE)
    x = np.rint(picture.astype(np.float64) * 255)
    unit = sobel(x) / (np.abs(sobel(x)).max() or 1)
    soft = np.log1p(np.exp(unit))
    missed = np.abs(np.log(2) - soft - np.log1p(np.exp(-unit))).max()
    found = BY_KEY["disposed"].check(picture)
    for value in (f"{missed:.2f}", f"{biggest_step(unit):.2f}", f"{biggest_step(soft):.2f}"):
        assert value in numbers(found.measured), found.measured
    steps = whole(biggest_step(x)), whole(biggest_step(sharpened(x)))
    assert f"from {steps[0]} to {steps[1]}." in found.measured
    grows, shrinks = biggest_step(sharpened(x)) > biggest_step(x), biggest_step(soft) < biggest_step(unit)
    assert found.holds == (grows and shrinks)


def test_softplus_misses_superposition_by_what_the_audit_found():
    assert "misses by 0.93" in BY_KEY["disposed"].check(samples()["Cat"].load(SIZE)).measured


def test_what_a_straight_line_misses_is_what_a_fit_leaves():
    ramp = np.repeat(np.arange(0, 250, 10)[None] / 255, 9, axis=0)
    assert "misses 0 % of" in BY_KEY["naturally"].check(ramp).measured
    row = np.random.default_rng(7).integers(0, 100, 40) + 3 * np.arange(40)
    assert row.max() < 256
    left = row - np.polyval(np.polyfit(np.arange(40), row, 1), np.arange(40))
    text = BY_KEY["naturally"].check(row[None] / 255).measured
    assert f"misses {left.var() / row.var():.0%}".replace("%", " %") in text
    assert "answers 0.5 every time; two ReLUs make an error of 0." in text


@every_picture
def test_every_sentence_shows_numbers_with_a_real_minus(name):
    picture = samples()[name].load(SIZE)
    for row in CHECKED:
        text = row.check(picture).measured
        assert text.endswith(".")
        assert re.search(r"\d", text)
        assert not re.search(r"-\d|nan|inf\b|−0\b", text), text


def test_a_picture_that_cannot_show_a_claim_is_said_to():
    flat = np.full((9, 9), 0.5, np.float32)
    for row in CLAIMS:
        text = claims.evidence(row, flat)
        assert text.startswith("Nothing to measure") == (row.check is None)
        assert text.startswith("**This picture cannot show it") == (row.key in failing(flat))


@pytest.mark.parametrize("kernel", KERNELS)
def test_what_is_so_of_steps_and_sides_holds_for_every_kernel_and_border(kernel):
    for place, sample in enumerate(samples().values()):
        padding = list(PADDINGS)[(place + len(kernel)) % len(PADDINGS)]
        layer = forward(sample.load(64), KERNELS[kernel].weights, padding=padding)
        before, after = layer.pre_activation, layer.activation_map
        assert after.shape == before.shape  # nothing is removed
        assert biggest_step(after) <= biggest_step(before)  # no step grows
        assert (after[before > 0] == before[before > 0]).all()  # above zero all is there
        assert (after[before <= 0] == 0).all()  # all others become 0
