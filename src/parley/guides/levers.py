"""Global Levers of every form: numbered list items, bold lines, headings, `Lever 1 — Title` labels; with their quotes.

In: the parts of a guide. Out: `Lever` records in file order. A lever's quote is its line to say, without the quotation
marks; None where the guide only describes the lever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from parley.data import load
from parley.guides.blocks import FileBlock
from parley.guides.columns import holds
from parley.guides.model import Citation, Lever
from parley.guides.sections import NUMBERED, NUMBERED_LEVER, GuidePart, clean_heading
from parley.money import MARKS, find_amounts

BOLD_START = re.compile(
    r"(?:\[[ x]\]|:[a-z_]+:|[^\w\s*\"“„«'(\[<])*\s*(?:\*\*|__)(?P<title>(?:(?!\*\*|__).)+?)(?:\*\*|__)(?P<rest>.*)",
    re.DOTALL,
)
NUMBER = re.compile(
    rf"(?i)^[^\w{MARKS}~+<>#]*"
    r"(?:\d+\s*[.):]\s+)?(?:(?:global\s+)?lever\s*(?:#?\s*\d+\s*(?:--|[.):|—–-])*|:)\s+)?(?:\d+(?:\s*[.):]\s+|\ufe0f?\u20e3\s*)|L\d+\s*[.:—–-]\s*|[IVX]{1,4}[.)]\s+)?"
)
BARE_NUMBER = re.compile(r"\W*\d+\W*")
EMPHASIS = re.compile(r"\*\*|(?<!\w)[*_]|[*_](?!\w)")
PLAIN_START = re.compile(
    r"[*_]?(?P<title>[A-Z0-9$][^\"“\n]{3,90}?)[*_]?\s*(?::|—|–|--|\s-\s)\s*(?P<rest>[*_]*[\"“].+)", re.DOTALL
)
QUOTED_TITLE = re.compile(r"(?P<title>.+?)\s*(?:—|–|--|:)\s*(?P<quote>[\"“].{15,}[\"”])\W*$", re.DOTALL)
BLANKS = re.compile(rf"(?:[{MARKS}]\s?)?\[[^\[\]\n]{{1,120}}\](?:[KMk]\b|%)?(?!\()")
OPEN, CLOSE = '"“”„«', '"”“»'


@dataclass(slots=True)
class _Found:
    """A lever's first block, its title as written, the words after the title, and the blocks that belong to it."""

    block: FileBlock
    title: str
    rest: str
    more: list[FileBlock]


Start = tuple[str, str]
"""The title and the rest of the block that opens a lever."""
StartOf = Callable[[GuidePart, FileBlock], Start | None]


def read_levers(guide: str, parts: Sequence[GuidePart]) -> tuple[Lever, ...]:
    """The levers of a guide; one whose title has no word in it is none."""
    return tuple(lever for lever in (_lever(guide, found) for found in _found(parts)) if re.search(r"\w", lever.title))


def _found(parts: Sequence[GuidePart]) -> list[_Found]:
    for search in SEARCHES:
        found = _of_one_form(list(search(parts)))
        if len(found) >= 2:
            return found
    return [lever for search in (_labelled, _in_lever_section) for lever in search(parts)]


def _of_one_form(found: list[_Found]) -> list[_Found]:
    """The levers that are written like the first: a list inside a lever holds no levers."""
    return [lever for lever in found if _form(lever.block) == _form(found[0].block)]


def _form(block: FileBlock) -> tuple[bool, bool]:
    return block.kind == "item", block.kind == "item" and block.level > 0


def _labelled(parts: Sequence[GuidePart]) -> Iterator[_Found]:
    """`#### Global Lever 1: Title`, `**Lever 1 — Title:** "quote"`, wherever they stand."""
    yield from _collect(parts, lambda _, block: _numbered_start(block))


def _in_lever_section(parts: Sequence[GuidePart]) -> Iterator[_Found]:
    """List items and numbered bold lines under "Global Levers"."""
    yield from _collect(parts, lambda part, block: _start(block) if part.kind == "levers" else None)


def _under_headings(parts: Sequence[GuidePart]) -> Iterator[_Found]:
    """Plain headings under "Global Levers", one a lever: the outermost ones."""
    inner = [part for part in parts if part.kind == "levers" and not part.known and part.blocks[0].kind == "heading"]
    outermost = min((part.rank for part in inner), default=0)
    found: list[_Found] = []
    for part in inner:
        said = [block for block in part.blocks[1:] if block.kind != "rule"]
        if part.rank == outermost:
            found.append(_Found(part.blocks[0], part.blocks[0].text, "", said))
        elif found:
            found[-1].more.extend(said)
    yield from found


def _without_numbers(parts: Sequence[GuidePart]) -> Iterator[_Found]:
    """`**Title:** "quote"` paragraphs under "Global Levers"."""
    yield from _collect(parts, lambda part, block: _unnumbered_start(block) if part.kind == "levers" else None)


def _beside_headings(parts: Sequence[GuidePart]) -> Iterator[_Found]:
    """Headings of no lower rank than "Global Levers" itself, right behind it, each with its quote."""
    at = max((at for at, part in enumerate(parts) if part.kind == "levers"), default=len(parts))
    for part in parts[at + 1 :]:
        said = [block for block in part.blocks[1:] if block.kind != "rule"]
        if (part.known and part.kind != "company_lever") or not any(quoted(block.text) for block in said):
            return
        yield _Found(part.blocks[0], part.heading, "", said)


