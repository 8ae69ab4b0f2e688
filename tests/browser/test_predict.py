"""Draw a line with the mouse, then see the true one."""

from playwright.sync_api import expect

REVEAL = {"name": "Reveal", "exact": True}


def draw(page):
    chart = page.locator(".predict-chart")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    page.mouse.move(box["x"] + 70, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 120, steps=8)
    page.mouse.up()


def test_draw_reveal_and_again(visit):
    """Another kernel is another task; back at the first one, what was drawn is there again."""
    shown = visit(predict="true")
    page = shown.page
    expect(page.locator(".predict-chart .before")).to_have_count(1)
    expect(page.get_by_role("button", **REVEAL)).to_be_disabled()
    draw(page)
    expect(page.locator(".predict-chart .drawn")).to_have_count(1)
    expect(page.locator(".predict-chart .after")).to_have_count(0)
    drawn = page.locator(".predict-chart .drawn").get_attribute("d")
    shown.set_weight("w11", "3")
    expect(page.locator(".predict-chart .drawn")).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".predict-chart .drawn")).to_have_attribute("d", drawn)
    page.get_by_role("button", **REVEAL).click()
    expect(page.locator(".predict-chart .after")).to_have_count(1)
    expect(page.get_by_text("On average you are off by")).to_be_visible()
    page.get_by_role("button", name="Again").click()
    expect(page.locator(".predict-chart .after, .predict-chart .drawn")).to_have_count(0)
    expect(page.get_by_text("On average you are off by")).to_have_count(0)


def test_by_keyboard_on_a_phone(visit_phone):
    page = visit_phone(predict="true").page
    page.get_by_role("button", name="Start from the dashed line").click()
    page.locator(".predict-chart").focus()
    before = page.locator(".predict-status").text_content()
    for key in ("ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    assert page.locator(".predict-status").text_content() != before
    page.get_by_role("button", **REVEAL).click()
    expect(page.get_by_text("On average you are off by")).to_be_visible()
    assert page.evaluate("document.querySelector('.predict').getBoundingClientRect().right") <= 390
