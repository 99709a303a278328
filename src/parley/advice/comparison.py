"""The records of a comparison: sides, what turns their order around, which stands first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.advice.model import BandFigures, Figure, Note, OfferFigures, Position, YearView, with_inputs
from parley.guides.model import Guide


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison, each in its own currency and band. `offer` is None where none was told."""

    guide: Guide
    band: BandFigures
    offer: OfferFigures | None
    positions: tuple[Position, ...]
    total_range: tuple[Figure, Figure] | None  # the published parts added up on the offer's terms
    by_year: YearView | None = None


Best = Side | OfferFigures


@dataclass(frozen=True, slots=True)
class Flip:
    """Counting the bonus at the top of its range instead of its low end puts another offer first."""

    percent: str
    first: Best
    total: Figure
    other_total: Figure


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sides in the order given, and the offers `told` of companies without a guide here.

    `best` is the one whose offer is highest, by the user's own rate across currencies; None where that cannot be said.
    """

    sides: tuple[Side, ...]
    best: Best | None
    flips: tuple[Flip, ...]
    notes: tuple[Note, ...]
    told: tuple[OfferFigures, ...] = ()

    def figures(self) -> tuple[Figure, ...]:
        """Every figure of all sides and what each rests on, once."""
        return with_inputs(self._stated())

    def _stated(self) -> Iterator[Figure]:
        for side in self.sides:
            for pair in (side.band.base, side.band.equity, side.band.bonus, side.band.signing, side.band.total):
                yield from pair or ()
            yield from side.offer.figures() if side.offer else ()
            yield from side.total_range or ()
            yield from side.by_year.figures() if side.by_year else ()
        for offer in self.told:
            yield from offer.figures()
        for flip in self.flips:
            yield from (flip.total, flip.other_total)
        for note in self.notes:
            yield from note.figures
