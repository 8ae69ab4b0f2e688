"""Reading sentences back: which template a text was made from, and what was filled in."""

import re

from explorer.core.activations import ACTIVATIONS

SHARE = r"all|less than 1 %|more than 99 %|\d+ %"
FIELDS = {
    "activation": "|".join(map(re.escape, ACTIVATIONS)),
    "line": "row|column|map",
    "share": SHARE,
}


def reader(template):
    """Return a pattern that matches what is made from a template, with its fields as groups."""
    pattern, seen = "", set()
    for text, name in re.findall(r"([^{]*)(?:\{(\w+)\})?", template):
        pattern += re.escape(text)
        if name:
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>{FIELDS.get(name, '.+?')})"
            seen.add(name)
    return re.compile(pattern)


def made_from(text, templates):
    """Return the name of the one template that a text was made from, and what was filled in."""
    matches = {name: found for name, one in templates.items() if (found := one.fullmatch(text))}
    assert len(matches) == 1, (text, list(matches))
    [(name, found)] = matches.items()
    return name, found.groupdict()


def numbers_in(text):
    """Return the number that a text is, with a real minus sign."""
    return float(text.replace("\N{MINUS SIGN}", "-").replace(",", ""))


def is_share(text, flags):
    """Tell whether a text tells which share of some flags is set."""
    set_, count = int(flags.sum()), flags.size
    if text == "all":
        return set_ == count
    if text == "less than 1 %":
        return 0 < set_ < 0.01 * count
    if text == "more than 99 %":
        return 0.99 * count < set_ < count
    percent = int(text.split()[0])
    if percent in (0, 100):
        return set_ == percent / 100 * count
    return abs(percent - 100 * set_ / count) <= 0.5
