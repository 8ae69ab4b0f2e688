"""The curve of the activation and the play button, on a page without the app."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from benchmarks.servers import serve_folder
from explorer.figures.style import RECTIFIED, SIGNED
from tests.browser.modules import STATIC

PAGE = """<!doctype html><html lang="en"><title>Curve</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/components/controls.css">
<style>
  :root { --st-text-color: #111; --st-background-color: #fff; }
  body { margin: 0; padding: 20px; }
  #root { height: 180px; }
</style>
<div id="root"></div><button>Play</button><input aria-label="Field">
<script type="module">
  import { Curve } from "/static/controls/curve.js";
  import { Sweep } from "/static/controls/sweep.js";
  import { activate } from "/static/core/activations.js";
  import { SETTINGS } from "/static/core/catalog.js";
  const shown = {
    activation: "ReLU", params: { negative_slope: 0.25 }, bias: 0, limit: 2, sum: 1,
    counts: Uint32Array.from({ length: 61 }, (_, k) => 1000 >> Math.abs(k - 30)),
  };
  const calls = [];
  const show = (change = {}) => {
    const { activation, params, bias, limit, counts, sum } = Object.assign(shown, change);
    const [after] = activate(activation, Float32Array.of(sum + bias), params);
    const label = `The curve of ${activation}`;
    curve.show({ activation, params, bias, limit, counts, pixel: { sum, after }, label });
  };
  const ranges = { slope: SETTINGS.negative_slope.domain, bias: SETTINGS.bias.domain };
  const root = document.querySelector("#root");
  root.style.width = `${location.hash.slice(1)}px`;
  const curve = new Curve(root, ranges, {
    onSlope: (negative_slope) => {
      calls.push("slope");
      show({ activation: "PReLU", params: { negative_slope } });
    },
    onBias: (bias) => {
      calls.push("bias");
      show({ bias });
    },
    onRelease: () => calls.push("release"),
    onCancel: () => calls.push("cancel"),
  });
  const sweep = new Sweep({
    ...ranges.bias, get: () => shown.bias, set: (bias) => show({ bias }),
    stopped: () => calls.push("stopped"),
    isStill: () => matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  document.querySelector("button").onclick = () => sweep.toggle();
  Object.assign(window, { shown, calls, show, curve, sweep, root });
  show();
</script></html>"""


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """Serve the page and static/ in the place of the app; what is asked for beside them fails the test.

    Browsers keep the modules from one test to the next, as they do not if each request is answered by hand.
    """
    folder = tmp_path_factory.mktemp("curve")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "static").symlink_to(STATIC)
    with serve_folder(folder) as found:
        yield found


@pytest.fixture
def open_curve(take_page, address) -> Callable[..., Page]:
    def open_one(width: int = 240, **options) -> Page:
        page = take_page(**{"viewport": {"width": 700, "height": 600}, "is_for_app": False, **options})
        page.goto(f"{address}#{width}")
        page.wait_for_function(
            f"window.curve && root.querySelector('svg').getAttribute('viewBox').startsWith('0 0 {width} ')"
        )
        return page

    return open_one


def shown(page):
    state = page.evaluate("({ ...shown, slope: shown.params.negative_slope, calls })")
    return SimpleNamespace(**state)


def middle(page, part):
    box = page.locator(part).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def plot(page):
    """Return where the plot lies on the page: left, top, width, height."""
    box = page.locator(".curve").bounding_box()
    names = ("x", "y", "width", "height")
    left, top, width, height = (float(page.locator(".curve-plot").get_attribute(name)) for name in names)
    return box["x"] + left, box["y"] + top, width, height


def grab(page, place):
    page.mouse.move(*place)
    page.mouse.down()


def test_the_arm_follows_the_pointer_to_the_slope_that_goes_through_it(open_curve):
    page = open_curve()
    left, top, width, height = plot(page)
    grab(page, middle(page, ".curve-grip"))
    page.mouse.move(left + width / 4, top + height * 0.375, steps=3)  # sum -1, value 0.5
    held = shown(page)
    assert (held.activation, held.slope, held.bias) == ("PReLU", -0.5, 0)
    x, y = middle(page, ".curve-grip")
    assert y - (top + height / 2) == pytest.approx(0.5 * (x - (left + width / 2)) * height / width, abs=1)
    assert set(held.calls) == {"slope"}
    page.mouse.up()
    assert shown(page).calls[-1] == "release"


def test_the_arm_can_be_grabbed_beside_its_line_and_does_not_jump(open_curve):
    page = open_curve()
    left, top, _, height = plot(page)
    grab(page, (left + 12, top + height / 2 + 12))
    expect(page.locator(".curve")).to_have_attribute("data-drag", "slope")
    page.mouse.move(left + 12, top + height / 2 + 13)
    assert abs(shown(page).slope) <= 0.25
    page.mouse.up()
    grab(page, (left + 12, top + height - 4))  # far from it: the curve is shifted
    page.mouse.move(left + 32, top + height - 4)
    assert shown(page).bias < 0


@pytest.mark.parametrize("share", [0.5, 0.75])
def test_the_curve_shifts_sideways_with_the_pointer_over_bars_that_rest(open_curve, share):
    page = open_curve()
    left, top, width, height = plot(page)
    bars = page.locator(".curve-bars").get_attribute("d")
    grab(page, (left + share * width, top + height * 0.3))
    page.mouse.move(left + (share + 0.25) * width, top + height * 0.3, steps=4)
    held = shown(page)
    assert held.bias == pytest.approx(-1, abs=0.051)
    assert middle(page, ".curve-level")[0] == pytest.approx(left + (2 - held.bias) / 4 * width, abs=0.6)
    assert page.locator(".curve-bars").get_attribute("d") == bars
    page.mouse.up()
    assert set(held.calls) == {"bias"}
    assert shown(page).calls[-1] == "release"


def test_raising_the_bias_lowers_the_level_in_words_and_in_the_plot(open_curve):
    page = open_curve()
    label = page.locator(".curve-level-label")
    before = middle(page, ".curve-level")[0]
    page.evaluate("show({ bias: 0.5 })")
    expect(label).to_have_text("sea level −0.50")
    assert middle(page, ".curve-level")[0] < before
    page.evaluate("show({ bias: -0.125 })")
    expect(label).to_have_text("sea level 0.125")
    page.evaluate("show({ bias: 3 })")
    expect(label).to_have_text("← sea level −3.00")


def test_escape_ends_a_drag_and_asks_to_take_it_back(open_curve):
    page = open_curve()
    page.evaluate("addEventListener('keydown', () => calls.push('heard'))")
    left, top, width, height = plot(page)
    grab(page, (left + 0.75 * width, top + 0.3 * height))
    page.mouse.move(left + 0.5 * width, top + 0.3 * height, steps=2)
    page.keyboard.press("Escape")
    kept = shown(page)
    page.mouse.move(left + 0.2 * width, top + 0.3 * height)
    page.mouse.up()
    assert shown(page).calls == kept.calls
    assert kept.calls[-1] == "cancel"
    page.keyboard.press("Escape")
    assert shown(page).calls[-1] == "heard"


def test_a_press_that_changes_nothing_reports_nothing(open_curve):
    page = open_curve()
    page.locator(".curve-grip").click()
    x, y = middle(page, ".curve-handle")
    grab(page, (x, y))
    page.mouse.move(x, y + 30, steps=3)
    page.mouse.up()
    assert shown(page).calls == []


@pytest.mark.parametrize("name", ["GELU", "ELU", "Step", "Softplus", "SiLU"])
def test_an_arm_that_is_not_straight_is_no_handle(open_curve, name):
    page = open_curve()
    page.evaluate("name => show({ activation: name })", name)
    expect(page.locator(".curve-grip")).to_be_hidden()
    left, top, width, height = plot(page)
    grab(page, (left + width / 5, top + height / 2))
    page.mouse.move(left + width / 5 + 20, top + 5)
    assert set(shown(page).calls) == {"bias"}
    page.evaluate("show({ activation: 'Identity' })")
    expect(page.locator(".curve-grip")).to_be_visible()


def test_the_selected_pixel_is_on_the_curve_with_guides_to_both_axes(open_curve):
    page = open_curve()
    left, top, width, height = plot(page)
    page.evaluate("show({ bias: 0.5, sum: 0.5 })")
    assert middle(page, ".curve-pixel") == pytest.approx((left + 0.625 * width, top + 0.25 * height), abs=0.6)
    guides = page.locator(".curve-guides").bounding_box()
    assert guides["x"] == pytest.approx(left, abs=2.5)
    assert guides["y"] + guides["height"] == pytest.approx(top + height, abs=2.5)
    page.evaluate("show({ bias: 4, sum: 2 })")
    expect(page.locator(".curve-pixel")).to_have_attribute("data-outside", "true")


def test_the_drawing_is_one_named_image_without_a_stop_for_the_keyboard(open_curve):
    page = open_curve()
    expect(page.get_by_role("img", name="The curve of ReLU")).to_be_visible()
    page.evaluate("show({ activation: 'GELU' })")
    expect(page.get_by_role("img", name="The curve of GELU")).to_be_visible()
    assert page.locator(".curve [tabindex]").count() == 0
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Play")).to_be_focused()


@pytest.mark.parametrize("width", [220, 240, 400, 560])
def test_type_is_of_14_px_and_inside_at_every_width(open_curve, width):
    page = open_curve(width)
    drawn = page.locator(".curve").bounding_box()
    assert (drawn["width"], drawn["height"]) == (width, 180)
    for bias in (-4, -1, 0, 1, 4):
        page.evaluate("bias => show({ bias })", bias)
        texts = page.locator(".curve text").evaluate_all(
            """texts => texts.map(text => {
                const { left, right } = text.getBoundingClientRect();
                return [left, right, getComputedStyle(text).fontSize];
            })"""
        )
        assert len(texts) == 9
        for left, right, size in texts:
            assert size == "14px"
            assert left >= drawn["x"] - 1
            assert right <= drawn["x"] + width + 3
    label, title = page.locator(".curve-level-label").bounding_box(), page.locator(".curve-up").bounding_box()
    assert label["x"] >= title["x"] + title["width"]


def test_another_size_is_drawn_anew(open_curve):
    page = open_curve()
    page.evaluate("Object.assign(root.style, { width: '500px', height: '375px' })")
    page.wait_for_function("root.querySelector('svg').getAttribute('viewBox') === '0 0 500 375'")
    assert plot(page)[2:] == (500 - 38, 375 - 66)
    left, _, width, _ = plot(page)
    assert middle(page, ".curve-level")[0] == pytest.approx(left + width / 2, abs=0.6)


def test_the_colours_are_those_of_the_figures(open_curve):
    page = open_curve()

    def colour(part, name):
        found = page.locator(part).evaluate(f"element => getComputedStyle(element).{name}")
        return "#" + "".join(f"{int(n):02x}" for n in found[4:-1].split(", "))

    assert colour(".curve-right", "stroke") == RECTIFIED
    assert colour(".curve-negative-bars", "fill") == SIGNED


def test_bars_that_the_bias_makes_negative_change_colour(open_curve):
    page = open_curve()
    left, width = (float(page.locator(".curve-plot").get_attribute(name)) for name in ("x", "width"))
    for bias, bins in ((-1, 46), (0, 30), (4, 0)):  # 61 bins from -2 to 2
        page.evaluate("bias => show({ bias })", bias)
        border = float(page.locator(".curve-above").get_attribute("x"))
        assert border == pytest.approx(left + width * bins / 61)
        assert float(page.locator(".curve-below").get_attribute("width")) == pytest.approx(border - left)
    page.evaluate("show({ counts: Uint32Array.of(0, 0, 5) })")
    assert page.locator(".curve-bars").get_attribute("d").count("V") == 4


def test_long_numbers_at_the_axis_move_the_bars_with_the_plot(open_curve):
    page = open_curve()
    still = plot(page)[0]
    page.evaluate("show({ limit: 0.0002 })")
    expect(page.locator(".curve-top")).to_have_text("0.0002")
    assert plot(page)[0] > still
    start = page.locator(".curve-plot").get_attribute("x")
    assert page.locator(".curve-bars").get_attribute("d").startswith(f"M{start} ")


def test_forced_colours_draw_every_line_in_the_colour_of_text(open_curve):
    page = open_curve(forced_colors="active")
    text = page.evaluate(
        "() => { document.body.style.color = 'CanvasText'; return getComputedStyle(document.body).color }"
    )
    for part in ("left", "right", "level", "before", "guides", "axis-up", "bars"):
        drawn = page.locator(f".curve-{part}").evaluate("element => getComputedStyle(element).stroke")
        assert drawn == text, part


def test_a_finger_bends_the_arm_and_a_swipe_over_the_rest_scrolls(open_curve):
    page = open_curve(has_touch=True)
    send = page.context.new_cdp_session(page).send
    x, y = middle(page, ".curve-grip")
    for kind, places in (
        ("touchStart", [(x, y)]),
        ("touchMove", [(x, y - 20)]),
        ("touchMove", [(x, y - 30)]),
        ("touchEnd", []),
    ):
        points = [{"x": place[0], "y": place[1]} for place in places]
        send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.wait_for_function("calls.at(-1) === 'release'")
    assert shown(page).slope < -0.2


def test_what_the_browser_takes_for_itself_is_taken_back(open_curve):
    page = open_curve()
    left, top, width, height = plot(page)
    grab(page, (left + 0.75 * width, top + 0.3 * height))
    page.mouse.move(left + 0.5 * width, top + 0.3 * height, steps=2)
    page.evaluate(
        "root.firstChild.dispatchEvent(new PointerEvent('pointercancel', { pointerId: 1, bubbles: true }))"
    )
    assert shown(page).calls[-1] == "cancel"


def test_closed_it_leaves_nothing_and_hears_nothing(open_curve):
    page = open_curve()
    page.evaluate("window.svg = root.firstChild; curve.close(); root.append(svg)")
    grab(page, middle(page, ".curve-grip"))
    page.mouse.move(100, 30)
    assert shown(page).calls == []


def test_drawing_makes_no_elements_and_takes_less_than_a_millisecond(open_curve):
    page = open_curve()
    made, taken = page.evaluate(
        """() => {
            let made = 0;
            const watch = new MutationObserver(() => {});
            watch.observe(root, { childList: true, subtree: true });
            const taken = Array.from({ length: 200 }, (_, k) => {
                const began = performance.now();
                show({ activation: "GELU", bias: (k % 80) / 10 - 4, counts: shown.counts.slice() });
                return performance.now() - began;
            }).sort((a, b) => a - b);
            for (const { addedNodes } of watch.takeRecords())
                for (const node of addedNodes) made += node.nodeType === Node.ELEMENT_NODE;
            return [made, taken[100]];
        }"""
    )
    assert made == 0
    assert taken < 1


def test_the_play_button_moves_the_curve_and_any_press_stops_it_once(open_curve):
    page = open_curve()
    button = page.get_by_role("button", name="Play")
    button.click()
    page.wait_for_function("shown.bias > 0.1")
    button.click()
    assert page.evaluate("[sweep.isRunning, calls]") == [False, ["stopped"]]
    button.click()
    page.wait_for_function("shown.bias > 0.3")
    page.get_by_label("Field").click()
    assert page.evaluate("[sweep.isRunning, calls]") == [False, ["stopped", "stopped"]]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_play_button_starts_and_stops_with_keys(open_curve, key):
    page = open_curve()
    page.get_by_role("button", name="Play").focus()
    for is_running in (True, False, True):
        page.keyboard.press(key)
        assert page.evaluate("sweep.isRunning") is is_running
        page.evaluate("new Promise(resolve => setTimeout(resolve))")
    page.keyboard.press("Shift")
    assert page.evaluate("sweep.isRunning") is False


def test_with_less_motion_the_curve_leaps_a_tenth(open_curve):
    page = open_curve(reduced_motion="reduce")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("shown.bias !== 0")
    assert shown(page).bias == 0.8
