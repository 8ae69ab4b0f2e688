"""The panels of the one file that predict and compare, on a page of their own: they say what Python says."""

import json
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

from explorer.view import comparison, predictions
from explorer.view.selected_line import selected_index
from explorer.view.settings import Settings
from explorer.view.view import view_of
from tests.browser.modules import STATIC, serve_modules

PICTURE = (np.random.default_rng(8).integers(0, 65, (48, 80)) / 64).astype(np.float32)
"""Its maps are exact, so that no rounding can tell those of Python and of the browser apart."""
START = Settings(size=64, row=20, col=40)
CHANGED = ("bias", "w11", "activation", "stride", "row", "col", "direction", "palette")
HTML = f"""<link rel="stylesheet" href="components/predict.css">
<link rel="stylesheet" href="standalone/predict.css">
<link rel="stylesheet" href="standalone/compared.css">
<details data-panel="predict"><summary>Predict</summary>
<div>{(STATIC / "components" / "predict.html").read_text(encoding="utf-8")}</div></details>
<div data-panel="compared"></div>
<script type="module">
import {{ Model }} from "./model/model.js";
import {{ Compared }} from "./standalone/compared.js";
import {{ Predict }} from "./standalone/predict.js";
const model = new Model();
const panel = (name) => document.querySelector(`[data-panel=${{name}}]`);
let number = 0;
let pinned = null;
const answer = () => model.receive({{
  answer: {{ settings: model.settings, seen: model.owner.revision, session: "one", number: (number += 1) }},
  picture: "shown", facts: null, experiment: "", hidden: [], pinned,
}});
model.reporter.send = answer;
model.presenter.send = (name, shown) => {{
  pinned = name === "pin" ? {{ settings: shown.settings, picture: "shown" }} : null;
  answer();
}};
new Predict(panel("predict").querySelector("div"), model);
new Compared(panel("compared"), model);
const {{ values, rows, cols }} = {json.dumps({"values": PICTURE.ravel().tolist(), "rows": 48, "cols": 80})};
model.store.receivePicture("shown", {{ values: Float32Array.from(values), rows, cols }});
answer();
model.commit({json.dumps({"size": START.size, "row": START.row, "col": START.col})});
window.model = model;
</script>"""


