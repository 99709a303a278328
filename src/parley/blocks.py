"""A reply as typed blocks: made once, and drawn by the page, the terminal, the print and the JSON alike.

In: what the templates of `data/replies` wrote, in their small notation (headings, paragraphs, lists, tables, fenced
words, a box, a fold; `**strong**`, `*slanted*`, `` `code` ``). Out: blocks of parts, whose text is plain: no mark, no
escape, no entity. Nothing that draws a reply reads that notation.

>>> read_parts("**Ask** for £159K\\n\\n- one\\n- two \\\\*")
(Paragraph(spans=(Span(text='Ask', mark='strong'), Span(text=' for £159K', mark=''))), \
Items(items=((Span(text='one', mark=''),), (Span(text='two *', mark=''),))))
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; `mark` is strong, slanted, code, or "" for none."""

    text: str
    mark: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is the largest."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: cells of the head, cells of each row."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words to send or say, as they stand; `info` is what the fence says of them."""

    text: str
    info: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Parts that stand apart from the rest, for the user only."""

    parts: tuple[Part, ...]


Part = Heading | Paragraph | Items | Grid | Words | Box


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a reply, named by its template; `kind`: answer, script, fold, private, sources, aside or question."""

    kind: str
    name: str
    title: str
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        """How many items it holds: what a fold says is behind it."""
        return _count(self.parts)

    @property
    def folded(self) -> bool:
        """Whether Short shows no more of it than its title and count."""
        return self.kind in ("fold", "private", "sources")


def _count(parts: Sequence[Part]) -> int:
    listed = sum(len(part.items) for part in parts if isinstance(part, Items))
    return listed + sum(_count(part.parts) for part in parts if isinstance(part, Box))


FENCE = re.compile(r"^```")
HEADING = re.compile(r"^(#{1,6}) (.*)$")
ITEM = re.compile(r"^- (.*)$")
ROW = re.compile(r"^\|(.*)\|\s*$")
RULE = re.compile(r"^[\s|:-]+$")
BOX = re.compile(r"^(?:> ?)+")
FOLD = re.compile(r"\A<details><summary>(?P<title>[^<>]*)</summary>\n|\n?</details>\s*\Z")
NAMED = re.compile(
    r"\A(?:### (?P<heading>[^\n]+)|<details><summary>(?P<fold>[^<>]*)</summary>|> \*\*(?P<box>[^*\n]+)\*\*)(?:\n|\Z)"
)
INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|`(?P<code>[^`\n]+)`"
    r"|\*\*(?=\S)(?P<strong>(?:\\.|(?!\*\*).)+?)(?<=\S)\*\*"
    r"|(?<![\w*])\*(?=[^\s*])(?P<slanted>(?:\\.|[^*\\])+?)(?<=[^\s*])\*(?![\w*])"
    r"|(?P<entity>&\#?\w+;)",
    re.DOTALL,
)


def block_of(kind: str, name: str, text: str) -> Block:
    """A section of a reply as a block; its title is its heading, its fold's or its box's."""
    found = NAMED.match(text)
    title = next(filter(None, found.groups()), "") if found else ""
    rest = text[found.end() :] if found else text
    parts = read_parts(rest)
    apart = parts[0].parts if len(parts) == 1 and isinstance(parts[0], Box) else parts
    return Block(kind, name, plain_text(read_spans(title)), apart)


def read_parts(text: str) -> tuple[Part, ...]:
    """The parts of a section."""
    return tuple(_parts(FOLD.sub("", text).split("\n")))


def _parts(lines: Sequence[str]) -> Iterator[Part]:
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = _end(lines, at)
        yield _part(lines[at:end])
        at = end


def _end(lines: Sequence[str], at: int) -> int:
    """Where the part that starts at a line ends."""
    if FENCE.match(lines[at]):
        closing = (number for number in range(at + 1, len(lines)) if FENCE.match(lines[number]))
        return next(closing, len(lines) - 1) + 1
    if HEADING.match(lines[at]):
        return at + 1
    kind = _kind(lines[at])
    end = at + 1
    while end < len(lines) and _goes_on(kind, lines, end):
        end += 1
    return end


def _kind(line: str) -> str:
    kinds = (("item", ITEM), ("row", ROW), ("box", BOX))
    return next((kind for kind, pattern in kinds if pattern.match(line)), "text")


def _goes_on(kind: str, lines: Sequence[str], at: int) -> bool:
    line = lines[at]
    if kind == "item":
        following = line if line.strip() or at + 1 == len(lines) else lines[at + 1]
        return bool(ITEM.match(following) or following.startswith("  "))
    if kind in ("row", "box"):
        return _kind(line) == kind
    return bool(line.strip()) and not (HEADING.match(line) or FENCE.match(line) or _kind(line) != "text")


def _part(lines: Sequence[str]) -> Part:
    first = lines[0]
    if FENCE.match(first):
        closed = len(lines) > 1 and bool(FENCE.match(lines[-1]))
        return Words("\n".join(lines[1:-1] if closed else lines[1:]), first[3:].strip())
    if heading := HEADING.match(first):
        return Heading(len(heading[1]), read_spans(heading[2]))
    if ITEM.match(first):
        return Items(tuple(read_spans(item) for item in _items(lines)))
    if BOX.match(first):
        return Box(read_parts("\n".join(BOX.sub("", line) for line in lines)))
    if ROW.match(first):
        rows = [_cells(line) for line in lines if not RULE.match(line)]
        return Grid(rows[0] if rows else (), tuple(rows[1:]))
    return Paragraph(read_spans("\n".join(line.strip() for line in lines)))


def _items(lines: Sequence[str]) -> Iterator[str]:
    """The words of each item, its further lines behind the first."""
    item: list[str] = []
    for line in filter(str.strip, lines):
        if (found := ITEM.match(line)) and item:
            yield "\n".join(item)
            item = []
        item.append(found[1] if found else line.strip())
    yield "\n".join(item)


def _cells(line: str) -> tuple[Spans, ...]:
    return tuple(read_spans(cell.strip()) for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1]))


def read_spans(text: str, mark: str = "") -> Spans:
    """A line's stretches, each with its mark; its text is what a person reads."""
    found: list[Span] = []
    at = 0
    for match in INLINE.finditer(text):
        found.append(Span(text[at : match.start()], mark))
        found += _inline(match, mark)
        at = match.end()
    found.append(Span(text[at:], mark))
    return tuple(_joined(span for span in found if span.text))


def _inline(match: re.Match[str], mark: str) -> Spans:
    if match["escaped"] is not None:
        return (Span(match["escaped"], mark),)
    if match["code"] is not None:
        return (Span(match["code"], "code"),)
    if match["entity"] is not None:
        return (Span(html.unescape(match["entity"]), mark),)
    name = "strong" if match["strong"] is not None else "slanted"
    return read_spans(match[name], mark or name)


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Stretches of the same mark as one."""
    last: Span | None = None
    for span in spans:
        if last and last.mark == span.mark:
            last = Span(last.text + span.text, span.mark)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def plain_text(spans: Spans) -> str:
    """The words of a line."""
    return "".join(span.text for span in spans)


def block_words(block: Block) -> str:
    """All the words of a block, a line a part; words to send are left out."""
    return "\n".join(line for part in block.parts for line in _lines(part))


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Heading(_, spans) | Paragraph(spans):
            yield plain_text(spans)
        case Items(items):
            yield from map(plain_text, items)
        case Grid(head, rows):
            yield from (" ".join(map(plain_text, row)) for row in (head, *rows))
        case Box(parts):
            yield from (line for inner in parts for line in _lines(inner))
        case Words():
            return
