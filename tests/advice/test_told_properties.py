"""What holds for any mixture of evidence without a guide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given

from parley.advice.counter import advise
from parley.advice.grounds import their_range
from parley.advice.leaving import advise_leaving
from parley.advice.model import Advice, Figure, with_inputs
from parley.advice.raises import advise_raise
from parley.advice.rules import constant
from parley.advice.situation import Situation
from parley.advice.stated import offer_figures
from parley.coach.staged import ASKING
from parley.dialogue.stage import at_work, kind_at, members, offer_made
from parley.money import find_amounts, full
from parley.scripts.draft import ScriptFacts, draft

from .any_told import ELSEWHERE, told
from .test_properties import FORMS, LENIENT, TODAY, explained, ordered, public_figures


@LENIENT
@given(told(), FORMS)
def test_any_mixture_of_evidence(situated: tuple[Situation, str], form) -> None:
    situation, stage = situated
    advice = advise(situation, TODAY)
    assert advice == advise(situation, TODAY)
    ordered(advice)
    above_the_offer(advice)
    within_limits(advice, situation)
    explained(advice)
    own_number_is_exact(advice, situation)
    assert {figure.money.currency for figure in advice.figures()} <= {situation.band.currency, ELSEWHERE}
    assert all(figure.money.currency != ELSEWHERE for figure in with_inputs(counted(advice)))
    one_total(advice, situation)
    sent(to_the_employer(situation, advice, stage), form, stage)


def to_the_employer(situation: Situation, advice: Advice, stage: str) -> Advice:
    """The advice that is sent: to one's own employer that of a raise, or of the terms on which one leaves."""
    if not at_work(stage):
        return advice
    pay = situation.offer
    return advise_leaving(situation, pay, TODAY) if stage == "leaving" else advise_raise(situation, pay, TODAY)


def one_total(advice: Advice, situation: Situation) -> None:
    """An offer comes to the same wherever it is counted: in the advice, beside the others, in a round's verdict."""
    offer = situation.offer
    if offer is None or advice.offer is None or advice.offer.total is None:
        return
    plain = offer_figures(replace(offer, company=None, company_display=None), situation.band.currency)
    assert plain.total.money == advice.offer.total.money
    if advice.verdict and not offer.bonus_pct:
        assert advice.verdict.offered.money == advice.offer.total.money


def counted(advice: Advice) -> Iterator[Figure]:
    """What is asked for, kept private or totalled: never a part that stands beside the rest in another currency."""
    for rung in advice.ladder.rungs() if advice.ladder else ():
        yield from rung.figures()
    yield from (offer.total for offer in (advice.offer, *advice.competing) if offer and offer.total)


def opening_of(advice: Advice, part: str) -> Figure | None:
    """What is asked for of a component; None where it is held."""
    opening = advice.ladder.opening if advice.ladder else None
    return getattr(opening, part) if opening and part not in opening.held else None


def above_the_offer(advice: Advice) -> None:
    for part in ("base", "equity", "bonus", "signing"):
        asked, offered = opening_of(advice, part), getattr(advice.offer, part) if advice.offer else None
        assert not asked or not offered or asked.money.amount > offered.money.amount, part


def within_limits(advice: Advice, situation: Situation) -> None:
    """The caps and the employer's range, but for what they were told already or the user's own line."""
    codes = {note.code for note in advice.notes}
    asked = opening_of(advice, "base")
    if asked is None or situation.asked or "above_usual_caps" in codes:
        return
    if advice.verdict:  # never more than the first round asked
        first = advise(replace(situation, offers=situation.offers[:1]), TODAY).ladder.opening
        assert asked.money.amount <= first.base.money.amount
        return
    theirs = their_range(situation)
    offered = advice.offer.base if advice.offer else None
    if theirs:
        assert asked.exact <= max(theirs[1].exact, offered.exact if offered else 0)
    if offered:
        cap = constant("base_cap_leverage" if "rival_better" in codes else "base_cap")
        assert asked.exact <= cap * offered.exact + 1
        if advice.rests_on == "offer" and not any(one.carried for one in advice.judged):
            assert asked.exact <= (1 + constant("base_first_opening")) * offered.exact + 1


def own_number_is_exact(advice: Advice, situation: Situation) -> None:
    for one in advice.judged:
        if one.carried and advice.ladder and "above_usual_caps" not in {note.code for note in advice.notes}:
            assert opening_of(advice, one.component).money.amount == one.figure.exact
        if not one.asked and one.carried:
            assert one.verdict in ("ordinary", "firm", "stretch")


def sent(advice: Advice, form, stage: str) -> None:
    """Every amount in a script is public and traced; what others earn and the private rungs are never in it. It is of
    a kind that the stage allows, and gives no thanks for what is not there.
    """
    wanted, channel, tone, short, pushback = form
    kind, _, key = (kind_at(wanted, stage) or "").partition(":")
    if not kind:
        return
    facts = ScriptFacts(
        "Acme",
        "Nurse",
        "Berlin",
        rival_name="Rival & Sons" if advice.competing else None,
        pushback=key or pushback,
        offer_made=offer_made(stage),
        at_work=at_work(stage),
        refused=stage == "answered:no",
    )
    script = draft(kind, channel, tone, short, advice, facts)
    public = {figure.exact for figure in public_figures(advice)} | {
        figure.exact for figure in (advice.fallback,) if figure
    }
    paid = [figure for figure in script.figures if figure.source and getattr(figure.source, "rule", "") == "in_period"]
    assert {figure.exact for figure in script.figures if figure not in paid} <= public
    assert {part.exact for figure in paid for part in figure.inputs} <= public
    known = {found.amount for figure in script.figures for found in find_amounts(full(figure.money))}
    assert {found.amount for found in find_amounts(script.text)} <= known
    assert "market" not in script.text or advice.rests_on in ("market", "guide", "official")
    assert "None" not in script.text
    if not facts.offer_made:
        assert not re.search(r"\boffering me\b|\bfor the offer\b|\baccept\b", script.text)
    if stage in members("closed") | members("agreed") | members("gone"):
        assert kind not in ASKING
