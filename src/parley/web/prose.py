"""A section of a reply as HTML, by its typed parts (parley.blocks); whatever stands in it is shown as text.

>>> from parley.web.ink import ink_for
>>> prose("**Ask** <img src=x> [a](javascript:b)", ink_for(1, (), None))
'<p><strong>Ask</strong> &lt;img src=x&gt; [a](javascript:b)</p>'
"""

from __future__ import annotations

import re

from parley.blocks import read_parts
from parley.web.ink import Ink
from parley.web.marks import parts_html

TITLE = re.compile(r"\A(?:### (?P<title>.+)|<details><summary>(?P<fold>[^<>]*)</summary>)\n")


def prose(text: str, ink: Ink) -> str:
    """A section as one line of HTML."""
    return parts_html(read_parts(text), ink)


LEAD = re.compile(r"\A<p><strong>((?:(?!</strong>).)+)</strong>(?:[:;,] (\w)|\.(?=</p>))?")


def led(html: str) -> str:
    """An answer whose first words in bold stand above the rest as its headline.

    >>> led("<p><strong>Acme</strong>: pay differs by role.</p>")
    '<p><strong class="lead">Acme</strong> Pay differs by role.</p>'
    >>> led("<p><strong>Ask Acme for 70</strong>.</p>")
    '<p><strong class="lead">Ask Acme for 70</strong></p>'
    """
    return LEAD.sub(lambda found: f'<p><strong class="lead">{found[1]}</strong>{_begun(found[2])}', html)


def _begun(letter: str | None) -> str:
    return f" {letter.upper()}" if letter else ""


def one_line(html: str) -> str:
    """HTML without line breaks of its own: between tags they go, within text they become character references."""
    return re.sub(r">\n+<", "><", html).replace("\n", "&#10;")


def titled(markdown: str) -> tuple[str | None, str]:
    """A section's own title, if it starts with one, and the rest.

    >>> titled("### Why\\n- because")
    ('Why', '- because')
    """
    found = TITLE.match(markdown)
    return (found["title"] or found["fold"], markdown[found.end() :]) if found else (None, markdown)
