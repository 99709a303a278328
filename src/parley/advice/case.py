"""One situation worked out as far as it goes: what the notes and the positions look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parley.advice.model import BandFigures, Figure, Ground, Judged, Ladder, Note, OfferFigures, Verdict
from parley.advice.situation import Situation
from parley.advice.table import Table
from parley.advice.total_only import is_total_only, same_terms


@dataclass(frozen=True, slots=True)
class Case:
    """A situation with its figures. `doubts` question amounts; `told` is what the ladder's rules had to say.

    `first` is the ladder of the first round, where this is a later one; `verdict` what their answer means beside it.
    """

    situation: Situation
    today: date
    published: BandFigures
    offer: OfferFigures | None
    rivals: tuple[OfferFigures, ...]
    table: Table
    doubts: tuple[Note, ...] = ()
    ladder: Ladder | None = None
    told: tuple[Note, ...] = ()
    grounds: tuple[Ground, ...] = ()
    judged: tuple[Judged, ...] = ()
    first: Ladder | None = None
    verdict: Verdict | None = None

    @property
    def foreign_offer(self) -> bool:
        """An offer in another currency than the band's: nothing is compared."""
        return self.offer is not None and self.offer.currency != self.table.currency

    @property
    def total_only(self) -> bool:
        """Whether only totals can be spoken of."""
        return is_total_only(self.table)

    @property
    def incomplete_total(self) -> bool:
        """A base alone cannot be placed in a range that only has a total."""
        return self.total_only and bool(self.table.unstated)

    @property
    def total_range(self) -> tuple[Figure, Figure] | None:
        """The total's range on the same terms as the offer, where both sides are complete."""
        if self.total_only:
            return self.published.total
        if not self.situation.guided:
            return None  # a range of base alone says nothing of a total
        return None if self.table.unstated or self.foreign_offer else same_terms(self.published, self.table)
