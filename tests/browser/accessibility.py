"""What a page keeps from those who hear it or cannot aim: by axe-core, and by rules of our own."""

from dataclasses import dataclass

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.boxes import change_scheme

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Theirs:
    """A violation that is Streamlit's own: the rule, the elements, and why it is not ours."""

    rule: str
    selector: str
    why: str


CODE = Theirs("color-contrast", "[data-testid=stCode] .token", "No theme sets Streamlit's colours of code.")
MENU = Theirs("region", "[data-floating-ui-portal]", "Streamlit hangs its menus and popovers below the body.")
SIDEBAR = (
    Theirs("list", "[data-testid=stSidebarNavItems]", "Streamlit puts the groups of its pages into a list."),
    Theirs("listitem", "[data-testid=stSidebarNavItems] li", "And the pages of a group into no list at all."),
)

# What breaks a rule, in words; and what was expected to, but does not.
FIND = """async ({ within, rules, theirs }) => {
    const { violations } = await axe.run(within, {
        ...rules, resultTypes: ["violations"], iframes: false, preload: false, elementRef: true,
    })
    const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => ({ id, ...node })))
    const isOf = ({ id, element }, { rule, selector }) => id === rule && element.matches(selector)
    const ours = found.filter((one) => !theirs.some((row) => isOf(one, row)))
    const idle = theirs.filter((row) => !found.some((one) => isOf(one, row)))
    const said = ({ any, all, none }) => [...any, ...all, ...none].map(({ message }) => message).join("; ")
    return [
        ...ours.map((one) => `${one.id}: ${one.target} ${one.html.slice(0, 120)}: ${said(one)}`),
        ...idle.map(({ rule, selector }) => `${rule}: Streamlit mends it at ${selector}: forget the entry`),
    ]
}"""
# axe-core lets a target be small if nothing is near; ours are all large, which OWN_RULES looks after.
BY_TAGS = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": False}}}
BY_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}

# What breaks our own rules, in words: one h1, controls that a finger hits, names that one can speak.
OWN_RULES = """(within) => {
    const problems = []
    const isShown = (e) => e.checkVisibility({ visibilityProperty: true })
    const all = (selector) => [...document.querySelectorAll(within)]
        .flatMap((root) => [...root.querySelectorAll(selector)]).filter(isShown)
    const find = (what, wrong) => problems.push(...wrong.map((e) => `${what}: ${e.outerHTML.slice(0, 160)}`))
    if (within === "html" && all("h1").length !== 1) problems.push(`${all("h1").length} h1`)

    const isSeen = (e) => Math.min(e.offsetWidth ?? 2, e.offsetHeight ?? 2) > 1
    const ofStreamlit = "a[href='#stMain'], [data-testid=stSidebar], [data-testid=stHeaderActionElements]"
    const isOfStreamlit = (e) => e.closest(ofStreamlit)
    const controls = all("a[href], button, input, select, textarea, summary, [tabindex='0'][role]")
        .filter((e) => e.type !== "hidden" && !isOfStreamlit(e))
    const target = (e) => (/radio|checkbox|file/.test(e.type) && e.closest("label")) || e
    const isInSentence = (e) => e.tagName === "A" && getComputedStyle(e).display === "inline"
    const isSmall = (e) => {
        const { width, height } = target(e).getBoundingClientRect()
        return Math.min(width, height) < 23.5
    }
    find("is smaller than 24 px", controls.filter((e) => isSeen(target(e)) && !isInSentence(e) && isSmall(e)))

    const ids = (e) => (e.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean)
    const labelled = (e) => ids(e).map((id) => document.getElementById(id)?.textContent ?? "").join(" ")
    const labels = (e) => [...(e.labels ?? [])].map((one) => one.textContent).join(" ")
    const images = (e) => [...e.querySelectorAll("img[alt]")].map((one) => one.alt).join(" ")
    const isRead = (node) => isShown(node.parentElement)
        && !node.parentElement.closest("svg, kbd, option, [aria-hidden=true], [data-testid=stIconMaterial]")
    const written = (e) => {
        const nodes = document.createTreeWalker(e, NodeFilter.SHOW_TEXT)
        let text = ""
        while (nodes.nextNode()) if (isRead(nodes.currentNode)) text += ` ${nodes.currentNode.data}`
        return text
    }
    const name = (e) => e.ariaLabel || labelled(e) || labels(e) || `${written(e)} ${images(e)}`.trim()
        || e.title || e.placeholder || ""
    const isSpeakable = (text) => /[\\p{L}\\d]/u.test(text)
        && !/[\\u2190-\\u2211\\u2213-\\u22ff\\u03a3|÷]/.test(text)
    find("has no name to speak", controls.filter((e) => !isSpeakable(name(e))))

    const words = (text) => text.toLowerCase().match(/\\p{L}{2,}/gu) ?? []
    const isNamedOtherwise = (e) => {
        const known = name(e).toLowerCase()
        return words(written(e)).some((word) => !known.includes(word))
    }
    const buttons = controls.filter((e) => e.matches("button, a, summary, [role=button]"))
    find("is written otherwise than named", buttons.filter(isNamedOtherwise))
    return problems
}"""


def assert_accessible(page: Page, within: str = "html", *, theirs: tuple[Theirs, ...] = ()) -> None:
    """Check a part of a page by all rules, then by its contrast in the other theme, in which it stays.

    What is Streamlit's own is no problem, but it must be found.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(OWN_RULES, within) + violations(page, within, BY_TAGS, theirs)
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    change_scheme(page, "light" if is_dark else "dark")
    found += violations(page, within, BY_COLOURS, ())
    assert not found, "\n".join([page.url, within, *found])


def violations(page: Page, within: str, rules: dict, theirs: tuple[Theirs, ...]) -> list[str]:
    """Return what axe-core finds against some rules in a part of a page, but for what is Streamlit's own."""
    listed = [{"rule": row.rule, "selector": row.selector} for row in theirs]
    found: list[str] = page.evaluate(FIND, {"within": within, "rules": rules, "theirs": listed})
    return found