def _in_table(parts: Sequence[GuidePart]) -> Iterator[_Found]:
    """`| # | Lever | Script |`: a row a lever, its title in the first column with words, its line in the last."""
    tables = (block for part in parts if part.kind == "levers" for block in part.blocks if block.kind == "table")
    for table in tables:
        for row, line in zip(table.rows[1:], table.row_lines[1:], strict=True):
            texts = [cell for cell in row if re.search(r"[^\W\d]", cell)]
            if len(texts) > 1:
                said = texts[-1] if quoted(texts[-1]) else f'"{EMPHASIS.sub("", texts[-1])}"'
                yield _Found(FileBlock("item", texts[0], line, line), texts[0], said, [])


def _in_company_section(parts: Sequence[GuidePart]) -> Iterator[_Found]:
    """The same where the guide has no levers section of its own."""
    kinds = ("company_lever", "other")
    yield from _collect(parts, lambda part, block: _start(block, numbered=True) if part.kind in kinds else None)


SEARCHES: tuple[Callable[[Sequence[GuidePart]], Iterator[_Found]], ...] = (
    _labelled,
    _in_lever_section,
    _under_headings,
    _without_numbers,
    _beside_headings,
    _in_table,
    _in_company_section,
)
"""The forms of levers; the first that finds two or more decides."""


def _collect(parts: Sequence[GuidePart], start_of: StartOf) -> Iterator[_Found]:
    """Levers by their first blocks; what follows a first block belongs to it until a section of another kind."""
    found: _Found | None = None
    kind = ""
    for part in parts:
        for block in part.blocks:
            start = start_of(part, block)
            if start:
                if found:
                    yield found
                found, kind = _Found(block, start[0], start[1], []), part.kind
            elif found and (part.kind != kind or _ends(block, found.block)):
                yield found
                found = None
            elif found and block.kind not in ("heading", "rule"):
                found.more.append(block)
    if found:
        yield found


def _ends(block: FileBlock, start: FileBlock) -> bool:
    """A heading of the lever's own rank or above ends it; so does any heading after a list item."""
    return block.kind == "heading" and (start.kind != "heading" or block.level <= start.level)


def _numbered_start(block: FileBlock) -> tuple[str, str] | None:
    if block.kind == "heading" and NUMBERED_LEVER.match(block.text):
        return block.text, ""
    bold = BOLD_START.match(block.text) if block.kind in ("paragraph", "item") else None
    return (bold["title"], bold["rest"]) if bold and NUMBERED_LEVER.match(bold["title"]) else None


def _start(block: FileBlock, *, numbered: bool = False) -> tuple[str, str] | None:
    """The title and rest of a block that opens a lever: an item, or a numbered bold line or heading."""
    if block.kind == "heading":
        announces = holds(block.text, load("headings")["sections"]["levers"])
        return (block.text, "") if NUMBERED.match(block.text) and not announces else None
    bold = _bold_start(block.text)
    if not bold:
        plain = PLAIN_START.match(block.text) if block.kind == "item" and block.level else None
        return (plain["title"], plain["rest"]) if plain else None
    if block.kind == "item" and (block.level or not numbered):
        return bold
    return bold if block.kind in ("paragraph", "quote") and NUMBERED.match(bold[0]) else None


def _bold_start(text: str) -> Start | None:
    """A bold title and the rest; a bold number of its own (`**1.** **Title:**`) goes before the title."""
    bold = BOLD_START.match(text)
    if bold and BARE_NUMBER.fullmatch(bold["title"]):
        title = BOLD_START.match(bold["rest"].lstrip(" —–-:."))
        return (f"{bold['title'].strip(' .')}. {title['title']}", title["rest"]) if title else None
    return (bold["title"], bold["rest"]) if bold else None


def _unnumbered_start(block: FileBlock) -> Start | None:
    """A paragraph or quote that opens with a bold title, a quotation behind it."""
    words = re.sub(r"^\d+[.)]\s+", "", block.text)
    bold = _bold_start(words) if block.kind in ("paragraph", "quote") else None
    return bold if bold and quoted(bold[1]) and len(bold[0].split()) > 1 else None


def _lever(guide: str, found: _Found) -> Lever:
    title, rest = _title(found.title, found.rest)
    quote = quoted(rest) or next((said for block in found.more if (said := quoted(block.text))), None)
    last = max((block.line_to for block in found.more), default=found.block.line_to)
    text = quote or ""
    return Lever(
        title=title,
        quote=quote,
        blanks=tuple(dict.fromkeys(BLANKS.findall(text))),
        claims_rival_offer=claims_rival_offer(text),
        claims_pay=any(True for _ in find_amounts(text)),
        citation=Citation(guide, found.block.line_from, last),
    )


def _title(written: str, rest: str) -> tuple[str, str]:
    """The bare title; a quote that stands in the heading itself goes to the rest."""
    bare = NUMBER.sub("", written, count=1)
    inside = QUOTED_TITLE.match(bare)
    if inside:
        bare, rest = inside["title"], f"{inside['quote']} {rest}"
    return clean_heading(bare).strip(" .:"), rest


def quoted(text: str) -> str | None:
    """The words inside a text's quotation marks, from the first mark to the last one that closes it.

    >>> quoted('Frame: *"I led the [team], all of it."* Say so.')
    'I led the [team], all of it.'
    >>> quoted('I build the "best" one')
    """
    plain = EMPHASIS.sub("", text).strip()
    starts = [at for at, mark in enumerate(plain) if mark in OPEN]
    if len(starts) < 2:
        return None
    first, last = starts[0], max(at for at, mark in enumerate(plain) if mark in CLOSE)
    said = " ".join(plain[first + 1 : last].split())
    return said if len(said) >= 25 else None


def claims_rival_offer(text: str) -> bool:
    """True when the words say that the speaker holds another offer (`I have an offer from [Google/Meta]`).

    >>> claims_rival_offer("I have a competing offer at $210K"), claims_rival_offer("I offer rare skills")
    (True, False)
    """
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in load("claims")["rival_offer"])
