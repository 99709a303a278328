"""The records of advice: figures that explain themselves.

A Figure is an amount with its source: a guide (file and line), the user (turn), or a rule with its inputs, down to
guides and users. Scripts and replies are written from Figures only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parley.advice.evidence import Ground, Judged, Official, Period, Verdict
from parley.advice.sources import Computed, Figure, FromGuide, FromTable, FromUser, with_inputs
from parley.dialogue.model import NO_GRANT, Grant
from parley.guides.model import Lever, PayBand, Vesting

__all__ = [
    "TOLD", "Advice", "BandFigures", "ChosenLever", "Computed", "Figure", "FromGuide", "FromTable", "FromUser",
    "Ground", "Judged", "Ladder", "Note", "OfferFigures", "Official", "PayYear", "Period", "Position", "Rung",
    "Verdict", "YearView", "with_inputs",
]  # fmt: skip

TOLD = "told"
"""The source of a pay band that no guide publishes: it holds the currency and the place, and no pay."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder. `total` is recurring total comp a year (no signing bonus), from the printed parts.

    A component that is not asked for, or unknown, is None. `held` names the components left as offered.
    """

    name: str  # opening, target, acceptable, floor or walk_away
    base: Figure | None
    equity: Figure | None
    bonus: Figure | None
    signing: Figure | None
    total: Figure | None
    held: tuple[str, ...] = ()

    def figures(self) -> Iterator[Figure]:
        """The figures of this rung."""
        yield from filter(None, (self.base, self.equity, self.bonus, self.signing, self.total))


@dataclass(frozen=True, slots=True)
class Ladder:
    """Opening goes to the employer; target, acceptable, floor and walk-away are private."""

    opening: Rung
    target: Rung
    acceptable: Rung
    floor: Rung | None
    walk_away: Rung | None

    def rungs(self) -> Iterator[Rung]:
        """Every rung there is, from the opening down."""
        yield from filter(None, (self.opening, self.target, self.acceptable, self.floor, self.walk_away))


@dataclass(frozen=True, slots=True)
class Position:
    """Where an amount lies in a published range: `fraction` 0 is the low end, 1 the top (docs/advice.md 1.3)."""

    component: str  # base, equity or total
    of: str  # offer, opening, target, acceptable or floor
    fraction: Decimal
    label: str  # "below the range", "low end", "lower half", "upper half", "top quarter", "above the range"


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the user: `code` names a wording in data/replies, `figures` and `facts` fill it.

    `private` notes never reach text meant for the employer (no note does; private ones are also marked on the page).
    """

    code: str
    figures: tuple[Figure, ...] = ()
    facts: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class ChosenLever:
    """A lever that fits, the reason it was chosen, and its words without foreign currency or invented rivals."""

    lever: Lever
    reason: str
    restated: str | None
    left_out: tuple[str, ...]  # sentences of the quote that were dropped, to say why
    topic: str | None = None  # what it is about, for the blank of a reason; None when the title cannot be said


@dataclass(frozen=True, slots=True)
class BandFigures:
    """The published band as figures, each citing its line: (low, high) pairs, None where the guide has none."""

    band: PayBand
    base: tuple[Figure, Figure] | None
    equity: tuple[Figure, Figure] | None
    bonus: tuple[Figure, Figure] | None
    signing: tuple[Figure, Figure] | None
    total: tuple[Figure, Figure] | None


@dataclass(frozen=True, slots=True)
class OfferFigures:
    """An offer as figures in one currency. `total` is recurring (no signing), computed unless only a total was said.

    `equity` is what the grant counts for (docs/advice.md 1.2), `yearly_bonus` the counted bonus as an amount. `signing`
    is paid in year one, `signing_second` in year two. `bonus_sure`: guaranteed, or None where nobody told.
    """

    company: str | None
    base: Figure | None
    equity: Figure | None
    equity_years: int
    bonus_pct: Decimal | None
    bonus: Figure | None
    signing: Figure | None
    total: Figure | None
    currency: str
    signing_second: Figure | None = None
    yearly_bonus: Figure | None = None
    bonus_sure: bool | None = None
    grant: Grant = NO_GRANT
    name: str | None = None  # of a rival, as the user said it
    period: Period | None = None  # in which base was told; None for a year
    beside: tuple[Figure, ...] = ()  # in another currency than the rest: shown, never added

    def figures(self) -> Iterator[Figure]:
        """The figures of this offer."""
        paid_once = (self.signing, self.signing_second)
        yield from filter(None, (self.base, self.equity, self.bonus, *paid_once, self.total, self.yearly_bonus))
        yield from self.beside


