"""A hasty visitor: random inputs, one right after the other, and what they have to add up to."""

import math
import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.paint import PALETTES
from explorer.view.settings import DEFAULTS, WEIGHTS, Settings, weight_values
from tests.browser.explorer_page import ExplorerPage

TYPED = {"3": 3.0, "-1.5": -1.5, "0,5": 0.5, "1/9": 0.11111111, "\u22122": -2.0, "+7": 7.0, ".25": 0.25}
REFUSED = ("", "abc", "500", "1/0")
PER_PIXEL = 0.05
ROUND = 36  # inputs
PASTE = """(text) => {
    const data = new DataTransfer()
    data.setData("text", text)
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement.dispatchEvent(event)
}"""

MARK = """(selector) => {
    const field = document.querySelector(selector)
    field.focus()
    field.select()
}"""
MIDDLE = """(name) => {
    document.activeElement.blur()
    const field = document.querySelector(`[data-name=${name}]`)
    field.scrollIntoView({ block: "nearest" })
    const { x, y, width, height } = field.getBoundingClientRect()
    return [Math.round(x + width / 2), Math.round(y + height / 2)]
}"""
# A slider that has just been asked for is there in the next frame; until then it cannot be focused.
FOCUS = """(selector) => {
    const slider = document.querySelector(selector)
    slider.focus()
    return document.activeElement === slider
}"""
CHOOSE = """([name, option]) => {
    const button = document.querySelector(`input[name=${name}][value='${option}']`)
    if (button) return button.click()
    const more = "select[aria-label='More activations']"
    const menu = document.querySelector(name === "activation" ? more : `select[name=${name}]`)
    menu.value = option
    menu.dispatchEvent(new Event("change", { bubbles: true }))
}"""


