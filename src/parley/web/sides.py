"""Offers side by side: one stacked bar a year each, and a table of their parts; the words below say the same.

In: a Comparison. Out: one line of HTML. Bars stand only where all sides are paid in one currency.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from parley.advice.comparison import Comparison, Side
from parley.advice.model import BandFigures, Figure, OfferFigures
from parley.money import compact
from parley.web.ink import Ink

PARTS = (
    ("base", "Base a year"), ("yearly_bonus", "Bonus a year"), ("equity", "Equity"), ("signing", "Signing bonus"),
    ("total", "Total a year"),
)  # fmt: skip
NONE, WHOLE = "–", '<i class="total"></i>'
PUBLISHED = (("base", "Published base"), ("equity", "Published equity"), ("total", "Published total"))
STACKED = (("base", "Base"), ("bonus", "Bonus"), ("equity", "Equity"))


@dataclass(frozen=True, slots=True)
class SideColumn:
    """A side as it is drawn: its name, the offer told for it, what is published there."""

    name: str
    offer: OfferFigures | None
    published: BandFigures | None
    currency: str


def columns(comparison: Comparison) -> tuple[SideColumn, ...]:
    """The sides in their order, then the offers of companies without a guide."""
    sides = tuple(_of_side(side, comparison.sides) for side in comparison.sides)
    told = tuple(SideColumn(offer.name or "Your other offer", offer, None, offer.currency) for offer in comparison.told)
    return (*sides, *told)


def _of_side(side: Side, sides: Sequence[Side]) -> SideColumn:
    """A side by what tells it from the others: its company, else its place or role too."""
    place = side.band.band.region or side.band.band.level or ""
    same = [one for one in sides if one.guide.company_display == side.guide.company_display]
    name = side.guide.company_display if len(same) == 1 else f"{side.guide.company_display}, {place}"
    return SideColumn(name, side.offer, side.band, side.band.band.currency)


def draw_sides(comparison: Comparison, ink: Ink) -> str:
    """The picture; empty where there are not two sides."""
    found = columns(comparison)
    if len(found) < 2:
        return ""
    return f'<div class="sides">{_bars(found)}{_table(found, ink)}</div>'


@dataclass(frozen=True, slots=True)
class Stack:
    """A side's bar: its name, its total, and the parts of an average year, by name."""

    name: str
    total: Figure
    parts: tuple[tuple[str, float], ...]

    @property
    def length(self) -> float:
        """The whole bar, in money."""
        return sum(value for _, value in self.parts) or float(self.total.exact)


def stacks(found: Sequence[SideColumn]) -> tuple[Stack, ...]:
    """The bars; none where fewer than two sides have a total, or they are paid in several currencies."""
    told = [(column.name, column.offer, column.offer.total) for column in found if column.offer and column.offer.total]
    if len(told) < 2 or len({offer.currency for _, offer, _ in told}) > 1:
        return ()
    return tuple(Stack(name, total, tuple(_stacked(offer))) for name, offer, total in told)


def _stacked(offer: OfferFigures) -> Iterator[tuple[str, float]]:
    parts = ((part, _yearly(offer, part)) for part, _ in STACKED)
    yield from ((part, value) for part, value in parts if value > 0)


def _bars(found: Sequence[SideColumn]) -> str:
    drawn = stacks(found)
    if not drawn:
        return ""
    most = max(float(stack.total.exact) for stack in drawn)
    known = {part for stack in drawn for part, _ in stack.parts}
    key = "".join(f'<li><i class="{part}"></i>{name}</li>' for part, name in STACKED if part in known)
    bars = "".join(_bar(stack, most) for stack in drawn)
    return f'<div class="years wide" aria-hidden="true">{bars}<ul class="key">{key}</ul></div>'


def _bar(stack: Stack, most: float) -> str:
    pieces = "".join(f'<i class="{part}" style="flex-grow:{value:.0f}"></i>' for part, value in stack.parts)
    share = f'<b style="width:{min(stack.length / most, 1):.1%}">{pieces or WHOLE}</b>'
    total = escape(compact(stack.total.money))
    return (
        f'<div class="year"><span>{escape(stack.name)}</span><span class="bar">{share}</span><span>{total}</span></div>'
    )


def _yearly(offer: OfferFigures, part: str) -> float:
    """What a part comes to in an average year, for the length of its piece."""
    figure = {"base": offer.base, "bonus": offer.yearly_bonus, "equity": offer.equity}[part]
    years = offer.equity_years if part == "equity" else 1
    return float(figure.exact) / max(years, 1) if figure else 0.0


def _table(found: Sequence[SideColumn], ink: Ink) -> str:
    head = "".join(f'<th scope="col">{escape(column.name)}</th>' for column in found)
    body = "".join(_row(part, name, cells) for part, name, cells in table_of(found, ink))
    return (
        '<div class="scroll" tabindex="0" role="group" aria-label="Side by side"><table>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def table_of(found: Sequence[SideColumn], ink: Ink) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The rows of the table that say anything: which part, how it is called, a cell for each side."""
    rows = [(part, name, [_cell(column, part, ink) for column in found]) for part, name in PARTS]
    rows += [("published", name, [_span(column, part, ink) for column in found]) for part, name in PUBLISHED]
    yield from ((part, name, tuple(cell or NONE for cell in cells)) for part, name, cells in rows if any(cells))


def _row(part: str, name: str, cells: Sequence[str]) -> str:
    told = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr class="{part}"><th scope="row">{escape(name)}</th>{told}</tr>'


def _cell(column: SideColumn, part: str, ink: Ink) -> str:
    figure: Figure | None = getattr(column.offer, part) if column.offer else None
    if figure is None:
        return ""
    over = f" over {column.offer.equity_years} y" if part == "equity" and column.offer else ""
    return f"{ink.amount(figure)}{over}"


def _span(column: SideColumn, part: str, ink: Ink) -> str:
    span: tuple[Figure, Figure] | None = getattr(column.published, part) if column.published else None
    return f"{ink.amount(span[0])} to {ink.amount(span[1])}" if span else ""
