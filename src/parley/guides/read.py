"""One file to one Guide. Faults are Issues; nothing is raised for a bad file.

The order of reading: bytes, front matter, blocks, the pay table, sections, levers, strategy, mapping, evidence, and
last the comparison of table and front matter.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from parley.guides.bands import read_bands
from parley.guides.blocks import FileBlock, read_blocks
from parley.guides.columns import PAY_KINDS, read_column
from parley.guides.evidence import read_level_mapping, read_sources
from parley.guides.front_matter import FrontMatter, UnreadableError, split_front_matter
from parley.guides.layouts import UnreadRow, read_rows
from parley.guides.levers import read_levers
from parley.guides.model import Citation, Guide, Issue, PayBand
from parley.guides.reconcile import bands_of_front_matter, compared_with
from parley.guides.sections import GuidePart, clean_heading, find_title, guide_parts, lead
from parley.guides.strategy import read_strategies
from parley.guides.totals import check_totals
from parley.guides.vesting import read_vesting
from parley.log import without_words
from parley.render import one_line, visible

LARGEST = 1_000_000
"""Bytes; the largest real guide has 30,000."""
LONGEST_LINE = 50_000
REPORT = "the reader of guides failed, a fault of Parley's; please report it with this file"
NO_FILE = "not a file (a directory, a broken link, or something special)"
CUT_AT = 490
"""Summaries of about this length were cut by the converter that wrote the front matter."""


def read_guide(path: Path, folder: Path) -> tuple[Guide | None, tuple[Issue, ...]]:
    """The guide in `path`, which lies under `folder`, and its Issues; None and the reason where it cannot be used."""
    name = path.relative_to(folder).as_posix()
    try:
        return read_data(name, read_bytes(path, name))
    except UnreadableError as fault:
        return None, (Issue(fault.code, one_line(name), fault.line, fault.reason),)


def read_data(name: str, data: bytes) -> tuple[Guide | None, tuple[Issue, ...]]:
    """The same for the bytes of the file `name` (its path in the guides folder)."""
    try:
        guide = parse_guide(name, data)
    except UnreadableError as fault:
        return None, (Issue(fault.code, name, fault.line, fault.reason),)
    except Exception as fault:  # noqa: BLE001 - one guide must not take all the others with it
        return None, (Issue("reader-fault", name, 1, f"{REPORT}: {without_words(fault)}"),)
    return guide, guide.issues


def read_bytes(path: Path, name: str) -> bytes:
    """The content of a guide file, `name` in its folder. `UnreadableError` where it is no file of a guide's size."""
    if name != one_line(name):
        raise UnreadableError("hidden-in-name", 1, "the path holds characters that cannot be shown; rename it")
    try:
        if not path.is_file():
            raise UnreadableError("not-a-file", 1, NO_FILE)
        with open(path, "rb", opener=_at_once) as file:
            return _content(file)
    except (OSError, RuntimeError) as error:
        raise UnreadableError("unreadable", 1, f"the file cannot be opened: {error}") from None


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for anybody who would write (a pipe may have taken the file's place)."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _content(file: BinaryIO) -> bytes:
    """All of an open file, as much as its size says: files of the kernel say 0, may have no end, and are not read."""
    found = os.fstat(file.fileno())
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableError("not-a-file", 1, NO_FILE)
    if found.st_size > LARGEST:
        raise UnreadableError("too-large", 1, f"{found.st_size:,} bytes; a guide has at most {LARGEST:,}")
    return file.read(found.st_size) if found.st_size else b""


def parse_guide(name: str, data: bytes) -> Guide:
    """The guide in the bytes of the file `name`. Raises `UnreadableError` where they make no guide."""
    head = split_front_matter(_text(data))
    company, role = _identity(name, head)
    blocks = read_blocks(head.body, head.body_line)
    title = find_title(blocks)
    found = _pay_table(blocks)
    parts = guide_parts([block for block in blocks if block is not title and not (found and block is found[0])])
    bands, issues = read_bands(name, found[1]) if found else ((), ())
    if not bands:
        bands, issues = _without_table(name, head, blocks, issues)
    levers = read_levers(name, parts)
    strategies = read_strategies(name, parts, bands)
    dates, date_issues = _dates(name, head)
    every = (
        *issues,
        *date_issues,
        *_identity_issues(name, head),
        *compared_with(name, head, bands if found else ()),
        *check_totals(name, bands),
        *_gaps(name, head, bool(levers), bool(strategies)),
    )
    return Guide(
        path=name,
        digest=hashlib.sha256(data).hexdigest(),
        company=company,
        company_display=_words(head, "company_display") or company,
        role=role,
        role_display=_words(head, "role_display") or role.replace("-", " "),
        role_type=_words(head, "role_type") or "standard",
        last_updated=dates["last_updated"],
        next_review_due=dates["next_review_due"],
        data_quality=_words(head, "data_quality"),
        quarter=_words(head, "salary_data_quarter"),
        title=clean_heading(title.text) if title else None,
        dna_summary=_dna_summary(head, parts),
        bands=bands,
        sections=tuple(part.section(name) for part in parts),
        levers=levers,
        strategies=strategies,
        level_mapping=read_level_mapping(name, parts),
        sources=read_sources(name, parts),
        data_sources=_data_sources(head),
        issues=tuple(sorted(every, key=lambda issue: (issue.line, issue.code, issue.message))),
        fields=tuple(head.lines.items()),
        title_line=title.line_from if title else None,
        pay_table=Citation(name, found[0].line_from, found[0].line_to) if found else None,
        vesting=read_vesting(name, _words(head, "company_display") or company, blocks),
    )


def _text(data: bytes) -> str:
    if not data.strip():
        raise UnreadableError("empty", 1, "the file is empty")
    try:
        text = as_text(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError("not-utf8", line, f"not UTF-8: byte 0x{data[error.start]:02x}") from None
    for number, line_text in enumerate(text.split("\n"), start=1):
        if len(line_text) > LONGEST_LINE:
            raise UnreadableError("too-large", number, f"a line of {len(line_text):,} characters")
    if "\0" in text:
        raise UnreadableError("not-utf8", text.count("\n", 0, text.index("\0")) + 1, "not text: a zero byte")
    return text


def as_text(data: bytes) -> str:
    """The text of a guide's bytes, its lines as citations count them. UnicodeDecodeError where it is no UTF-8."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _identity(name: str, head: FrontMatter) -> tuple[str, str]:
    """Company and role as slugs: the front matter's, else the path's (`<company>/<role>.md`)."""
    folder, _, file = name.rpartition("/")
    company = _words(head, "company") or folder.rpartition("/")[2]
    role = _words(head, "role") or file.removesuffix(".md")
    if not company or not role:
        raise UnreadableError("no-identity", 1, "neither the front matter nor the path tells company and role")
    return company, role


def _identity_issues(name: str, head: FrontMatter) -> Iterator[Issue]:
    company, role = _words(head, "company"), _words(head, "role")
    if company and role and "/" in name and not name.endswith(f"{company}/{role}.md"):
        yield Issue("path-differs", name, head.lines.get("company", 1), f"the front matter says {company}/{role}")


def _pay_table(blocks: Sequence[FileBlock]) -> tuple[FileBlock, tuple[UnreadRow, ...]] | None:
    """The main pay table: the first with regions that some layout reads, else the first of levels alone."""
    of_levels: tuple[FileBlock, tuple[UnreadRow, ...]] | None = None
    for at, block in enumerate(blocks):
        if block.kind == "table":
            beside = [*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 3]]
            rows = read_rows(block, "\n".join(near.text for near in beside if near.kind != "table"))
            if rows and any(row.region for row in rows):
                return block, rows
            of_levels = of_levels or ((block, rows) if rows else None)
    return of_levels


def _without_table(
    name: str, head: FrontMatter, blocks: Sequence[FileBlock], issues: tuple[Issue, ...]
) -> tuple[tuple[PayBand, ...], tuple[Issue, ...]]:
    bands = bands_of_front_matter(name, head)
    if not bands:
        if empty := next((block for block in blocks if _heads_pay(block)), None):
            raise UnreadableError("no-pay", empty.line_from, "the pay table is empty: write an amount into a row")
        raise UnreadableError("no-pay", head.body_line, "no pay table in the body, and no pay in the front matter")
    message = "no pay table in the body: the bands come from the front matter, which is often wrong"
    return bands, (*issues, Issue("no-pay-table", name, head.body_line, message))


def _heads_pay(block: FileBlock) -> bool:
    """Whether it is a table with a column of pay."""
    return block.kind == "table" and any(read_column(cell).kind in PAY_KINDS for cell in block.rows[0])


def _words(head: FrontMatter, key: str) -> str | None:
    value = head.values.get(key)
    return " ".join(visible(str(value)).split()) or None if isinstance(value, str | int | float | date) else None


def _dna_summary(head: FrontMatter, parts: Sequence[GuidePart]) -> str | None:
    """The one-line summary: the front matter's, but the body's where that is missing or was cut."""
    stated = _words(head, "negotiation_dna_summary")
    if stated and len(stated) < CUT_AT:
        return stated
    lines = (lead(block.text) for part in parts if part.kind == "dna" for block in part.blocks[:1])
    return next((line[1] for line in lines if line and line[1]), stated)


def _data_sources(head: FrontMatter) -> tuple[str, ...]:
    listed = head.values.get("data_sources")
    return tuple(str(source) for source in listed if source) if isinstance(listed, list) else ()


def _dates(name: str, head: FrontMatter) -> tuple[dict[str, date | None], list[Issue]]:
    dates: dict[str, date | None] = {}
    issues = []
    for key in ("last_updated", "next_review_due"):
        value = head.values.get(key)
        dates[key] = value if isinstance(value, date) else _parsed(value)
        if value is not None and dates[key] is None:
            issues.append(
                Issue("bad-date", name, head.lines.get(key, 1), f"{key}: {value!r} is no date like 2026-05-23")
            )
    return dates, issues


def _parsed(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None


def _gaps(name: str, head: FrontMatter, has_levers: bool, has_strategy: bool) -> Iterator[Issue]:
    for key in ("company", "role", "company_display", "role_display", "next_review_due"):
        if not head.values.get(key):
            yield Issue("missing-field", name, 1, f"the front matter has no {key}")
    if not has_levers:
        yield Issue(
            "no-levers", name, head.body_line, "no levers found: no `Global Levers` list, no `Lever 1` headings"
        )
    if not has_strategy:
        yield Issue("no-strategy", name, head.body_line, "no `Negotiate Up Strategy` found")
