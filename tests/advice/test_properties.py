"""What holds for any situation: over the seeds always, over a corpus of guides where one is named."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.advice.choose import choose_levers
from parley.advice.counter import advise
from parley.advice.model import Advice, Computed, Figure, FromGuide, FromTable, FromUser
from parley.advice.rules import constant, rules
from parley.advice.situation import Situation
from parley.data import load
from parley.money import find_amounts, full
from parley.scripts.draft import ScriptFacts, draft

from .any_situation import situations
from .seed_guides import GUIDES

TODAY = date(2026, 11, 22)
MANY = int(os.environ.get("PARLEY_EXAMPLES", "150"))
KINDS = ("counter_email", "counter_call", "short_text", "buy_time", "range_question", "competing_offer", "accept",
         "decline", "pushback", "deadline_extension", "equity_questions", "general")  # fmt: skip
FORMS = st.tuples(
    st.sampled_from(KINDS),
    st.sampled_from(["email", "call", "text"]),
    st.sampled_from(["warm", "direct", "formal", "brief"]),
    st.booleans(),
    st.sampled_from([None, *load("pushbacks")]),
)
LENIENT = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
SEEDS = tuple(GUIDES.values())


def holds(situation: Situation, form) -> None:
    advice = advise(situation, TODAY)
    assert advice == advise(situation, TODAY)
    ordered(advice)
    within_limits(advice, situation)
    explained(advice)
    sent(advice, situation, form)


def ordered(advice: Advice) -> None:
    """Opening, target, acceptable and offer never change places, in any component."""
    ladder = advice.ladder
    if ladder is None:
        return
    for part in ("base", "equity", "bonus", "signing", "total"):
        rungs = [getattr(rung, part) for rung in (ladder.opening, ladder.target, ladder.acceptable)]
        amounts = [figure.money.amount for figure in rungs if figure]
        offered = getattr(advice.offer, part) if advice.offer else None
        if offered and part != "total" and getattr(ladder.opening, part):
            amounts.append(offered.money.amount)
        assert amounts == sorted(amounts, reverse=True), (part, amounts)


def within_limits(advice: Advice, situation: Situation) -> None:
    """No ask above the range unless the offer is, none beyond the caps unless that is said."""
    ladder, offer = advice.ladder, advice.offer
    if ladder is None:
        return
    for part, pair in (("base", advice.band.base), ("equity", advice.band.equity)):
        asked, offered = getattr(ladder.opening, part), getattr(offer, part) if offer else None
        if asked is None or part in ladder.opening.held:
            continue
        if advice.verdict:  # never more than the first round asked
            first = advise(replace(situation, offers=situation.offers[:1]), TODAY).ladder.opening
            assert asked.money.amount <= getattr(first, part).money.amount
            continue
        if any(own.asked and own.component == part for own in advice.judged):
            assert asked.exact == next(own.figure.exact for own in advice.judged if own.component == part)
            continue
        years = offer.equity_years if offer and part == "equity" else 4
        if pair:
            assert asked.exact * 4 <= constant("above_top") * pair[1].exact * years + 1 or (
                part == "base" and asked.exact <= constant("above_top") * pair[1].exact + 1
            )
        codes = {note.code for note in advice.notes}
        if offered and "above_usual_caps" not in codes:
            cap = constant(f"{part}_cap_leverage") if "rival_better" in codes else constant(f"{part}_cap")
            low = pair[0].exact * years / 4 if pair and part == "equity" else Decimal(0)
            assert asked.exact <= max(cap * offered.exact, low) + 1, (part, asked.exact, offered.exact)


def explained(advice: Advice) -> None:
    """Every figure leads down to a guide's line, a user's turn or a pay table, and every sum adds up."""
    for figure in advice.figures():
        if isinstance(figure.source, Computed):
            assert figure.source.rule in rules(), figure.source.rule
            assert figure.source.inputs, figure
            adds_up(figure)
        else:
            assert isinstance(figure.source, FromGuide | FromUser | FromTable)
            assert not isinstance(figure.source, FromGuide) or figure.source.citation.line_from > 0


def adds_up(figure: Figure) -> None:
    working, _, result = figure.source.sum.split(", rounded")[0].partition(" = ")
    said = Decimal((result or working).replace(",", ""))
    text = re.sub(r"(?<=\d),(?=\d{3})", "", working).replace(" x ", " * ")
    value = eval(re.sub(r"([\d.]+)%", r"(\1/100)", text))
    assert abs(Decimal(value) - figure.exact) <= max(Decimal(3), abs(figure.exact) / 1000), figure.source.sum
    assert abs(said - figure.exact) <= 1, figure.source.sum


def sent(advice: Advice, situation: Situation, form) -> None:
    """Every amount in a script is a figure of the region's currency that may be sent."""
    kind, channel, tone, short, pushback = form
    guide = situation.guide
    facts = ScriptFacts(
        company=guide.company_display,
        role=guide.role_display,
        place=situation.band.region,
        levers=choose_levers(guide, (), advice.ladder),
        rival_name="Rival & Sons" if situation.competing else None,
        pushback=pushback,
    )
    script = draft(kind, channel, tone, short, advice, facts)
    public = {full(figure.money) for figure in public_figures(advice)}
    assert {full(figure.money) for figure in script.figures} <= public
    known = {found.amount for figure in script.figures for found in find_amounts(full(figure.money))}
    units = [offer.grant.shares.value for offer in (*situation.offers, *situation.competing) if offer.grant.shares]
    assert {found.amount for found in find_amounts(script.text)} <= known | set(units)
    assert all(figure.money.currency == advice.band.band.currency for figure in script.figures)
    assert "None" not in script.text
    assert "{" not in script.text


def public_figures(advice: Advice):
    if advice.ladder:
        yield from advice.ladder.opening.figures()
    for offer in filter(None, (advice.offer, *advice.competing)):
        yield from offer.figures()


@LENIENT
@given(situations(SEEDS), FORMS)
def test_any_situation_on_the_seeds(situation, form) -> None:
    holds(situation, form)


@pytest.mark.corpus
def test_any_situation_on_the_corpus(corpus) -> None:
    """A third as many: each example of a guide that was not drawn before reads it."""

    @settings(LENIENT, max_examples=MANY // 3)
    @given(situations(corpus.guides), FORMS)
    def any_situation(situation, form) -> None:
        holds(situation, form)

    any_situation()
