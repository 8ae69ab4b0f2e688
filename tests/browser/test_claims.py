"""The claims of the tutorial with the keyboard alone: judge one, see ours, go away and come back."""

from playwright.sync_api import Locator, Page, expect

from explorer.lessons.claims import COUNTED, Verdict, comparison
from tests.browser.lesson_page import heading, reveal, settle


def verdicts(page: Page, place: int) -> Locator:
    return page.get_by_role("radiogroup", name=f"Judge first: Claim {place + 1}", exact=True)


def plain(markdown: str) -> str:
    return markdown.replace("**", "")


def test_claims_are_judged_by_keys_and_stay_judged(visit_lesson, address):
    audit = visit_lesson("claims")
    reveal(audit)
    row, own = COUNTED[1], Verdict.FAIR
    choice = verdicts(audit, 1).get_by_role("radio", name=own.value, exact=True)
    choice.focus()
    audit.keyboard.press("Space")
    expect(choice).to_be_checked()
    ours = audit.get_by_text(plain(comparison(row, own)))
    expect(ours).to_be_visible()
    expect(audit.get_by_text("So it is:")).to_have_count(1)
    settle(audit)
    choices = verdicts(audit, 0).get_by_role("radio")
    choices.first.focus()
    audit.keyboard.press("ArrowRight")  # which leads to the next lesson elsewhere
    expect(choices.nth(1)).to_be_focused()
    audit.keyboard.press("Space")
    expect(audit.get_by_text("So it is:")).to_have_count(2)
    expect(audit).to_have_url(address + "claims")
    settle(audit)
    audit.locator(f".st-key-claims_{row.key}").get_by_role("link").click()
    expect(heading(audit, row.chapter)).to_be_visible()
    settle(audit)
    expect(audit).to_have_url(address + row.chapter)
    audit.go_back()
    expect(ours).to_be_visible()
    expect(choice).to_be_checked()
    audit.get_by_label("Show all verdicts").focus()
    audit.keyboard.press("Space")
    expect(audit.get_by_text("So it is:")).to_have_count(len(COUNTED) + 1)
    settle(audit)
