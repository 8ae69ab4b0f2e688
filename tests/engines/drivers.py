"""Two browsers behind one interface, each driven in a process of its own.

``python -m tests.engines.drivers Firefox FOLDER`` starts a browser, then reads commands from its standard
input and answers each on its standard output, a line of JSON each: ``["press", []]``, ``{"value": null}``.
The browser ends when the input ends, so also when the tests are stopped. Downloads, logs and profiles lie
in the folder.

None runs in the process of the tests: the clients warn of what they do themselves.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

MINIBROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
PROGRAMS = {
    "Firefox": (shutil.which("firefox-esr") or shutil.which("firefox"),),
    "WebKit": (shutil.which("WebKitWebDriver"), MINIBROWSER, shutil.which("Xvfb")),
}
"""What each engine needs on this machine."""
PACKAGES = {
    "Firefox": "firefox-esr",
    "WebKit": "webkit2gtk-driver xvfb",
}
"""How Debian calls it."""
KEYS = {
    "Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004", "Shift": "\ue008", "Control": "\ue009",
    "Delete": "\ue017", "Home": "\ue011", "End": "\ue010", "PageUp": "\ue00e", "PageDown": "\ue00f",
    "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
}  # fmt: skip
"""How the WebDriver standard writes the keys that are no letters."""
CONTROL_WHEEL = """(clientX, clientY, deltaY) => {
    const given = { clientX, clientY, deltaY, ctrlKey: true, bubbles: true, cancelable: true }
    document.elementFromPoint(clientX, clientY).dispatchEvent(new WheelEvent("wheel", given))
}"""
SCREEN = "2000x1300x24"
"""Width, height and bits a dot of the screen that WebKit needs."""
SCHEME = "layout.css.prefers-color-scheme.content-override"
"""What sets the scheme of Firefox."""


def is_installed(name: str) -> bool:
    return all(PROGRAMS[name])


def is_left_out(name: str) -> bool:
    """Tell whether there are no tests in an engine: it is not installed, which in CI is a failure."""
    return not os.environ.get("CI") and not is_installed(name)


class WebDriver:
    """What the two have in common: input events as the WebDriver standard describes them."""

    def perform(self, *sources: dict[str, Any]) -> None:
        raise NotImplementedError

    def point(self, *steps: str | list[float]) -> None:
        """Do with the mouse, in one command, what the steps say: "Down", "Up", or a place to move to."""
        actions = [_pointer(step) for step in steps]
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
        self.perform(mouse | {"actions": actions})

    def keys(self, *steps: list[str]) -> None:
        """Press and release keys in one command: ["Down", "Control"], ["Down", "z"], ["Up", "z"] …"""
        actions = [{"type": f"key{way}", "value": KEYS.get(key, key)} for way, key in steps]
        self.perform({"type": "key", "id": "keyboard", "actions": actions})

    def control_wheel(self, x: float, y: float, by: int) -> None:
        """Turn the wheel over a place by so many dots downwards, while Control is held."""
        turn = {"type": "scroll", "deltaX": 0, "deltaY": by, "duration": 0, **_place(x, y)}
        held = [{"type": f"key{way}", "value": KEYS["Control"]} for way in ("Down", "Up")]
        pause = {"type": "pause", "duration": 0}
        self.perform(
            {"type": "key", "id": "keyboard", "actions": [held[0], pause, held[1]]},
            {"type": "wheel", "id": "wheel", "actions": [pause, turn, pause]},
        )


class Firefox(WebDriver):
    def __init__(self, folder: Path) -> None:
        from marionette_driver.marionette import Marionette

        options = {"port": 0, "headless": True, "gecko_log": str(folder / "gecko.log")}
        options["prefs"] = {
            "browser.download.dir": str(folder),
            "browser.download.folderList": 2,
            "browser.download.always_ask_before_handling_new_types": False,
            "browser.download.alwaysOpenPanel": False,
            "app.normandy.enabled": False,
        }
        self.browser = Marionette(bin=PROGRAMS["Firefox"][0], **options)
        self.browser.start_session()
        with self.browser.using_context("chrome"):  # as narrow as a phone
            self.browser.execute_script("document.documentElement.style.minWidth = 0")

    def open(self, url: str) -> None:
        self.browser.navigate(url)

    def reload(self) -> None:
        self.browser.refresh()

    def run(self, function: str, args: list[Any]) -> Any:
        return self.browser.execute_script(f"return ({function})(...arguments)", args, sandbox=None)

    def perform(self, *sources: dict[str, Any]) -> None:
        self.browser._send_message("WebDriver:PerformActions", {"actions": sources})

    def size(self, width: int, height: int) -> None:
        _fit(self, width, height, lambda w, h: self.browser.set_window_rect(width=w, height=h))

    def scheme(self, name: str) -> None:
        self.browser.set_pref(SCHEME, ("dark", "light").index(name))

    def choose_file(self, selector: str, path: str) -> None:
        self.browser.find_element("css selector", selector).send_keys(path)

    def screenshot(self, path: str) -> None:
        Path(path).write_bytes(self.browser.screenshot(format="binary", full=False))

    def quit(self) -> None:
        self.browser.cleanup()


class WebKit(WebDriver):
    def __init__(self, folder: Path) -> None:
        self.display, number = _screen()
        os.environ |= {"DISPLAY": f":{number}", "HOME": str(folder)}  # downloads go to the home folder
        # Without a graphics card, layers cost a third more; but a screenshot is made of them: set it to "0".
        os.environ.setdefault("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
        self._start()

    def _start(self, *options: str) -> None:
        from selenium import webdriver
        from selenium.webdriver.webkitgtk.options import Options
        from selenium.webdriver.webkitgtk.service import Service

        chosen = Options()
        chosen.binary_location = str(MINIBROWSER)
        for option in ("--automation", *options):
            chosen.add_argument(option)
        service = Service(PROGRAMS["WebKit"][0])
        self.browser = webdriver.WebKitGTK(options=chosen, service=service)
        self.options = options

    def open(self, url: str) -> None:
        self.browser.get(url)

    def reload(self) -> None:
        self.browser.refresh()

    def run(self, function: str, args: list[Any]) -> Any:
        return self.browser.execute_script(f"return ({function})(...arguments)", *args)

    def perform(self, *sources: dict[str, Any]) -> None:
        self.browser.execute("actions", {"actions": sources})

    def control_wheel(self, x: float, y: float, by: int) -> None:
        """Tell the page of it: the wheel of WebKit's driver knows nothing of keys."""
        self.run(CONTROL_WHEEL, [x, y, by])

    def size(self, width: int, height: int) -> None:
        _fit(self, width, height, self.browser.set_window_size)

    def scheme(self, name: str) -> None:
        """Start again if need be: the scheme is that of the whole run."""
        options = ("--dark-mode",) if name == "dark" else ()
        if options != self.options:
            self.browser.quit()
            self._start(*options)

    def choose_file(self, selector: str, path: str) -> None:
        self.browser.find_element("css selector", selector).send_keys(path)

    def screenshot(self, path: str) -> None:
        self.browser.save_screenshot(path)

    def quit(self) -> None:
        self.browser.quit()
        self.display.terminate()
        self.display.wait()


