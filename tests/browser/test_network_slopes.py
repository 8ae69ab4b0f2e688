"""The slopes of the real network and its open channel, on a bare page with a model that only remembers."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.modules import serve_modules
from tests.browser.profiles import PHONE

LAYERS = (10, 16, 32)
FIRST = (-0.6254, -0.2117, 1.0117, 0.4411, -1.0347, 0.3215, -0.2979, 0.2519, -0.8827, -1.2783)
LEARNED = (*FIRST, *(0.067, -0.058) * 8, *(0.053, -0.357, 0.688, -0.005) * 8)
PRESETS = {"Learned": "", "ReLU": "0", "Leaky": "0.01", "None": "1", "Absolute": "-1"}
HTML = f"""<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="components/network_slopes.css">
<link rel="stylesheet" href="components/network_channel.css">
<link rel="stylesheet" href="components/network.css">
<style>
  :root {{ --st-text-color: #31333f; --st-background-color: #fff; --st-secondary-background-color: #f0f2f6;
    --st-primary-color: #b8400f; --st-border-color: #d5d6d9; --st-base-radius: 6px; --st-font: sans-serif;
    --st-red-text-color: #a00; --st-red-background-color: #fee; }}
  body {{ margin: 16px; }}
</style>
<div class="network" style="display: block; margin: 0">
<section id="slopes"></section><section id="channel"></section></div>
<script type="module">
import {{ Channel }} from "./network/channel.js";
import {{ Slopes }} from "./network/slopes.js";
import {{ readSlopes }} from "./core/slopes.js";
const LAYERS = {json.dumps(LAYERS)};
const weightsOf = (layer, inputs) => ({{
  weight: Float32Array.from({{ length: LAYERS[layer] * inputs * 9 }}, (_, k) => ((7 * k) % 19) / 10 - 0.9),
  bias: Float32Array.from({{ length: LAYERS[layer] }}, (_, k) => k / 10 - 0.5),
}});
class Model extends EventTarget {{
  owner = new EventTarget();
  settings = {{ picture: "Astronaut", change: "As it is", scale: 0, channel: "1.5", slopes: "" }};
  layers = LAYERS;
  learned = {json.dumps(LEARNED)};
  presets = {json.dumps([{"name": name, "text": text} for name, text in PRESETS.items()])};
  words = {{ 1: "No two are alike.", 2: "Most are small.", 3: "Nearly half are nearly 0." }};
  weights = {{ conv1: weightsOf(0, 3), conv2: weightsOf(1, 10), conv3: weightsOf(2, 16) }};
  reports = [];
  asked = [];
  reporter = {{ now: () => this.#report(), later: () => {{}} }};
  #reported = JSON.stringify(this.settings);
  #report() {{
    const {{ slopes, channel }} = this.settings;
    if (JSON.stringify(this.settings) !== this.#reported) this.reports.push([slopes, channel]);
    this.#reported = JSON.stringify(this.settings);
  }}
  get slopes() {{
    return readSlopes(this.settings.slopes, this.learned);
  }}
  change(patch) {{
    this.settings = {{ ...this.settings, ...patch }};
    this.owner.dispatchEvent(new Event("change"));
  }}
  commit(patch) {{
    this.change(patch);
    this.reporter.now();
  }}
  ask(...asked) {{
    this.asked.push(asked);
  }}
  channelMaps(layer, channel) {{
    const [rows, cols] = [30, 40];
    const slope = this.slopes[[0, 10, 26][layer - 1] + channel];
    const values = Float32Array.from({{ length: rows * cols }}, (_, k) => Math.sin(k / 9) * 2);
    const map = (values) => ({{ rows, cols, values }});
    return {{ before: map(values), after: map(values.map((z) => (z > 0 ? z : slope * z))) }};
  }}
}}
const root = (name) => document.querySelector(`#${{name}}`);
window.begin = () => {{
  for (const part of window.parts ?? []) part.close();
  for (const name of ["slopes", "channel"]) root(name).replaceWith(root(name).cloneNode());
  const model = new Model();
  const parts = [new Slopes(root("slopes"), model), new Channel(root("channel"), model)];
  Object.assign(window, {{ model, parts }});
  scrollTo(0, 0);
}};
</script>"""
DESK = {"width": 1366, "height": 768}


@pytest.fixture(scope="module")
def opened(browser):
    """Return a function that opens the page once for the same options; an error in it fails a test."""
    pages, problems = {}, []

    def open_one(**options):
        key = json.dumps(options)
        if key not in pages:
            pages[key] = page = browser.new_context(**options).new_page()
            page.on("pageerror", lambda error: problems.append(str(error)))
            serve_modules(page, HTML)
            page.wait_for_function("window.begin !== undefined")
        return pages[key], problems

    yield open_one
    for page in pages.values():
        page.context.close()


@pytest.fixture
def open_parts(opened):
    """Show the parts in a window of a size, with a new model; an error on their page fails the test."""
    found = []

    def open_one(viewport=DESK, **options):
        page, problems = opened(**options)
        found.append(problems)
        page.set_viewport_size(viewport)
        page.mouse.move(0, 0)
        page.evaluate("begin()")
        return page

    yield open_one
    assert [problems for problems in found if problems] == []


@pytest.fixture
def page(open_parts):
    return open_parts()


def handle(page, layer, channel):
    return page.get_by_role("slider", name=f"Slope of channel {channel} in layer {layer}", exact=True)


def middle(locator, part=".slopes-grip"):
    locator.scroll_into_view_if_needed()
    box = locator.locator(part).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def settings(page):
    return page.evaluate("[model.settings.slopes, model.settings.channel]")


def reports(page):
    return page.evaluate("model.reports")


def per_unit(page):
    return page.locator(".slopes-track").first.bounding_box()["height"] / 3


def test_every_slope_has_a_handle_that_says_what_it_is(page):
    assert page.locator(".slopes-column").count() == sum(LAYERS)
    for layer, count in enumerate(LAYERS, 1):
        assert page.get_by_role("region", name=f"Layer {layer}").get_by_role("slider").count() == count + 1
    shown = handle(page, 1, 4)
    for name, value in {
        "aria-valuemin": "-1.5",
        "aria-valuemax": "1.5",
        "aria-valuenow": "0.441",
        "aria-valuetext": "0.441, learned 0.441",
        "aria-orientation": "vertical",
    }.items():
        expect(shown).to_have_attribute(name, value)


def test_a_handle_stands_where_the_axis_says(page):
    page.evaluate("model.change({ slopes: '1.1:1,1.2:-1,1.3:0' })")
    expect(handle(page, 1, 3)).to_have_attribute("aria-valuenow", "0")
    one, minus_one, zero = (middle(handle(page, 1, channel))[1] for channel in (1, 2, 3))
    assert zero - one == pytest.approx(per_unit(page), abs=0.6)
    assert minus_one - zero == pytest.approx(per_unit(page), abs=0.6)
    line = page.locator(".slopes-track").first.bounding_box()
    assert zero == pytest.approx(line["y"] + line["height"] / 2, abs=0.6)


def test_a_drag_sets_the_slope_opens_the_channel_and_is_reported_at_its_end(page):
    x, y = middle(handle(page, 1, 6))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y - 20, steps=5)
    slope = round(0.3215 + 20 / per_unit(page), 2)
    assert settings(page) == [f"1.6:{slope}", "1.6"]
    assert reports(page) == []
    expect(page.locator(".channel-title")).to_have_text("Layer 1, channel 6")
    expect(page.locator(".channel-slope-field")).to_have_value(str(slope))
    expect(handle(page, 1, 6)).to_have_attribute("aria-valuetext", f"{slope}, learned 0.322")
    page.mouse.up()
    assert reports(page) == [[f"1.6:{slope}", "1.6"]]


def test_a_drag_jumps_to_the_learned_slope_and_to_zero(page):
    page.evaluate("model.change({ slopes: '1.6:0.9' })")
    expect(handle(page, 1, 6)).to_have_attribute("aria-valuenow", "0.9")
    x, y = middle(handle(page, 1, 6))
    page.mouse.move(x, y)
    page.mouse.down()
    for slope, text in ((0.3215, ""), (0, "1.6:0"), (1, "1.6:1")):
        page.mouse.move(x, y + (0.9 - slope) * per_unit(page) + 2)
        assert settings(page)[0] == text
    page.mouse.up()


def test_escape_puts_the_slope_back_and_a_press_opens_a_channel(page):
    x, y = middle(handle(page, 2, 5))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 25)
    assert settings(page)[1] == "2.5"
    page.keyboard.press("Escape")
    assert settings(page) == ["", "1.5"]
    page.mouse.move(x, y + 25)
    page.mouse.up()
    assert settings(page) == ["", "1.5"]
    page.mouse.click(x, y - 40)  # anywhere on its column
    assert settings(page) == ["", "2.5"]
    assert reports(page) == [["", "2.5"]]


def test_the_keys_of_a_handle(page):
    first = handle(page, 1, 1)
    first.focus()
    for key, text in {
        "ArrowUp": "-0.615", "Shift+ArrowUp": "-0.515", "PageDown": "-0.615",
        "Home": "-1.5", "End": "1.5", "0": "0",
    }.items():  # fmt: skip
        page.keyboard.press(key)
        assert settings(page) == [f"1.1:{text}", "1.1"], key
        assert reports(page)[-1] == [f"1.1:{text}", "1.1"]
    page.keyboard.press("Delete")
    assert settings(page) == ["", "1.1"]
    page.keyboard.press("ArrowLeft")
    expect(handle(page, 1, 10)).to_be_focused()
    page.keyboard.press("Enter")
    assert settings(page) == ["", "1.10"]
    page.keyboard.press("Tab")  # leaves the group
    expect(page.get_by_role("slider", name="All of layer 2")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(handle(page, 1, 10)).to_be_focused()


def test_a_double_click_brings_the_learned_slope_back(page):
    page.evaluate("model.change({ slopes: '1.4:-1,2.1:0' })")
    handle(page, 1, 4).dblclick()
    assert settings(page) == ["2.1:0", "1.4"]


def test_a_whole_layer_moves_and_is_learned_again(page):
    whole = page.get_by_role("slider", name="All of layer 2")
    reset = page.get_by_role("button", name="Layer 2: learned again")
    expect(whole).to_have_attribute("aria-valuetext", "as learned")
    expect(reset).to_be_disabled()
    whole.fill("-0.5")
    assert settings(page) == ["2:-0.5", "1.5"]
    expect(whole).to_have_attribute("aria-valuetext", "−0.5")
    expect(handle(page, 2, 16)).to_have_attribute("aria-valuenow", "-0.5")
    expect(handle(page, 3, 1)).to_have_attribute("aria-valuenow", "0.053")
    reset.click()
    assert settings(page) == ["", "1.5"]
    assert reports(page) == [["2:-0.5", "1.5"], ["", "1.5"]]


def test_the_preset_that_is_set_is_pressed(page):
    for name, text in PRESETS.items():
        button = page.get_by_role("group", name="All slopes").get_by_role("button", name=name, exact=True)
        button.click()
        assert settings(page)[0] == text
        expect(button).to_have_attribute("aria-pressed", "true")
        assert page.locator(".slopes [aria-pressed=true]").count() == 1
    page.evaluate("model.change({ slopes: '1.1:0.5' })")
    expect(page.locator(".slopes [aria-pressed=true]")).to_have_count(0)


def test_an_open_channel_shows_its_kernels_slope_and_maps(page):
    page.evaluate("model.change({ channel: '1.3' })")
    expect(page.locator(".channel-kernel figcaption")).to_have_text(["R", "G", "B"])
    first = page.evaluate("[...model.weights.conv1.weight.slice(2 * 27, 2 * 27 + 3)]")
    texts = page.locator(".channel-tiles i").all_inner_texts()
    assert [float(text.replace("−", "-")) for text in texts[:3]] == pytest.approx(first)
    expect(page.locator(".channel-bias")).to_have_text("Bias −0.3, added to every sum.")
    expect(page.locator(".channel-words")).to_contain_text("Nearly nothing happens.")
    page.evaluate("model.change({ slopes: '1.3:0' })")
    expect(page.locator(".channel-words")).to_have_text("0: this is ReLU, negative values become 0.")
    colours = page.evaluate(
        """["Before its", "After"].map((words) => {
          const figures = [...document.querySelectorAll(".channel-map")];
          const figure = figures.find((one) => one.innerText.startsWith(words));
          const { data } = figure.querySelector("canvas").getContext("2d").getImageData(0, 0, 40, 30);
          let blue = 0;
          for (let k = 0; k < data.length; k += 4) blue += data[k + 2] > data[k] + 30 ? 1 : 0;
          return blue;
        })"""
    )
    assert colours[0] > 400
    assert colours[1] == 0
    page.get_by_role("button", name="Open in the explorer").click()
    assert page.evaluate("model.asked") == [["open", "1.3"]]
    page.evaluate("model.change({ channel: '3.32' })")
    expect(page.locator(".channel-kernel")).to_have_count(16)
    expect(page.get_by_role("button", name="Open in the explorer")).to_be_hidden()


def test_the_slope_of_a_channel_is_typed_with_a_comma_and_refused_beyond_the_ends(page):
    page.evaluate("model.change({ channel: '1.4' })")
    field = page.get_by_role("spinbutton", name="Slope of this channel")
    expect(field).to_have_value("0.441")
    field.fill("-0,25")
    field.press("Enter")
    assert settings(page)[0] == "1.4:-0.25"
    field.fill("2")
    field.press("Enter")
    expect(page.locator(".channel-problem")).to_have_text(
        "A slope is a number from −1.5 to 1.5, so −0.25 stays."
    )
    assert settings(page)[0] == "1.4:-0.25"
    field.press("ArrowUp")
    assert settings(page)[0] == "1.4:-0.24"


def columns_a_row(page, layer):
    tops = page.evaluate(
        "(name) => [...document.querySelectorAll(`[aria-label='${name}'] > .slopes-column`)]"
        ".map((one) => one.offsetTop)",
        f"Slopes of layer {layer}",
    )
    return tops.count(tops[0])


FINGER = {"has_touch": True, "is_mobile": True}


@pytest.mark.parametrize(
    ("width", "options", "least", "rows"),
    [
        (390, {}, 22, (10, 16, 16)),
        (320, {}, 22, (10, 8, 8)),
        (1366, {}, 22, (10, 16, 32)),
        (390, FINGER, 24, (10, 8, 8)),
        (750, FINGER, 24, (10, 16, 16)),
    ],
)
def test_the_columns_fit_their_page_and_are_wide_enough_for_a_finger(open_parts, width, options, least, rows):
    page = open_parts({"width": width, "height": 844}, **options)
    page.evaluate("model.change({ channel: '3.1', slopes: '1.1:-0.999' })")
    expect(page.locator(".channel-title")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert tuple(columns_a_row(page, layer) for layer in (1, 2, 3)) == rows
    widths = page.evaluate("[...document.querySelectorAll('.slopes-column')].map((one) => one.offsetWidth)")
    assert min(widths) >= least


def test_a_finger_drags_a_handle_and_scrolls_the_page_beside_it(open_parts):
    page = open_parts(PHONE, **FINGER)
    x, y = middle(handle(page, 1, 4))
    touch = page.context.new_cdp_session(page)

    def swipe(start):
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": start}]})
        for step in range(1, 9):
            points = [{"x": x, "y": start - 5 * step}]
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(y)
    moved = [[f"1.4:{0.4411 + 40 / per_unit(page):.2f}", "1.4"]]
    assert reports(page) == moved
    box = handle(page, 1, 4).bounding_box()
    before = page.evaluate("scrollY")
    swipe(box["y"] + box["height"] - 30)
    page.wait_for_function("(before) => scrollY > before", arg=before)
    assert reports(page) == moved


def test_what_is_closed_listens_no_more(page):
    page.evaluate("for (const part of parts) part.close()")
    page.get_by_role("button", name="ReLU", exact=True).click()
    assert settings(page) == ["", "1.5"]
