"""Two packages of equal worth, for when one item is stuck: more base, or more equity (docs/advice.md 2.9).

Neither asks for more than the opening in any component and both come to the same recurring total: nothing private
shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.advice.case import Case
from parley.advice.figures import computed, labelled, shown
from parley.advice.model import Figure, Note, Rung
from parley.advice.realise import realise
from parley.advice.rounding import said_as
from parley.advice.table import Amounts, Table, exact

PAIR = ("base", "equity")


def two_packages(case: Case) -> Iterator[Note]:
    """From the second round on, or when asked for, where base and equity are both still open: the two packages."""
    situation = case.situation
    later = situation.wants_packages or len(situation.offers) > 1 or situation.asked is not None
    opening = case.ladder.opening if case.ladder else None
    if case.offer is None or opening is None or not later or not _both_open(opening):
        return
    offer, asked = _offered(case.table), _asked(case.table, opening)
    alone = (_worth(case.table, _only(case.table, name, offer, asked)) for name in PAIR)
    goal = max(alone, key=lambda figure: figure.exact)
    packages = [realise(case.table, offer, asked, goal, first) for first in ("cash", "equity")]
    figures = [figure for package in packages for figure in _said(case.table, package)]
    if _below_line(case, goal, figures):
        return
    yield Note("two_packages", (*figures, goal), (str(case.offer.equity_years),))


def _below_line(case: Case, goal: Figure, figures: list[Figure]) -> bool:
    """Whether a package would be less than the user's own line, in total or in the part that it was told for."""
    line, on = case.situation.walk_away, case.situation.walk_away_on
    if line is None:
        return False
    places = [place for place, name in enumerate(PAIR * 2) if name == on]
    return any(figures[place].money.amount < line.value for place in places) or (
        on == "total" and goal.exact < line.value
    )


def _both_open(opening: Rung) -> bool:
    return all(getattr(opening, name) and name not in opening.held for name in PAIR)


def _offered(table: Table) -> Amounts:
    return tuple(component.offer for component in table.components if component.offer)


def _asked(table: Table, opening: Rung) -> Amounts:
    return tuple(_as_said(getattr(opening, component.name)) for component in table.components)


def _only(table: Table, name: str, offer: Amounts, asked: Amounts) -> Amounts:
    """The offer with one component at its ask."""
    rows = zip(table.components, offer, asked, strict=True)
    return tuple(ask if component.name == name else figure for component, figure, ask in rows)


def _as_said(figure: Figure) -> Figure:
    """The figure as it was asked, so that no package goes above it by rounding."""
    amount, label = figure.money.amount, figure.label
    return computed(label, figure.money.currency, amount, "earlier_ask", shown(amount), figure)


def _worth(table: Table, amounts: Amounts) -> Figure:
    total = table.total_figure("worth of either package", amounts)
    return computed(
        total.label, table.currency, table.total(exact(amounts)), "recurring_total", shown(total.exact), total
    )


def _said(table: Table, amounts: Amounts) -> list[Figure]:
    rows = zip(table.components, amounts, strict=True)
    said = {c.name: labelled(said_as(c, figure, f"package, {c.label}"), f"package, {c.label}") for c, figure in rows}
    return [said[name] for name in PAIR]
