"""Notes about how the pay of an offer is made up: the kind of equity, the years, monthly quotes (docs/advice.md 1)."""

from __future__ import annotations

from collections.abc import Iterator

from parley.advice.by_year import applies, certain_cash, vested, year_view
from parley.advice.case import Case
from parley.advice.figures import computed, printed, shown
from parley.advice.grants import UNCOUNTED, grant_value, is_uncounted, option_range
from parley.advice.model import Figure, Note, YearView
from parley.dialogue.model import NO_GRANT, Offer
from parley.money import half_up, plain_number

TWELVE = 12
MONTHLY_STEP = 500
"""To what a monthly figure is rounded, in currency units (docs/advice.md 2.8)."""
TO_ASK = {"strike": "the strike price", "fair": "the latest 409A price and its date"}
"""What options need to be worth anything, by the field that holds it."""


def monthly(case: Case) -> Iterator[Note]:
    """A monthly quote was read as so many payments; a thirteenth would change it."""
    offer, told = case.offer, case.situation.offer
    if told is None or offer is None or offer.base is None or case.doubts:
        return
    if not told.monthly:
        yield from _within_the_year(offer.base, told)
        return
    if told.pay_months:
        yield Note("monthly_counted", (offer.base,), (told.base.text if told.base else "", str(told.pay_months)))
        return
    working = f"{shown(offer.base.exact)} x 13 / {TWELVE}"
    value = offer.base.exact * 13 / TWELVE
    more = computed("base with a 13th month", offer.currency, value, "thirteenth", working, offer.base)
    yield Note("monthly_assumed", (offer.base, more), (told.base.text if told.base else "",))


def _within_the_year(base: Figure, told: Offer) -> Iterator[Note]:
    """A 13th month told beside yearly pay: taken to be in it, with what the base is where it comes on top."""
    if told.pay_months and told.pay_months > TWELVE:
        working = f"{shown(base.exact)} x {told.pay_months} / {TWELVE}"
        value = base.exact * told.pay_months / TWELVE
        more = computed("base with it on top", base.money.currency, value, "extra_months", working, base)
        yield Note("extra_month_within", (base, more), (str(told.pay_months),))


def monthly_ask(case: Case) -> Iterator[Note]:
    """The base that is asked for, a month, to the nearest 500: people who are quoted months speak of months."""
    told, ask = case.situation.offer, case.ladder.opening.base if case.ladder else None
    if told is None or ask is None or case.ladder is None or not told.monthly or "base" in case.ladder.opening.held:
        return
    months = told.pay_months or TWELVE
    working = f"{shown(ask.money.amount)} / {months}"
    month = computed("ask a month", ask.money.currency, ask.money.amount / months, "a_month", working, ask)
    yield Note("monthly_ask", (ask, printed(month, half_up(month.exact, MONTHLY_STEP), month.label)))


def uncounted(case: Case) -> Iterator[Note]:
    """Equity that was told of and counts nothing yet, with what would let it count."""
    told = case.situation.offer
    if told is None or case.doubts or not is_uncounted(told, case.table.currency):
        return
    if told.grant.kind in UNCOUNTED:
        yield Note("equity_upside_only", (), (told.grant.kind or "",))
    elif told.grant.stake_pct and not told.grant.shares:
        yield Note("equity_stake", (), (plain_number(told.grant.stake_pct.value),))
    else:
        yield from _unpriced(told, case)


def _unpriced(told: Offer, case: Case) -> Iterator[Note]:
    count = plain_number(told.grant.shares.value) if told.grant.shares else ""
    found = option_range(told, case.table.currency)
    if found:  # priced, and worth nothing at the 409A price
        yield Note("options_at_the_money", tuple(filter(None, found)), (count,))
    elif told.grant.kind == "options" or told.grant.strike:
        untold = tuple(words for name, words in TO_ASK.items() if getattr(told.grant, name) is None)
        yield Note("options_unpriced", (), (count, *untold))
    else:
        yield Note("shares_unpriced", (), (count,))


def options(case: Case) -> Iterator[Note]:
    """What options were counted as, low, and what they could come to."""
    told = case.situation.offer
    if told is None or case.offer is None or case.doubts or not _are_options(told):
        return
    if told.equity is not None:
        yield Note("options_as_told", (case.offer.equity,) if case.offer.equity else ())
        return
    found = option_range(told, case.offer.currency)
    counted = grant_value(told, case.offer.currency, "options")
    if found and counted:
        yield Note("options_range", tuple(_a_year(figure, case) for figure in found if figure))


def _are_options(told: Offer) -> bool:
    return told.grant.kind == "options" or told.grant.strike is not None


def _a_year(figure: Figure, case: Case) -> Figure:
    years = case.offer.equity_years if case.offer else 1
    working = f"{shown(figure.exact)} / {years}"
    label = f"{figure.label}, a year"
    return computed(label, figure.money.currency, figure.exact / years, "vested", working, figure)


def back_loaded(case: Case) -> Iterator[Note]:
    """The grant is uneven by their words, and nobody told by how much."""
    told = case.situation.offer
    by_guide = (
        applies(case.situation.guide.vesting, told.grant, case.offer.equity_years) if told and case.offer else None
    )
    if told and told.grant.back_loaded and not told.grant.schedule and not by_guide:
        yield Note("back_loaded", ())


def years(case: Case) -> Iterator[Note]:
    """The years, where they differ: a single number would hide it."""
    view = _view(case)
    if view is None or not view.uneven or case.offer is None or case.offer.total is None:
        return
    first = view.years[0].total
    if case.offer.grant.schedule is None and case.offer.signing_second is None and view.guide is None:
        yield Note("first_year", (case.offer.total, first, view.average))
    else:
        told = case.offer.grant.schedule or view.guide
        schedule = "/".join(plain_number(share) for share in view.schedule) if told else ""
        yield Note("years_differ", (view.average, *(year.total for year in view.years)), (schedule,))


def guide_vesting(case: Case) -> Iterator[Note]:
    """The guide says how grants vest: what the first year holds of the grant, offered or asked for, to be checked."""
    guide = case.situation.guide.vesting
    if guide is None or case.doubts or not case.situation.guided:
        return
    offer, opening = case.offer, case.ladder.opening if case.ladder else None
    grant, years = (offer.grant, offer.equity_years) if offer else (NO_GRANT, len(guide.shares))
    equity = offer.equity if offer else opening.equity if opening else None
    if applies(guide, grant, years) and (first := vested(equity, 1, guide.shares[0], "vested_by_guide")) and equity:
        yield Note("guide_vesting", (first, equity), (guide.text, str(guide.citation.line_from)))


def guaranteed_cash(case: Case) -> Iterator[Note]:
    """What is certain, where the rest is a target bonus."""
    offer = case.offer
    if offer is None or case.doubts or not (offer.bonus or offer.bonus_pct):
        return
    certain = certain_cash(offer)
    if certain is not None:
        told = {True: "sure", False: "target", None: "untold"}[offer.bonus_sure]
        yield Note("guaranteed_cash", (certain,), (told,))


def _view(case: Case) -> YearView | None:
    return year_view(case.offer, case.situation.guide.vesting) if case.offer and not case.doubts else None
