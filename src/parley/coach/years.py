"""An offer year by year as a reply shows it: a small table, and when it is worth showing (docs/advice.md 1.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.advice.model import Figure, PayYear, YearView
from parley.coach.model import Reply
from parley.dialogue.model import Stated
from parley.dialogue.words.cues import says
from parley.guides.model import Citation
from parley.money import compact, plain_number
from parley.templates import figure_list

COLUMNS = ("base", "bonus", "equity", "signing", "total")


@dataclass(frozen=True, slots=True)
class YearTable:
    """Cells as they are printed: the columns that hold anything, a row a year, and what was taken for granted."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: str
    average: str
    schedule: str
    assumed: bool
    years: int
    guide: Citation | None = None  # where the guide says how grants vest


def year_table(view: YearView | None) -> YearTable | None:
    """The view in words; columns that are empty in every year are left out."""
    if view is None:
        return None
    columns = tuple(name for name in COLUMNS if any(getattr(year, name) for year in view.years))
    return YearTable(
        columns=columns,
        rows=tuple((f"Year {year.number}", *_cells(year, columns)) for year in view.years),
        first=compact(view.years[0].total.money),
        average=compact(view.average.money),
        schedule=figure_list([f"{plain_number(round(share, 1))}%" for share in view.schedule]),
        assumed=view.assumed,
        years=len(view.years),
        guide=view.guide.citation if view.guide else None,
    )


def _cells(year: PayYear, columns: Sequence[str]) -> list[str]:
    figures: list[Figure | None] = [getattr(year, name) for name in columns]
    return [compact(figure.money) if figure else "–" for figure in figures]


def shown_years(reply: Reply) -> YearTable | None:
    """The table where it tells more than one number would: the years differ, or the user asks about them."""
    view = reply.advice.by_year if reply.advice else None
    return year_table(view) if view and (view.uneven or asks_years(reply)) else None


def asks_years(reply: Reply) -> bool:
    """Whether the message is about the years and tells no new offer."""
    told = any(part.turn == reply.state.turn for part in _told(reply))
    return says("by_year", reply.state.message) and not told


def _told(reply: Reply) -> list[Stated]:
    offer = reply.state.offer
    return [stated for stated in (offer.base, offer.total) if stated] if offer else []
