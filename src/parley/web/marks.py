"""The parts of a reply as one line of HTML. Every word in it is escaped; nothing of a text can become markup.

>>> from parley.blocks import read_parts
>>> from parley.web.ink import NO_INK
>>> parts_html(read_parts("**Ask** <img src=x> [a](javascript:b)"), NO_INK)
'<p><strong>Ask</strong> &lt;img src=x&gt; [a](javascript:b)</p>'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from parley.blocks import Box, Grid, Heading, Items, Paragraph, Part, Span, Spans, Words
from parley.web.ink import Ink

TAGS = {"strong": "strong", "slanted": "em", "code": "code"}
LOWER = {1: 3, 2: 4, 3: 4, 4: 5, 5: 6, 6: 6}
"""A reply's headings stand below the page's own two levels."""


def parts_html(parts: Sequence[Part], ink: Ink) -> str:
    """The parts as HTML, without line breaks of its own."""
    return "".join(_part(part, ink) for part in parts)


SPLIT = re.compile(r"\A[:;,] (\w)")
ASIDE = re.compile(r"\A \((?P<within>[^()]*(?:\([^()]*\)[^()]*)*)\)\.?(?=\s|\Z)")
"""A remark in brackets behind the headline, which is a sentence of its own below it."""


def answer_html(parts: Sequence[Part], ink: Ink) -> str:
    """An answer's parts, its first words in bold above the rest as its headline.

    >>> from parley.blocks import read_parts
    >>> from parley.web.ink import NO_INK
    >>> answer_html(read_parts("**Acme**: pay differs by role."), NO_INK)
    '<p><strong class="lead">Acme</strong> Pay differs by role.</p>'
    >>> answer_html(read_parts("**Ask for £70K** (nurse, Leeds (UK)). It is a lot."), NO_INK)
    '<p><strong class="lead">Ask for £70K</strong> Nurse, Leeds (UK). It is a lot.</p>'
    """
    first = parts[0] if parts else None
    if not isinstance(first, Paragraph) or not first.spans or first.spans[0].mark != "strong":
        return parts_html(parts, ink)
    lead, *rest = first.spans
    if rest and not rest[0].mark:
        rest[0] = Span(_as_sentence(rest[0].text))
    head = f'<strong class="lead">{spans_html((Span(lead.text),), ink)}</strong>'
    return f"<p>{head}{spans_html(tuple(rest), ink)}</p>{parts_html(parts[1:], ink)}"


def _as_sentence(text: str) -> str:
    """What stands behind a headline, as it stands below it."""
    words = ASIDE.sub(lambda found: f" {found['within'][:1].upper()}{found['within'][1:]}.", text)
    return SPLIT.sub(lambda found: f" {found[1].upper()}", words)


def html_line(html: str) -> str:
    """HTML without line breaks of its own: between tags they go, within text they become character references."""
    return re.sub(r">\n+<", "><", html).replace("\n", "&#10;")


def _part(part: Part, ink: Ink) -> str:
    match part:
        case Heading(level, spans):
            return f"<h{LOWER[level]}>{spans_html(spans, ink)}</h{LOWER[level]}>"
        case Paragraph(spans):
            return f"<p>{spans_html(spans, ink)}</p>"
        case Items(items):
            return f"<ul>{''.join(f'<li>{spans_html(item, ink)}</li>' for item in items)}</ul>"
        case Grid(head, rows):
            body = "".join(f"<tr>{_cells('td', row, ink)}</tr>" for row in rows)
            return f"<table><thead><tr>{_cells('th', head, ink)}</tr></thead><tbody>{body}</tbody></table>"
        case Box(inner):
            return f"<blockquote>{parts_html(inner, ink)}</blockquote>"
        case Words(text):
            return f"<pre><code>{_unbroken(escape(text))}</code></pre>"


def _cells(tag: str, cells: Sequence[Spans], ink: Ink) -> str:
    shown = ((tag if cell else "td", spans_html(cell, ink)) for cell in cells)
    return "".join(f"<{kind}>{words}</{kind}>" for kind, words in shown)


def spans_html(spans: Spans, ink: Ink) -> str:
    """A line's stretches as HTML, amounts and guide lines in ink."""
    return _unbroken("".join(_span(span.text, span.mark, ink) for span in spans))


def _span(text: str, mark: str, ink: Ink) -> str:
    words = escape(text) if mark == "code" else ink.write(text)
    return f"<{TAGS[mark]}>{words}</{TAGS[mark]}>" if mark else words


def _unbroken(markup: str) -> str:
    """Line breaks within text as character references, so that a turn is one line."""
    return markup.replace("\n", "&#10;")
