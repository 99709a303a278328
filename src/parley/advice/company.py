"""What is known about a company's stock besides pay: whether it is traded, what changed since the guide was written.

Nothing here is ever asserted in a script: it only makes the coach ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parley.data import load
from parley.guides.model import Guide


@dataclass(frozen=True, slots=True)
class Change:
    """A dated fact of `data/known_changes.yaml`; `ask` is issuer (whose stock?) or liquidity (can it be sold?)."""

    on: date
    says: str
    ask: str
    source: str


def company_changes(company: str) -> tuple[Change, ...]:
    """The known changes of a company, oldest first."""
    rows = load("known_changes").get(company, [])
    return tuple(Change(row["date"], row["says"], row["ask"], row["source"]) for row in rows)


def private_stock(guide: Guide) -> bool:
    """Whether the guide's own words say that its equity is not publicly traded."""
    words = "|".join(re.escape(word) for word in load("equity_words")["private"])
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    return any(pattern.search(text) for text in _prose(guide))


def _prose(guide: Guide) -> Iterator[str]:
    yield guide.dna_summary or ""
    for section in guide.sections:
        if section.kind in ("dna", "company_lever"):
            yield from (section.heading, *section.paragraphs)
