"""Web pages and mails in HTML: the words that a reader sees, a line for each block, a table by rows."""

from __future__ import annotations

import re
from typing import Any

from parley.files.plain import decoded
from parley.files.posting import unseen_of
from parley.files.rows import Rows
from parley.files.trees import walk_html

UNSEEN = {
    "script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "embed", "applet", "canvas",
    "select", "button", "textarea", "nav", "audio", "video",
}  # fmt: skip
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "pre", "table"}
BLOCKS = PARAGRAPHS | {
    "div", "li", "dt", "dd", "section", "article", "header", "footer", "main", "aside", "address", "figure", "form",
    "fieldset", "tr", "td", "th", "body", "html", "center", "hr",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*>")


def read(data: bytes) -> tuple[str, int, tuple[str, ...]]:
    """The words of a page; of a job's page also the pay that it states only for search engines."""
    said = _CHARSET.search(data[:2048])
    html = decoded(data, said[1].decode() if said else "")
    words = html_words(html)
    return "\n\n".join(filter(None, (words, unseen_of(html, words)))), 0, ()


def html_words(html: str) -> str:
    """The words of HTML.

    >>> html_words("<p>Your <b>pay</b></p><script>x()</script><table><tr><td>Base<td>£95,000</table>")
    'Your pay\\n\\nBase\\t£95,000'
    """
    page = _Page()
    for event, element in walk_html(_DECLARED.sub("", html), UNSEEN):
        page.take(event, element)
    return page.text()


class _Page:
    def __init__(self) -> None:
        self._rows = Rows()
        self._words: list[str] = []
        self._hidden: list[Any] = []

    def take(self, event: str, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            self._start(tag, element)
        else:
            self._end(tag, element)

    def _start(self, tag: str, element: Any) -> None:
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            self._hidden.append(element)
        if tag in BLOCKS:
            self._break()
        if tag == "tr":
            self._rows.open_row()
        elif tag in ("td", "th"):
            self._rows.open_cell()
        elif tag == "li":
            self._words.append("- ")
        elif tag == "br":
            self._words.append("\n")
        if tag not in UNSEEN:
            self._say(element.text)

    def _end(self, tag: str, element: Any) -> None:
        if tag in BLOCKS:
            self._break(apart=tag in PARAGRAPHS)
        if tag == "tr":
            self._rows.close_row()
        if self._hidden and self._hidden[-1] is element:
            self._hidden.pop()
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if text and not self._hidden:
            self._words.append(re.sub(r"\s+", " ", text))

    def _break(self, *, apart: bool = False) -> None:
        """What was said so far is a line."""
        said = "".join(self._words)
        self._words = []
        line = "\n".join(" ".join(part.split()) for part in said.split("\n")).strip("\n")
        if line and line != "-":
            self._rows.line(line)
        if apart:
            self._rows.gap()

    def text(self) -> str:
        self._break()
        return self._rows.text()
