"""An offer year by year as a picture: one bar a year, its parts side by side; the table below it is the same in words.

In: the years of an Advice. Out: one line of HTML, drawn with percentages so that it fits any width.
"""

from __future__ import annotations

from html import escape

from parley.advice.model import Figure, PayYear
from parley.coach import Reply
from parley.money import compact

PARTS = (("base", "Base"), ("bonus", "Bonus"), ("equity", "Equity"), ("signing", "Signing bonus"))


def draw_years(reply: Reply) -> str:
    """The bars and their key; hidden from screen readers, which read the table."""
    view = reply.advice.by_year if reply.advice else None
    most = max(year.total.exact for year in view.years) if view else 0
    if view is None or most <= 0:
        return ""
    bars = "".join(_bar(year, float(year.total.exact / most)) for year in view.years)
    shown = [(part, name) for part, name in PARTS if any(getattr(year, part) for year in view.years)]
    key = "".join(f'<li><i class="{part}"></i>{name}</li>' for part, name in shown)
    return f'<div class="years" aria-hidden="true">{bars}<ul class="key">{key}</ul></div>'


def _bar(year: PayYear, share: float) -> str:
    parts = [(part, figure) for part, _ in PARTS if (figure := part_of(year, part))]
    pieces = "".join(
        f'<i class="{part}" style="flex-grow:{max(float(figure.exact), 0):.0f}"></i>' for part, figure in parts
    )
    total = escape(compact(year.total.money))
    return (
        f'<div class="year"><span>Year {year.number}</span><span class="bar"><b style="width:{share:.1%}">{pieces}</b>'
        f"</span><span>{total}</span></div>"
    )


def part_of(year: PayYear, part: str) -> Figure | None:
    """A part of what is paid in a year."""
    found: Figure | None = getattr(year, part)
    return found
