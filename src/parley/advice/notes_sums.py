"""The sums that people ask for, each a Figure with its rule and inputs (docs/advice.md 2.15; counsel.md 1, end).

A sum is told when it follows from what was told (pay by the hour always shows its year) or when it was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from parley.advice.case import Case
from parley.advice.figures import computed, said, shown
from parley.advice.model import Figure, Note
from parley.advice.period import period_of
from parley.advice.rules import constant
from parley.dialogue.model import Offer, Stated
from parley.money import Money

HUNDRED = Decimal(100)


def hours(case: Case) -> Iterator[Note]:
    """What pay by the hour or the day comes to in a year, of every round."""
    for offer in dict.fromkeys(case.situation.offers) if not case.doubts else ():
        yield from _in_a_year(offer, offer.currency or case.table.currency)


def _in_a_year(offer: Offer, currency: str) -> Iterator[Note]:
    period, told = period_of(offer), offer.base
    if period is None or told is None or period.name not in ("hour", "day"):
        return
    each = told.value / period.payments
    rate = said(f"pay for one {period.name}", Stated(each, told.text, told.turn), currency)
    rate = replace(rate, money=Money(each.quantize(Decimal("0.01")).normalize() + 0, currency))
    weeks = constant("weeks_a_year")
    count = period.payments / weeks if period.name == "hour" else period.payments
    working = f"{shown(each)} x {_plain(count)}" + (f" x {weeks}" if period.name == "hour" else "")
    year = computed("base a year", currency, told.value, f"{period.name}s_a_year", working, rate)
    yield Note("sum_hours", (rate, year), (period.name, _plain(count)))


def part_time(case: Case) -> Iterator[Note]:
    """Part time and full time beside each other, whichever of the two was told."""
    base, share = _base(case), case.situation.terms.share
    if base is None or share is None or not 0 < share.value < HUNDRED:
        return
    percent = _plain(share.value)
    part = _of(base, share.value / HUNDRED, "base part time", "part_time", f"x {percent}%")
    value = base.exact * HUNDRED / share.value
    whole = computed(
        "base full time", base.money.currency, value, "full_time", f"{shown(base.exact)} x 100 / {percent}", base
    )
    yield Note("sum_part_time", (base, part, whole), (percent,))


def leave(case: Case) -> Iterator[Note]:
    """What a day of leave is worth."""
    base, terms = _base(case), case.situation.terms
    if base is None or not (terms.leave or "leave" in terms.asks):
        return
    days = constant("days_of_work")
    one = computed(
        "a day of leave", base.money.currency, base.exact / days, "leave_day", f"{shown(base.exact)} / {days}", base
    )
    if terms.leave is None:
        yield Note("sum_leave", (one,), ("1",))
        return
    count = terms.leave.value
    working = f"{_plain(count)} x {shown(base.exact)} / {days}"
    more = computed("days of leave", base.money.currency, count * base.exact / days, "leave_day", working, base)
    yield Note("sum_leave", (one, more), (_plain(count),))


def pension(case: Case) -> Iterator[Note]:
    """What they pay into a pension, or match, in money."""
    base, terms = _base(case), case.situation.terms
    if base is None or not (terms.pension or "pension" in terms.asks):
        return
    one = _of(base, Decimal("0.01"), "one percent of base", "percent_of_base", "x 1%")
    if terms.pension is None:
        yield Note("sum_pension", (one,), ())
        return
    percent = _plain(terms.pension.value)
    whole = _of(base, terms.pension.value / HUNDRED, "what they pay in", "percent_of_base", f"x {percent}%")
    yield Note("sum_pension", (one, whole), (percent,))


def make_whole(case: Case) -> Iterator[Note]:
    """What is forfeited by leaving: a signing bonus of at most that makes it whole."""
    if forfeited := forfeited_figure(case):
        yield Note("make_whole", (forfeited,))


def forfeited_figure(case: Case) -> Figure | None:
    """The signing bonus to ask for where money is given up by leaving; None where nothing is, or before an offer."""
    told = case.situation.terms.forfeited
    if told is None or case.offer is None or case.doubts or told.value <= 0:
        return None
    lost = said("what you give up by leaving", told, case.table.currency)
    label = "signing bonus to make it whole"
    return computed(label, case.table.currency, told.value, "make_whole", shown(told.value), lost)


def shares(case: Case) -> Iterator[Note]:
    """Shares at the price told, a year of them, and what options cost to exercise."""
    offer, told = case.offer, case.situation.offer
    if offer is None or told is None or told.grant.shares is None or case.doubts:
        return
    count = told.grant.shares.value
    if told.grant.strike is not None:
        price = said("strike price", told.grant.strike, offer.currency)
        working = f"{shown(count)} x {price.exact.normalize():f}"
        cost = computed("to exercise them all", offer.currency, count * price.exact, "exercise", working, price)
        yield Note("sum_exercise", (cost,), (_plain(count),))
    elif told.grant.price is not None and offer.equity is not None and told.equity is None:
        years = offer.equity_years
        working = f"{shown(offer.equity.exact)} / {years}"
        year = computed("a year of it", offer.currency, offer.equity.exact / years, "a_year_of", working, offer.equity)
        yield Note("sum_shares", (offer.equity, year), (_plain(count), str(years)))


def stake(case: Case) -> Iterator[Note]:
    """A stake in percent, where a valuation was told."""
    told, worth = case.situation.offer, case.situation.terms.valuation
    if told is None or told.grant.stake_pct is None or worth is None or case.doubts:
        return
    percent = _plain(told.grant.stake_pct.value)
    valuation = said("valuation", worth, case.table.currency)
    value = valuation.exact * told.grant.stake_pct.value / HUNDRED
    working = f"{shown(valuation.exact)} x {percent}%"
    figure = computed("the stake on paper", case.table.currency, value, "stake_value", working, valuation)
    yield Note("sum_stake", (figure, valuation), (percent,))


def base_or_stock(case: Case) -> Iterator[Note]:
    """What each way is worth a year, where both base and a grant are asked for and the message asks which."""
    if "base_or_stock" not in case.situation.terms.asks or case.ladder is None or case.offer is None:
        return
    opening = case.ladder.opening
    rows = [(c, getattr(opening, c.name)) for c in case.table.components if c.name in ("base", "equity") and c.offer]
    ways = []
    for component, ask in rows:
        weight, offered = case.table.weight(component), component.offered
        working = f"({shown(ask.money.amount)} - {shown(offered)}) x {weight.normalize():f}"
        value = (ask.money.amount - offered) * weight
        ways.append(computed(f"{component.name}, a year", case.table.currency, value, "a_year_more", working, ask))
    if len(ways) == 2:
        yield Note("sum_each_way", tuple(ways))


def raised(pay: Offer | None, told: Stated | None, currency: str) -> Iterator[Note]:
    """A raise in percent on present pay, in money."""
    if pay is None or pay.base is None or told is None or pay.currency not in (None, currency):
        return
    now = said("present base", pay.base, currency)
    percent = _plain(told.value)
    more = _of(now, told.value / HUNDRED, "the raise", "percent_of_base", f"x {percent}%")
    working = f"{shown(now.exact)} x {1 + told.value / HUNDRED}"
    after = computed("base with the raise", currency, now.exact + more.exact, "with_raise", working, now)
    yield Note("sum_raise", (more, after), (percent,))


def _base(case: Case) -> Figure | None:
    return case.offer.base if case.offer and not case.doubts else None


def _of(base: Figure, part: Decimal, label: str, rule: str, behind: str) -> Figure:
    return computed(label, base.money.currency, base.exact * part, rule, f"{shown(base.exact)} {behind}", base)


def _plain(number: Decimal) -> str:
    """A count or a percentage as people write it.

    >>> _plain(Decimal("37.50")), _plain(Decimal(2080))
    ('37.5', '2,080')
    """
    return shown(number)


CHECKS: tuple[Callable[[Case], Iterator[Note]], ...] = (
    hours, part_time, shares, stake, pension, leave, make_whole, base_or_stock,
)  # fmt: skip
"""The sums in the order in which they are told."""
