"""From what was told to the situation that the advice is about, with a guide's band or without one.

In: the state, the guide and the band that were looked up. Out: a Situation; None where nothing was told that an ask can
rest on. The currency without a guide: that of the offer, else of the place, else of the evidence; else none is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from parley.advice.counter import advise, as_offer
from parley.advice.leaving import advise_leaving
from parley.advice.model import Advice
from parley.advice.no_guide import no_band, no_guide
from parley.advice.period import MONTHS
from parley.advice.raises import advise_raise, next_level
from parley.advice.situation import Situation
from parley.dialogue.grades import paid_by_grade
from parley.dialogue.ground import has_ground
from parley.dialogue.model import DialogueState, Offer
from parley.dialogue.pay.rounds import merged
from parley.dialogue.stage import at_work, members
from parley.dialogue.terms import terms_of
from parley.dialogue.words.cues import says
from parley.guides.model import Guide, PayBand
from parley.guides.places import RegionLabel, read_label
from parley.money import NO_CURRENCY

CLOSED = members("closed") | members("agreed")
"""Stages in which a yes was given."""
Bonuses = tuple[tuple[str, Decimal], ...]
"""Published bonuses by company, in percent."""


def advice_for(
    guide: Guide | None, band: PayBand | None, state: DialogueState, today: date, bonuses: Bonuses = ()
) -> Advice | None:
    """The advice for this turn; None where there is neither published pay nor anything told to rest an ask on."""
    situation = situation_of(guide, band, state, bonuses)
    if situation is None:
        return None
    if state.stage == "leaving":
        return advise_leaving(situation, state.current_pay or state.past_pay, today)
    if state.own_employer or at_work(state.stage):
        promoted = "promotion" in (state.form.kind, state.stage)
        above = next_level(band, guide.bands) if guide and band and promoted else None
        return advise_raise(situation, state.current_pay, today, above)
    return advise(situation, today)


def situation_of(
    guide: Guide | None, band: PayBand | None, state: DialogueState, bonuses: Bonuses = ()
) -> Situation | None:
    """The negotiation as far as it is known; `bonuses` are those published where the other offers come from."""
    if guide is None or band is None:
        if not has_ground(state) and not _earns_at_work(state):
            return None
        guide, band = _nobodys(state)
    return _agreed(
        state,
        Situation(
            guide=guide,
            band=band,
            offers=(*state.offers, state.supposed) if state.supposed else state.offers,
            competing=state.competing,
            walk_away=state.walk_away,
            walk_away_on=state.walk_away_on,
            preference_pct=state.preference_pct,
            asked=None if told_too_low(state) else _paid_alike(state.asked, state.offer),
            priority=state.priority,
            rate=state.rate,
            wants_packages=says("two_packages", state.message),
            evidence=state.evidence,
            wished=_paid_alike(state.wished, state.offer),
            official=state.official,
            terms=terms_of(state),
            by_grade=paid_by_grade(state),
            answered=len(state.offers) == 1 and state.asked is not None and state.stage == "answered:partly",
            final=state.stage == "final",
            rival_bonus=bonuses,
        ),
    )


def _paid_alike(own: Offer | None, offer: Offer | None) -> Offer | None:
    """The person's own number a month, paid as often a year as what they offer where it was told without that."""
    months = offer.pay_months if offer and offer.monthly else None
    if own is None or own.base is None or not own.monthly or own.pay_months or not months:
        return own
    value = own.base.value * months / MONTHS
    return replace(own, base=replace(own.base, value=value), pay_months=months)


def told_too_low(state: DialogueState) -> bool:
    """Whether the number they were told, and any offer made on it, lie below their own range: it is put right, not
    defended; after a yes it stands.
    """
    low = state.quoted[0].value if state.quoted else None
    told = state.asked.base if state.asked and state.stage not in CLOSED else None
    offered = state.offer.base if state.offer else None
    return low is not None and told is not None and max(told.value, offered.value if offered else told.value) < low


def _earns_at_work(state: DialogueState) -> bool:
    """Present pay in a talk with one's own employer, whatever this message is."""
    if state.stage == "leaving" and state.past_pay is not None and state.past_pay.base is not None:
        return True
    return at_work(state.stage) and state.current_pay is not None and state.current_pay.base is not None


def _agreed(state: DialogueState, situation: Situation) -> Situation:
    """After a yes the terms are what was asked: by the user, else what was advised."""
    if state.stage != "answered:yes" or not situation.offers or state.supposed:
        return situation
    offer, asked = situation.offers[-1], situation.asked
    if asked is None:
        ladder = advise(situation, date.min).ladder
        asked = as_offer(ladder.opening, offer) if ladder else None
    if asked is None or asked.currency not in (None, situation.band.currency):
        return situation
    return replace(situation, offers=(*situation.offers, merged(offer, asked)), agreed=True)


def _nobodys(state: DialogueState) -> tuple[Guide, PayBand]:
    """The guide and the band of a job that no guide is about."""
    label = place_told(state)
    country = label.country if label else None
    band = no_band(currency_told(state), country, label.text if label else None, label.places if label else ())
    return no_guide(state.subject.company_said or state.subject.company or "", state.subject.role_said or ""), band


def place_told(state: DialogueState) -> RegionLabel | None:
    """What the user's words say of the place."""
    said = state.subject.region_said or state.subject.region
    return read_label(said) if said else None


def currency_told(state: DialogueState) -> str:
    """The first currency that tells what this talk is in (ISO 4217); `NO_CURRENCY` where nothing does."""
    return next(filter(None, _currencies(state)), NO_CURRENCY)


def _currencies(state: DialogueState) -> Iterator[str | None]:
    yield from (offer.currency for offer in reversed(state.offers))
    yield state.supposed.currency if state.supposed else None
    label = place_told(state)
    places = {place.currency for place in label.places} if label else set()
    yield places.pop() if len(places) == 1 else None
    yield from (one.currency for one in reversed(state.evidence))
    yield state.official.cell.release.currency if state.official and state.official.cell else None
    own = (
        state.asked,
        state.wished,
        state.current_pay if state.own_employer or at_work(state.stage) else None,
        *state.competing,
    )
    yield from (offer.currency for offer in own if offer)