class Visitor:
    """Acts on a page, and keeps the settings that its actions ask for."""

    def __init__(self, shown: ExplorerPage, settings: Settings, seed: int) -> None:
        self.shown, self.page, self.wanted = shown, shown.page, settings
        self.random = random.Random(seed)
        self.log: list[str] = []
        self.ahead: list[Callable[[], None]] = []

    def act(self) -> None:
        """Do one thing: of every `ROUND` in a row, each kind is done three times, in an order at random."""
        if not self.ahead:
            kinds = (
                self.type_a_weight, self.type_nonsense, self.step_a_weight, self.drag_a_weight,
                self.press_a_button, self.choose_a_kernel, self.paste_a_kernel, self.choose_an_activation,
                self.move_the_bias, self.bend_the_slope, self.choose_from_a_menu, self.move_the_line,
            )  # fmt: skip
            self.ahead = self.random.sample(kinds * 3, k=ROUND)
        action = self.ahead.pop()
        self.log.append(action.__name__)
        action()

    def want(self, **changes: object) -> None:
        self.wanted = replace(self.wanted, **changes)

    def kernel(self) -> np.ndarray:
        return np.array([getattr(self.wanted, name) for name in WEIGHTS]).reshape(3, 3)

    def want_kernel(self, kernel: np.ndarray) -> None:
        self.want(**dict(zip(WEIGHTS, (kernel + 0.0).ravel().tolist(), strict=True)))

    def type_a_weight(self) -> None:
        name, text = self.random.choice(WEIGHTS), self.random.choice(list(TYPED))
        self._mark(name)
        self.page.keyboard.type(text)
        if end := self.random.choice((None, "Enter", "Tab")):
            self.page.keyboard.press(end)
        self.want(**{name: TYPED[text]})

    def type_nonsense(self) -> None:
        """Leave the field, and with it the number that was there before."""
        self.page.evaluate("document.activeElement.blur()")
        self._mark(self.random.choice(WEIGHTS))
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(self.random.choice(REFUSED))
        self.page.keyboard.press("Enter")

    def _mark(self, name: str) -> None:
        """Focus the field of a weight and mark what it holds, as three clicks do, but at once."""
        self.page.evaluate(MARK, f"[data-name={name}]")

    def _choose(self, name: str, option: str) -> None:
        """Choose from a menu or a row of buttons, without waiting until it has come to rest."""
        self.page.evaluate(CHOOSE, [name, option])

    def _click(self, selector: str) -> None:
        """Click an element where it is, without waiting until it has come to rest."""
        self.page.evaluate("(selector) => document.querySelector(selector).click()", selector)

    def step_a_weight(self) -> None:
        name, times = self.random.choice(WEIGHTS), self.random.randrange(1, 4)
        key, step = self.random.choice((("ArrowUp", 0.25), ("ArrowDown", -0.25)))
        self._mark(name)
        for _ in range(times):
            self.page.keyboard.press(key)
            self.want(**{name: round(min(max(getattr(self.wanted, name) + step, -100), 100), 8)})

    def drag_a_weight(self) -> None:
        name, pixels = self.random.choice(WEIGHTS), self.random.choice((-31, -12, 9, 40))
        x, y = self.page.evaluate(MIDDLE, name)
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + pixels, y, steps=3)
        mouse.up()
        moved = getattr(self.wanted, name) + pixels * PER_PIXEL
        self.want(**{name: min(max(math.floor(moved * 100 + 0.5) / 100, -100), 100)})

    def press_a_button(self) -> None:
        kernel = self.kernel()
        results = {
            "Rotate": lambda: np.rot90(kernel, -1),
            "Transpose": lambda: kernel.T,
            "K → −K": lambda: -kernel,
            "Reset": lambda: np.array([DEFAULTS[name] for name in WEIGHTS]).reshape(3, 3),
        }
        name = self.random.choice(list(results))
        buttons = "[...document.querySelectorAll('.controls-changes button')]"
        self.page.evaluate(f"(name) => {buttons}.find((one) => one.textContent === name).click()", name)
        self.want_kernel(results[name]())

    def choose_a_kernel(self) -> None:
        name = self.random.choice(list(KERNELS))
        self._click(".controls-menu summary")
        self.page.wait_for_selector(f".controls-menu input[value='{name}']", state="attached")
        self._click(f".controls-menu input[value='{name}']")
        self.page.evaluate(
            "() => void (document.querySelector('.controls-menu').open = false)"
        )  # as the mouse does
        self.want(**weight_values(KERNELS[name].weights))

    def paste_a_kernel(self) -> None:
        kernel = np.array([self.random.randrange(-9, 10) for _ in range(9)], float).reshape(3, 3)
        self.shown.weight("w00").focus()
        self.page.evaluate(PASTE, "\n".join("\t".join(f"{weight:g}" for weight in row) for row in kernel))
        self.want_kernel(kernel)

    def choose_an_activation(self) -> None:
        name = self.random.choice(list(ACTIVATIONS))
        self._choose("activation", name)
        self.want(activation=name)

    def move_the_bias(self) -> None:
        self._slide("bias", 0.05, 4)

    def bend_the_slope(self) -> None:
        if self.wanted.activation == "PReLU":
            self._slide("negative_slope", 0.01, 1.5)

    def _slide(self, name: str, step: float, limit: float) -> None:
        key, sign = self.random.choice((("ArrowRight", 1), ("ArrowLeft", -1)))
        self.page.wait_for_function(FOCUS, arg=f"[data-part={name}] input[type=range]")
        for _ in range(self.random.randrange(1, 5)):
            self.page.keyboard.press(key)
            self.want(
                **{name: round(min(max(getattr(self.wanted, name) + sign * step, -limit), limit), 8) + 0.0}
            )

    def choose_from_a_menu(self) -> None:
        name, options = self.random.choice(
            (
                ("padding", list(PADDINGS)),
                ("stride", ["1", "2", "3"]),
                ("palette", list(PALETTES)),
                ("direction", ["Row", "Column"]),
            )
        )
        option = self.random.choice(options)
        self._choose(name, option)
        self.want(**{name: int(option) if name == "stride" else option})

    def move_the_line(self) -> None:
        number, name = self.random.choice(((1, "row"), (2, "col")))
        place = self.random.randrange(20, 60)
        self.page.evaluate(MARK, f".numbers-place label:nth-of-type({number}) input")
        self.page.keyboard.type(str(place))
        self.page.keyboard.press("Enter")
        self.want(**{name: place})
