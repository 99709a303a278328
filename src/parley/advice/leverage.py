"""Another offer, or the user's own line: what they do to the ladder (docs/advice.md 2.5 steps 6-7, 2.6).

In: the table, the ordinary opening, the rival's recurring total, the walk-away. Out: Steps and Notes, or Notes alone
where no figures can be stood behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from parley.advice.figures import computed, shown
from parley.advice.ladder import Steps, thirds_from_offer
from parley.advice.model import Figure, Note
from parley.advice.opening import cap_factor, capped
from parley.advice.realise import realise
from parley.advice.rules import constant
from parley.advice.signing import closing, extra
from parley.advice.table import Amounts, Component, Table, exact

Lower = tuple[Amounts, Amounts]


@dataclass(frozen=True, slots=True)
class Stakes:
    """What stands against this offer. `rival` is a better offer's recurring total, `line` the user's walk-away.

    `line_is_assumed`: the line is the rival's total because nobody said how much less would do.
    """

    rival: Figure | None
    line: Figure | None
    line_is_assumed: bool
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """The best package that can be asked for: exact amounts, a signing bonus, and the total they stand for."""

    amounts: Amounts
    signing: Figure | None
    goal: Figure
    total: Figure


def climb(
    table: Table, opening: Amounts, signing: Figure | None, stakes: Stakes, lower: Lower | None = None
) -> tuple[Steps | None, tuple[Note, ...]]:
    """The steps of the ladder beside an offer, and what must be said about them.

    `lower` are target and acceptable where they are not thirds of the way from the offer to the opening.
    """
    lower = lower or thirds_from_offer(table, opening)
    reach = _reach(table, opening, signing, stakes)
    line = stakes.line
    if line is not None and line.exact > table.offered and line.exact >= reach.total.exact:
        return _line_itself(table, opening, reach, stakes)
    if stakes.rival is None and (line is None or line.exact <= table.total(exact(lower[1]))):
        return _plain(table, opening, signing, line, lower), ()
    return _between_line_and_opening(table, reach, stakes)


def _plain(table: Table, opening: Amounts, signing: Figure | None, line: Figure | None, lower: Lower) -> Steps:
    target, acceptable = lower
    return Steps(opening, target, acceptable, signing, table.signing, table.signing, None, line)


def _reach(table: Table, opening: Amounts, signing: Figure | None, stakes: Stakes) -> Reach:
    ordinary = _exact_total(table, "opening total", opening)
    if stakes.rival is None:
        return Reach(opening, signing, ordinary, ordinary)
    goal = max(ordinary, _beating(stakes.rival), key=_exact)
    top = tuple(_leverage_top(c, start) for c, start in zip(table.components, opening, strict=True))
    amounts = realise(table, opening, top, min(goal, _most(table), key=_exact), stakes.priority)
    gap = closing(table, amounts, amounts, goal)  # its share is of the base that is asked for, not of the ordinary ask
    asked = max((figure for figure in (gap, signing) if figure), key=lambda figure: figure.money.amount, default=None)
    reached = table.total(exact(amounts)) + extra(table, gap)
    return Reach(amounts, asked, goal, goal if goal.exact <= reached else _total(table, reached, amounts))


def _exact_total(table: Table, label: str, amounts: Amounts) -> Figure:
    """The recurring total of exact amounts, before rounding."""
    terms = zip(table.components, amounts, strict=True)
    working = " + ".join(shown(table.weight(component) * figure.exact) for component, figure in terms)
    return computed(label, table.currency, table.total(exact(amounts)), "recurring_total", working, *amounts)


def _total(table: Table, value: Decimal, amounts: Amounts) -> Figure:
    return computed("most that can be asked", table.currency, value, "closes_gap", shown(value), *amounts)


def _beating(rival: Figure) -> Figure:
    factor = constant("beat")
    working = f"{factor} x {shown(rival.exact)}"
    return computed("total to ask for", rival.money.currency, factor * rival.exact, "beat", working, rival)


def _most(table: Table) -> Figure:
    factor = constant("total_cap_leverage")
    working = f"{factor} x {shown(table.offered)}"
    offers = tuple(component.offer for component in table.components if component.offer)
    return computed("largest total", table.currency, factor * table.offered, "capped", working, *offers)


def _leverage_top(component: Component, start: Figure) -> Figure:
    """How far a component may rise with a better offer in hand."""
    if component.limit is not None:
        return max(start, _not_above_earlier(component, component.limit), key=_exact)
    if not component.ranged or component.high < component.offered * (1 + constant("least_move")):
        return start
    cap = capped(component, cap_factor(component.name, None, leverage=True))
    top = cap if component.split or component.pair is None else min(component.pair[1], cap, key=_exact)
    return max(start, _not_above_earlier(component, top), key=_exact)


def _between_line_and_opening(table: Table, reach: Reach, stakes: Stakes) -> tuple[Steps, tuple[Note, ...]]:
    """Target and acceptable at thirds between the line and the opening, each spread over the parts."""
    offer = tuple(component.offer for component in table.components if component.offer)
    bottom = _bottom(table, stakes.line, offer)
    target, acceptable = (_third(bottom, reach.total, thirds) for thirds in (2, 1))
    target_parts, acceptable_parts = (
        realise(table, offer, reach.amounts, goal, stakes.priority) for goal in (target, acceptable)
    )
    target_signing = _closing_below(table, reach, target_parts, target)
    acceptable_signing = _closing_below(table, reach, acceptable_parts, acceptable)
    line = stakes.line
    parts = realise(table, offer, reach.amounts, line, stakes.priority) if line and line.exact > table.offered else None
    steps = Steps(
        reach.amounts, target_parts, acceptable_parts, reach.signing, target_signing, acceptable_signing, parts, line
    )
    return steps, tuple(_first_year_only(table, acceptable_parts, line))


def _closing_below(table: Table, reach: Reach, parts: Amounts, goal: Figure) -> Figure | None:
    """A signing bonus for a lower rung: none unless the opening has one, and never more than it."""
    return closing(table, reach.amounts, parts, goal, reach.signing) if reach.signing else table.signing


def _bottom(table: Table, line: Figure | None, offer: Amounts) -> Figure:
    if line is not None and line.exact > table.offered:
        return line
    return _exact_total(table, "offered total", offer)


def _third(low: Figure, high: Figure, thirds: int) -> Figure:
    value = low.exact + thirds * (high.exact - low.exact) / 3
    working = f"{shown(low.exact)} + {thirds}/3 x ({shown(high.exact)} - {shown(low.exact)})"
    return computed(f"{thirds}/3 of the way up", low.money.currency, value, "rung", working, low, high)


def _first_year_only(table: Table, acceptable: Amounts, line: Figure | None) -> list[Note]:
    short = line.exact - table.total(exact(acceptable)) if line else Decimal(0)
    if line is None or short <= Decimal("0.01"):
        return []
    working = f"{shown(line.exact)} - {shown(line.exact - short)}"
    gap = computed("short of your line a year", table.currency, short, "gap", working, line, *acceptable)
    return [Note("first_year_only", (gap,), private=True)]


def _line_itself(table: Table, opening: Amounts, reach: Reach, stakes: Stakes) -> tuple[Steps | None, tuple[Note, ...]]:
    """The line lies above what would be asked: ask for the line itself, caps aside, or say it cannot be reached."""
    line = stakes.line
    if line is None:
        raise LookupError("no line")
    top = tuple(band_top(c, start) for c, start in zip(table.components, opening, strict=True))
    amounts = realise(table, opening, top, line, stakes.priority)
    signing = closing(table, amounts, amounts, line)
    reached = table.total(exact(amounts)) + extra(table, signing)
    if reached < line.exact and not stakes.line_is_assumed:
        return None, (Note("line_out_of_reach", (line, _total(table, reached, amounts)), private=True),)
    steps = Steps(
        amounts, amounts, amounts, signing, signing, signing, amounts if reached >= line.exact else None, line
    )
    return steps, _notes_above_caps(table, line, reached, amounts)


def _notes_above_caps(table: Table, line: Figure, reached: Decimal, amounts: Amounts) -> tuple[Note, ...]:
    above = Note("above_usual_caps", (line,), private=True)
    short = line.exact - reached
    if short <= 0:
        return above, *_first_year_only(table, amounts, line)
    working = f"{shown(line.exact)} - {shown(reached)}"
    gap = computed("below the other offer", table.currency, short, "gap", working, line, *amounts)
    return above, Note("short_of_other_offer", (gap,), private=True)


def band_top(component: Component, start: Figure) -> Figure:
    """The top of the range, which a line may reach with the caps set aside; never above an earlier ask."""
    top = component.pair[1] if component.ranged and component.pair else component.limit or start
    return max(start, _not_above_earlier(component, top), key=_exact)


def _not_above_earlier(component: Component, top: Figure) -> Figure:
    return top if component.earlier is None else min(top, component.earlier, key=_exact)


def _exact(figure: Figure) -> Decimal:
    return figure.exact
