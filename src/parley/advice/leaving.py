"""Leaving terms: what an employer offers to who leaves, in money, beside present pay (docs/advice.md 3.7).

In: the situation, present pay. Out: Advice without a ladder: what is offered in all, and what one week or month more is
worth. How much is usual differs by country and contract, so nothing is named for the user.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from parley.advice.counter import advise
from parley.advice.figures import computed, said, shown
from parley.advice.model import Advice, Figure, Note
from parley.advice.period import MONTHS
from parley.advice.rules import constant
from parley.advice.situation import Situation
from parley.dialogue.model import Offer


def advise_leaving(situation: Situation, pay: Offer | None, today: date) -> Advice:
    """The terms that were told, in money."""
    plain = advise(replace(situation, offers=(), competing=(), asked=None, wished=None), today)
    notes = tuple(_offered(situation, pay))
    return replace(plain, ladder=None, positions=(), notes=notes, judged=(), rests_on="offer")


def _offered(situation: Situation, pay: Offer | None) -> Iterator[Note]:
    currency, terms = situation.band.currency, situation.terms
    if pay is None or pay.base is None or pay.currency not in (None, currency):
        return
    earned = said("present base", pay.base, currency)
    told, unit = (terms.months_paid, "month") if terms.months_paid else (terms.weeks_paid, "week")
    parts = Decimal(MONTHS) if unit == "month" else constant("weeks_a_year")
    one = computed(
        f"a {unit} of pay", currency, earned.exact / parts, "part_of_pay", f"{shown(earned.exact)} / {parts}", earned
    )
    if told is None:
        yield Note("sum_leaving_one", (one,), (unit,))
        return
    yield Note(
        "sum_leaving",
        (_whole(one, told.value, situation), one),
        (unit, shown(told.value), *_each_year(one, told.value, situation)),
    )


def _whole(one: Figure, count: Decimal, situation: Situation) -> Figure:
    """All that they offer: the weeks or months of pay, with what is paid beside them."""
    currency, told = situation.band.currency, situation.terms.leaving_sum
    inputs: tuple[Figure, ...] = (one,)
    value, working = count * one.exact, f"{shown(count)} x {shown(one.exact)}"
    if told is not None:
        beside = said("paid once", told, currency)
        value, working, inputs = value + beside.exact, f"{working} + {shown(beside.exact)}", (one, beside)
    return computed("leaving terms in all", currency, value, "leaving_terms", working, *inputs)


def _each_year(one: Figure, count: Decimal, situation: Situation) -> Iterator[str]:
    """For how much of the unit each year with the employer counts."""
    served = situation.terms.served
    if served and served.value > 0:
        yield shown((count / served.value).quantize(Decimal("0.1")))
        yield shown(served.value)
