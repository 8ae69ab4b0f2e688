"""What a teacher does with a question before a class: count hands, give time, begin again."""

import re

from playwright.sync_api import expect

from explorer.ui.pages.chapters import CHAPTER_PAGES

CHAPTER = next(iter(CHAPTER_PAGES.values()))


def test_hands_are_counted_and_outlive_a_reload_until_the_next_class(take_page, address):
    page = take_page(but_about="_stcore")  # Streamlit looks for its server below the page's address
    page.goto(address + CHAPTER.address)
    first, second = CHAPTER.options[:2]
    expect(page.get_by_text(first, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=f"One hand more for {first}")).to_be_hidden()
    page.get_by_role("button", name="Count hands").click()
    for answer, hands in ((first, 2), (second, 1)):
        for _ in range(hands):
            page.get_by_role("button", name=f"One hand more for {answer}").click()
    expect(page.get_by_label(f"Hands for {first}", exact=True)).to_have_text("2")
    more = page.get_by_role("button", name=f"One hand more for {first}")
    more.press("ArrowRight")
    more.press("ArrowLeft")  # which elsewhere goes to the lesson before
    expect(page.get_by_label(f"Hands for {first}", exact=True)).to_have_text("2")
    page.reload()
    expect(page.get_by_label(f"Hands for {second}", exact=True)).to_have_text("1")
    time = page.get_by_role("button", name="One minute to think")
    time.click()
    expect(page.get_by_role("button", name=re.compile(r"Stop the time: 0:\d\d$"))).to_be_visible()
    page.get_by_role("button", name="Stop the time").click()
    expect(time).to_be_visible()
    page.keyboard.press("Enter")  # the mouse has left the focus where it was, not on a button
    counts = page.get_by_text(f"2 for “{first}”, 1 for “{second}”")
    expect(counts).to_be_visible()
    expect(page.locator("h1", has_text=CHAPTER.claim)).to_be_focused()  # not the end of the page
    page.reload()
    expect(counts).to_be_visible()
    expect(page.get_by_text(re.compile(r", 1 revealed$"))).to_be_visible()
    page.get_by_role("button", name="Next class", exact=True).click()
    page.get_by_role("button", name="Start again for the next class").click()
    page.reload()  # at once: the session may not know of it yet
    expect(page.get_by_text(first, exact=True)).to_be_visible()
    expect(page.locator("h1", has_text=CHAPTER.title)).to_be_visible()
