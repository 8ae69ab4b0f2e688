"""What keeps a page from those who hear it, cannot aim or need contrast: axe-core, and rules of ours."""

from contextlib import suppress
from dataclasses import dataclass

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, TimeoutError

from tests.browser.boxes import COLOUR_SUMS, CONTRAST_SUMS, PATIENCE, change_scheme

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Theirs:
    """A violation that is Streamlit's own: the rule, the elements, and why it is not ours."""

    rule: str
    selector: str
    why: str


CODE = Theirs("color-contrast", "[data-testid=stCode] .token", "No theme sets Streamlit's colours of code.")
FILES = Theirs(
    "presentation-role-conflict",
    "[data-testid=stFileUploaderDropzone]",
    "Streamlit names a mere frame.",
)
SIDEBAR = (
    Theirs("list", "[data-testid=stSidebarNavItems]", "Streamlit puts the groups of its pages into a list."),
    Theirs("listitem", "[data-testid=stSidebarNavItems] li", "And the pages of a group into no list at all."),
)

# Of the elements with words of their own, the first of each look: of each kind, in each colour, size and
# weight, on each background. All others have its contrast, and that is most of the work of axe-core.
LOOKS = """(within) => {
    const once = (known, e, make) => known.get(e) ?? known.set(e, make(e)).get(e)
    const [styles, grounds, firsts] = [new Map(), new Map(), new Map()]
    const style = (e) => once(styles, e, getComputedStyle)
    const ground = (e) => e ? once(grounds, e, () => {
        const { backgroundColor, backgroundImage, opacity, filter } = style(e)
        const own = [backgroundColor, backgroundImage, opacity, filter].join()
        const below = ground(e.parentElement)
        return own === "rgba(0, 0, 0, 0),none,1,none" ? below : `${own} on ${below}`
    }) : ""
    const isWorded = (e) => e.matches("input:not([type=range], [type=radio], [type=checkbox]), select")
        || [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
    const isSeen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    const look = (e) => {
        const { color, fontSize, fontWeight, textShadow } = style(e)
        const kind = [e.tagName, e.getAttribute("class"), e.dataset.testid, e.matches(":disabled")]
        return [...kind, color, fontSize, fontWeight, textShadow, ground(e)].join()
    }
    const all = [...document.querySelectorAll(within)]
        .flatMap((root) => [root, ...root.querySelectorAll("*")])
    for (const e of all.filter((one) => isWorded(one) && isSeen(one))) once(firsts, look(e), () => e)
    return [...firsts.values()]
}"""
# The field for files that are dropped is not rendered, so nobody hears it, but axe-core looks at its frame.
# What breaks a rule, in words; and the numbers of those of Streamlit's own that do.
# Streamlit's shell is as high as the window and hides what overflows it: axe-core judges no colour of what
# lies below. So the shell is made as high as the page, which needs no larger window and draws nothing anew.
FIND = f"""async ({{ within, rules, theirs }}) => {{
    const [shell, main] = ["stApp", "stMain"].map((id) => document.querySelector(`[data-testid=${{id}}]`))
    const at = main?.scrollTop
    const looks = ({LOOKS})(within)
    for (const e of looks) e.dataset.look = ""
    axe.configure({{ rules: [{{ id: "color-contrast", selector: "[data-look]" }}] }})
    if (shell) shell.style.height = `calc(100% + ${{main.scrollHeight - main.clientHeight}}px)`
    const {{ violations }} = await axe.run(within, {{
        ...rules, resultTypes: ["violations"], iframes: false, preload: false, elementRef: true,
    }})
    if (shell) {{
        shell.style.height = ""
        main.scrollTop = at
    }}
    for (const e of looks) delete e.dataset.look
    const found = violations.flatMap(({{ id, nodes }}) => nodes.map((node) => ({{ id, ...node }})))
        .filter(({{ element }}) => !element.closest(".st-key-anywhere"))
    const isOf = ({{ id, element }}, {{ rule, selector }}) => id === rule && element.matches(selector)
    const ours = found.filter((one) => !theirs.some((row) => isOf(one, row)))
    const known = [...theirs.keys()].filter((k) => found.some((one) => isOf(one, theirs[k])))
    const why = ({{ any, all, none }}) => [...any, ...all, ...none].map(({{ message }}) => message).join("; ")
    const said = (one) => `${{one.id}}: ${{one.target}} ${{one.html.slice(0, 120)}}: ${{why(one)}}`
    return [ours.map(said), known]
}}"""
# The same for the contrast alone, without axe-core: by the backgrounds that an element lies in. It takes a
# twentieth of the work. Words over pictures have colours of their own, in any theme, and those of Streamlit's
# slider stand above the thumb that they lie in.
FIND_PALE = (
    "({ within, theirs }) => {"
    + COLOUR_SUMS
    + CONTRAST_SUMS
    + f"const found = ({LOOKS})(within)"
    + """
        .filter((e) => !e.closest(":disabled, [aria-disabled=true], .st-key-anywhere"))
        .filter((e) => !e.matches("[style*='color:'], [data-testid=stSliderThumbValue] *"))
    const least = (e) => {
        const { fontSize, fontWeight } = getComputedStyle(e)
        return parseFloat(fontSize) >= (Number(fontWeight) >= 700 ? 18.66 : 24) ? 3 : 4.5
    }
    const pale = found.filter((e) => contrastOf(e) < least(e) - 0.01)
    const colours = [...theirs.entries()].filter(([, { rule }]) => rule === "color-contrast")
    const isOf = (e) => colours.filter(([, { selector }]) => e.matches(selector)).map(([k]) => k)
    const ours = pale.filter((e) => isOf(e).length === 0)
    return [
        ours.map((e) => `is pale: ${contrastOf(e).toFixed(2)} ${e.outerHTML.slice(0, 120)}`),
        [...new Set(pale.flatMap(isOf))],
    ]
}"""
)
IS_NONE_PALE = f"(given) => ({FIND_PALE})(given)[0].length === 0"
# axe-core lets a target be small if nothing is near; ours are all large, which OWN_RULES looks after.
BY_TAGS = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": False}}}
BY_ALL_BUT_COLOURS = {**BY_TAGS, "rules": {**BY_TAGS["rules"], "color-contrast": {"enabled": False}}}

