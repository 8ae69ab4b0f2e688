"""The claims of the tutorial with the keyboard alone: judge one, see ours, go away and come back."""

import pytest
from playwright.sync_api import Locator, Page, expect

from explorer.lessons.chapters import CHAPTERS
from explorer.lessons.claims import COUNTED, Verdict, comparison


@pytest.fixture
def audit(take_page, address) -> Page:
    """Open the lesson on a page on which two requests may fail, and reveal its answer."""
    page = take_page(but_about="_stcore")
    page.goto(address + "claims")
    page.get_by_role("button", name="Reveal").click()
    expect(verdicts(page, 0)).to_be_visible()
    return page


def verdicts(page: Page, place: int) -> Locator:
    return page.get_by_role("radiogroup", name=f"Judge first: Claim {place + 1}", exact=True)


def plain(markdown: str) -> str:
    return markdown.replace("**", "")


def test_a_claim_is_judged_by_keys_and_stays_judged(audit, address):
    row, own = COUNTED[1], Verdict.FAIR
    choice = verdicts(audit, 1).get_by_role("radio", name=own.value, exact=True)
    choice.focus()
    audit.keyboard.press("Space")
    expect(choice).to_be_checked()
    ours = audit.get_by_text(plain(comparison(row, own)))
    expect(ours).to_be_visible()
    expect(audit.get_by_text("So it is:")).to_have_count(1)
    audit.locator(f".st-key-claims_{row.key}").get_by_role("link").click()
    expect(audit.locator("h2", has_text=CHAPTERS[row.chapter].title)).to_be_visible()
    audit.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(audit).to_have_url(address + row.chapter)
    audit.go_back()
    expect(ours).to_be_visible()
    expect(choice).to_be_checked()


def test_all_are_shown_by_keys(audit):
    audit.get_by_label("Show all verdicts").focus()
    audit.keyboard.press("Space")
    expect(audit.get_by_text("So it is:")).to_have_count(len(COUNTED) + 1)


def test_an_arrow_key_among_the_verdicts_does_not_leave_the_page(audit, address):
    choices = verdicts(audit, 0).get_by_role("radio")
    choices.first.focus()
    audit.keyboard.press("ArrowRight")
    expect(choices.nth(1)).to_be_focused()
    audit.keyboard.press("Space")
    expect(audit.get_by_text("So it is:")).to_have_count(1)
    expect(audit).to_have_url(address + "claims")
