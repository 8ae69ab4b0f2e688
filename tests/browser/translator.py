"""What a browser that translates does to a page, and what the page then says."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

MARK = "ü"
"""Stands before every text that was translated; none of ours has it."""

# Puts two elements in the place of each text, now and whenever one comes; `untranslate` gives the texts back.
TRANSLATE = """(mark) => {
    const kept = "script, style, textarea, code, pre, noscript, svg, font, [translate=no], .notranslate"
    const texts = new Map()
    const translateIn = (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
        const found = [root]
        while (walker.nextNode()) found.push(walker.currentNode)
        for (const text of found) {
            if (text.nodeType !== Node.TEXT_NODE || !text.data.trim()) continue
            if (!text.parentElement || text.parentElement.closest(kept)) continue
            const [outer, inner] = [0, 1].map(() => document.createElement("font"))
            inner.textContent = mark + text.data
            outer.append(inner)
            texts.set(outer, text)
            text.replaceWith(outer)
        }
    }
    const observer = new MutationObserver((records) => {
        for (const { target, addedNodes } of records) [target, ...addedNodes].forEach(translateIn)
    })
    translateIn(document.body)
    observer.observe(document.body, { childList: true, characterData: true, subtree: true })
    window.untranslate = () => {
        observer.disconnect()
        for (const [outer, text] of texts) if (outer.isConnected) outer.replaceWith(text)
    }
}"""
# Some sentences wait until nothing has changed for a while: what is said is what stays. What is spoken of a
# change goes with the next one, and how many changes are spoken of at once is up to the pace.
TEXTS = """async (mark) => {
    const kinds = "p, h1, h2, h3, li, th, td, dt, dd, button, label, option, figcaption, legend, summary,"
        + "output, caption, .scope-value, [data-end], .chain-name, [data-testid=stMetricValue], [role=alert]"
    const isShown = (part) => (part.checkVisibility() || part.tagName === "OPTION")
        && !part.matches("p[role=status], [data-draft]")
    const read = () => [...document.querySelectorAll(kinds)].filter(isShown)
        .map((part) => part.textContent.replaceAll(mark, "").replace(/\\s+/g, " ").trim()).filter(Boolean)
    const rest = () => new Promise((done) => setTimeout(done, 1000))
    for (let before = "", texts = read(); ; before = String(texts), texts = read()) {
        if (String(texts) === before) return texts
        await rest()
    }
}"""
TRANSLATED = """() => [...document.querySelectorAll("font:has(> font)")]
    .filter((part) => part.parentElement.childNodes.length === 1).map((part) => part.textContent)"""


@contextmanager
def translated(page: Page) -> Iterator[None]:
    """Translate a page, and what comes to it, until the end of the block."""
    page.evaluate(TRANSLATE, MARK)
    try:
        yield
    finally:
        page.evaluate("untranslate()")


def said(page: Page) -> list[str]:
    """Return the texts of a page in its own words, whether it is translated or not."""
    return page.evaluate(TEXTS, MARK)


def translations(page: Page) -> list[str]:
    """Return every text that stands on the page translated, alone in its element."""
    return [text.replace(MARK, "", 1).strip() for text in page.evaluate(TRANSLATED)]
