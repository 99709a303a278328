"""The records of advice: figures that explain themselves.

A Figure is an amount with its source: a guide (file and line), the user (turn), or a rule with its inputs, down to
guides and users. Scripts and replies are written from Figures only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parley.guides.model import Citation, Guide, Lever, PayBand
from parley.money import Money


@dataclass(frozen=True, slots=True)
class FromGuide:
    """The figure stands in a guide."""

    citation: Citation


@dataclass(frozen=True, slots=True)
class FromUser:
    """The user said it, in this turn, in these words."""

    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class Computed:
    """A rule made it: the rule's name (a key of data/counter_rules.yaml), the sum as text, and what went in."""

    rule: str
    sum: str
    inputs: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount, exact (`exact`) and as printed (`money`), and where it comes from.

    Base, bonus and totals are per year; equity is the whole grant over four years unless the label says otherwise.
    """

    label: str
    money: Money
    exact: Decimal
    source: FromGuide | FromUser | Computed

    def walk(self) -> Iterator[Figure]:
        """This figure and everything it rests on, depth first."""
        yield self
        if isinstance(self.source, Computed):
            for figure in self.source.inputs:
                yield from figure.walk()


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
    """An offer as figures in one currency. `total` is recurring (no signing), computed unless only a total was said."""

    company: str | None
    base: Figure | None
    equity: Figure | None
    equity_years: int
    bonus_pct: Decimal | None
    bonus: Figure | None
    signing: Figure | None
    total: Figure | None
    currency: str


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

    def figures(self) -> Iterator[Figure]:
        """Every figure of this advice and what each rests on."""
        for figure in self._stated():
            yield from figure.walk()

    def _stated(self) -> Iterator[Figure]:
        for pair in (self.band.base, self.band.equity, self.band.bonus, self.band.signing, self.band.total):
            yield from pair or ()
        for offer in (self.offer, *self.competing):
            if offer:
                yield from filter(None, (offer.base, offer.equity, offer.bonus, offer.signing, offer.total))
        if self.ladder:
            for rung in (
                self.ladder.opening,
                self.ladder.target,
                self.ladder.acceptable,
                self.ladder.floor,
                self.ladder.walk_away,
            ):
                if rung:
                    yield from filter(None, (rung.base, rung.equity, rung.bonus, rung.signing, rung.total))
        for note in self.notes:
            yield from note.figures


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison, each in its own currency and band. `offer` is None where none was told."""

    guide: Guide
    band: BandFigures
    offer: OfferFigures | None
    positions: tuple[Position, ...]
    total_range: tuple[Figure, Figure] | None  # the published parts added up on the offer's terms


@dataclass(frozen=True, slots=True)
class Flip:
    """Counting the bonus at the top of its range instead of its low end puts another side first."""

    percent: str
    first: Side
    total: Figure
    other_total: Figure


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sides in the order given. `best` is the one whose offer (or range top) is highest, None across currencies."""

    sides: tuple[Side, ...]
    best: Side | None
    flips: tuple[Flip, ...]
    notes: tuple[Note, ...]

    def figures(self) -> Iterator[Figure]:
        """Every figure of both sides and what each rests on."""
        for figure in self._stated():
            yield from figure.walk()

    def _stated(self) -> Iterator[Figure]:
        for side in self.sides:
            for pair in (side.band.base, side.band.equity, side.band.bonus, side.band.signing, side.band.total):
                yield from pair or ()
            if side.offer:
                offer = side.offer
                yield from filter(None, (offer.base, offer.equity, offer.bonus, offer.signing, offer.total))
            yield from side.total_range or ()
        for flip in self.flips:
            yield from (flip.total, flip.other_total)
        for note in self.notes:
            yield from note.figures
