"""What a link says, however mail and chat programs have spelt it. `static/core/spelling.js` does the same."""

import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from explorer.core.notation import read_number

ENTITIES: Mapping[str, str] = {
    "&amp;": "&",
    "&quot;": '"',
    "&apos;": "'",
    "&lt;": "<",
    "&gt;": ">",
    "\\u0026": "&",
    "\\u003d": "=",
    "\\u003D": "=",
    "＆": "&",
    "＝": "=",
}
"""What HTML, JSON and Chinese and Japanese texts write for a character."""
CODES = "&#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});"
AMPERSANDS = "^(?:(?:amp|#0*38|#[xX]0*26);)+"
"""Regular expressions of both languages: what HTML writes for any character, by its number, and what is left
of an escaped ampersand behind a plain one."""
AROUND = "#\"'“”„‘’‚«»‹›<>()[]{}.,;:!?…*_`|\\•。、，；：！？（）「」『』【】《》〈〉؟،؛"
"""What stands around a link in a text, and is taken for a part of it."""
BEHIND = r"(?<=[^=])(?:\|[^|]*>|\|[a-z][^|\]]*\]|\"?>?<.*>|\">|\"[,;}]|#(?![0-9xX])).*$"
"""What stands behind a link in HTML, JSON or chat programs, as a regular expression of both languages."""
SEPARATOR = r"; *(?=[A-Za-z][A-Za-z_-]*\d*=)"
"""What some programs write for "&", as a regular expression of both languages."""
ESCAPED = r"(?:%[0-9a-fA-F]{2})+"
GAPS = r"(?!^)[-+ _\u00a0\u2010-\u2015\u2212]"
BREAKS = r"[\t\n\r\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"
"""Regular expressions of both languages: escaped characters, what may part words, what a wrapped line has and
what nobody sees, as the places where a program may break a long word."""
COUNTERS = (
    r"(utm|mtm|pk|mc|hsa|embed|gad)_.*|_.*|.*clk?id|igshid|igsh|ref|ref_src|embed"
    r"|s?data|reserved|sa|us[tg]|ved|srsltid|[wg]braid|web|nativelaunch|trk|lipi|si|s|t|h"
)
"""The names that other programs add to a link, also as a regular expression of both languages."""
HIDDEN = r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
MOST_NAMED, MOST_LETTERS = 4, 24
NOT_UNDERSTOOD = {
    "one": "{name}={text}",
    "instead": "{one} ({shown} is shown)",
    "range": "a number from {low} to {high}; {shown}",
    "all": "Not understood in the link: {list}.",
    "more": "and {count} more",
}
"""What is said of the parameters that have no meaning."""


class Unread(NamedTuple):
    """A parameter that has no meaning, or its text has none."""

    name: str
    text: str
    shown: str = ""
    """What is shown in its stead; "" for nothing."""


