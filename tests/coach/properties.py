"""What holds of every reply, whatever was told: each fault by its kind, with the words at fault.

In: the messages and the Reply. Out: (kind, words) pairs; none where all holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from parley.advice.model import Advice, Figure, Rung
from parley.coach import Reply
from parley.coach.lines import is_doubtful
from parley.money import FoundAmount, Money, compact, currencies, currency_of, find_amounts, full

Fault = tuple[str, str]
PARTS = ("base", "equity", "bonus", "signing", "total")
BROKEN = re.compile(r"\bNone\b|\{\{|\}\}|\{%|Decimal\(|Undefined")
RIVAL = re.compile(
    r"\b(?:i (?:also )?have an offer|an offer from (?!you)|(?<!rest on )(?:an)?other (?:company|offer))\b",
    re.IGNORECASE,
)


def faults_of(messages: Sequence[str], reply: Reply) -> Iterator[Fault]:
    """Every fault of one reply."""
    for check in CHECKS:
        yield from check(reply)
    for script in reply.scripts:
        if RIVAL.search(script.text) and not _tells_rival(reply, messages):
            yield "rival nobody told of", script.text


def ordered(reply: Reply) -> Iterator[Fault]:
    """Opening, target, acceptable and the offer never change places, in any component."""
    ladder, offer = (reply.advice.ladder, reply.advice.offer) if reply.advice else (None, None)
    if ladder is None:
        return
    for part in PARTS:
        rungs = [getattr(rung, part) for rung in (ladder.opening, ladder.target, ladder.acceptable)]
        offered = getattr(offer, part) if offer and (part != "total" or offer.base is None) else None
        amounts = [figure.money.amount for figure in (*rungs, offered) if figure]
        if amounts != sorted(amounts, reverse=True):
            yield "rungs out of order", f"{part}: {amounts}"


def totals_exact(reply: Reply) -> Iterator[Fault]:
    """A rung's total is its printed parts on the offer's terms, an offer's total its exact parts, to the unit."""
    advice = reply.advice
    if advice is None or advice.ladder is None:
        return
    percent, years = _terms(advice)
    for rung in advice.ladder.rungs():
        if rung.base and rung.total and rung.name != "walk_away":
            expected = _total(rung, percent, years)
            if abs(expected - Fraction(rung.total.exact)) > Fraction(1, 100):
                yield "total does not add up", f"{rung.name}: {rung.total.exact} is not {float(expected)}"


def _terms(advice: Advice) -> tuple[Fraction, int]:
    offer, band = advice.offer, advice.band.band
    if offer is None:
        return Fraction(band.bonus_pct.low if band.bonus_pct else 0), 4
    usual = band.bonus_pct.low if band.bonus_pct and not offer.bonus else Decimal(0)
    return Fraction(offer.bonus_pct if offer.bonus_pct is not None else usual), offer.equity_years


def _total(rung: Rung, percent: Fraction, years: int) -> Fraction:
    base, equity, bonus = (Fraction(f.money.amount) if f else Fraction(0) for f in (rung.base, rung.equity, rung.bonus))
    return base * (1 + percent / 100) + equity / years + bonus


def years_add_up(reply: Reply) -> Iterator[Fault]:
    """The years of an offer hold its whole grant, and their mean is the average."""
    view, offer = (reply.advice.by_year, reply.advice.offer) if reply.advice else (None, None)
    if view is None or offer is None:
        return
    vested = sum((Fraction(year.equity.exact) for year in view.years if year.equity), Fraction(0))
    if offer.equity and abs(vested - Fraction(offer.equity.exact)) > 1:
        yield "years lose equity", f"{float(vested)} of {offer.equity.exact}"
    mean = sum((Fraction(year.total.exact) for year in view.years), Fraction(0)) / len(view.years)
    if abs(mean - Fraction(view.average.exact)) > 1:
        yield "average is no mean", f"{view.average.exact} is not {float(mean)}"


def _spoken(figure: Figure) -> Iterator[tuple[Decimal, str | None]]:
    """The amounts that a figure reads as, in any of the ways it is printed."""
    for form in (compact, full):
        text = form(figure.money)
        code = text.replace(currency_of(figure.money.currency).mark, f"{figure.money.currency} ", 1)
        for found in (*find_amounts(text), *find_amounts(code)):
            yield found.amount, found.currency


def traced(reply: Reply) -> Iterator[Fault]:
    """Every marked amount of reply and scripts is a figure, or the user's own words."""
    known = {spoken for figure in reply.figures for spoken in _spoken(figure)} | set(_stated(reply))
    known |= {spoken for figure in reply.figures for spoken in _spoken(_one_payment(figure, reply))}
    for script in reply.scripts:
        text = f"{script.subject or ''}\n{script.text}"
        for found in find_amounts(text):
            if (found.amount, found.currency) not in known and not counts_units(text, found):
                yield "untraced amount in a script", f"{found.text}: {script.text}"
    for found in find_amounts(_own_words(reply.text)):
        if found.currency and (found.amount, found.currency) not in known:
            yield "untraced amount in a reply", _around(reply.text, found)


