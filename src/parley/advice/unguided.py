"""A table without published pay: what differs from one with a guide (docs/advice.md 2.12).

In: the table of a situation without a guide. Out: the same with market figures before an offer, how far a better offer
may lift each part, the period in which pay is spoken of; rivals part for part; the signing bonus to fall back on.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from parley.advice.case import Case
from parley.advice.figures import computed, printed, shown
from parley.advice.first_asks import before_offer
from parley.advice.grounds import their_most, told_grounds
from parley.advice.model import Figure, OfferFigures
from parley.advice.notes_sums import forfeited_figure
from parley.advice.official import official_ground
from parley.advice.opening import cap_factor, capped
from parley.advice.period import period_of, period_told
from parley.advice.rounding import rounded, step_for
from parley.advice.rules import constant, constants
from parley.advice.situation import Situation
from parley.advice.table import Component, Table


def unguided_table(table: Table, situation: Situation) -> Table:
    """`table` on its own footing: nothing is published, so nothing is missing either."""
    if situation.offer is None:
        found = before_offer(table, (*told_grounds(situation), *official_ground(situation)))
        paid = period_told(situation.evidence)
        by = paid.payments if paid else Decimal(0)
        return replace(
            found, components=tuple(replace(c, payments=by) if c.name == "base" else c for c in found.components)
        )
    period = period_of(situation.offer)
    payments = period.payments if period else Decimal(0)
    return replace(table, components=tuple(_own(c, payments) for c in table.components), unstated=())


def _own(component: Component, payments: Decimal) -> Component:
    paid = payments if component.name == "base" else Decimal(0)
    lifted = f"{component.name}_cap_leverage" in constants()
    if component.offer is None or component.ranged or not lifted:
        return replace(component, payments=paid)
    limit = capped(component, cap_factor(component.name, None, leverage=True))
    return replace(component, limit=limit, payments=paid)


def _at_their_most(case: Case) -> bool:
    """Whether what they offer is the most that they named, so that base is not asked for again."""
    most, offer = their_most(case.situation), case.offer
    return most is not None and offer is not None and offer.base is not None and offer.base.exact >= most.exact


def like_for_like(case: Case) -> tuple[OfferFigures, ...]:
    """The rivals with a total that can stand beside this offer's: of the parts that both sides told."""
    return tuple(_beside(rival, case) for rival in case.rivals)


def _beside(rival: OfferFigures, case: Case) -> OfferFigures:
    offer = case.offer
    if offer is None or offer.base is None or rival.base is None or _parts(rival) == _parts(offer):
        return rival
    if rival.currency != offer.currency:
        return rival
    table = case.table
    gap = rival.base.exact - offer.base.exact
    weight = next(table.weight(component) for component in table.components if component.name == "base")
    value = table.offered + weight * gap
    working = (
        f"{shown(table.offered)} + {weight.normalize():f} x ({shown(rival.base.exact)} - {shown(offer.base.exact)})"
    )
    total = computed(
        "this offer at the other base", table.currency, value, "same_parts", working, rival.base, offer.base
    )
    return replace(rival, total=total)


def _parts(offer: OfferFigures) -> frozenset[str]:
    named = {"base": offer.base, "equity": offer.equity, "bonus": offer.bonus or offer.yearly_bonus}
    return frozenset(name for name, figure in named.items() if figure)


def fallback_signing(case: Case) -> Figure | None:
    """Paid once, to name where base is fixed: what leaving costs; without a guide a tenth of the offered base.

    None where a signing bonus is asked for already, pay goes by a scale, or it is a later round.
    """
    offer, ladder = case.offer, case.ladder
    if ladder is None and not (case.verdict or case.situation.asked) and (whole := forfeited_figure(case)):
        return whole
    if (
        case.verdict
        or case.situation.by_grade
        or case.situation.guided
        or offer is None
        or offer.base is None
        or case.doubts
        or (case.situation.asked and not _at_their_most(case))
    ):
        return None
    if ladder and ladder.opening.signing and "signing" not in ladder.opening.held:
        return None
    share = constant("first_signing")
    label, working = "signing bonus to fall back on", f"{share} x {shown(offer.base.exact)}"
    figure = computed(label, offer.currency, share * offer.base.exact, "first_signing", working, offer.base)
    amount = rounded(figure.exact, step_for(offer.base.exact, offer.currency))
    offered = offer.signing.exact if offer.signing else Decimal(0)
    return printed(figure, amount, label) if amount > offered else None
