from urllib.parse import quote

import pytest

from explorer.view import network, options
from explorer.view.controls import CONTROLS
from explorer.view.link import OWNED
from explorer.view.settings import DOMAINS, OneOf
from explorer.view.spelling import MOST_LETTERS, Unread, named, not_understood, numbered, spelt_out, strangers

MENUS = {
    **{name: domain.names for name, domain in DOMAINS.items() if isinstance(domain, OneOf)},
    **options.TEXTS,
    **network._ADMITTED,
    "names": OWNED,
    "names of the network": tuple(network.DEFAULTS),
    "controls": CONTROLS,
}
SENT = [("picture", "Brick wall"), ("activation", "PReLU"), ("bias", "-0.5")]


@pytest.mark.parametrize("menu", MENUS)
def test_every_name_is_read_in_any_spelling_and_as_no_other(menu):
    for name in filter(None, map(str, MENUS[menu])):
        gaps = [name.replace(" ", gap) for gap in "_\u00a0"]
        for spelt in (name, name.upper(), name.lower(), *gaps, f"“{name}”).", f" {name} "):
            assert named(spelt, [*map(str, MENUS[menu])]) == name, spelt


def wrapped(link):
    """Break a link as quoted-printable mail does, and join the lines as a browser does."""
    quoted = link.replace("=", "=3D")
    return "=".join(quoted[start : start + 20] for start in range(0, len(quoted), 20))


@pytest.mark.parametrize(
    "change",
    [
        lambda link: link.replace("&", "&amp;"),
        lambda link: link.replace("&", "&amp;amp;"),
        quote,
        lambda link: quote(quote(link)),
        lambda link: f"{link[:9]}\r\n{link[9:]}",
        wrapped,
        lambda link: f"{wrapped(link)}=",
        lambda link: "\u200b".join(link),
        lambda link: quote(link.replace("&", "\u00ad&\ufeff")),
    ],
)
def test_a_link_that_a_program_has_changed_says_what_was_sent(change):
    changed = change("&".join("=".join(pair) for pair in SENT))
    pairs = [(name, text) for name, _, text in (piece.partition("=") for piece in changed.split("&"))]
    assert spelt_out(pairs) == SENT


def test_a_number_is_read_with_what_stands_around_it_and_no_other_one():
    assert [numbered(text) for text in ("2", "2.", "2)", "(-.5),", '"1/4"', "−0,5;")] == [
        2,
        2,
        2,
        -0.5,
        0.25,
        -0.5,
    ]
    assert [numbered(text) for text in ("", "two", "0x10", "1_0", "2²", "1 2", "--2")] == [None] * 7


def test_what_other_programs_add_is_no_stranger():
    added = ("utm_source", "utm_id", "fbclid", "GCLID", "msclkid", "mc_eid", "_ga", "igshid", "embed_options")
    assert strangers(dict.fromkeys(added, "1"), OWNED) == []
    assert strangers({"kernel": "1", "x": ""}, OWNED) == [Unread("kernel", "1")]


def test_the_line_stays_short_and_shows_no_hidden_letters():
    long = not_understood([Unread("\N{RIGHT-TO-LEFT OVERRIDE}a\n" * 99, "b" * 10_000)] * 99)
    assert long.endswith(", and 95 more.")
    assert len(long) < 4 * (2 * MOST_LETTERS + 10) + 60
    assert long.isprintable()
