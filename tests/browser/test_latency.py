"""Behind a slow network nothing that was typed or pressed is lost, and all of the page agrees on it."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from explorer.core.convolution import window
from explorer.core.kernels import flip_sign, rotate, transpose
from explorer.core.layer import forward
from explorer.view.readouts import pixel_arithmetic
from explorer.view.settings import WEIGHTS, Settings, weight_values
from tests.browser.explorer_page import ExplorerPage, expected_image, expected_profile
from tests.browser.latency import slow_network

EACH_WAY = (0.0, 0.075, 0.15, 0.5)  # seconds
START = Settings(picture="Cat", size=128, row=60, col=60)
AGREES = """({ fields, query, signed, line }) => {
    const sorted = (pairs) => JSON.stringify([...pairs].sort())
    const isNear = (found, wanted, within) =>
        found.length === wanted.length && found.every((value, k) => Math.abs(value - wanted[k]) < within)
    const inputs = [...document.querySelectorAll("input[aria-label^='Weight in row']")]
    return (
        isNear(inputs.map((input) => Number(input.value)), fields, 1e-4) &&
        sorted(new URLSearchParams(location.search)) === sorted(Object.entries(query)) &&
        isNear(Array.from(document.querySelector(".scope-profile").data[2].y), signed, 1e-5) &&
        document.querySelector(".pixel-line").textContent === line
    )
}"""


@pytest.fixture(params=EACH_WAY, ids=lambda delay: f"{1000 * delay:g}ms")
def slow_page(request, browser, address):
    """Open the page, and make the network slow as soon as it is there."""
    with slow_network(urlsplit(address).port) as network:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(network.address + "?picture=Cat&size=128&row=60&col=60")
        shown = ExplorerPage(page)
        shown.wait_until_drawn()
        network.delay = request.param
        yield shown
        context.close()


def wait_until_all_agree(shown, settings):
    """Wait until fields, address, maps and Python's own numbers are those of the settings."""
    image = expected_image(settings)
    layer = forward(image, **settings.layer())
    row, col = layer.nearest(settings.row, 0), layer.nearest(settings.col, 1)
    arithmetic = pixel_arithmetic(
        window(image, 3, row, col, stride=settings.stride, padding=settings.padding),
        settings.weights,
        bias=settings.bias,
        pre_activation=float(layer.pre_activation[row, col]),
        activation_map=float(layer.activation_map[row, col]),
        activation=settings.activation,
        limit=layer.shared_limit,
    )
    shown.page.wait_for_function(
        AGREES,
        arg={
            "fields": [getattr(settings, name) for name in WEIGHTS],
            "query": settings.to_query(),
            "signed": expected_profile(settings).signed.tolist(),
            "line": arithmetic.line,
        },
    )


def type_top_row(shown, values, pace):
    field(shown, 0).click(click_count=3)
    for value in values:
        shown.page.keyboard.type(f"{value:g}", delay=pace)
        shown.page.keyboard.press("Tab", delay=pace)


def field(shown, place):
    return shown.page.get_by_label(f"Weight in row {place // 3 + 1}, column {place % 3 + 1}", exact=True)


def test_nothing_that_was_typed_or_pressed_is_lost_behind_a_slow_network(slow_page):
    wanted = START
    for values, pace in (((3, 4, 5), 100), ((6, 7, 8), 200), ((-3, 4.5, -5), 100), ((9, 1, 7), 400)):
        type_top_row(slow_page, values, pace / 2)  # a key goes down and up: twice that time
        wanted = replace(wanted, **dict(zip(WEIGHTS, map(float, values), strict=False)))
        wait_until_all_agree(slow_page, wanted)
    field(slow_page, 4).click()
    for _ in range(6):
        slow_page.page.keyboard.press("ArrowUp", delay=60)
    wanted = replace(wanted, w11=1.5)
    wait_until_all_agree(slow_page, wanted)
    press(slow_page, "Rotate")
    press(slow_page, "Rotate")
    weights = rotate(rotate(wanted.weights))
    wait_until_all_agree(slow_page, replace(wanted, **weight_values(weights)))
    press(slow_page, "K → −K")
    field(slow_page, 8).click(click_count=3)
    slow_page.page.keyboard.type("0.5", delay=50)
    press(slow_page, "Transpose")
    field(slow_page, 0).click(click_count=3)
    slow_page.page.keyboard.type("2", delay=50)
    slow_page.page.keyboard.press("Enter")
    weights = flip_sign(weights)
    weights[2, 2] = 0.5
    weights = transpose(weights)
    weights[0, 0] = 2
    wait_until_all_agree(slow_page, replace(wanted, **weight_values(weights)))


def press(shown, button):
    shown.page.get_by_role("button", name=button, exact=True).click(delay=40)
