"""The official pay for a job at a place: what the words mean, the figures, and what is told where there are none.

In: a person's words for job and place. Out: a `Reference`, or None where the words name no job or no place that the
table counts. Figures are those of the narrowest area that prints them: metropolitan, then state, then nation, said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.market.layout import MarketTable
from parley.market.model import Area, Occupation, PayCell
from parley.market.places import Places
from parley.market.titles import Titles

OPTIONS = 3
"""Occupations to choose from where the words leave it open."""


@dataclass(frozen=True, slots=True)
class Reference:
    """`occupations` are what the job's words may mean, best first, one of them where that is `sure`.

    `wanted` is the area that the place's words mean, `others` those of the same name; `cell` the figures, which may be
    of a wider area; None while the occupation is open, or where the table prints nothing at all.
    """

    job: str
    place: str
    occupations: tuple[Occupation, ...]
    sure: bool
    wanted: Area
    others: tuple[Area, ...] = ()
    cell: PayCell | None = None

    @property
    def widened(self) -> bool:
        """Whether the figures are of a wider area than the one that was meant."""
        return self.cell is not None and self.cell.area != self.wanted


@dataclass(frozen=True, slots=True)
class Book:
    """One table with the words that lead into it."""

    table: MarketTable
    titles: Titles
    places: Places

    def look_up(self, job: str, place: str) -> Reference | None:
        """The reference for a job at a place."""
        found = self.places.find(place) if job and place else None
        if not found or not found.areas:
            return None
        guess = self.titles.find(job)
        if not guess.occupations:
            return None
        cell = self._printed(guess.occupations[0], found.areas) if guess.sure else None
        return Reference(job, place, guess.occupations[:OPTIONS], guess.sure, found.areas[0], found.others, cell)

    def _printed(self, occupation: Occupation, areas: Sequence[Area]) -> PayCell | None:
        """The narrowest cell that says something: figures, or that they are above what is printed."""
        cells = (self.table.cell(occupation.code, area.code) for area in areas)
        return next((cell for cell in cells if cell and (any(cell.values) or cell.silent == "top")), None)


def look_up(books: Sequence[Book], job: str, place: str) -> Reference | None:
    """The reference of the first book that knows the job and the place."""
    return next((found for book in books if (found := book.look_up(job, place))), None)
