"""How grants vest here, where the guide says so: percentages a year, read from its text.

In: the blocks of a guide. Out: a `Vesting`, or None where it states none, states equal parts, or two that disagree. A
schedule that a sentence wishes for ("push for 40/30/20/10"), or tells of another firm, is none of this guide's.

>>> states("RSUs vest 5/15/40/40.", "Acme")
(Decimal('5'), Decimal('15'), Decimal('40'), Decimal('40'))
>>> states("I'd like a 40/30/20/10 vest.", "Acme"), states("Compare with Initech's RSUs (5/15/40/40).", "Acme")
((), ())
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from parley.data import load
from parley.guides.blocks import FileBlock
from parley.guides.model import Citation, Vesting
from parley.guides.strategy import split_sentences

WHOLE = Decimal(100)
NUMBER = re.compile(r"\d{1,2}(?:\.\d)?")
SAID = re.compile(r"[\"“][^\"“”]*[\"”]")
"""Words to say, in quotation marks: what the candidate would like."""
OWNER = re.compile(r"\b([A-Z][\w&.-]+)['’]s\b")
LONGEST = 4_000
"""Letters of a block that are looked through; a guide's sentences are shorter."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("vesting")[name], re.IGNORECASE)


@cache
def _years() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in load("vesting")["years"])


def read_vesting(guide: str, company: str, blocks: Sequence[FileBlock]) -> Vesting | None:
    """The schedule that the guide of `company` states."""
    found = {vesting.shares: vesting for vesting in _stated(guide, company, blocks)}
    if len(found) != 1:
        return None
    (vesting,) = found.values()
    return vesting if max(vesting.shares) - min(vesting.shares) > 1 else None  # 33/33/34 are thirds


def _stated(guide: str, company: str, blocks: Sequence[FileBlock]) -> Iterator[Vesting]:
    for block in blocks:
        if block.kind == "quote":  # the candidate's own words
            continue
        for line, text in _lines(block):
            before = ""
            for sentence in split_sentences(SAID.sub(" ", text[:LONGEST])):
                shares = () if _wishes(before) else states(sentence, company)
                before = sentence
                if shares:
                    yield Vesting(shares, "/".join(f"{share.normalize():f}" for share in shares), _at(guide, line))


def _wishes(sentence: str) -> bool:
    """Whether a sentence wishes for a way to vest, so that the next one argues for it."""
    return bool(_pattern("about").search(sentence) and _pattern("wished").search(sentence))


def _lines(block: FileBlock) -> Iterator[tuple[int, str]]:
    """The words of a block with the line they stand on; of a table its head, where a column says how it vests."""
    if block.rows:
        yield block.row_lines[0], " · ".join(block.rows[0])
    else:
        yield from enumerate(block.text.split("\n"), block.line_from)


def _at(guide: str, line: int) -> Citation:
    return Citation(guide, line, line)


def states(sentence: str, company: str) -> tuple[Decimal, ...]:
    """The percentages a year that a sentence states for grants of `company`; empty where it states none."""
    if not _pattern("about").search(sentence) or _pattern("wished").search(sentence):
        return ()
    owners = (found[1] for found in OWNER.finditer(sentence))
    if _pattern("elsewhere").search(sentence) or any(not company.startswith(owner) for owner in owners):
        return ()
    rows = (tuple(map(Decimal, NUMBER.findall(found[0]))) for found in _pattern("row").finditer(sentence))
    return next((shares for shares in (*rows, _by_year(sentence)) if sum(shares) == WHOLE), ())


def _by_year(sentence: str) -> tuple[Decimal, ...]:
    """Shares named year by year, from the first on without a gap."""
    numbers = load("vesting")["numbers"]
    for pattern in _years():
        named: dict[int, Decimal] = {}
        for found in pattern.finditer(sentence):
            told = found.groupdict()
            word = (told.get("number") or told.get("nth") or "").lower()
            named.setdefault(int(numbers.get(word, word)), Decimal(told["share"]))
        if len(named) > 2 and sorted(named) == list(range(1, len(named) + 1)):
            return tuple(named[number] for number in sorted(named))
    return ()
