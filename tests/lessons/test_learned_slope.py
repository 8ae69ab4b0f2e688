import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from explorer.core.activations import prelu
from explorer.core.arrays import read_only
from explorer.core.convolution import conv2d
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number
from explorer.images import samples
from explorer.lessons.learned_slope import (
    START,
    STEPS,
    TABLE_1,
    TASKS,
    VALLEY,
    descend,
    descent_sentence,
    nonlinearity_index,
    slope_loss,
    unit_strength,
)
from tests.lessons.science import IMG, SX

SOBEL = KERNELS["Sobel right"].weights
numbers = st.floats(-4, 4, allow_subnormal=False, width=16)
maps = hnp.arrays(np.float64, (5, 6), elements=numbers).map(read_only)
slopes = st.floats(-2, 2)

every_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


def signed_map(name):
    return unit_strength(conv2d(samples()[name].load(96), SOBEL))


def half_mean_squared_error(z, target, slope):
    return float(np.mean((np.where(z > 0, z, slope * z) - target) ** 2)) / 2


@given(maps, maps, slopes)
@settings(deadline=None)
def test_the_parabola_is_the_error_itself(z, target, slope):
    z, target = z.astype(np.float64), target.astype(np.float64)
    expected = half_mean_squared_error(z, target, slope)
    assert slope_loss(z, target).error(slope) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(maps, maps, slopes)
@settings(deadline=None)
def test_the_gradient_is_that_of_equations_2_and_3(z, target, slope):
    z, target = z.astype(np.float64), target.astype(np.float64)
    outer = np.where(z > 0, z, slope * z) - target
    inner = np.where(z > 0, 0, z)
    assert slope_loss(z, target).gradient(slope) == pytest.approx((outer * inner).mean(), abs=1e-9)


def test_the_gradient_is_the_steepness_of_the_error():
    z = signed_map("Cat")
    loss, step = slope_loss(z, np.abs(z)), 1e-4
    rise = half_mean_squared_error(z, np.abs(z), 0.4 + step) - half_mean_squared_error(
        z, np.abs(z), 0.4 - step
    )
    assert loss.gradient(0.4) == pytest.approx(rise / (2 * step), rel=1e-7)


def test_the_steps_are_those_of_equation_4():
    z = signed_map("Cat")
    slope, change, course = 0.25, 0.0, [0.25]
    for _ in range(200):
        gradient = np.mean((np.where(z > 0, z, slope * z) - np.abs(z)) * np.where(z > 0, 0, z))
        change = 0.9 * change + 0.05 * gradient
        slope = slope - change
        course.append(slope)
    np.testing.assert_allclose(descend(slope_loss(z, np.abs(z))).slopes, course, rtol=1e-9)


@every_task
@pytest.mark.parametrize("name", ["Photographer", "Brick wall", "Cat", "Rocket", "Siemens star"])
def test_a_task_with_a_known_answer_is_learned_on_any_picture(task, name):
    z = signed_map(name)
    loss = slope_loss(z, task.target(z))
    learned = descend(loss)
    assert loss.best() == pytest.approx(task.slope, abs=1e-9)
    assert learned.slopes[0] == START
    assert learned.slopes[-1] == pytest.approx(task.slope, abs=1e-3)
    assert learned.errors[-1] == pytest.approx(loss.floor, abs=1e-6)
    assert len(learned.slopes) == len(learned.errors) == STEPS + 1


def test_the_answers_are_keep_discard_turn_round_and_copy():
    assert [task.slope for task in TASKS] == [1, 0, -1, 0.3]


@every_task
def test_weight_decay_draws_every_slope_to_relu(task):
    z = signed_map("Cat")
    loss = slope_loss(z, task.target(z))
    share = loss.curvature / (loss.curvature + 0.1)
    assert 0 < share < 1
    assert loss.best(weight_decay=0.1) == pytest.approx(task.slope * share, abs=1e-9)
    assert descend(loss, weight_decay=0.1).slopes[-1] == pytest.approx(task.slope * share, abs=1e-3)


def test_weight_decay_costs_what_the_notes_say():
    rows, cols = (side - 2 for side in IMG.shape)  # the map depends on the stream of its seed
    edges = sum(SX[i, j] * IMG[i : i + rows, j : j + cols] for i in range(3) for j in range(3))
    z = unit_strength(edges)
    assert slope_loss(z, z).best(weight_decay=0.1) == pytest.approx(0.832, abs=5e-4)


def test_without_negatives_every_slope_serves():
    loss = slope_loss([0.0, 1.0, 2.0], [0.0, 0.0, 0.0])
    assert loss.best() is None
    assert loss.best(weight_decay=0.1) == 0
    assert set(descend(loss).slopes) == {START}
    assert loss.error([-3.0, 0.0, 3.0]).tolist() == [5 / 6] * 3