def _pointer(step: str | list[float]) -> dict[str, Any]:
    """Write a step of the mouse as the WebDriver standard does.

    >>> _pointer("Up")
    {'type': 'pointerUp', 'button': 0}
    """
    if isinstance(step, str):
        return {"type": f"pointer{step}", "button": 0}
    return {"type": "pointerMove", "duration": 0, **_place(*step)}


def _place(x: float, y: float) -> dict[str, Any]:
    return {"x": round(x), "y": round(y), "origin": "viewport"}


def _screen() -> tuple[subprocess.Popen[bytes], int]:
    """Start a screen that nobody sees, and return it with its number."""
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    display = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
    os.close(tell)
    with os.fdopen(told) as answer:
        return display, int(answer.readline())


def _fit(engine: WebDriver, width: int, height: int, resize: Any) -> None:
    """Give the page a size by giving its window a larger one."""
    around = engine.run("() => [outerWidth - innerWidth, outerHeight - innerHeight]", [])
    resize(width + around[0], height + around[1])


def main() -> None:
    name, folder = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the clients print themselves
    tempfile.tempdir = folder
    driver = globals()[name](Path(folder))
    try:
        for line in sys.stdin:
            command, args = json.loads(line)
            try:
                answer = {"value": getattr(driver, command)(*args)}
            except Exception as problem:
                answer = {"problem": f"{type(problem).__name__}: {problem}"}
            print(json.dumps(answer), file=answers, flush=True)
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
