"""What a screen reader speaks by itself: the texts that come into live regions."""

from playwright.sync_api import Page

RECORD = """() => {
    const REGIONS = "[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output"
    const heard = (window.heard ??= [])
    heard.length = 0
    window.recorder ??= new MutationObserver((changes) => {
        const regions = new Set()
        for (const { target, addedNodes } of changes) {
            const element = target.nodeType === 1 ? target : target.parentElement
            const region = element?.closest(REGIONS)
            if (region) regions.add(region)
            for (const node of addedNodes) {
                if (node.nodeType !== 1) continue
                const within = [node, ...node.querySelectorAll(REGIONS)]
                for (const one of within) if (one.matches(REGIONS)) regions.add(one)
            }
        }
        for (const region of regions) {
            const text = region.textContent.trim()
            const isRead = region.checkVisibility() && !region.closest("[aria-hidden=true]")
            if (text && isRead) window.heard.push([performance.now(), text])
        }
    })
    recorder.observe(document.body, { subtree: true, childList: true, characterData: true })
}"""


class Reader:
    """Keeps what is spoken on a page from now on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.evaluate(RECORD)

    @property
    def heard(self) -> list[str]:
        """What has been spoken since the last `hears`."""
        return [text for _, text in self.page.evaluate("() => heard")]

    def waits_for(self, part: str) -> None:
        """Wait until a text with this part has been spoken, and forget all."""
        self.page.wait_for_function("(part) => heard.some(([, text]) => text.includes(part))", arg=part)
        self.page.evaluate("() => { heard.length = 0 }")

    def hears(self) -> str:
        """Wait for what is spoken next, and forget it; it must be one text."""
        self.page.wait_for_function("() => heard.length > 0")
        (text,) = self.page.evaluate("() => heard.splice(0).map(([, text]) => text)")
        return text