# What breaks our own rules, in words: one h1, controls that a finger hits, names that one can speak.
OWN_RULES = """(within) => {
    const problems = []
    const isShown = (e) => e.checkVisibility({ visibilityProperty: true })
    const all = (selector) => [...document.querySelectorAll(within)]
        .flatMap((root) => [...root.querySelectorAll(selector)]).filter(isShown)
    const find = (what, wrong) => problems.push(...wrong.map((e) => `${what}: ${e.outerHTML.slice(0, 160)}`))
    const isWhole = ["html", "[data-testid=stMain]"].includes(within)
    if (isWhole && all("h1").length !== 1) problems.push(`${all("h1").length} h1`)

    const isSeen = (e) => Math.min(e.offsetWidth ?? 2, e.offsetHeight ?? 2) > 1
    const isOfStreamlit = (e) => e.closest("a[href='#stMain'], [data-testid=stSidebar], "
        + "[data-testid=stHeaderActionElements], [data-testid=stCheckbox]")
    const controls = all("a[href], button, input, select, textarea, summary, [tabindex='0'][role]")
        .filter((e) => e.type !== "hidden" && !isOfStreamlit(e))
    const target = (e) => (/radio|checkbox|file/.test(e.type) && e.closest("label")) || e
    const isInSentence = (e) => e.tagName === "A" && getComputedStyle(e).display === "inline"
    const isTheirs = (e) => e.closest(
        "[data-testid=stSlider], .slopes-column, :is(a, button, input, summary)[class*=st-emotion]")
    const isSmall = (e) => {
        const { width, height } = target(e).getBoundingClientRect()
        return Math.min(width, height) < 23.5
    }
    const targets = controls.filter((e) => isSeen(target(e)) && !isInSentence(e) && !isTheirs(e))
    find("is smaller than 24 px", targets.filter(isSmall))

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
    const formula = /[\\u2190-\\u2211\\u2213-\\u22ff\\u03a3|÷]/
    const isSpeakable = (text) => /[\\p{L}\\d]/u.test(text) && !formula.test(text)
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


def assert_accessible(
    page: Page, within: str = "html", *, theirs: tuple[Theirs, ...] = (), has_known_colours: bool = False
) -> None:
    """Check a part of a page by all rules, then its contrast in the other theme, in which it stays.

    If its colours were seen elsewhere, they are not looked at. What is Streamlit's own is no problem, but it
    must be found.
    """
    if within == "html" and page.locator("[data-testid=stSidebarNavItems]").first.is_visible():  # on a phone
        theirs += SIDEBAR
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(OWN_RULES, within)
    ours, known = violations(page, within, BY_ALL_BUT_COLOURS if has_known_colours else BY_TAGS, theirs)
    if not has_known_colours:
        is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        change_scheme(page, "light" if is_dark else "dark")
        given = {"within": within, "theirs": listed(theirs)}
        with suppress(TimeoutError):  # colours that change take a moment
            page.wait_for_function(IS_NONE_PALE, arg=given, timeout=PATIENCE, polling=100)
        pale, also_known = page.evaluate(FIND_PALE, given)
        ours, known = ours + pale, known | {theirs[k] for k in also_known}
    idle = [row.selector for row in theirs if row not in known]
    assert not found + ours, "\n".join([page.url, within, *found, *ours])
    assert not idle, f"Streamlit has mended {idle}: forget them"


def violations(
    page: Page, within: str, rules: dict, theirs: tuple[Theirs, ...] = ()
) -> tuple[list[str], set[Theirs]]:
    """Return what breaks some rules of axe-core in a part of a page, and what of Streamlit's own does."""
    ours, known = page.evaluate(FIND, {"within": within, "rules": rules, "theirs": listed(theirs)})
    return ours, {theirs[k] for k in known}


