"""The records of what was gathered: pay by place, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PlacePay:
    """A year's base at a place and level ("" where none was named): a range, its currency, and how it was told if that
    is not plain."""

    place: str
    low: Decimal
    high: Decimal
    currency: str
    told: str = ""
    count: int = 0  # of filings behind it; 0 for a range that the employer named
    level: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a source says of one company's job. `source` is one line that names it, with its date."""

    company: str
    role: str
    pays: tuple[PlacePay, ...]
    source: str
    left_out: tuple[str, ...] = ()