@pytest.fixture(scope="module")
def opened(browser):
    """Open the page, which the tests share."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    serve_modules(page, HTML)
    page.wait_for_function("window.model")
    yield page
    page.close()
    assert not problems


@pytest.fixture
def page(opened):
    """Return the page as it is at first."""
    opened.evaluate("[model.compare('unpin'), document.querySelector('details').open = false]")
    commit(
        opened, **{name: getattr(START, name) for name in ("bias", "w11", "activation", "row", "direction")}
    )
    return opened


def commit(page, **patch):
    page.evaluate("(patch) => model.commit(patch)", patch)


def plain(text):
    return text.replace("**", "")


def assert_asked(page, settings, *, shown=None, drawn=None):
    """Check what is said of the task that was set with some settings while others are `shown`."""
    layer = view_of(settings, PICTURE).layer
    task = predictions.task_of(settings, layer)
    options = {"selected": selected_index(shown or settings, layer), "activation": settings.activation}
    message = predictions.task_message(task, **options, is_drawn=drawn is not None)
    expect(page.locator(".predict-message")).to_have_text(plain(message))
    said = ""
    if drawn is not None:
        scored = predictions.score(np.full_like(task.after, drawn), task.before, task.after)
        said = predictions.verdict(scored, limit=task.limit, activation=settings.activation)
    expect(page.locator(".predict-verdict")).to_have_text(plain(said))
    return task


def test_a_line_is_asked_for_drawn_and_judged(page):
    expect(page.locator(".predict-message")).to_be_empty()
    page.locator("summary").click()
    assert_asked(page, START)
    expect(page.locator(".predict-message strong")).to_have_text(["before", "ReLU", "Reveal"])
    page.get_by_role("button", name="Start from zero").click()
    expect(page.locator(".predict-chart .after")).to_have_count(0)
    page.get_by_role("button", name="Reveal").click()
    expect(page.locator(".predict-chart .after")).to_have_count(1)
    assert_asked(page, START, drawn=0)
    page.get_by_role("button", name="Again").click()
    expect(page.locator(".predict-chart .after, .predict-chart .drawn")).to_have_count(0)
    assert_asked(page, START)


def test_the_task_stays_while_only_the_line_moves_or_a_change_is_under_way(page):
    page.locator("summary").click()
    page.get_by_role("button", name="Start from zero").click()
    asked_about = assert_asked(page, START).place
    commit(page, row=asked_about, col=3)
    assert_asked(page, START, shown=replace(START, row=asked_about))
    expect(page.locator(".predict-message")).not_to_contain_text("It is not the row in the maps")
    expect(page.locator(".predict-chart .drawn")).to_have_count(1)
    page.evaluate("model.change({ w11: 3 })")  # in the middle of a drag
    page.evaluate("new Promise(requestAnimationFrame)")
    expect(page.locator(".predict-chart .drawn")).to_have_count(1)
    commit(page, w11=3.5)
    expect(page.locator(".predict-chart .drawn")).to_have_count(0)
    assert_asked(page, replace(START, row=asked_about, col=3, w11=3.5))


def test_a_column_is_asked_about_as_soon_as_the_panel_is_opened(page):
    commit(page, direction="Column", row=20, col=40)
    expect(page.locator(".predict-message")).not_to_contain_text("The dashed line is column")
    page.locator("summary").click()
    assert_asked(page, replace(START, direction="Column"))


def test_a_line_that_was_drawn_is_there_again_after_undo_and_so_is_its_answer(page):
    page.locator("summary").click()
    after, drawn = page.locator(".predict-chart .after"), page.locator(".predict-chart .drawn")
    page.get_by_role("button", name="Start from the dashed line").click()
    line = drawn.get_attribute("d")
    commit(page, activation="GELU")
    expect(drawn).to_have_count(0)
    page.evaluate("model.undo()")
    expect(drawn).to_have_attribute("d", line)
    page.get_by_role("button", name="Reveal").click()
    expect(after).to_have_count(1)
    commit(page, activation="GELU")
    assert_asked(page, replace(START, activation="GELU"))
    expect(page.locator(".predict-chart :is(.after, .drawn)")).to_have_count(0)
    page.evaluate("model.undo()")
    expect(after).to_have_count(1)
    expect(drawn).to_have_attribute("d", line)
    page.get_by_role("button", name="Again").click()


def assert_compared(page, a, b):
    panel = page.locator("[data-panel=compared]")
    found = comparison.compared(view_of(a, PICTURE), view_of(b, PICTURE))
    expect(panel.locator("p")).to_have_text([*map(plain, found.differences), found.message])
    cells = [text for row in found.rows for text in row]
    expect(panel.locator("tbody :is(th, td)")).to_have_text(cells)


def test_a_and_b_are_compared_as_long_as_a_is_pinned_and_while_b_changes(page):
    panel = page.locator("[data-panel=compared]")
    expect(panel).to_be_hidden()
    page.evaluate("model.compare('pin')")
    expect(panel).to_be_visible()
    assert_compared(page, START, START)
    expect(panel.locator("strong")).to_have_text(["Change anything:"])
    page.evaluate("model.change({ w11: 3.25, bias: -0.5 })")
    assert page.evaluate("model.owner.isAhead")
    assert_compared(page, START, replace(START, w11=3.25, bias=-0.5))
    commit(page, stride=2)
    assert_compared(page, START, replace(START, w11=3.25, bias=-0.5, stride=2))
    commit(page, stride=1, row=3, palette="Signed grey", direction="Column")
    assert_compared(page, START, replace(START, w11=3.25, bias=-0.5))
    page.evaluate("model.compare('unpin')")
    expect(panel).to_be_hidden()


def test_what_nobody_sees_is_compared_when_the_change_is_complete(page):
    """The panel lies far below the window's lower edge."""
    page.evaluate("model.compare('pin')")
    assert_compared(page, START, START)
    page.locator("[data-panel=compared]").evaluate("(panel) => panel.style.marginTop = '3000px'")
    page.wait_for_function("document.documentElement.scrollHeight > 3000")
    for _ in range(2):
        page.evaluate("new Promise(requestAnimationFrame)")
    page.evaluate("model.change({ bias: 1 })")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert_compared(page, START, START)
    commit(page, bias=1)
    assert_compared(page, START, replace(START, bias=1))
    page.locator("[data-panel=compared]").evaluate("(panel) => panel.style.marginTop = ''")
