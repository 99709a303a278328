"""Pay by level as a picture: one bar a row on one scale, with the offer and what to ask for there drawn in.

In: the rows of a Reply. Out: one line of HTML; the list beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from parley.advice.model import Advice, Figure
from parley.coach.model import LevelRow, Reply
from parley.money import compact

PARTS = ("base", "total")


def draw_levels(reply: Reply) -> str:
    """The picture; empty where fewer than two rows publish the same part in the same currency."""
    rows = reply.by_level
    part = next((part for part in PARTS if sum(1 for row in rows if _span(row.advice, part)) > 1), None)
    drawn = [row for row in rows if part and _span(row.advice, part)]
    if part is None or len({row.band.currency for row in drawn}) > 1:
        return ""
    points = [point for row in drawn for point in _points(row.advice, part)]
    low, high = min(points), max(points)
    room = (high - low or high or Decimal(1)) * Decimal("0.04")
    bars = "".join(_bar(row, part, (low - room, high + room)) for row in drawn)
    key = (
        '<li class="offer"><i class="mark offer"></i>Their offer</li>' if any(row.advice.offer for row in drawn) else ""
    )
    key += '<li class="ask"><i class="mark ask"></i>What to ask for there</li>'
    return f'<div class="band levels" aria-hidden="true">{bars}<ul class="key">{key}</ul></div>'


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


def _bar(row: LevelRow, part: str, scale: tuple[Decimal, Decimal]) -> str:
    span = _span(row.advice, part)
    if span is None:
        return ""
    low, high = _percent(span[0].exact, scale), _percent(span[1].exact, scale)
    marks = "".join(
        f'<i class="mark {kind}" style="left:{_percent(figure.exact, scale)}%"></i>'
        for kind, figure in _marks(row.advice, part)
    )
    words = f"{compact(span[0].money)} to {compact(span[1].money)}"
    return (
        f'<div class="band-row"><p class="part">{escape(row.band.level or "")} '
        f'<span class="span">{escape(words)}</span></p>'
        f'<div class="line"><i class="range" style="left:{low}%;width:{max(high - low, 1):.1f}%"></i>'
        f"{marks}</div></div>"
    )


def _percent(amount: Decimal, scale: tuple[Decimal, Decimal]) -> float:
    return round(float((amount - scale[0]) / (scale[1] - scale[0]) * 100), 1)
