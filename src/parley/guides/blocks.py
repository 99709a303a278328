"""Markdown to blocks with line numbers: headings (bold lines too), paragraphs, quotes, list items and tables.

In: the body of a guide and the line it starts on. Out: a flat tuple of `Block` in file order; nothing is dropped.

>>> for block in read_blocks("**Global Levers**\\n1. **Scale:** go\\n\\n> up", first_line=10):
...     print(block.kind, block.line_from, block.text)
heading 10 Global Levers
item 11 **Scale:** go
quote 13 up
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<words>(?:(?!\*\*|__).)+)(?:\*\*|__)\s*:?\s*")
BOLD_LEVEL = 7
"""A bold line used as a heading ranks below every `#` heading."""


@dataclass(frozen=True, slots=True)
class FileBlock:
    """A stretch of the file: `kind` is heading, paragraph, quote, item, table, code or rule.

    `level` is a heading's rank (1 to 6, 7 for a bold line), a list item's number (0 in a bulleted list), or which of
    the file's blockquotes a quote belongs to. `rows` are a table's cells, header first, with `row_lines` beside them.
    Lines are counted in the file. A list item's further paragraphs are paragraphs.
    """

    kind: str
    text: str
    line_from: int
    line_to: int
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    row_lines: tuple[int, ...] = ()


def read_blocks(body: str, first_line: int) -> tuple[FileBlock, ...]:
    """The blocks of `body`, whose first line is line `first_line` of the file."""
    return tuple(_Walk(_parser().parse(body), first_line).blocks())


@cache
def _parser() -> MarkdownIt:
    # Inline marks stay as written: readers look for them line by line, and parsing them costs most of the time.
    # Setext headings, link references, indented code and raw HTML would hide lines that guides mean as text.
    plain = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")
    return plain.disable(["inline", "lheading", "reference", "code", "html_block"])


class _Walk:
    """One pass over markdown-it's flat tokens, remembering which quotes and list items are open."""

    def __init__(self, tokens: Sequence[Token], first_line: int) -> None:
        self.tokens = tokens
        self.first_line = first_line
        self.quotes_open = 0
        self.quote = 0
        self.items: list[int | None] = []

    def blocks(self) -> Iterator[FileBlock]:
        table_start: int | None = None
        for position, token in enumerate(self.tokens):
            if token.type == "table_open":
                table_start = position
            elif token.type == "table_close" and table_start is not None:
                yield self._table(self.tokens[table_start:position])
                table_start = None
            elif table_start is None:
                self._enter_or_leave(token)
                yield from self._leaf(position, token)

    def _enter_or_leave(self, token: Token) -> None:
        if token.type == "blockquote_open":
            self.quote += self.quotes_open == 0
            self.quotes_open += 1
        elif token.type == "blockquote_close":
            self.quotes_open -= 1
        elif token.type == "list_item_open":
            self.items.append(int(token.info) if token.info.isdecimal() else 0)
        elif token.type == "list_item_close":
            self.items.pop()

    def _leaf(self, position: int, token: Token) -> Iterator[FileBlock]:
        start, end = self._lines(token)
        if token.type == "heading_open":
            yield FileBlock("heading", self.tokens[position + 1].content.strip(), start, end, level=int(token.tag[1]))
        elif token.type == "paragraph_open":
            yield from self._paragraph(self.tokens[position + 1].content, start)
        elif token.type == "fence":
            yield FileBlock("code", token.content.strip("\n"), start, end)
        elif token.type == "hr":
            yield FileBlock("rule", "---", start, end)

    def _lines(self, token: Token) -> tuple[int, int]:
        start, end = token.map or (0, 1)
        return start + self.first_line, end - 1 + self.first_line

    def _paragraph(self, content: str, start: int) -> Iterator[FileBlock]:
        lines = [line.strip() for line in content.split("\n")]
        end = start + len(lines) - 1
        if self.quotes_open:
            yield FileBlock("quote", "\n".join(lines), start, end, level=self.quote)
        elif self.items and self.items[-1] is not None:
            yield FileBlock("item", "\n".join(lines), start, end, level=self.items[-1])
            self.items[-1] = None
        else:
            yield from _paragraphs(lines, start)

    def _table(self, tokens: Sequence[Token]) -> FileBlock:
        rows: list[list[str]] = []
        row_lines: list[int] = []
        for token, following in pairwise(tokens):
            if token.type == "tr_open":
                rows.append([])
                row_lines.append(self._lines(token)[0])
            elif token.type in ("th_open", "td_open"):
                rows[-1].append(following.content.strip())
        start, end = self._lines(tokens[0])
        text = "\n".join("| " + " | ".join(row) + " |" for row in rows)
        return FileBlock("table", text, start, end, rows=tuple(map(tuple, rows)), row_lines=tuple(row_lines))


def _paragraphs(lines: Sequence[str], start: int) -> Iterator[FileBlock]:
    """A paragraph, cut at the lines that are all bold: such a line is a heading."""
    for is_heading, group in groupby(enumerate(lines), key=lambda pair: bool(BOLD_LINE.fullmatch(pair[1]))):
        for offset, text in group if is_heading else [_join(group)]:
            bold = BOLD_LINE.fullmatch(text) if is_heading else None
            if bold:
                yield FileBlock("heading", bold["words"].strip(), start + offset, start + offset, level=BOLD_LEVEL)
            else:
                yield FileBlock("paragraph", text, start + offset, start + offset + text.count("\n"))


def _join(group: Iterable[tuple[int, str]]) -> tuple[int, str]:
    pairs = list(group)
    return pairs[0][0], "\n".join(text for _, text in pairs)
