"""What a visitor does in one lesson: guess, reveal, drag, play, go on and come back."""

from dataclasses import replace

from explorer.core.kernels import KERNELS
from explorer.images import samples
from explorer.lessons.discarded import LEAK, WHICH
from explorer.lessons.parts import Maps, Words
from explorer.ui.features.pictures import LESSON_SIZE
from explorer.ui.pages.chapters import CHAPTER_PAGES
from explorer.view.settings import showing
from tests.browser.live_page import READ_MAP, assert_maps
from tests.engines.app import Steps, Visit

STEPS = Steps()
CHAPTER = CHAPTER_PAGES["discarded"]
SLIDER = ".live input[type=range]"
READ_MAPS = f"() => [...document.querySelectorAll('.live canvas')].map({READ_MAP})"
WORDS_ARE = "(text) => document.querySelector('.live-words')?.textContent === text"
STATE_IS = "(state) => document.querySelector('.live').dataset.state === state"
VALUE = f"() => Number(document.querySelector({SLIDER!r}).value)"
VALUE_IS_NOT = f"(value) => Number(document.querySelector({SLIDER!r}).value) !== value"
IS_AT = "(path) => location.pathname === path"


def assert_shows_its_value(visit: Visit) -> float:
    """Check that the words and maps are Python's for the slope at the slider; return it."""
    slope = visit.app.engine.run(VALUE)
    image = samples()[visit.view.picture].load(LESSON_SIZE)  # that of the explorer
    data = {"image": image, "weights": KERNELS[WHICH[0]].weights.ravel()}
    (maps,), (words,) = LEAK.show({"slope": slope}, data)
    assert isinstance(maps, Maps)
    assert isinstance(words, Words)
    visit.app.engine.wait(WORDS_ARE, words.text.replace("**", ""))
    visit.app.next_frame()
    assert_maps(visit.app.engine.run(READ_MAPS), maps)
    return slope


@STEPS("test_lessons.py::test_the_menu_leads_to_every_chapter_and_one_opens_with_its_own_settings")
def open_a_lesson_from_the_menu(visit):
    visit.app.click("[data-testid=stTopNavSection]", "Lessons")
    visit.app.click(f"a[href$='/{CHAPTER.address}']")
    visit.app.engine.wait(IS_AT, f"/{CHAPTER.address}")
    visit.app.wait_for_text("h1", CHAPTER.title)
    visit.app.wait_for_text(".question legend", CHAPTER.question)
    assert not visit.app.is_visible(".live")


@STEPS("test_lessons.py::test_enter_reveals_the_answer_that_was_clicked")
def guess_and_reveal_by_enter(visit):
    visit.app.click(".question label", f"A{CHAPTER.options[0]}")
    visit.app.engine.wait("() => document.querySelector('.question input:checked')?.value === '0'")
    visit.app.engine.keys("Enter")
    visit.app.wait_for_text("[data-testid=stAlert]", f"Guessed: {CHAPTER.options[0]}.")
    visit.app.wait_for_text("h1", CHAPTER.claim)
    visit.app.engine.wait(STATE_IS, "confirmed")
    assert assert_shows_its_value(visit) == 0


@STEPS(
    "test_live_lesson.py::test_maps_follow_the_hand_and_behind_a_slow_network_no_answer_undoes_a_later_drag"
)
def drag_a_slider_of_the_lesson(visit):
    engine = visit.app.engine
    engine.wait(STATE_IS, "confirmed")
    x, y, width, height = visit.app.box(SLIDER)
    engine.press(x + 8, y + height / 2)
    engine.move(x + 0.6 * width, y + height / 2)
    engine.wait(VALUE_IS_NOT, 0)
    held = assert_shows_its_value(visit)
    assert 0.5 < held < 0.7
    engine.release()
    engine.wait(STATE_IS, "confirmed")
    assert assert_shows_its_value(visit) == held


@STEPS("test_live_lesson.py::test_a_slider_has_its_keys_and_says_its_value")
def step_a_slider_of_the_lesson_by_keys(visit):
    visit.app.press(SLIDER, "Home", "ArrowRight", "ArrowRight", "ArrowRight")
    visit.app.engine.wait(STATE_IS, "confirmed")
    assert assert_shows_its_value(visit) == 0.15
    assert visit.app.attribute(SLIDER, "aria-valuetext") == "0.15"


@STEPS("test_live_lesson.py::test_a_slider_plays_to_and_fro_until_anything_is_touched")
def play_a_slider_and_stop_it(visit):
    visit.app.click(".live .play")
    visit.app.engine.wait(VALUE_IS_NOT, 0.15)
    visit.app.engine.keys("Shift")
    visit.app.engine.wait(STATE_IS, "confirmed")
    assert_shows_its_value(visit)


@STEPS("test_live_lesson.py::test_a_value_comes_back_with_the_lesson")
def go_on_and_come_back_by_keys(visit):
    value = visit.app.engine.run(VALUE)
    there = list(CHAPTER_PAGES)[list(CHAPTER_PAGES).index(CHAPTER.address) + 1]
    visit.app.click("h1")
    visit.app.engine.keys("ArrowRight")
    visit.app.engine.wait(IS_AT, f"/{there}")
    visit.app.wait_for_text(".question legend", CHAPTER_PAGES[there].question)
    visit.app.click("h1")
    visit.app.engine.keys("ArrowLeft")
    visit.app.wait_for_text("[data-testid=stAlert]", f"Guessed: {CHAPTER.options[0]}.")
    visit.app.engine.wait(f"(value) => document.querySelector({SLIDER!r})?.value === String(value)", value)
    assert_shows_its_value(visit)


@STEPS("test_lessons.py::test_the_menu_leads_to_every_chapter_and_one_opens_with_its_own_settings")
def open_the_view_of_the_lesson_in_the_explorer(visit):
    visit.app.click("button", "tuneOpen in the explorer")
    visit.app.engine.wait(IS_AT, "/")
    picture = showing(visit.view.picture, CHAPTER.settings.size)
    visit.view = replace(CHAPTER.settings, **picture)
    visit.expect()
