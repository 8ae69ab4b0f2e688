"""What a blind visitor hears and reads: every change once, maps in words, the line as slider and table."""

from dataclasses import replace

from playwright.sync_api import Page, expect

from explorer.core.kernels import KERNELS
from explorer.core.notation import digits_for, number
from explorer.view import alternatives
from explorer.view.facts import facts
from explorer.view.selected_line import selected_line
from explorer.view.settings import Settings, weight_values
from explorer.view.view import view_of
from tests.browser.explorer_page import SMALL, ExplorerPage, expected_image, expected_profile
from tests.browser.spoken import Reader

KEYS = {"Home": "1", "PageDown": "31", "End": "124", "PageUp": "94", "Shift+PageUp": "1"}
"""Keys of the slider and where they lead, one after the other, in steps of 3 pixels from 1 to 124."""


# How many pixels a row of the table is away from the middle of what is seen.
FROM_THE_MIDDLE = """(row) => {
    const [inside, seen] = [row, row.closest("section")].map((one) => one.getBoundingClientRect())
    return Math.abs(inside.top + inside.height / 2 - seen.top - seen.height / 2)
}"""


class Follower:
    """Makes changes, and expects each to be spoken once: the news, then the headline if it is another one."""

    def __init__(self, shown: ExplorerPage, settings: Settings) -> None:
        self.reader, self.settings = Reader(shown.page), replace(settings, activation="ELU")
        shown.choose("activation", "ELU")  # what is said of the opening goes before it, or with it
        self.reader.waits_for("ELU")

    def hears(self, news: str, **changes: object) -> None:
        before = self._headline()
        self.settings = replace(self.settings, **changes)
        after = self._headline()
        said = self.reader.hears()
        if after == before:
            assert said.startswith(f"{news}."), said
            assert after not in said
        else:
            assert said.startswith(f"{news}: {after}" if news else after), said

    def waits_for(self, news: str, **changes: object) -> None:
        self.settings = replace(self.settings, **changes)
        self.reader.waits_for(f"{news}: {self._headline()}")

    def _headline(self) -> str:
        return facts(view_of(self.settings, expected_image(self.settings))).headline


def test_every_change_is_spoken_once_and_the_news_comes_first(visit_file):
    shown = visit_file()
    page, follower = shown.page, Follower(shown, SMALL)
    shown.choose("activation", "PReLU")
    follower.hears("Activation PReLU, slope 0.25", activation="PReLU")
    shown.slider("negative_slope").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    follower.hears("Slope 0.3", negative_slope=0.3)
    shown.slider("bias").press("ArrowLeft")
    follower.hears("Bias \N{MINUS SIGN}0.05", bias=-0.05)
    shown.choose("padding", "zeros")
    follower.hears("Padding zeros", padding="zeros")
    shown.choose("stride", "2")
    follower.hears("Stride 2", stride=2)
    shown.choose_kernel("Sobel bottom")
    follower.hears("Kernel Sobel bottom", **weight_values(KERNELS["Sobel bottom"].weights))
    shown.set_weight("w00", "2")
    follower.hears("Weight in row 1, column 1 is 2", w00=2.0)
    page.locator(".scope-undo").click()
    follower.hears("Weight in row 1, column 1 is \N{MINUS SIGN}1", w00=-1.0)
    shown.choose("direction", "Column")
    follower.hears("Profile along a column", direction="Column")
    shown.choose("palette", "Signed grey")
    follower.hears("Colours Signed grey", palette="Signed grey")
    page.locator(".scope-pin").click()
    follower.hears("View A is pinned")
    shown.choose("activation", "ReLU")
    follower.hears("Activation ReLU", activation="ReLU")
    page.locator(".scope-swap").click()
    follower.hears("A and B are swapped, Activation PReLU, slope 0.3", activation="PReLU")
    page.locator(".scope-pin").click()
    follower.hears("View A is no longer pinned")
    shown.choose("direction", "Row")
    follower.hears("Profile along a row", direction="Row")
    places = [shown.place("signed", row, 20, follower.settings) for row in (10, 20, 30, 40)]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places:
        page.mouse.move(*place)
    page.mouse.up()
    page.evaluate("document.activeElement.blur()")
    follower.waits_for("Row 40", row=40, col=20)  # slow hands rest on their way


def test_the_maps_and_the_profile_are_told_as_python_would(visit_file):
    settings = replace(SMALL, activation="ELU", stride=3, padding="valid", direction="Column")
    shown = visit_file(settings)
    image = expected_image(settings)
    view = view_of(settings, image)
    options = {"limit": view.layer.shared_limit}
    after = alternatives.after_alternative(view.layer, activation="ELU", **options)
    words = shown.page.get_by_role("group", name="The maps in words").get_by_role("paragraph")
    expect(words).to_have_text(
        [
            f"Input image. {alternatives.picture_alternative(image)}",
            f"Feature map before ELU. {alternatives.before_alternative(view.layer, **options)}",
            f"Feature map after ELU. {after}",
        ]
    )
    place = view.layer.centre(view.layer.nearest(settings.col, 1))
    told = alternatives.line_alternative(
        selected_line(*view), place=place, direction="Column", activation="ELU", **options
    )
    expect(shown.page.locator(".scope-profile")).to_have_attribute("aria-label", told)


