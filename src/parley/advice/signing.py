"""Signing bonuses: the guide's in proportion to base, and the one that closes a gap (docs/advice.md 2.3 and 2.6).

One-off money: it counts in the first year and in no recurring total.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from parley.advice.figures import cited, computed, printed, shown
from parley.advice.model import Figure
from parley.advice.rounding import rounded, step_for
from parley.advice.rules import constant
from parley.advice.situation import Situation
from parley.advice.strategy import ranked, spot
from parley.advice.table import Amounts, Table, exact

LABEL = "signing bonus"


def from_guide(situation: Situation, table: Table, opening: Amounts) -> Figure | None:
    """The guide's signing bonus in proportion to the opening base; None where it names none that fits."""
    base = _base(table, opening)
    guide, band = situation.guide, situation.band
    named = next((ask for ask in ranked(guide, band, "ask") if ask.signing_bonus and ask.base), None)
    place = spot(guide, band, "ask", "base")
    if base is None or named is None or named.signing_bonus is None or place is None:
        return None
    signing = cited("guide's ask, signing bonus", named.signing_bonus.high, named.currency, named.citation)
    value = signing.exact * base.exact / place.literal.exact
    working = f"{shown(signing.exact)} x {shown(base.exact)} / {shown(place.literal.exact)}"
    return computed(LABEL, table.currency, value, "signing_share", working, signing, base, place.literal)


def _base(table: Table, amounts: Amounts) -> Figure | None:
    rows = zip(table.components, amounts, strict=True)
    return next((figure for component, figure in rows if component.name == "base"), None)


def opening_signing(situation: Situation, table: Table, opening: Amounts, *, leverage: bool) -> Figure | None:
    """The signing bonus of the opening, as it is said: the guide's within its limits, never below an offered one."""
    wanted = from_guide(situation, table, opening)
    if wanted is None:
        return table.signing
    limit = _limit(table, opening, leverage=leverage)
    figure = limit if limit and limit.exact < wanted.exact else wanted
    if table.earlier_signing and table.earlier_signing.exact < figure.exact:
        figure = table.earlier_signing
    return _above_offered(table, _said(table, opening, figure))


def making_whole(
    table: Table, opening: Amounts, wanted: Figure | None, lost: Figure | None, *, leverage: bool
) -> Figure | None:
    """The signing bonus, or what the user gives up by leaving where that is more: within the limits of an ask."""
    if lost is None:
        return wanted
    limit = _limit(table, opening, leverage=leverage)
    most = max(limit.exact, Decimal(0)) if limit else lost.exact
    if lost.exact > most and limit is not None:
        lost = _said(table, opening, limit)
    return max((figure for figure in (wanted, lost) if figure), key=lambda figure: figure.money.amount)


def _limit(table: Table, opening: Amounts, *, leverage: bool) -> Figure | None:
    base = _base(table, opening)
    if base is None:
        return None
    share = constant("signing_cap")
    most = computed(LABEL, table.currency, share * base.exact, "signing_limit", f"{share} x {shown(base.exact)}", base)
    if leverage or any(component.offer is None for component in table.components):
        return most
    return min(most, _year_limit(table, opening), key=lambda figure: figure.exact)


def _year_limit(table: Table, opening: Amounts) -> Figure:
    """What keeps the first year of the opening within its cap over the offer's first year."""
    factor = constant("signing_year_cap")
    offered = table.offered + (table.signing.exact if table.signing else 0)
    asked = table.total(exact(opening))
    room = max(Decimal(0), factor * offered - asked)
    working = f"{factor} x {shown(offered)} - {shown(asked)}"
    return computed(LABEL, table.currency, room, "signing_limit", working, *opening)


def _said(table: Table, opening: Amounts, figure: Figure) -> Figure:
    return printed(figure, rounded(figure.exact, base_step(table, opening)), LABEL)


def _above_offered(table: Table, figure: Figure) -> Figure | None:
    offered = table.signing
    if offered and figure.money.amount <= offered.exact:
        return offered
    return figure if figure.money.amount > 0 else None


def base_step(table: Table, opening: Amounts) -> Decimal:
    """The rounding step of base, which signing bonuses share."""
    for component in table.components:
        if component.name == "base":
            return step_for(component.high, table.currency)
    return step_for(max(exact(opening), default=Decimal(0)), table.currency)


LEAST_GAP = Decimal("0.01")
"""Less than this is what division left over, not money: it must not be rounded up to a signing bonus."""


def closing(
    table: Table, opening: Amounts, amounts: Amounts, goal: Figure, most: Figure | None = None
) -> Figure | None:
    """One-off money for what `amounts` lack of `goal`, on top of an offered signing bonus and at most `most`.

    It is rounded up to several base steps and stays within its share of the opening base.
    """
    lacking = goal.exact - table.total(exact(amounts))
    if lacking < LEAST_GAP:
        return table.signing
    size = base_step(table, opening) * constant("signing_steps")
    offered = table.signing.exact if table.signing else Decimal(0)
    wanted = offered + (lacking / size).to_integral_value(ROUND_CEILING) * size
    amount = min(wanted, max(_share(table, opening), offered), most.money.amount if most else wanted)
    if amount <= offered:
        return table.signing
    working = f"{shown(goal.exact)} - {shown(goal.exact - lacking)}"
    figure = computed(LABEL, table.currency, lacking, "closes_gap", working, goal, *amounts)
    return printed(figure, amount, LABEL)


def _share(table: Table, opening: Amounts) -> Decimal:
    base = _base(table, opening)
    size = base_step(table, opening)
    if base is None:
        return Decimal(0)
    return (base.exact * constant("signing_cap") / size).to_integral_value(ROUND_FLOOR) * size


def extra(table: Table, signing: Figure | None) -> Decimal:
    """How much a signing bonus adds to the offered one."""
    offered = table.signing.money.amount if table.signing else Decimal(0)
    return (signing.money.amount if signing else Decimal(0)) - offered