@given(maps, maps)
@settings(deadline=None)
def test_the_descent_stays_calm_on_any_map(values, target):
    if not values.any():
        with pytest.raises(ValueError, match="0 everywhere"):
            unit_strength(values)
        return
    z = unit_strength(values)
    assert np.mean(z * z) == pytest.approx(1)
    learned = descend(slope_loss(z, target))
    assert learned.errors[-1] <= learned.errors[0] + 1e-9


@given(maps)
@settings(deadline=None)
def test_unit_strength_forgets_the_scale_and_keeps_the_signs(values):
    if values.any():
        np.testing.assert_allclose(unit_strength(3 * values), unit_strength(values), rtol=1e-6)
        np.testing.assert_array_equal(np.sign(unit_strength(values)), np.sign(values))


def test_table_1_has_a_slope_for_every_activated_layer():
    assert len({row.layer for row in TABLE_1}) == len(TABLE_1) == 13
    assert min(TABLE_1, key=lambda row: row.shared).layer == "conv3_5"
    assert max(TABLE_1, key=lambda row: row.channel_wise).layer == "conv1"


def test_deeper_layers_learned_smaller_slopes():
    for slopes, correlation in (
        ([row.shared for row in TABLE_1], -0.63),
        ([row.channel_wise for row in TABLE_1], -0.87),
    ):
        found = stats.spearmanr(range(len(TABLE_1)), slopes).statistic
        assert found == pytest.approx(correlation, abs=0.005)


def test_the_index_tells_table_1_in_percent():
    expected = {
        "conv1": (1.3, 2.3), "conv2_1": (19.4, 8.8), "conv2_2": (19.6, 13.7), "conv2_3": (12.6, 9.8),
        "conv2_4": (2.8, 4.6), "conv3_1": (18.0, 14.1), "conv3_2": (20.3, 16.5), "conv3_3": (18.1, 16.8),
        "conv3_4": (22.1, 18.1), "conv3_5": (26.0, 17.5), "conv3_6": (13.4, 14.0), "fc1": (22.0, 21.3),
        "fc2": (24.3, 21.2),
    }  # fmt: skip
    for row in TABLE_1:
        found = 100 * nonlinearity_index([row.shared, row.channel_wise])
        assert tuple(found) == pytest.approx(expected[row.layer], abs=0.051), row.layer


@pytest.mark.parametrize(
    ("slope", "index"),
    [(0, 0.26653), (0.01, 0.2588), (0.25, 0.11568), (0.5, 0.0388), (0.681, 0.01292), (1, 0), (-1, 1)],
)
def test_the_index_is_what_one_measures_on_normal_numbers(slope, index):
    z = np.random.default_rng(3).standard_normal(200_000)
    assert nonlinearity_index(slope) == pytest.approx(index, abs=5e-5)
    unexplained = 1 - np.corrcoef(z, prelu(z, negative_slope=slope))[0, 1] ** 2
    assert unexplained == pytest.approx(index, abs=0.005)


@pytest.mark.parametrize("picture", samples())
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_what_is_said_of_a_slope_is_so_of_the_map(picture, task):
    signed = forward(samples()[picture].load(64), KERNELS["Sobel right"].weights).pre_activation
    z = unit_strength(signed).astype(np.float32)
    exact = z.astype(np.float64)
    wanted = task.target(exact)

    def error(slope):
        return float(np.mean((np.where(exact > 0, exact, slope * exact) - wanted) ** 2) / 2)

    for slope in (-1.5, -1, -0.95, -0.5, 0, 0.05, 0.25, 0.3, 0.95, 1, 1.5):
        (said,), (plot,), (maps_,) = VALLEY.show({"slope": slope}, {"signed": z, "goal": task.slope})
        assert ("changes nothing" in said.text) == (not (z < 0).any())
        if "leaves an error" in said.text:
            assert f"leaves an error of **{number(error(slope))}**" in said.text
        if "lowest point" in said.text:
            assert error(slope) <= min(error(slope - 0.05), error(slope + 0.05))
        if "A larger slope leaves less" in said.text:
            assert error(slope + 0.01) < error(slope)
        if "A smaller slope leaves less" in said.text:
            assert error(slope - 0.01) < error(slope)
        assert plot.lines[1].y == pytest.approx([error(slope)], abs=1e-6)
        np.testing.assert_allclose(maps_.images[1].values, wanted, atol=1e-6)


@pytest.mark.parametrize("picture", samples())
@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_what_is_said_of_the_descent_is_so(picture, decay, task):
    signed = forward(samples()[picture].load(64), KERNELS["Sobel right"].weights).pre_activation
    z = unit_strength(signed)
    loss = slope_loss(z, task.target(z))
    last = float(descend(loss, weight_decay=decay).slopes[-1])
    said = descent_sentence(loss.best(), last, decay)
    assert ("Nothing in this map is negative" in said) == (not (z < 0).any())
    if "it stays at" in said:
        assert last == START
    if "It found" in said:
        assert f"**{number(last)}**; right is **{number(task.slope)}**" in said
    if "would be right" in said:
        assert abs(last) < abs(task.slope)
    if "does no harm" in said:
        assert task.slope == 0
        assert abs(last) < 0.01