@dataclass(frozen=True, slots=True)
class PayYear:
    """What is paid in one year, number 1 first; a part that is not paid then is None. `total` is their sum."""

    number: int
    base: Figure
    bonus: Figure | None
    equity: Figure | None
    signing: Figure | None
    total: Figure


@dataclass(frozen=True, slots=True)
class YearView:
    """An offer year by year over its grant, a picture's data: parts a year, the average, what is certain in year one.

    `schedule` is the percentage of the grant a year; `assumed` when nobody told it and equal parts are shown; `guide`
    where the guide's own schedule is shown, to be checked.
    """

    years: tuple[PayYear, ...]
    average: Figure
    certain: Figure | None
    schedule: tuple[Decimal, ...]
    assumed: bool
    guide: Vesting | None = None

    @property
    def uneven(self) -> bool:
        """Whether the years differ, so that no single number tells what the offer is."""
        return len({year.total.exact for year in self.years}) > 1

    def figures(self) -> Iterator[Figure]:
        """Every figure of the view."""
        for year in self.years:
            yield from filter(None, (year.base, year.bonus, year.equity, year.signing, year.total))
        yield from filter(None, (self.average, self.certain))


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do about one offer or band: the ladder, where things lie, what to know, which levers carry it."""

    band: BandFigures
    offer: OfferFigures | None
    competing: tuple[OfferFigures, ...]
    ladder: Ladder | None
    positions: tuple[Position, ...]
    notes: tuple[Note, ...]
    levers: tuple[ChosenLever, ...]
    by_year: YearView | None = None
    grounds: tuple[Ground, ...] = ()
    judged: tuple[Judged, ...] = ()
    fallback: Figure | None = None  # a signing bonus to name where base is fixed
    rests_on: str = "guide"  # the kind of evidence behind the opening, a key of data/evidence.yaml
    verdict: Verdict | None = None  # of a later round
    official: Official | None = None  # a pay table's figures for the job at the place
    by_grade: bool = False  # pay goes by a scale: a step is asked for, and no percentage
    paid: Period | None = None  # in which present pay was told, where a raise is asked for

    @property
    def period(self) -> Period | None:
        """The period in which the ask is spoken of; None for a year, and where a guide's figures are a year's."""
        return None if self.guided else self.offer.period if self.offer else self.paid

    @property
    def currency(self) -> str:
        """The one currency of everything that is asked for."""
        return self.band.band.currency

    @property
    def guided(self) -> bool:
        """Whether a guide's published pay stands behind it; else only what the user told."""
        return self.band.band.source != TOLD

    def figures(self) -> tuple[Figure, ...]:
        """Every figure of this advice and what each rests on, once."""
        return with_inputs(self._stated())

    def _stated(self) -> Iterator[Figure]:
        for pair in (self.band.base, self.band.equity, self.band.bonus, self.band.signing, self.band.total):
            yield from pair or ()
        for offer in filter(None, (self.offer, *self.competing)):
            yield from offer.figures()
        if self.ladder:
            for rung in self.ladder.rungs():
                yield from rung.figures()
        yield from self.by_year.figures() if self.by_year else ()
        for ground in self.grounds:
            yield from (ground.low, ground.high)
        yield from (judged.figure for judged in self.judged)
        yield from self.official.figures() if self.official else ()
        yield from filter(None, (self.fallback,))
        for note in self.notes:
            yield from note.figures
