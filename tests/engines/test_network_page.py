"""The real network in the site, from disk, in Firefox and WebKit: it follows a slope in the hand."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from explorer.networks.slopes import read_slopes, write_slopes
from explorer.site.pages import NETWORK
from explorer.view.network import SENTENCES, NetworkSettings
from tests.browser.network_page import found_in
from tests.engines.one_file import LAPTOP

STAR = NetworkSettings(picture="Siemens star")
GRIP = "[aria-label='Slope of channel 3 in layer 1'] .slopes-grip"
SENTENCE_IS = "(text, is) => (document.querySelector('.network-sentence').textContent === text) === is"
SLOPE = f"() => Number(document.querySelector({GRIP.split(' .')[0]!r}).getAttribute('aria-valuenow'))"
TO_GRIP = f"() => document.querySelector({GRIP!r}).scrollIntoView({{ block: 'center' }})"
IS_WRITTEN = "(name) => location.hash.includes(name)"


def said(settings):
    found = found_in(settings)
    look = "looks" if found.cells == 1 else "look"
    return SENTENCES["all"].format(cells=f"{found.cells:,}", places=f"{found.places:,}", look=look)


def test_a_slope_is_followed_by_the_sentence_and_written_into_the_address(engine, folder):
    engine.size(*LAPTOP)
    engine.open(f"{(folder / NETWORK).as_uri()}#{urlencode(STAR.to_query())}")
    engine.wait(SENTENCE_IS, said(STAR), True)
    engine.run(TO_GRIP)
    left, top, width, height = engine.box(GRIP)
    x, y = left + width / 2, top + height / 2
    engine.press(x, y)
    for step in (20, 40, 60):
        engine.move(x, y + step)
    engine.wait(SENTENCE_IS, said(STAR), False)
    assert not engine.run(IS_WRITTEN, "slopes")
    engine.release()
    engine.wait(IS_WRITTEN, "slopes")
    values = list(read_slopes(""))
    values[2] = engine.run(SLOPE)
    changed = replace(STAR, channel="1.3", slopes=write_slopes(values))
    engine.wait(SENTENCE_IS, said(changed), True)
    place = engine.run("() => location.href")
    assert NetworkSettings.from_query(dict(parse_qsl(urlsplit(place).fragment))) == changed
    assert engine.errors() == []
