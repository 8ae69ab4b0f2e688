"""What the boxes of a page tell of its looks, and the contrast of its words."""

from playwright.sync_api import Page, TimeoutError

PATIENCE = 20_000  # ms
OURS = ".cards, .bank, .question, .pictures, .circle"
"""The components of the pages beside the explorer."""

# Everything that is wrong with the boxes of the page, in words.
PROBLEMS = """(ours) => {
    const main = document.querySelector("[data-testid=stMain]")
    const block = document.querySelector("[data-testid=stMainBlockContainer]")
    const under = document.querySelector("[data-testid=stHeader]").getBoundingClientRect().bottom
    const box = (e) => e.getBoundingClientRect()
    const isSeen = (e) => box(e).width > 0 && box(e).height > 0
    const isInFlow = (e) => isSeen(e) && !/absolute|fixed/.test(getComputedStyle(e).position)
    const isBlock = (e) => e instanceof HTMLElement && isInFlow(e) && getComputedStyle(e).display !== "inline"
    const all = (selector) => [...block.querySelectorAll(selector)].filter(isSeen)
    const name = (e) => `${e.tagName} ${e.className} ${e.textContent.slice(0, 40)}`
    const inside = all(ours).flatMap((root) => [root, ...root.querySelectorAll("*")]).filter(isBlock)
    const problems = []
    const find = (what, wrong) => problems.push(...wrong.map((e) => `${what}: ${e}`))

    const gap = Math.min(...all("[data-testid=stElementContainer]").map((e) => box(e).top)) - under
    if (main.scrollTop === 0 && (gap < 0 || gap > 24)) problems.push(`begins ${gap} px below the navigation`)
    const { scrollWidth, clientWidth } = main
    if (scrollWidth > clientWidth) problems.push(`${scrollWidth} px wide in ${clientWidth}`)
    find("sticks out", inside.filter((e) => box(e).left < 0 || box(e).right > innerWidth + 1).map(name))
    const worded = [...inside, ...all("[data-testid=stMetricLabel] *").filter(isBlock)]
    find("is cut", worded.filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0).map(name))

    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
    const parents = [...inside, ...all("[data-testid=stVerticalBlock], [data-testid=stHorizontalBlock]")]
    for (const parent of parents) {
        const children = [...parent.children].filter(isBlock)
        const pairs = children.flatMap((a, k) => children.slice(k + 1).map((b) => [a, b]))
        const meeting = pairs.filter(([a, b]) => over(box(a), box(b)))
        find("overlap", meeting.map((pair) => pair.map(name).join(" and ")))
    }

    const images = all(".bank-frame img, [data-testid=stImage] img")
    const bend = (e) => (box(e).width * e.naturalHeight) / (box(e).height * e.naturalWidth)
    const isBent = (e) => e.naturalWidth > 0 && Math.abs(bend(e) - 1) > 0.02
    find("is not in proportion", images.filter(isBent).map((e) => e.alt))

    const isUnlike = (a, b) => Math.abs(a.top - b.top) < 8 && Math.abs(a.width - b.width) > 3
    const maps = all("[data-testid=stImage] img").filter((e) => e.naturalWidth === e.naturalHeight)
    for (const [k, a] of maps.entries()) {
        const unlike = maps.slice(k + 1).filter((b) => isUnlike(box(a), box(b)))
        find("is of another size", unlike.map((e) => e.alt))
    }
    const lines = (e) => Math.round(e.offsetHeight / parseFloat(getComputedStyle(e).lineHeight))
    const isLong = (e) => innerWidth >= 390 && lines(e) > 3
    find("takes four lines", all("h1 span").filter(isLong).map(name))

    const buttons = all(".stButton button, .cards-menu button")
    const isAskew = (a, b) => Math.min(a.bottom, b.bottom) > Math.max(a.top, b.top)
        && (Math.abs(a.top - b.top) > 1 || Math.abs(a.height - b.height) > 1)
    for (const [k, a] of buttons.entries()) {
        find("stands askew", buttons.slice(k + 1).filter((b) => isAskew(box(a), box(b))).map(name))
    }
    return problems
}"""

