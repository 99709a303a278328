"""Pay by level as a picture: one bar a row on one scale, with the offer and what to ask for there drawn in.

In: the rows of a Reply. Out: one line of HTML; the list beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from parley.advice.model import Advice, Figure
from parley.coach.model import LevelRow, Reply
from parley.money import compact

PARTS = ("base", "total")
LEVEL_NAMES = {"offer": "Their offer", "ask": "What to ask for there"}
"""Kinds of mark and what they are called."""
ROOM = Decimal("0.04")
"""Of the scale's length, left free at either end."""


@dataclass(frozen=True, slots=True)
class LevelBar:
    """A row as it is drawn: its name, its published range, the marks on it, and the scale that all rows share."""

    name: str
    low: Figure
    high: Figure
    marks: tuple[tuple[str, Figure], ...]
    scale: tuple[Decimal, Decimal]

    def percent(self, amount: Decimal) -> float:
        """Where an amount lies on the scale."""
        start, end = self.scale
        return round(float((amount - start) / (end - start) * 100), 1)


def drawn_levels(rows: Sequence[LevelRow]) -> tuple[LevelBar, ...]:
    """The rows that can be drawn; none where fewer than two publish the same part in the same currency."""
    part = next((part for part in PARTS if sum(1 for row in rows if _span(row.advice, part)) > 1), None)
    drawn = [(row, span) for row in rows if part and (span := _span(row.advice, part))]
    if part is None or len({row.band.currency for row, _ in drawn}) > 1:
        return ()
    points = [point for row, _ in drawn for point in _points(row.advice, part)]
    low, high = min(points), max(points)
    room = (high - low or high or Decimal(1)) * ROOM
    scale = low - room, high + room
    return tuple(LevelBar(row.band.level or "", *span, tuple(_marks(row.advice, part)), scale) for row, span in drawn)


def draw_levels(reply: Reply) -> str:
    """The picture; empty where there is none to draw."""
    drawn = drawn_levels(reply.by_level)
    shown = {kind for bar in drawn for kind, _ in bar.marks}
    key = "".join(
        f'<li class="{kind}"><i class="mark {kind}"></i>{name}</li>'
        for kind, name in LEVEL_NAMES.items()
        if kind in shown
    )
    bars = "".join(map(_bar, drawn))
    return f'<div class="band levels" aria-hidden="true">{bars}<ul class="key">{key}</ul></div>' if bars else ""


def _span(advice: Advice, part: str) -> tuple[Figure, Figure] | None:
    found: tuple[Figure, Figure] | None = getattr(advice.band, part)
    return found


def _points(advice: Advice, part: str) -> Iterator[Decimal]:
    span = _span(advice, part)
    yield from (figure.exact for figure in span or ())
    yield from (figure.exact for _, figure in _marks(advice, part))


def _marks(advice: Advice, part: str) -> Iterator[tuple[str, Figure]]:
    offered: Figure | None = getattr(advice.offer, part) if advice.offer else None
    asked: Figure | None = getattr(advice.ladder.opening, part) if advice.ladder else None
    if offered and offered.money.currency == advice.currency:
        yield "offer", offered
    if asked and not (offered and asked.money == offered.money):
        yield "ask", asked


def _bar(bar: LevelBar) -> str:
    low, high = bar.percent(bar.low.exact), bar.percent(bar.high.exact)
    marks = "".join(
        f'<i class="mark {kind}" style="left:{bar.percent(figure.exact)}%"></i>' for kind, figure in bar.marks
    )
    words = f"{compact(bar.low.money)} to {compact(bar.high.money)}"
    return (
        f'<div class="band-row"><p class="part">{escape(bar.name)} '
        f'<span class="span">{escape(words)}</span></p>'
        f'<div class="line"><i class="range" style="left:{low}%;width:{max(high - low, 1):.1f}%"></i>'
        f"{marks}</div></div>"
    )
