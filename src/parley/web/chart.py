"""The pay band as a picture: for base, equity and total, the published range with the offer and the ask on it.

In: Advice. Out: one line of SVG in a figure with its text equivalent, drawn with the page's own theme variables so that
it follows light and dark. Every string is escaped; every position is a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape

from parley.advice.model import Advice, Figure
from parley.money import compact

WIDTH, LEFT, RIGHT, ROW = 360, 14, 346, 74


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the picture: a published range, and the offer's and the ask's amounts where there are any."""

    title: str
    low: Figure
    high: Figure
    offer: Figure | None
    ask: Figure | None

    @property
    def sentence(self) -> str:
        """The row in words, for screen readers and for people who prefer text."""
        parts = [f"{self.title}: range {compact(self.low.money)} to {compact(self.high.money)}"]
        if self.offer:
            parts.append(f"offer {compact(self.offer.money)}")
        if self.ask and (not self.offer or self.ask.exact != self.offer.exact):
            parts.append(f"ask {compact(self.ask.money)}")
        return ", ".join(parts)

    def x(self, amount: Decimal) -> float:
        """Where `amount` lies on the line; the range takes the middle unless an amount lies far outside it."""
        marks = [self.low.exact, self.high.exact] + [f.exact for f in (self.offer, self.ask) if f]
        room = (self.high.exact - self.low.exact or self.high.exact or Decimal(1)) * Decimal("0.12")
        start, end = min(marks) - room, max(marks) + room
        return round(LEFT + float((amount - start) / (end - start)) * (RIGHT - LEFT), 1)


def rows_of(advice: Advice) -> tuple[Row, ...]:
    """The rows that can be drawn: a component needs a published range in the same currency as its marks."""
    opening = advice.ladder.opening if advice.ladder else None
    found = []
    for title, part in (
        ("Base a year", "base"),
        ("Equity, whole grant", "equity"),
        ("Total a year, as published", "total"),
    ):
        span: tuple[Figure, Figure] | None = getattr(advice.band, part)
        if span:
            offer = _same_currency(getattr(advice.offer, part) if advice.offer else None, span[0])
            ask = _same_currency(getattr(opening, part) if opening else None, span[0])
            found.append(Row(title, *span, offer, ask))
    return tuple(found)


def _same_currency(figure: Figure | None, like: Figure) -> Figure | None:
    return figure if figure and figure.money.currency == like.money.currency else None


def draw(advice: Advice, heading: str) -> str:
    """The figure as HTML on one line (Markdown would break it at a blank line)."""
    rows = rows_of(advice)
    if not rows:
        return f"<p>{escape(heading)}: the guide publishes no range to draw.</p>"
    words = ". ".join(row.sentence for row in rows)
    body = "".join(_row(row, index * ROW) for index, row in enumerate(rows))
    svg = (
        f'<svg viewBox="0 0 {WIDTH} {len(rows) * ROW}" role="img" aria-label="{escape(f"{heading}. {words}")}" '
        f'xmlns="http://www.w3.org/2000/svg">{body}</svg>'
    )
    key = "Bar: published range. Circle: your ask." + (
        " Diamond: their offer." if any(row.offer for row in rows) else ""
    )
    items = "".join(f"<li>{escape(row.sentence)}</li>" for row in rows)
    title, key = f'<p class="band-title">{escape(heading)}</p>', f'<p class="band-key">{key}</p>'
    return f'<figure class="band">{title}{svg}{key}<ul>{items}</ul></figure>'


def _row(row: Row, top: int) -> str:
    low, high, y = row.x(row.low.exact), row.x(row.high.exact), top + 40
    parts = [
        f'<text x="{LEFT}" y="{top + 14}" class="t">{escape(row.title)}</text>',
        f'<line x1="{LEFT}" x2="{RIGHT}" y1="{y}" y2="{y}" class="rule"/>',
        f'<rect x="{low}" y="{y - 7}" width="{max(high - low, 2):.1f}" height="14" rx="7" class="range"/>',
        _label(low, y + 24, row.low, "start" if low < 60 else "middle"),
        _label(high, y + 24, row.high, "end" if high > 300 else "middle"),
    ]
    if row.offer:
        x = row.x(row.offer.exact)
        parts.append(f'<path d="M{x} {y - 9}l9 9l-9 9l-9 -9z" class="offer"/>')
    if row.ask:
        x = row.x(row.ask.exact)
        parts += [f'<circle cx="{x}" cy="{y}" r="8" class="ask"/>', _label(x, y - 13, row.ask, _anchor(x), "askt")]
    return "".join(parts)


def _anchor(x: float) -> str:
    return "end" if x > 310 else "start" if x < 50 else "middle"


def _label(x: float, y: float, figure: Figure, anchor: str, css: str = "n") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" class="{css}">{escape(compact(figure.money))}</text>'
