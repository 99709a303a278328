"""A reply's Markdown as HTML. Raw HTML, links and pictures are switched off: whatever stands in it is shown as text.

>>> from parley.web.ink import ink_for
>>> prose("**Ask** <img src=x> [a](javascript:b)", ink_for(1, (), None))
'<p><strong>Ask</strong> &lt;img src=x&gt; [a](javascript:b)</p>'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from parley.web.ink import Ink

FOLD = re.compile(r"<details><summary>(?P<title>[^<>]*)</summary>|</details>")
TITLE = re.compile(r"\A(?:### (?P<title>.+)|<details><summary>(?P<fold>[^<>]*)</summary>)\n")

HEADING = re.compile(r"<(/?)h([1-6])>")
LOWER = {"1": 3, "2": 4, "3": 4, "4": 5, "5": 6, "6": 6}
"""A reply's headings stand below the page's own two levels."""
OFF = ["link", "image", "autolink", "html_inline", "html_block"]


def prose(markdown: str, ink: Ink) -> str:
    """`markdown` as one line of HTML."""
    html: str = _reader().render(FOLD.sub("", markdown), {"ink": ink})
    return one_line(HEADING.sub(lambda tag: f"<{tag[1]}h{LOWER[tag[2]]}>", html).strip())


LEAD = re.compile(r"\A<p><strong>((?:(?!</strong>).)+)</strong>(?:[:;,] (\w))?")


def led(html: str) -> str:
    """An answer whose first words in bold stand above the rest as its headline.

    >>> led("<p><strong>Acme</strong>: pay differs by role.</p>")
    '<p><strong class="lead">Acme</strong> Pay differs by role.</p>'
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


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(OFF)
    reader.add_render_rule("text", _text)
    return reader


def _text(_renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any) -> str:
    ink: Ink = env["ink"]
    return ink.write(tokens[index].content)
