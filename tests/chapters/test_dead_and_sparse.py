import numpy as np
import pytest

from explorer.core.activations import relu
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import percent
from explorer.images import samples
from explorer.lessons import dead_units as lesson
from explorer.ui.pages.chapters import dead_and_sparse
from tests.chapters.opened import again, curve, is_sound, metrics, opened, said, told

NORMAL = "Φ: zeros if its values were normally distributed"
LEAKY = f"leaky ReLU ({dead_and_sparse.LEAK})"


def signed(picture):
    image = samples()[picture].load(256)
    return forward(image, KERNELS["Sobel right"].weights).pre_activation.astype(np.float64)


def test_the_chapter_is_sound():
    assert is_sound(dead_and_sparse.PAGE)


@pytest.mark.parametrize("picture", ["Brick wall", "Cat", "Step edge", "Slow ramp"])
@pytest.mark.parametrize("level", [-1.5, 0.0, 2.0])
def test_the_zeros_are_counted_and_set_beside_phi(picture, level):
    app = opened("dead_and_sparse", picture=picture)
    again(app.slider(key="dead_and_sparse_bias").set_value(level))
    z = signed(picture)
    bias = level * z.std()
    assert metrics(app)["Zeros in this map"] == percent(float((relu(z + bias) == 0).mean()))
    phi = float(lesson.normal_share_below((-bias - z.mean()) / z.std()))
    assert metrics(app)[NORMAL] == percent(phi)
    here = curve(app, "dead_and_sparse_sea", "this bias")
    assert here["x"] == [level]
    assert here["y"] == [lesson.zero_share(relu(z + bias))]
    assert ("above the sea" in said(app)) == bool((z + bias > 0).all())
    assert ("under the sea" in said(app)) == bool((z + bias <= 0).all())


def test_the_lower_the_bias_the_more_zeros():
    app = opened("dead_and_sparse", picture="Cat")
    for name in ("this map", "normal distribution"):
        line = curve(app, "dead_and_sparse_sea", name)
        assert np.all(np.diff(line["x"]) > 0)
        assert np.all(np.diff(line["y"]) <= 0)
    here = curve(app, "dead_and_sparse_sea", "this bias")["y"][0]
    line = curve(app, "dead_and_sparse_sea", "this map")
    assert np.interp(0.0, line["x"], line["y"]) == pytest.approx(here, abs=1e-9)


def test_a_flat_picture_of_ones_own_has_nothing_to_flood():
    app = opened("dead_and_sparse", own=np.full((20, 30), 0.5, np.float32))
    assert "nothing to flood" in said(app)
    assert "dead_and_sparse_sea" not in told(app)


def test_the_unit_that_the_question_is_about_never_moves():
    app = opened("dead_and_sparse")
    assert dead_and_sparse.PAGE.answer == "Nothing at all"
    assert "dead from the start" in said(app)
    assert "**Leaky ReLU**: learns" in said(app)
    assert len(set(curve(app, "dead_and_sparse_errors", "ReLU")["y"])) == 1
    assert set(curve(app, "dead_and_sparse_answers", "ReLU")["y"]) == {0}
    wanted = curve(app, "dead_and_sparse_answers", "wanted")["y"]
    assert curve(app, "dead_and_sparse_answers", LEAKY)["y"] == pytest.approx(wanted, abs=1e-3)


@pytest.mark.parametrize(
    ("bias", "rate", "fate"),
    [
        (0.0, 0.1, "**ReLU**: learns"),
        (0.0, 20.0, "**ReLU**: dead after step"),
        (0.0, 20.0, "a leak does not mend steps that are too large"),
        (-2.0, 1.0, "**Leaky ReLU**: learns"),
    ],
)
def test_what_is_said_follows_the_training(bias, rate, fate):
    app = opened("dead_and_sparse")
    app.slider(key="dead_and_sparse_start").set_value(bias)
    app.select_slider(key="dead_and_sparse_rate").set_value(rate)
    again(app)
    assert fate in said(app)
    trained = lesson.train_unit(bias, rate=rate, steps=dead_and_sparse.STEPS)
    assert curve(app, "dead_and_sparse_errors", "ReLU")["y"] == trained.errors.tolist()


@pytest.mark.parametrize("bias", [-3.0, -1.0, 1.0])
@pytest.mark.parametrize("rate", dead_and_sparse.RATES)
def test_a_unit_is_called_dead_only_if_nothing_moves_any_more(bias, rate):
    run = lesson.train_unit(bias, rate=rate, steps=dead_and_sparse.STEPS)
    leaky = lesson.train_unit(bias, slope=dead_and_sparse.LEAK, rate=rate, steps=dead_and_sparse.STEPS)
    is_dead = "dead" in dead_and_sparse._fate(run, leaky).split("\n")[0]
    assert is_dead == (run.gradients[-1] == 0)


def test_only_what_has_no_exact_zero_is_said_to_have_none():
    app = opened("dead_and_sparse")
    found = lesson.zero_shares_of_activations()
    assert curve(app, "dead_and_sparse_activations", "zeros")["y"] == list(found.values())
    (line,) = [text.value for text in app.caption if "No exact zero" in text.value]
    named = line.split(": ")[1].rstrip(".").split(", ")
    assert named == [name for name, share in found.items() if share == 0]
    assert {"GELU", "SiLU", "Softplus", "ELU"} <= set(named)


def test_the_trained_networks_are_cited_not_computed():
    app = opened("dead_and_sparse")
    cited = [row.zero_share for row in lesson.TRAINED_SPARSITY]
    assert curve(app, "dead_and_sparse_trained", "zeros")["y"] == cited
    assert "Glorot et al. 2011, as readers report it" in said(app)
