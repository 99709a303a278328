"""The pay band as a picture: for base, equity and total, the published range with the offers and the asks on it.

In: Advice. Out: one line of HTML. The bars are drawn with percentages, so they fit any width; the amounts stand below
each bar as text, so the picture and its text equivalent are one thing. Every string is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from parley.advice.model import Advice, Computed, Figure, FromGuide, FromTable
from parley.dialogue.model import Offer, Stated
from parley.market.distribution import ordinal
from parley.money import Money, compact
from parley.web.ink import NO_INK, Ink

ROWS = (("Base a year", "base"), ("Equity, whole grant", "equity"), ("Total a year, as published", "total"))
MARKS = {
    "earlier": "An earlier offer",
    "offer": "Their offer",
    "guide": "The guide's own ask",
    "ask": "Your ask",
}
"""Kinds of mark, what they are called, in the order in which they are drawn."""


GUIDES_ASK = "guide's ask, "
"""How the labels of what the guide's strategy asks for start."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on a row: its kind, how it is called there, its amount, and its Figure where it has one."""

    kind: str
    name: str
    money: Money
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the picture: a published range, the marks on it, and what its ends are where that is not plain."""

    title: str
    low: Figure
    high: Figure
    marks: tuple[Mark, ...]
    about: str = ""

    @property
    def sentence(self) -> str:
        """The row in words."""
        title = ", ".join(filter(None, (self.title, self.about)))
        parts = [f"{title}: range {compact(self.low.money)} to {compact(self.high.money)}"]
        return ", ".join([*parts, *(f"{mark.name.lower()} {compact(mark.money)}" for mark in self.marks)])

    def percent(self, amount: Decimal) -> float:
        """Where `amount` lies on the line, 0 to 100; the range takes the middle unless a mark lies far outside it."""
        points = [self.low.exact, self.high.exact, *(mark.money.amount for mark in self.marks)]
        room = (self.high.exact - self.low.exact or self.high.exact or Decimal(1)) * Decimal("0.1")
        start, end = min(points) - room, max(points) + room
        return round(float((amount - start) / (end - start) * 100), 1)


def rows_of(advice: Advice, offers: Sequence[Offer] = ()) -> tuple[Lane, ...]:
    """The rows that can be drawn: a component needs a published range in the same currency as its marks."""
    found, own = [], guides_asks(advice)
    for title, part in ROWS:
        span: tuple[Figure, Figure] | None = getattr(advice.band, part)
        if span:
            marks = _marks(advice, part, offers, own.get(part))
            found.append(
                Lane(title, *span, tuple(mark for mark in marks if mark.money.currency == span[0].money.currency))
            )
    return (*found, *filter(None, (official_row(advice),)))


def official_row(advice: Advice) -> Lane | None:
    """Official pay as a lane of its own, from the 10th percentile to the 90th as far as they are printed."""
    known = list(advice.official.figures()) if advice.official else []
    if len(known) < 2:
        return None
    names = {"offer": MARKS["offer"], "opening": MARKS["ask"]}
    kinds = {"offer": "offer", "opening": "ask"}
    standings = advice.official.standings if advice.official else ()
    marks = [Mark(kinds[one.of], names[one.of], one.figure.money, one.figure) for one in standings if one.of in names]
    middle = [
        Mark("guide", "Median", figure.money, figure) for figure in known[1:-1] if figure.label.startswith("median")
    ]
    cell = advice.official.reference.cell if advice.official else None
    sources = (figure.source for figure in (known[0], known[-1]))
    ends = " to ".join(ordinal(source.percentile) for source in sources if isinstance(source, FromTable))
    title = f"Official pay a year, {cell.occupation.name}" if cell else ""
    about = f"{ends} percentile, {cell.area.name}" if cell else ""
    return Lane(title, known[0], known[-1], (*middle, *marks), about)


def _marks(advice: Advice, part: str, offers: Sequence[Offer], own: Figure | None) -> Iterator[Mark]:
    home = advice.currency
    for number, offer in enumerate(offers[:-1], 1):
        stated: Stated | None = getattr(offer, part)
        if stated and part != "total":
            yield Mark("earlier", f"Round {number}", Money(stated.value, offer.currency or home))
    offered: Figure | None = getattr(advice.offer, part) if advice.offer else None
    if offered:
        yield Mark("offer", MARKS["offer"], offered.money, offered)
    asked: Figure | None = getattr(advice.ladder.opening, part) if advice.ladder else None
    if own and not (asked and own.money == asked.money):
        yield Mark("guide", MARKS["guide"], own.money, own)
    if asked and not (offered and asked.money == offered.money):
        yield Mark("ask", MARKS["ask"], asked.money, asked)


def guides_asks(advice: Advice) -> Mapping[str, Figure]:
    """What the guide's strategy asks for here, by part: as it stands, or at the same place in this band's range."""
    home = advice.currency
    asked = ((_asked_part(own), own) for own in advice.figures()[::-1] if own.money.currency == home)
    return {part: own for part, own in asked if part}


def _asked_part(figure: Figure) -> str | None:
    match figure.source:
        case FromGuide():
            label = figure.label
        case Computed("transposed", _, (told, *_)):
            label = told.label
        case _:
            return None
    return label.removeprefix(GUIDES_ASK) if label.startswith(GUIDES_ASK) else None


def draw_band(advice: Advice, heading: str, ink: Ink = NO_INK, offers: Sequence[Offer] = ()) -> str:
    """The picture as HTML; a sentence where the guide publishes no range, nothing where neither is known."""
    rows = rows_of(advice, offers)
    if not rows and not advice.guided:
        return ""
    if not rows:
        return f"<p>{escape(heading)}: the guide publishes no range to draw.</p>"
    body = "".join(_row(row, ink) for row in rows)
    return f'<figure class="band"><figcaption>{escape(heading)}</figcaption>{body}</figure>'


def _row(row: Lane, ink: Ink) -> str:
    low, high = row.percent(row.low.exact), row.percent(row.high.exact)
    marks = "".join(_dot(mark, row) for kind in MARKS for mark in row.marks if mark.kind == kind)
    band = f'<i class="range" style="left:{low}%;width:{max(high - low, 1):.1f}%"></i>'
    bar = f'<div class="line" aria-hidden="true">{band}{marks}</div>'
    span = f"{ink.amount(row.low)} to {ink.amount(row.high)}"
    items = "".join(_item(mark, ink) for mark in row.marks)
    about = f'<p class="quiet">{escape(row.about)}</p>' if row.about else ""
    return (
        f'<div class="band-row"><p class="part">{escape(row.title)} <span class="span">{span}</span></p>{about}{bar}'
        f'<ul class="key">{items}</ul></div>'
    )


def _dot(mark: Mark, row: Lane) -> str:
    return f'<i class="mark {mark.kind}" style="left:{row.percent(mark.money.amount)}%"></i>'


def _item(mark: Mark, ink: Ink) -> str:
    amount = ink.amount(mark.figure) if mark.figure else escape(compact(mark.money))
    return (
        f'<li class="{mark.kind}"><i class="mark {mark.kind}" aria-hidden="true"></i>{escape(mark.name)} {amount}</li>'
    )
