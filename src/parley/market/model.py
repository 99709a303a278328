"""The records of a pay table: occupations, areas, cells of percentiles, and what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

PERCENTILES = (10, 25, 50, 75, 90)
"""The percentiles of a cell, in their order."""
KINDS = ("metro", "state", "nation")
"""Kinds of area, the narrowest first."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """A row's occupation: its `code` as the source writes it (29-1141) and its name there."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Area:
    """Where pay was counted: a code and a name of the source, `kind` one of KINDS, the state's postal code.

    `jobs` is how many people are employed there, 0 where untold: of two towns with one name the larger is meant.
    """

    code: str
    name: str
    kind: str
    state: str = ""
    jobs: int = 0

    @property
    def said(self) -> str:
        """The area as a sentence names it: the Dallas-Fort Worth-Arlington, TX area; Texas; the whole country."""
        if self.kind == "nation":
            return "the whole country"
        return f"the {self.name} area" if self.kind == "metro" else self.name


@dataclass(frozen=True, slots=True)
class Release:
    """What a table is: who published it, as of when, in which currency and country, under which licence.

    `top` is the amount a year above which the source prints no figure, None where it prints all.
    """

    source: str
    name: str
    published: str
    country: str
    currency: str
    licence: str
    url: str = ""
    top: int | None = None


@dataclass(frozen=True, slots=True)
class PayCell:
    """The percentiles of one occupation in one area, in the order of PERCENTILES; None where none is printed.

    `period` is year or hour. `silent`: why a percentile is None: "top" (more than the source prints) or "withheld".
    """

    occupation: Occupation
    area: Area
    release: Release
    values: tuple[Decimal | None, ...]
    period: str = "year"
    silent: str = ""

    def at(self, percentile: int) -> Decimal | None:
        """The amount of one of PERCENTILES."""
        return self.values[PERCENTILES.index(percentile)]
