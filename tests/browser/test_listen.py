"""The profile as it is heard: what plays is what is seen, is Python's sound, and ends when it should."""

from dataclasses import replace

import numpy as np
from playwright.sync_api import expect

from explorer.core import profiles, sound
from explorer.core.activations import ACTIVATIONS, slopes_at_zero
from explorer.core.layer import forward
from tests.browser.explorer_page import SMALL, drawn_line, expected_image, expected_profile
from tests.browser.sounds import heard, record

NEAR = 2e-3  # the values are float32: after 2.5 s their roundings have moved the phase a little
OTHER = replace(SMALL, activation="PReLU", negative_slope=-0.5, direction="Column", stride=2, padding="valid")


def expected_sound(settings, span, rate):
    """Compute in Python what a view sounds like."""
    line = expected_profile(settings)
    layer = forward(expected_image(settings), **settings.layer())
    params = {name: getattr(settings, name) for name in ACTIVATIONS[settings.activation].takes}
    places = profiles.marks(line.signed, slopes=slopes_at_zero(settings.activation, **params))
    return sound.profile_sound(
        drawn_line(settings, line),
        span=span,
        limit=layer.shared_limit,
        rate=rate,
        corners=(places * layer.stride + layer.offset).tolist(),
    )


def seen_part(shown):
    return shown.page.evaluate("document.querySelector('.scope-profile').layout.xaxis.range")


class Listener:
    """The button and what it brings."""

    def __init__(self, page):
        self.page = page
        self.button = page.get_by_role("button", name="Listen")
        self.stop = page.get_by_role("button", name="Stop", exact=True)
        self.text = page.locator(".scope-playing")
        self.place = page.locator(".scope-heard")

    def press(self):
        self.button.click()
        self.is_on()

    def is_on(self):
        expect(self.button).to_have_attribute("aria-pressed", "true")
        expect(self.stop).to_be_visible()
        expect(self.place).to_be_visible()

    def is_off(self):
        expect(self.button).to_have_attribute("aria-pressed", "false")
        expect(self.stop).to_be_hidden()
        expect(self.place).to_be_hidden()
        expect(self.text).to_be_empty()


def test_the_profile_is_heard_as_python_computes_it_and_says_which_line_plays(visit_file):
    shown = visit_file()
    page, listener = shown.page, Listener(shown.page)
    page.emulate_media(reduced_motion="reduce")
    record(page)
    listener.is_off()
    assert page.evaluate("sounds.contexts") == 0
    listener.button.focus()
    page.keyboard.press("Enter")
    listener.is_on()
    expect(listener.text).to_have_text("Before ReLU")
    expect(listener.text).to_have_text("After ReLU")  # 2.5 s later
    page.wait_for_function(
        """() => {
            const { style } = document.querySelector(".scope-heard")
            return style.getPropertyValue("--heard") > 0.05
        }"""
    )
    samples, rate = heard(page)
    np.testing.assert_allclose(samples, expected_sound(SMALL, seen_part(shown), rate), rtol=0, atol=NEAR)
    listener.stop.click()
    listener.is_off()
    expect(listener.button).to_be_focused()
    # another view, zoomed
    shown.go_to(OTHER)
    page.locator(".scope-maps").press("+")
    shown.wait_until_painted()
    listener.press()
    expect(listener.text).to_have_text("Before PReLU")
    span = seen_part(shown)
    assert span[1] - span[0] < SMALL.size
    samples, rate = heard(page, percent=50)
    np.testing.assert_allclose(4 * samples, expected_sound(OTHER, span, rate), rtol=0, atol=4 * NEAR)
    page.keyboard.press("Escape")
    listener.is_off()
    # a smooth activation has no corners: nothing clicks
    shown.go_to(replace(SMALL, activation="GELU"))
    listener.press()
    samples, rate = heard(page)
    assert np.abs(samples).max() <= sound.LOUD + 1e-3
    listener.button.click()
    listener.is_off()
    assert page.evaluate("sounds.contexts") == 1
    page.emulate_media(reduced_motion="no-preference")


def test_a_change_of_what_is_seen_ends_it_and_the_volume_stays(visit_file):
    shown = visit_file()
    page, listener = shown.page, Listener(shown.page)
    record(page, is_held=True)
    maps = page.locator(".scope-maps")
    volume = page.get_by_role("slider", name="Volume")
    for key in ("ArrowDown", "+", "0"):
        listener.press()
        maps.press(key)
        listener.is_off()
    listener.press()
    shown.choose("activation", "PReLU")
    listener.is_off()
    listener.press()
    shown.choose("direction", "Column")
    listener.is_off()
    listener.press()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(volume).to_be_focused()
    volume.fill("20")
    expect(volume).to_have_attribute("aria-valuetext", "20 %")
    maps.press("ArrowDown")  # along the line: another place of the same line
    listener.is_on()
    page.keyboard.press("Escape")
    listener.is_off()
    shown.go_to(SMALL, present="1")
    expect(volume).to_have_value("20")
    listener.press()
    page.keyboard.press("Escape")  # ends the sound alone
    listener.is_off()
    expect(page.locator(".scope[data-presenting]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".scope[data-presenting]")).to_have_count(0)
