"""Questions about what an offer is made of: amounts that cannot be meant, options, the vest, months, whose shares.

In: the state after a message. Out: an `Ask` with a topic of its own, or None. Each is asked once, but for a doubt,
which stands until the amount is put right.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from parley.data import load
from parley.dialogue.model import Ask, DialogueState, Offer
from parley.dialogue.pay.sense import Doubt, doubts_of, ranges_of
from parley.dialogue.rows import guide_of
from parley.dialogue.words.cues import says
from parley.documents.corrected import base_sentence
from parley.guides.library import Library
from parley.guides.model import PayBand

NAMES = {
    "base": "base a year",
    "total": "total a year",
    "equity": "equity over its whole vest",
    "bonus": "bonus a year",
    "bonus_pct": "bonus, in percent of base",
    "signing": "signing bonus",
    "signing_second": "signing bonus in year two",
}
QUESTIONS = {
    (False, False): "What are the strike price and the latest 409A price of a share?",
    (False, True): "What is the strike price of a share?",
    (True, False): "What is the latest 409A price of a share?",
}
"""What to ask of options, by whether the strike price and the 409A price have been told."""
SCHEDULES = ("25% a year", "5/15/40/40", "40/30/20/10")
MONTHS = ("Yes, a 13th month", "Yes, 14 payments a year", "No, twelve payments")


OWNER = "owner"
"""The topic of the question whose a number is, and the reason for which one is left out."""


def ask_owner(state: DialogueState) -> Ask | None:
    """Whose a number of this message is, where that was not sure and no offer is known; asked once."""
    unsure = [one.said for one in state.left_out if one.why == OWNER]
    if not unsure or state.offers or OWNER in state.settled:
        return None
    said = unsure[0]
    options = (f"They offered {said} base", f"I earn {said} now", f"I want {said}")
    return Ask("offer", f"I saw {said}: is that what they offered?", options, topic=OWNER)


def ask_base(state: DialogueState) -> Ask | None:
    """Which of a letter's figures is the base, where it names two."""
    paper = state.paper
    if paper is None or not paper.doubt:
        return None
    words = load("replies/claims")
    found = [claim for claim in (*paper.claims, *paper.seen) if claim.part == "base" and claim.value]
    options = tuple(dict.fromkeys(map(base_sentence, found)))
    return Ask("offer", words["ask"][paper.doubt], options, topic="base")


def ask_doubt(state: DialogueState, library: Library) -> Ask | None:
    """What is meant by an amount of the offer that cannot be meant as it stands."""
    doubt = first_doubt(state, library)
    if doubt is None:
        return None
    return Ask("offer", f"What is the {NAMES[doubt.component]}?", doubt.readings, topic="doubt")


def first_doubt(state: DialogueState, library: Library) -> Doubt | None:
    """The first amount of the offer in hand that cannot be meant."""
    offer, band = state.supposed or state.offer, _band(state, library)
    if offer is None:
        return None
    top = band.bonus_pct.high if band and band.bonus_pct else Decimal(0)
    doubts = doubts_of(offer, ranges_of(band, offer.currency), top)
    return doubts[0] if doubts else None


def _band(state: DialogueState, library: Library) -> PayBand | None:
    guide, subject = guide_of(state.subject, library), state.subject
    bands = guide.bands if guide else ()
    return next((band for band in bands if (band.region, band.level) == (subject.region, subject.level)), None)


def _prices(state: DialogueState) -> Ask | None:
    """What a number of options or shares needs to be worth anything."""
    grant = state.offer.grant if state.offer else None
    if grant is None or grant.shares is None or grant.kind == "phantom":
        return None
    if grant.kind == "options" or grant.strike:
        question = QUESTIONS.get((bool(grant.strike), bool(grant.fair)))
        return Ask("equity_terms", question, topic="prices") if question else None
    return None if grant.price else Ask("equity_terms", "What does one share count for?", topic="share_price")


def _schedule(state: DialogueState) -> Ask | None:
    """How the grant vests, where they call it uneven or the user asks about its years."""
    offer = state.offer
    if offer is None or not _grants(offer) or offer.grant.schedule or offer.grant.even:
        return None
    if offer.grant.back_loaded or says("by_year", state.message):
        return Ask("equity_terms", "How does the grant vest, in percent a year?", SCHEDULES, topic="schedule")
    return None


def _grants(offer: Offer) -> bool:
    return offer.equity is not None or offer.grant.shares is not None


def _months(state: DialogueState) -> Ask | None:
    offer = state.offer
    if offer is None or not offer.monthly or offer.pay_months:
        return None
    return Ask("offer", "Does the contract pay a 13th or 14th month?", MONTHS, topic="months")


def ask_issuer(state: DialogueState) -> Ask | None:
    """Whose stock the equity is, at a company that changed hands (data/known_changes.yaml)."""
    rows = load("known_changes").get(state.subject.company, ())
    changed = any(row["ask"] == "issuer" for row in rows)
    if not changed or state.offer is None or not _grants(state.offer) or state.offer.grant.issuer:
        return None
    return Ask("equity_terms", "Which company's shares is the equity in?", topic="issuer")


ASKS: tuple[Callable[[DialogueState], Ask | None], ...] = (_prices, _schedule, _months)
