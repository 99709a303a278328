"""Notes about the guide: what its band lacks, where it disagrees with itself, how old it is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parley.advice.case import Case
from parley.advice.company import company_changes, private_stock
from parley.advice.figures import cited, computed, shown
from parley.advice.model import Figure, Note
from parley.advice.published import reads_whole, reads_yearly
from parley.advice.rules import constant
from parley.advice.strategy import ranked, spots
from parley.advice.total_only import same_terms
from parley.guides.model import StrategyFigure
from parley.templates import percent


def total_only(case: Case) -> Iterator[Note]:
    """Only a total is published, or only a total was offered."""
    if case.total_only:
        told = case.published.base is not None
        yield Note("offer_total_only" if told else "band_total_only")


def no_equity(case: Case) -> Iterator[Note]:
    """The band has pay but no grant."""
    if case.published.equity is None and case.published.base is not None:
        yield Note("no_equity")


def equity_in_other_currency(case: Case) -> Iterator[Note]:
    """The grant is in another currency than the pay: never added."""
    pair = case.published.equity
    if pair and pair[0].money.currency != case.table.currency:
        yield Note("equity_other_currency", pair, (pair[0].money.currency, case.table.currency))


def bonus_range(case: Case) -> Iterator[Note]:
    """The bonus is a range, or was not told: what is counted."""
    published = case.situation.band.bonus_pct
    if published is None or (case.offer and case.offer.bonus_pct is not None):
        return
    low, high = (f"{bound.normalize():f}%" for bound in (published.low, published.high))
    yield Note("bonus_range" if low != high else "bonus_assumed", (), (low, high))


def total_against_parts(case: Case) -> Iterator[Note]:
    """The published total does not follow from the published parts."""
    published, parts = case.published.total, same_terms(case.published, case.table)
    if case.doubts or case.total_only or case.foreign_offer or case.table.unstated or not published or not parts:
        return
    off = _off(published[1], parts[1])
    if off > constant("total_agrees"):
        tier = "total_differs" if off <= constant("total_differs") else "total_does_not_follow"
        yield Note(tier, (*published, *parts), (percent(off),))


def _off(published: Figure, parts: Figure) -> Decimal:
    return abs(parts.exact - published.exact) / published.exact if published.exact else Decimal(0)


def grant_reading(case: Case) -> Iterator[Note]:
    """The published total tells that the grant is meant for another period than its cell says."""
    band, pair = case.situation.band, case.published.equity
    if band.equity is None or pair is None:
        return
    if band.equity.years == 1 and reads_whole(band):
        yield Note("grant_is_whole", pair)
    elif band.equity.years != 1 and reads_yearly(band):
        yield Note("grant_maybe_yearly", pair)


def strategy_faults(case: Case) -> Iterator[Note]:
    """Figures of the strategy that were not used, and why."""
    guide, band = case.situation.guide, case.situation.band
    for kind in ("ask", "floor"):
        for component in ("base", "equity"):
            for found in spots(guide, band, kind, component):
                if not found.fits:
                    yield Note("strategy_out_of_range", (found.literal, *found.pair), (kind, component))
    for ask in ranked(guide, band, "ask"):
        yield from _total_of(ask)


def _total_of(ask: StrategyFigure) -> Iterator[Note]:
    """A stated total that does not follow from the figures beside it."""
    if ask.base is None or ask.equity is None or ask.total_comp is None or ask.bonus_pct is not None:
        return
    parts = [("base", ask.base.high), ("equity", ask.equity.high), ("total", ask.total_comp.high)]
    base, equity, stated = (cited(f"strategy's {name}", value, ask.currency, ask.citation) for name, value in parts)
    years = ask.equity_years or 4
    value, working = base.exact + equity.exact / years, f"{shown(base.exact)} + {shown(equity.exact)} / {years}"
    added = computed("strategy's parts added up", ask.currency, value, "recurring_total", working, base, equity)
    if abs(added.exact - stated.exact) > constant("total_agrees") * stated.exact:
        yield Note("strategy_total_differs", (stated, added))


def haircut(case: Case) -> Iterator[Note]:
    """Private stock at half its stated value, for the user's own judgement."""
    offer, opening = case.offer, case.ladder.opening if case.ladder else None
    if (
        offer is None
        or offer.grant.issuer
        or offer.equity is None
        or case.doubts
        or not private_stock(case.situation.guide)
    ):
        return
    figures = [_halved("offer", offer.total, offer.equity, offer.equity_years)]
    if opening and opening.equity:
        figures.append(_halved("opening", opening.total, opening.equity, offer.equity_years))
    kept = tuple(figure for figure in figures if figure)
    if kept:
        yield Note("private_equity", kept, private=True)


def _halved(of: str, total: Figure | None, equity: Figure, years: int) -> Figure | None:
    if total is None:
        return None
    lost = (1 - constant("private_haircut")) * equity.money.amount / years
    working = f"{shown(total.exact)} - {1 - constant('private_haircut')} x {shown(equity.money.amount)} / {years}"
    label = f"{of} with stock at half its value"
    return computed(label, total.money.currency, total.exact - lost, "haircut", working, total, equity)


def changed_company(case: Case) -> Iterator[Note]:
    """Something happened to the company that the guide may not know."""
    told = case.situation.offer.grant.issuer if case.situation.offer else None
    for change in company_changes(case.situation.guide.company):
        if told and change.ask == "issuer":
            yield Note("equity_issuer", (), (told, change.says, f"{change.on:%B %Y}"))
            continue
        yield Note("company_changed", (), (change.says, f"{change.on:%B %Y}", change.ask))