def test_the_line_is_a_slider_with_nothing_in_it_that_has_to_be_read(visit_file):
    shown = visit_file(replace(SMALL, padding="valid", stride=3))
    slider = shown.page.locator(".scope-maps")
    for direction, orientation in (("Row", "vertical"), ("Column", "horizontal")):
        shown.choose("direction", direction)
        expect(slider).to_have_attribute("aria-orientation", orientation)
        for key, value in KEYS.items():
            slider.press(key)
            expect(slider).to_have_attribute("aria-valuenow", value)
    ends = {"aria-valuemin": "1", "aria-valuemax": "124"}
    for name, value in ends.items():
        expect(slider).to_have_attribute(name, value)
    expect(slider).to_have_attribute("aria-valuetext", shown_value(shown))
    assert "slider" in read_by_a_screen_reader(shown.page)
    nodes = nodes_of(shown.page)
    (found,) = [one for one in nodes if name_of(one).startswith("Selected line")]
    assert not [one for one in below(found, nodes) if not one["ignored"]]


def shown_value(shown: ExplorerPage) -> str:
    """Return what the panels write at the cross, in the words of the slider."""
    shown.page.mouse.move(0, 0)
    first, before, after = shown.page.locator(".scope-value").all_inner_texts()
    place, value = first.split(": ")
    return f"{place}: input {value}, before {before.split(' (')[0]}, after {after}"


def nodes_of(page: Page) -> list[dict]:
    """Return the accessibility tree of Chromium."""
    session = page.context.new_cdp_session(page)
    return session.send("Accessibility.getFullAXTree")["nodes"]


def name_of(node: dict) -> str:
    return node.get("name", {}).get("value", "")


def read_by_a_screen_reader(page: Page) -> set[str]:
    return {one["role"]["value"] for one in nodes_of(page) if not one["ignored"]}


def below(node: dict, nodes: list[dict]) -> list[dict]:
    by_id = {one["nodeId"]: one for one in nodes}
    children = [by_id[one] for one in node.get("childIds", []) if one in by_id]
    return [*children, *(one for child in children for one in below(child, nodes))]


def test_the_line_is_a_table_on_demand_that_follows_it(visit_file):
    shown = visit_file()
    page, table = shown.page, shown.page.get_by_role("table", name="Row")
    button = page.get_by_role("button", name="Table of the line")
    expect(page.locator(".scope-table table")).to_have_count(0)
    button.focus()
    page.keyboard.press("Enter")
    assert_written(table, SMALL)
    expect(table.get_by_role("rowheader", name=str(SMALL.col), exact=True)).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    shown.line_field("Row").fill("9")
    page.keyboard.press("Enter")
    assert_written(table, replace(SMALL, row=9))
    shown.choose("activation", "Absolute value")
    assert_written(table, replace(SMALL, row=9, activation="Absolute value"))
    shown.line_field("Column").fill("90")
    page.keyboard.press("Enter")
    expect(table.locator("tr[aria-current=true] th")).to_have_text("90")
    assert_written(table, replace(SMALL, row=9, col=90, activation="Absolute value"))
    page.get_by_role("region", name="Table of the line").press("Escape")
    expect(button).to_be_focused()
    expect(page.locator(".scope-table table")).to_have_count(0)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(page.locator(".scope-table table")).to_have_count(1)
    button.press("Escape")
    expect(page.locator(".scope-table table")).to_have_count(0)


def assert_written(table, settings: Settings) -> None:
    """Every number of the line stands in the table, under its head, in the row that its place names."""
    line = expected_profile(settings)
    digits = digits_for(view_of(settings, expected_image(settings)).layer.shared_limit)
    expect(table.locator("caption")).to_have_text(f"Row {settings.row}")
    head = ["Column", "Input", f"Before {settings.activation}", f"After {settings.activation}"]
    expect(table.get_by_role("columnheader")).to_have_text(head)
    rows = [
        [str(place), number(float(line.input[place]), 3), *(number(float(one), digits) for one in values)]
        for place, *values in zip(line.position, line.signed, line.rectified, strict=True)
    ]
    cells = "all => all.map((row) => [...row.children].map((cell) => cell.textContent))"
    assert table.locator("tbody tr").evaluate_all(cells) == rows
    assert table.locator("tbody th[scope=row]").count() == len(rows)
    chosen = table.locator("tr[aria-current=true]")
    expect(chosen.get_by_role("rowheader")).to_have_text(str(settings.col))
    assert chosen.evaluate(FROM_THE_MIDDLE) < 2
