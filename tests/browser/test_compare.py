"""Pin a view, change the kernel, and see both."""

from playwright.sync_api import expect

# What the canvases show, as a number of each.
SEEN = """() => Array.from(document.querySelectorAll(".compare-map"), (canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
    return new Uint32Array(data.buffer).reduce((hash, colour) => (Math.imul(hash, 31) + colour) | 0, 0)
})"""


def pin(shown):
    shown.page.get_by_role("button", name="Pin as A").click()
    expect(shown.page.locator(".compare-map")).to_have_count(2)
    wait_until_painted(shown)


def wait_until_painted(shown):
    shown.page.wait_for_function(
        "document.querySelectorAll('.compare-map').length === 2"
        " && [...document.querySelectorAll('.compare-map')].every((map) => map.width !== 300)"
    )
    shown.wait_until_drawn()


def test_a_stays_while_the_kernel_of_b_changes_and_back_to_a_makes_both_equal(open_page):
    shown = open_page("picture=Brick+wall&size=128")
    pin(shown)
    a, b = shown.page.evaluate(SEEN)
    assert a == b
    shown.choose_kernel("Sobel left")
    expect(shown.page.get_by_text("Sobel right → Sobel left")).to_be_visible()
    shown.page.wait_for_function(f"(before) => ({SEEN})()[1] !== before", arg=b)
    assert shown.page.evaluate(SEEN)[0] == a
    shown.page.get_by_role("button", name="Back to A").click()
    expect(shown.page.get_by_text("A and B are the same so far.")).to_be_visible()
    shown.page.wait_for_function(f"(before) => ({SEEN})()[1] === before", arg=b)
    assert shown.query == {"picture": "Brick wall", "size": "128"}
    shown.page.get_by_role("button", name="Unpin A").click()
    expect(shown.page.locator(".compare-map")).to_have_count(0)
    expect(shown.page.get_by_text("Along row")).to_have_count(0)


def test_the_line_of_both_follows_the_line_of_the_page(open_page):
    shown = open_page("picture=Brick+wall&size=128&row=60")
    pin(shown)
    shown.choose_kernel("Sobel left")
    overlay = ".st-key-overlay .chart"
    drawn = f"() => document.querySelector('{overlay}')?._fullData?.map((one) => Array.from(one.y).join())"
    shown.page.wait_for_function(f"new Set(({drawn})()).size === 2")
    before = shown.page.evaluate(drawn)
    field = shown.line_field("Row")
    field.fill("33")
    field.press("Enter")
    expect(shown.page.get_by_text("Along row 33, after the activation")).to_have_count(1)
    shown.page.wait_for_function(f"(before) => ({drawn})().every((y, k) => y !== before[k])", arg=before)
    assert shown.page.locator(overlay).count() == 1


def test_back_to_a_brings_its_picture_back(open_page):
    shown = open_page("size=128&picture=Cat")
    pin(shown)
    shown.page.locator(".st-key-pictures button").click()
    shown.page.get_by_role("button", name="Rocket").click()
    expect(shown.page.get_by_text("Cat → Rocket")).to_be_visible()
    shown.wait_until_drawn()
    shown.page.keyboard.press("Escape")
    shown.page.get_by_role("button", name="Back to A").click()
    expect(shown.picture_button).to_contain_text("Cat")
    expect(shown.page.get_by_text("A and B are the same so far.")).to_be_visible()
    shown.page.wait_for_function("location.search.includes('picture=Cat')")


def test_on_a_phone_nothing_is_wider_than_the_screen(open_page):
    shown = open_page("size=128", is_phone=True, color_scheme="dark")
    pin(shown)
    widths = shown.page.evaluate(
        "[...document.querySelectorAll('.compare, .compare *, .st-key-overlay')]"
        ".map((e) => e.getBoundingClientRect().right)"
    )
    assert max(widths) <= 390