def _one_payment(figure: Figure, reply: Reply) -> Figure:
    """The figure as one of the payments that the user told of: a month's of a year's pay, an hour's."""
    offer = reply.state.offer
    months = Decimal(offer.pay_months or 12) if offer and offer.monthly else Decimal(1)
    payments = (offer.payments if offer else None) or months
    return replace(figure, money=Money(figure.money.amount / payments, figure.money.currency))


def counts_units(text: str, found: FoundAmount) -> bool:
    """Whether it is a number of units, not an amount."""
    return re.match(r"\s(?:options|shares|RSUs)\b", text[found.end :]) is not None


def _stated(reply: Reply) -> Iterator[tuple[Decimal, str | None]]:
    """What is repeated of the user's words before it can be weighed: offers noted, present pay, a range, a doubt."""
    state = reply.state
    offers = (*state.offers, *state.competing, state.asked, state.wished, state.current_pay, state.supposed)
    amounts = [stated for offer in filter(None, offers) for stated in (*_amounts_of(offer), *_payment_of(offer))]
    for stated in (*amounts, *(state.quoted or ()), *filter(None, (state.walk_away,))):
        for code in currencies():
            for form in (compact, full):
                yield from ((f.amount, f.currency) for f in find_amounts(form(Money(stated.value, code))))
        yield from ((f.amount, f.currency) for f in find_amounts(stated.text))
    for words in (*(reply.ask.options if reply.ask else ()), *(one.said for one in state.left_out)):
        yield from ((f.amount, f.currency) for f in find_amounts(words))


def _payment_of(offer):
    """What was told of base as paid: a month's or an hour's."""
    payments = offer.payments or (Decimal(offer.pay_months or 12) if offer.monthly else None)
    if offer.base and payments:
        yield replace(offer.base, value=offer.base.value / payments)


def _amounts_of(offer):
    parts = ("base", "equity", "bonus", "signing", "signing_second", "total")
    yield from filter(None, (getattr(offer, part) for part in parts))
    yield from filter(None, (getattr(offer.grant, part) for part in ("strike", "fair", "preferred", "price")))


def _own_words(text: str) -> str:
    """The reply without what it quotes of a guide, and without the workings."""
    return re.sub(r"“[^”]*”|(?m:^.*\(guide line \d+\).*$)", "", text)


def _around(text: str, found: FoundAmount) -> str:
    line = next((line for line in text.splitlines() if found.text in line), "")
    return f"{found.text} in {line.strip()[:200]}"


def one_currency(reply: Reply) -> Iterator[Fault]:
    """A script speaks the region's currency only."""
    home = reply.band.currency if reply.band else None
    if home is None:
        return
    marks = {found.currency for found in find_amounts(compact(Money(Decimal(5000), home)))}
    for script in reply.scripts:
        for found in find_amounts(script.text):
            if found.currency is not None and found.currency not in marks | {home}:
                yield "another currency in a script", f"{found.text} beside {home}: {script.text}"


def nothing_private_sent(reply: Reply) -> Iterator[Fault]:
    """No figure of target, acceptable, floor or walk-away stands in a script, unless it is also asked or told."""
    advice = reply.advice
    if advice is None or advice.ladder is None:
        return
    public = {figure.money for figure in advice.ladder.opening.figures()}
    for offer in filter(None, (advice.offer, *advice.competing)):
        public |= {figure.money for figure in offer.figures()}
    public |= {
        Money(stated.value, offer.currency or advice.band.band.currency)
        for offer in (*reply.state.offers, *filter(None, (reply.state.asked, reply.state.supposed)))
        for stated in _amounts_of(offer)
    }
    rungs = [rung for rung in advice.ladder.rungs() if rung.name != "opening"]
    private = {figure.money.amount for rung in rungs for figure in rung.figures() if figure.money not in public}
    for script in reply.scripts:
        for found in find_amounts(script.text):
            told = found.amount in {money.amount for money in public} or counts_units(script.text, found)
            if found.amount in private and not told:
                yield "private figure in a script", f"{found.text}: {script.text}"


def whole(reply: Reply) -> Iterator[Fault]:
    """The reply says something, ends on its one question, and shows no seams."""
    if not reply.text.strip():
        yield "says nothing", ""
    for text in (reply.text, *(script.text for script in reply.scripts)):
        seam = BROKEN.search(re.sub(r"“[^”]*”", "", text))
        if seam:
            yield "seam showing", text[max(seam.start() - 60, 0) : seam.end() + 40]
    if reply.ask and not reply.text.rstrip("*").endswith(reply.ask.question):
        yield "does not end on its question", reply.text[-120:]
    if reply.action.script_kind and not reply.scripts and not is_doubtful(reply.advice):
        yield "script failed the send lint", f"{reply.action.script_kind}"


def _tells_rival(reply: Reply, messages: Sequence[str]) -> bool:
    return bool(reply.state.competing) or any("offer from" in message for message in messages)


CHECKS: tuple[Callable[[Reply], Iterator[Fault]], ...] = (
    ordered,
    totals_exact,
    years_add_up,
    traced,
    one_currency,
    nothing_private_sent,
    whole,
)