def listed(theirs: tuple[Theirs, ...]) -> list[dict[str, str]]:
    """Write what is Streamlit's own for a function of the page."""
    return [{"rule": row.rule, "selector": row.selector} for row in theirs]


# Where colours are forced: the buttons that look the same pressed as not, and the choices that do.
ALIKE = """() => {
    const parts = (e) => [e, ...e.querySelectorAll("*")]
    const look = (e) => parts(e).map((one) => getComputedStyle(one).backgroundColor).join()
    const pressed = (e, is) => {
        e.setAttribute("aria-pressed", is)
        return look(e)
    }
    const buttons = [...document.querySelectorAll("button[aria-pressed]")].filter((e) => {
        const was = e.getAttribute("aria-pressed")
        const isAlike = pressed(e, "true") === pressed(e, "false")
        e.setAttribute("aria-pressed", was)
        return isAlike
    })
    const label = (e) => e.closest("label")
    const radios = [...document.querySelectorAll("label [type=radio]:checked")].filter((e) => {
        const all = [...document.querySelectorAll(`[type=radio][name="${e.name}"]`)]
        return look(label(e)) === look(label(all.find((one) => one !== e)))
    })
    return [...buttons, ...radios.map(label)].map((e) => e.outerHTML.slice(0, 160))
}"""

# The controls on which the focus of the keyboard is not seen, and how it looks: a ring of 2 px and 3 to 1.
# Streamlit's fields, switches and sliders show it by their border or their thumb, as its theme has it.
UNSEEN_FOCUS = (
    "(within) => {"
    + COLOUR_SUMS
    + """
    const shell = document.querySelector("[data-testid=stApp]") ?? document.body
    const behind = (e) => {
        for (let at = e.parentElement; at; at = at.parentElement) {
            const [r, g, b, a = 1] = parse(getComputedStyle(at).backgroundColor)
            if (a === 1) return [r, g, b]
        }
        return parse(getComputedStyle(shell).backgroundColor)
    }
    const isStreamlits = (e) => e.matches(":is(input, textarea, div)[class*=st-]")
        || e.matches("[tabindex='-1'], [href='#stMain'], [kind=elementToolbar], main")
        || e.closest("label[class*=st-]")
    const controls = [...document.querySelector(within).querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
        .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && !isStreamlits(e))
    const isSeen = (e) => e?.checkVisibility({ opacityProperty: true }) && e.getBoundingClientRect().width > 2
    const inside = (e) => [e, ...(e?.querySelectorAll("*") ?? [])]
    const near = (e) => [e.parentElement, ...inside(e), ...inside(e.closest("label"))].filter(isSeen)
    const rings = (e) => near(e).map((one) => {
        const { outlineStyle, outlineWidth, outlineColor, stroke, strokeWidth } = getComputedStyle(one)
        const hasRing = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
            && contrast(parse(outlineColor), behind(one)) >= 3
        return { one, hasRing, line: `${stroke} ${strokeWidth}` }
    })
    const unseen = controls.filter((e) => {
        document.activeElement.blur()
        const before = new Map(rings(e).map(({ one, line }) => [one, line]))
        e.focus({ preventScroll: true, focusVisible: true })
        if (document.activeElement !== e) return false // it is passed on, or cannot have it now
        return !rings(e).some(({ one, hasRing, line }) => hasRing || line !== (before.get(one) ?? line))
    })
    document.activeElement.blur()
    return [controls.length, unseen.map((e) => e.outerHTML.slice(0, 160))]
}"""
)


def assert_focus_is_seen(page: Page, within: str, *, least: int) -> None:
    """Check the ring around each control of ours in a part of a page, of which there are at least so many."""
    page.keyboard.press("Shift")  # whoever uses keys is shown the focus
    count, unseen = page.evaluate(UNSEEN_FOCUS, within)
    assert count >= least
    assert not unseen, "\n".join(unseen)