# The words of figures that lie over each other or are cut by the edge of their figure. Slanted ones may lie
# side by side within one box, and over and under a number is a fifth of its box free.
CROWDED = """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap((figure) => {
    const box = (e) => e.getBoundingClientRect()
    const place = figure.closest(".scope-plot") ?? figure
    const words = ":is(.xtick, .ytick, .g-xtitle, .g-ytitle, .g-y2title, .annotation) text, .legendtext, "
        + ".scope-scale :is(span, b)"
    const all = [...place.querySelectorAll(words)].filter((e) => box(e).width > 0)
    const isSlanted = (e) => /rotate\\((?!0,)/.test(e.getAttribute("transform") ?? "")
    const isTick = (e) => e.closest(".xtick, .ytick, span") !== null
    const outer = box(place.querySelector(".main-svg"))
    const isCut = ({ left, right, top, bottom }) => left < outer.left - 1 || right > outer.right + 1
        || top < outer.top - 1 || bottom > outer.bottom + 1
    const over = (a, b, free) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > free
    const pairs = all.flatMap((a, k) => all.slice(k + 1).map((b) => [a, b]))
    const free = (...two) => two.every(isTick) ? Math.min(...two.map((e) => box(e).height)) * 0.4 : 1
    const meet = ([a, b]) => over(box(a), box(b), free(a, b)) && !(isSlanted(a) && isSlanted(b))
    return [
        ...all.filter((e) => isCut(box(e))).map((e) => `is cut by its figure: ${e.textContent}`),
        ...pairs.filter(meet).map((pair) => `meet: ${pair.map((e) => e.textContent).join(" and ")}`),
    ]
})"""

# For a JavaScript function: reads a computed colour, and tells the contrast of two.
COLOUR_SUMS = """
    const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
    const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
    const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number)
    const contrast = (one, other) => {
        const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
        return (high + 0.05) / (low + 0.05)
    }
"""
# For a JavaScript function, after those: tells the contrast of the words of an element, by what it lies in.
CONTRAST_SUMS = """
    const over = ([r, g, b, a = 1], below) => [r, g, b].map((v, k) => a * v + (1 - a) * below[k])
    const background = (element) => {
        if (!element) return [255, 255, 255]
        const colour = parse(getComputedStyle(element).backgroundColor)
        return colour.length === 4 && colour[3] < 1
            ? over(colour, background(element.parentElement)) : colour.slice(0, 3)
    }
    const opacity = (element) =>
        element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1
    const contrastOf = (e) => {
        const [r, g, b, a = 1] = parse(getComputedStyle(e).color)
        const below = background(e)
        return contrast(over([r, g, b, a * opacity(e)], below), below)
    }
"""
# The contrast of the words of each element that a selector finds, their size in px, and what they say.
CONTRAST = (
    "(selector) => {"
    + COLOUR_SUMS
    + CONTRAST_SUMS
    + """
    const found = [...document.querySelectorAll(selector)]
    return found.filter((e) => e.textContent.trim() && e.offsetParent).map((e) => {
        const said = `${e.tagName} ${e.className} ${e.textContent.slice(0, 40)}`
        return [contrastOf(e), parseFloat(getComputedStyle(e).fontSize), said]
    })
}"""
)


def assert_boxes_are_in_order(page: Page, width: int, height: int) -> None:
    """Give the window a size, and wait until nothing is cut, bent, askew, or over anything."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("(width) => innerWidth === width && document.fonts.status === 'loaded'", arg=width)
    _assert_none(page, f"(ours) => [...({PROBLEMS})(ours), ...({CROWDED})()]")


def assert_figures_are_legible(page: Page) -> None:
    """Wait until no words of a figure are cut or lie over others."""
    _assert_none(page, CROWDED)


def _assert_none(page: Page, problems_of: str) -> None:
    """Wait until there are no problems: charts follow a little later, on a busy machine by seconds."""
    none = f"(ours) => ({problems_of})(ours).length === 0"
    try:
        page.wait_for_function(none, arg=OURS, timeout=PATIENCE, polling=100)
    except TimeoutError:
        problems = page.evaluate(problems_of, OURS)
        assert not problems, (page.url, page.viewport_size, problems)


def assert_legible(page: Page, selector: str, *, least: int) -> None:
    """Check that the words of at least so many elements have a contrast of 4.5 to 1."""
    measured = page.evaluate(CONTRAST, selector)
    assert len(measured) >= least, (selector, measured)
    assert [found for found in measured if found[0] < 4.5] == []


# Tells whether the page has the colours of a theme, and none is on its way to another.
HAS_SCHEME = """(isDark) => {
    const shell = document.querySelector("[data-testid=stApp]") ?? document.body
    const [red, , , opacity = 1] = getComputedStyle(shell).backgroundColor.match(/[\\d.]+/g).map(Number)
    const isSo = opacity === 0 ? matchMedia("(prefers-color-scheme: dark)").matches : red < 128
    return isSo === isDark && document.getAnimations().every((one) => !(one instanceof CSSTransition))
}"""


def change_scheme(page: Page, scheme: str) -> None:
    """Have other colours, and wait until the page has them."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(HAS_SCHEME, arg=scheme == "dark", polling=100)
