"""The browser's Back and Forward: one change of the view is one step."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from explorer.images import samples
from explorer.view.settings import Settings, weight_values
from tests.browser.explorer_page import ExplorerPage, assert_profile, eventually, expect_text

START = Settings(picture="Brick wall", size=128, row=60, col=60)


@pytest.fixture
def show(visit) -> Callable[..., ExplorerPage]:
    """Show a view on the page that tests share, and forget the steps before it: Chromium keeps 50."""

    def show_one(settings: Settings = START) -> ExplorerPage:
        shown = visit(settings)
        shown.page.context.new_cdp_session(shown.page).send("Page.resetNavigationHistory")
        return shown

    return show_one


def steps(shown):
    return shown.page.evaluate("history.length")


def rotate(shown):
    before = shown.page.url
    shown.page.get_by_role("button", name="Rotate", exact=True).click()
    shown.page.wait_for_url(lambda url: url != before)


def change_bias(shown):
    before = shown.page.url
    shown.slider("bias").press("ArrowRight")
    shown.page.wait_for_url(lambda url: url != before)


def move_line(shown):
    before = shown.page.url
    shown.page.locator(".scope-maps").press("ArrowDown")
    shown.page.wait_for_url(lambda url: url != before)


def test_a_change_is_one_step_and_back_and_forward_go_over_it(show):
    shown = show()
    for change in (rotate, change_bias, move_line):
        before, count = shown.page.url, steps(shown)
        headline = shown.headline.inner_text()
        change(shown)
        after = shown.page.url
        shown.wait_until_drawn()
        assert steps(shown) == count + 1
        changed = shown.line.inner_text()
        shown.page.go_back()
        expect(shown.headline).to_have_text(headline)
        assert shown.page.url == before
        shown.page.go_forward()
        expect_text(shown.line, changed)
        assert shown.page.url == after
        assert steps(shown) == count + 1


def test_back_from_every_kind_of_page_shows_the_view_that_was_left(show):
    shown = show(replace(START, w11=7.0, bias=1.0, stride=2, activation="PReLU"))
    shown.page.get_by_role("link", name="A real network", exact=True).first.click()
    shown.page.locator(".network-changes label", has_text="Negative").click()
    shown.page.wait_for_url("**/network?change=Negative")  # which its page keeps
    shown.page.get_by_role("link", name="Explorer", exact=True).first.click()
    shown.wait_until_drawn()
    rotate(shown)
    left = shown.page.url
    weights = [shown.page.locator(".controls-weights input").nth(k).input_value() for k in range(9)]
    for name in ("Experiments", "Filter bank", "A real network"):
        shown.page.get_by_role("link", name=name, exact=True).first.click()
        expect(shown.page.get_by_role("heading", level=1)).not_to_have_text("ReLU Explorer")
        if name == "A real network":
            shown.page.wait_for_url("**/network?change=Negative")
        shown.page.go_back()
        shown.wait_until_drawn()
        shown.page.wait_for_url(left)  # what the page that was left had on its way is written over
        for k in range(9):
            expect(shown.page.locator(".controls-weights input").nth(k)).to_have_value(weights[k])


def test_what_a_link_says_is_read_in_any_spelling_and_what_it_cannot_mean_is_named(visit_file):
    page = visit_file().page
    page.evaluate("location.hash = 'Stride=2)&amp;picture=%2543at&activation=Mish&utm_source=mail'")
    notice = page.locator(".workbench-notice")
    expect(notice).to_have_text("Not understood in the link: activation=Mish (ReLU is shown).")
    page.wait_for_url("**#picture=Cat&stride=2")
    page.get_by_role("button", name="Rotate", exact=True).click()
    expect(notice).to_have_text("")


def weight(shown, name="w11"):
    return shown.weight(name)


def test_a_weight_that_is_typed_slowly_is_one_step_and_a_refused_one_none(show):
    shown = show()
    before, count = shown.page.url, steps(shown)
    weight(shown).click(click_count=3)
    shown.page.keyboard.type("-1.25", delay=300)
    shown.page.keyboard.press("Tab")
    shown.page.wait_for_url(lambda url: "w11=-1.25" in url)
    assert steps(shown) == count + 1
    weight(shown, "w12").click(click_count=3)
    shown.page.keyboard.type("500", delay=300)
    shown.page.keyboard.press("Tab")
    problem = shown.page.locator(".controls-kernel > .controls-problem")
    expect(problem).to_contain_text("so 2 stays")
    expect(shown.page.locator(".controls")).to_have_attribute("data-state", "answered")
    assert steps(shown) == count + 1
    shown.page.go_back()
    shown.page.wait_for_url(before)
    expect(weight(shown)).to_have_value("0")
    expect(problem).to_have_text("")


def test_back_reaches_the_field_that_still_has_the_focus(show):
    shown = show()
    weight(shown).click(click_count=3)
    shown.page.keyboard.type("5")
    shown.page.wait_for_url(lambda url: "w11=5" in url)  # without Enter, when no key has come for a while
    shown.page.go_back()
    expect(weight(shown)).to_have_value("0")


def type_and_leave(show):
    """Type 7 in the middle of the kernel and open another page at once."""
    shown = show()
    weight(shown).click(click_count=3)
    shown.page.keyboard.type("7")
    shown.page.evaluate("document.querySelector('a[href$=experiments]').click()")  # a tap: no time between
    shown.page.wait_for_url(lambda url: "experiments" in url)
    shown.page.locator(".cards").wait_for()
    return shown


def test_a_weight_typed_just_before_another_page_is_opened_is_there_on_return(show):
    shown = type_and_leave(show)
    shown.page.evaluate(
        "[...document.querySelectorAll('a')].find((a) => a.textContent.includes('Explorer')).click()"
    )
    expect(weight(shown)).to_have_value("7")
    shown.page.wait_for_url(lambda url: "w11=7" in url)


def test_back_to_a_view_that_was_left_at_once_shows_what_was_typed_last(show):
    shown = type_and_leave(show)
    shown.page.go_back()
    expect(weight(shown)).to_have_value("7")
    shown.page.wait_for_url(lambda url: "w11=7" in url)


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        (".controls-changes button:text-is('Rotate')", "Sobel bottom"),
        (".gallery button[data-name=Rocket]", "Rocket"),
    ],
)
def test_another_page_comes_though_something_was_pressed_in_the_same_instant(show, what, changed):
    shown = show()
    if "gallery" in what:
        shown.open_gallery()
    pressed = shown.page.locator(what).element_handle()
    pressed.evaluate("(one) => { one.click(); document.querySelector('a[href$=experiments]').click() }")
    shown.page.locator(".cards").wait_for()
    shown.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    shown.page.go_back()
    shown.page.locator(".chain-name").get_by_text(changed).wait_for()


def test_back_right_after_two_changes_ends_with_an_address_that_is_the_page_s(show):
    shown = show()
    rotate(shown)
    shown.wait_until_drawn()
    for name in ("Rotate", "Transpose"):
        shown.page.get_by_role("button", name=name, exact=True).click()
    shown.page.evaluate("history.back()")
    shown.page.wait_for_function("""() => {
        const names = [...Array(9).keys()].map((k) => `w${Math.floor(k / 3)}${k % 3}`)
        const said = new URLSearchParams(location.search)
        const start = [-1, 0, 1, -2, 0, 2, -1, 0, 1]
        const field = (name) => document.querySelector(`[data-name=${name}]`).value.replace("\u2212", "-")
        const isSame = names.every((name, k) => Number(said.get(name) ?? start[k]) === Number(field(name)))
        window.isSameSince = isSame ? window.isSameSince ?? performance.now() : undefined
        return performance.now() - window.isSameSince > 2000
    }""")


def test_a_picture_and_a_change_in_the_same_instant_are_two_steps(show):
    shown = show()
    page = shown.page
    shown.open_gallery()
    rocket = page.locator(".gallery button[data-name=Rocket]")
    rocket.evaluate("(one) => { one.click(); document.querySelector('.controls-changes button').click() }")
    telling = {name: samples()["Rocket"].grid(128)[name] for name in ("row", "col")}
    rocket_alone = Settings(picture="Rocket", size=128, **telling)
    both = replace(rocket_alone, **weight_values(-rocket_alone.weights))
    eventually(shown, lambda: assert_profile(shown, both))
    for button, wanted in (("Undo", rocket_alone), ("Undo", START), ("Redo", rocket_alone), ("Redo", both)):
        page.get_by_role("button", name=button, exact=True).click()
        eventually(shown, lambda wanted=wanted: assert_profile(shown, wanted))
        shown.wait_for_query(**wanted.to_query())
