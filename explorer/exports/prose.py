"""The texts of ``assets/`` as HTML: paragraphs with the little Markdown and TeX that they are written in."""

import re
from html import escape

_SIGNS = {
    r"\sum": "Σ", r"\le": "≤", r"\max": "max", r"\,": "\u2009", r"\;": "\u2009", r"\qquad": "\u2003\u2003",
}  # fmt: skip
_TOKEN = re.compile(r"\\[a-z]+|\\[,;]|[_^](?:\{[^}]*\}|\w)|[A-Za-z]+|\s+|.")


def html(text: str) -> str:
    """Write paragraphs as HTML: *slanted*, **bold**, $formulas$ and $$formulas on a line of their own$$.

    >>> print(html("A *step* $x_i$."), end="")
    <p>A <em>step</em> <span class="formula" translate="no" dir="ltr"><i>x</i><sub><i>i</i></sub></span>.</p>
    """
    return "".join(f"<p>{_inline(paragraph.strip())}</p>\n" for paragraph in text.strip().split("\n\n"))


def _inline(text: str) -> str:
    parts = re.split(r"\$\$?(.+?)\$\$?", text, flags=re.DOTALL)
    return "".join(_formula(part) if k % 2 else _words(part) for k, part in enumerate(parts))


def _words(text: str) -> str:
    bold = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text, quote=False), flags=re.DOTALL)
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", bold, flags=re.DOTALL)


def _formula(tex: str) -> str:
    """Write a formula in a line: names slanted, what is low or high as such, the signs of `_SIGNS`."""
    return f'<span class="formula" translate="no" dir="ltr">{_tokens(tex)}</span>'


def _tokens(tex: str) -> str:
    return "".join(_token(found[0]) for found in _TOKEN.finditer(tex))


def _token(token: str) -> str:
    if token[0] in "_^" and len(token) > 1:
        tag = "sub" if token[0] == "_" else "sup"
        return f"<{tag}>{_tokens(token[1:].strip('{}'))}</{tag}>"
    if token[0] == "\\":
        return _SIGNS[token]
    if token.isalpha():
        return f"<i>{token}</i>"
    return " " if token.isspace() else escape(token.replace("-", "−"))
