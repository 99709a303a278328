"""The records of advice: figures that explain themselves.

A Figure is an amount with its source: a guide (file and line), the user (turn), or a rule with its inputs, down to
guides and users. Scripts and replies are written from Figures only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parley.guides.model import Citation, Lever, PayBand
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


@dataclass(frozen=True, slots=True)
class Ladder:
    """Opening goes to the employer; target, acceptable, floor and walk-away are private."""

    opening: Rung
    target: Rung
    acceptable: Rung
    floor: Rung | None
    walk_away: Rung | None


@dataclass(frozen=True, slots=True)
class Position:
    """Where an amount lies in a published range: `fraction` 0 is the low end, 1 the top, unclamped (domain rule 1.3)."""

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
            for rung in (self.ladder.opening, self.ladder.target, self.ladder.acceptable, self.ladder.floor, self.ladder.walk_away):
                if rung:
                    yield from filter(None, (rung.base, rung.equity, rung.bonus, rung.signing, rung.total))
        for note in self.notes:
            yield from note.figures