def spelt_out(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the parameters that the sender of a link meant, by name and text.

    A program may have escaped the ampersands for HTML or the whole link once more, or have wrapped its line
    and written every "=" as "=3D", as in quoted-printable mail, or may part the parameters by semicolons.

    >>> spelt_out([("picture", "Brick%20wall"), ("amp;stride", "2"), ("bias=1&row", "3")])
    [('picture', 'Brick wall'), ('stride', '2'), ('bias', '1'), ('row', '3')]
    >>> spelt_out([("activ", "ation=3DPReLU"), ("stride", "3D2")])
    [('activation', 'PReLU'), ('stride', '2')]
    >>> spelt_out([("stride", "2;bias=1"), ("kernel", "1;2;1")])
    [('stride', '2'), ('bias', '1'), ('kernel', '1;2;1')]
    """
    pieces = [piece for name, text in pairs for piece in _unescaped(f"{name}={text}").split("&")]
    if any(re.search("=3D", piece, re.IGNORECASE) for piece in pieces):
        pieces = [
            re.sub("=(3D)?", lambda found: "=" if found[1] else "", each, flags=re.I) for each in pieces
        ]
    plain = (re.sub(AMPERSANDS, "", re.sub(BEHIND, "", piece)) for piece in pieces)
    parted = (part.partition("=") for piece in plain for part in re.split(SEPARATOR, piece))
    return [(name, text.rstrip("=")) for name, _, text in parted if name]


def _unescaped(text: str) -> str:
    for _ in range(3):  # a link in a link in a link
        text = re.sub(ESCAPED, _character, text)
    for written, meant in ENTITIES.items():
        text = text.replace(written, meant)
    text = re.sub(CODES, _numbered_character, text)
    return re.sub(BREAKS, "", text)


def _numbered_character(found: re.Match[str]) -> str:
    """Return the character of a number, or the number as it is written."""
    code = int(found[1][1:], 16) if found[1][0] in "xX" else int(found[1])
    return chr(code) if code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF else found[0]


def _character(found: re.Match[str]) -> str:
    """Return the characters of some escaped bytes, or the bytes as they are written."""
    try:
        return bytes.fromhex(found[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return found[0]


def named(text: str, names: Collection[str]) -> str | None:
    """Return the one of some names that a text means; None if it means none.

    Case, gaps between words, and what stands around it in a sentence do not matter.

    >>> named("leaky-relu).", ["ReLU", "Leaky ReLU"]), named("", [""]), named("Re", ["ReLU"])
    ('Leaky ReLU', '', None)
    """
    if text in names:
        return text
    alike = {_plain(name): name for name in reversed([*names])}
    return alike.get(_plain(text)) or alike.get(_plain(text.strip(AROUND + " "))) or None


def _plain(text: str) -> str:
    return re.sub(GAPS, "", text.strip(" ")).lower()


def numbered(text: str) -> float | None:
    """Return the number that a text means, also with what stands around it in a sentence; None for none.

    >>> numbered("-0,5"), numbered("(.25)."), numbered("two")
    (-0.5, 0.25, None)
    """
    end = text.rstrip(AROUND + " ")
    for candidate in (text, end, end.lstrip(AROUND.replace(".", ""))):
        value = read_number(candidate)
        if value is not None:
            return value
    return None


def strangers(parameters: Mapping[str, str], names: Collection[str]) -> list[Unread]:
    """Return the parameters that are none of some names, but for those that other programs add to a link.

    >>> strangers({"kernel": "Box blur", "utm_source": "mail", "fbclid": "1", "stride": "2"}, ["stride"])
    [Unread(name='kernel', text='Box blur', shown='')]
    """
    others = ((name, text) for name, text in parameters.items() if text and name not in names)
    return [Unread(*each) for each in others if not re.fullmatch(COUNTERS, each[0], re.IGNORECASE)]


def not_understood(unread: Sequence[Unread]) -> str:
    """Say in one line what of a link has no meaning; "" if all has.

    >>> not_understood([Unread("activation", "Mish", "ReLU"), Unread("kernel", "blur")])
    'Not understood in the link: activation=Mish (ReLU is shown), kernel=blur.'
    """
    if not unread:
        return ""
    items = [_item(each) for each in unread[:MOST_NAMED]]
    if len(unread) > MOST_NAMED:
        items.append(NOT_UNDERSTOOD["more"].format(count=len(unread) - MOST_NAMED))
    return NOT_UNDERSTOOD["all"].format(list=", ".join(items))


def _item(unread: Unread) -> str:
    one = NOT_UNDERSTOOD["one"].format(name=_brief(unread.name), text=_brief(unread.text))
    return NOT_UNDERSTOOD["instead"].format(one=one, shown=unread.shown) if unread.shown else one


def _brief(text: str) -> str:
    seen = re.sub(HIDDEN, "", text)
    return seen if len(seen) <= MOST_LETTERS else seen[:MOST_LETTERS] + "…"
