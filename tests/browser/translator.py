"""What a browser that translates does to a page, and what the page then says."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

MARK = "ü"
"""Stands before every text that was translated; none of ours has it."""

# Puts two elements in the place of each text, or another text, now and whenever one comes; `untranslate`
# gives the texts back.
TRANSLATE = """([mark, hasElements]) => {
    const kept = "script, style, textarea, code, pre, noscript, svg, font, [translate=no], .notranslate"
    const [texts, mine] = [new Map(), new WeakSet()]
    const translateIn = (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
        const found = [root]
        while (walker.nextNode()) found.push(walker.currentNode)
        for (const text of found) {
            if (text.nodeType !== Node.TEXT_NODE || !text.data.trim() || mine.has(text)) continue
            if (!text.parentElement || text.parentElement.closest(kept)) continue
            const [outer, inner] = [0, 1].map(() => document.createElement("font"))
            const translation = document.createTextNode(mark + text.data)
            mine.add(translation)
            inner.append(translation)
            outer.append(inner)
            const standIn = hasElements ? outer : translation
            texts.set(standIn, text)
            text.replaceWith(standIn)
        }
    }
    const observer = new MutationObserver((records) => {
        for (const { target, addedNodes } of records) [target, ...addedNodes].forEach(translateIn)
    })
    translateIn(document.body)
    observer.observe(document.body, { childList: true, characterData: true, subtree: true })
    window.untranslate = () => {
        observer.disconnect()
        for (const [standIn, text] of texts) if (standIn.isConnected) standIn.replaceWith(text)
    }
}"""
# Some sentences wait until nothing has changed for a while: what is said is what stays. What is spoken of a
# change goes with the next one, and how many changes are spoken of at once is up to the pace.
TEXTS = """async ([mark, pause]) => {
    const kinds = "p, h1, h2, h3, li, th, td, dt, dd, button, label, option, figcaption, legend, summary,"
        + "output, caption, .scope-value, [data-end], .chain-name, [data-testid=stMetricValue], [role=alert]"
    const isShown = (part) => (part.checkVisibility() || part.tagName === "OPTION")
        && !part.matches("p[role=status], [data-draft]")
    const read = () => [...document.querySelectorAll(kinds)].filter(isShown)
        .map((part) => part.textContent.replaceAll(mark, "").replace(/\\s+/g, " ").trim()).filter(Boolean)
    const rest = () => new Promise((done) => setTimeout(done, pause))
    for (let before = "", texts = read(); ; before = String(texts), texts = read()) {
        if (String(texts) === before) return texts
        await rest()
    }
}"""
TRANSLATED = """(mark) => [...document.querySelectorAll("body :not(font)")]
    .filter(({ firstChild, childNodes }) => childNodes.length === 1 && (firstChild.nodeName === "FONT"
        || firstChild.nodeType === Node.TEXT_NODE && firstChild.data.startsWith(mark)))
    .map((part) => part.textContent)"""


@contextmanager
def translated(page: Page, *, has_elements: bool = True) -> Iterator[None]:
    """Translate a page, and what comes to it, until the end of the block.

    Some browsers put elements in the places of texts, others put texts.
    """
    page.evaluate(TRANSLATE, [MARK, has_elements])
    try:
        yield
    finally:
        page.evaluate("untranslate()")


def said(page: Page, *, pause: int = 1000) -> list[str]:
    """Return the texts of a page in its own words, whether it is translated or not.

    They are those that do not change for a pause, in ms.
    """
    return page.evaluate(TEXTS, [MARK, pause])


def translations(page: Page) -> list[str]:
    """Return every text that stands on the page translated, alone in its element."""
    return [text.replace(MARK, "", 1).strip() for text in page.evaluate(TRANSLATED, MARK)]
