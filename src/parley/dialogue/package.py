"""The money of a message put where it belongs: the offer in hand, rivals' offers, asks, wishes, present pay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parley.dialogue.answers import is_option
from parley.dialogue.ask_terms import first_doubt
from parley.dialogue.currency import OTHER_PART, home_currency, in_another, local_parts, of_one_currency, with_home
from parley.dialogue.letter import with_letter, without_row
from parley.dialogue.model import Beside, DialogueState, Evidence, Offer, Stated
from parley.dialogue.others import with_rivals
from parley.dialogue.own_sentences import takes_back
from parley.dialogue.papers import puts_in_writing
from parley.dialogue.pay.all_in import is_split
from parley.dialogue.pay.claims import without_withdrawn
from parley.dialogue.pay.exchange import rate_of
from parley.dialogue.pay.parts import Part
from parley.dialogue.pay.payment import YEAR, extra_months_of, months_of
from parley.dialogue.pay.rounds import by_size, merged, offer_of, with_months, with_offer, with_years
from parley.dialogue.ranges import evidence_here, paid_in
from parley.dialogue.reading import Reading
from parley.dialogue.rows import guide_of
from parley.dialogue.told import Heard
from parley.dialogue.wants import LEAVING
from parley.dialogue.words.cues import cue, says
from parley.dialogue.words.text import fold
from parley.guides.model import Guide

YEARS = {"three": 3, "four": 4, "five": 5}
_YEARS = re.compile(
    r"\b(\d|three|four|five)[\s-]*(?:years?|yrs?|y)\b(?! (?:of|in|at|with|as|ago|old|experience))"
    r"|^\W*(\d|three|four|five)\W*$"
)
LINES = ("", "total", "base", "equity", "bonus")
"""What a walk-away can be told for; of a signing bonus or a percentage alone there is no line."""
WHAT_IF = "what_if"
"""The note that a round was only supposed."""
TERSE = 10
"""How many words an answer about the equity's period has at most."""


def with_package(state: DialogueState, heard: Heard) -> DialogueState:
    """The state with every amount of the message in its place."""
    reading = heard.reading
    state = _without_slip_of_place(state, reading)
    state = without_withdrawn(state, reading.text, reading.withdrawn, reading.companies)
    state = without_row(state, reading.put_right.gone if reading.put_right else None)
    state = replace(state, rate=rate_of(reading.own, state.turn) or state.rate)
    leaves = _leaves(state)
    state = state if leaves else _with_theirs(state, heard)
    state = _with_supposed(with_rivals(state, heard), heard)
    state = _with_evidence(state, heard)
    own = {owner: _own(owner, state, heard) for owner in ("asked", "wished", "current_pay", "past_pay")}
    own["current_pay"] = own["current_pay"] or (_own("theirs", state, heard) if leaves else None)
    if state.wants_script and says("conditional_yes", fold(reading.own)):
        own["asked"] = own["asked"] or own["wished"]
    state = replace(
        state,
        asked=own["asked"] or state.asked,
        wished=own["wished"] or state.wished,
        current_pay=own["current_pay"] or state.current_pay,
        past_pay=own["past_pay"] or state.past_pay,
    )
    return with_home(with_letter(_with_limits(state, heard), reading), heard.library)


def _leaves(state: DialogueState) -> bool:
    """Whether the talk is about leaving terms: what is told of pay there is what was earned."""
    return state.kind_asked == LEAVING or state.stage == "leaving"


def _without_slip_of_place(state: DialogueState, reading: Reading) -> DialogueState:
    """A currency that nobody told, taken from a place that is now put right ("my mistake, it's New York"), is open."""
    if not (reading.places and reading.want == "fix"):
        return state
    open_again = (replace(o, currency=None, assumed_currency=False) if o.assumed_currency else o for o in state.offers)
    return replace(state, offers=tuple(open_again))


def _own(owner: str, state: DialogueState, heard: Heard) -> Offer | None:
    """What the user says of their own asks, wishes or present pay."""
    parts = [part for part in heard.reading.parts if part.whose == owner]
    home = home_currency(state.subject, heard.library)
    return offer_of(of_one_currency(local_parts(parts, home), home), state.offer)


def _with_theirs(state: DialogueState, heard: Heard) -> DialogueState:
    home = home_currency(state.subject, heard.library)
    told = by_size(heard.reading.of("theirs"), state.offer, heard.reading.text)
    told = local_parts(_as_price(told, heard), home)
    if not told or _repeats_equity(told, state):
        return _with_terms(state, heard)
    parts = of_one_currency(told, home)
    equity = _grants_equity(guide_of(state.subject, heard.library))
    told_of = offer_of(parts, state.offer or state.asked, equity=equity)
    new, beside = _in_hand(told_of, state, home), in_another(told, home)
    if new and state.offer and is_split(new, state.offer, heard.reading.left_out):
        new = replace(new, base=state.offer.base)
    if new is None:
        return _with_beside(state, told)
    if len(parts) < len(told) and not beside:
        state = replace(state, notes=(*state.notes, OTHER_PART))
    new = replace(new, beside=beside)
    grant = replace(new.grant, issuer=heard.reading.issuer or new.grant.issuer)
    new = replace(new, company=state.subject.company, grant=grant)
    if puts_in_writing(new, state, heard.reading.paper):
        return replace(state, offers=(*state.offers[:-1], new))
    correction = heard.reading.want == "fix" or first_doubt(heard.before, heard.library) is not None
    return replace(state, offers=with_offer(_with_earlier(state, heard, home), new, correction=correction))


def _with_beside(state: DialogueState, parts: Sequence[Part]) -> DialogueState:
    """The state with lone parts in another currency kept beside the offer in hand."""
    last = state.offers[-1] if state.offers else None
    own = last.currency if last else None
    beside = tuple(Beside(p.component, p.stated, p.currency, p.years) for p in parts if p.component and p.currency)
    if last is None or not beside or any(one.currency == own for one in beside):
        return replace(state, notes=(*state.notes, OTHER_PART))
    return replace(state, offers=(*state.offers[:-1], merged(last, replace(last, beside=beside))))


def _with_earlier(state: DialogueState, heard: Heard, home: str | None) -> tuple[Offer, ...]:
    """The rounds before, with the one that this message tells of as past ("first 85, now 90")."""
    earlier = offer_of(of_one_currency(local_parts(list(heard.reading.of("earlier")), home), home))
    return state.offers if earlier is None or state.offers else (replace(earlier, company=state.subject.company),)


def _with_supposed(state: DialogueState, heard: Heard) -> DialogueState:
    """The round that the message only supposes, beside the offer in hand."""
    parts = by_size(heard.reading.of("supposed"), state.offer, heard.reading.text)
    home = home_currency(state.subject, heard.library)
    supposed = offer_of(of_one_currency(local_parts(parts, home), home), state.offer)
    if supposed is None or not state.offers:
        return state
    if says("conditional_yes", fold(heard.reading.own)) and state.wants_script:
        return replace(state, asked=supposed)
    return replace(state, supposed=merged(state.offers[-1], supposed), notes=(*state.notes, WHAT_IF))


EVIDENCE = {"range": "employer_range", "market": "market", "others": "others"}
"""Owners whose figures an ask can rest on, by the kind of evidence they are."""


def _with_evidence(state: DialogueState, heard: Heard) -> DialogueState:
    """The ranges and figures told; a kind told anew for a component takes the place of the old."""
    home = home_currency(state.subject, heard.library)
    parts = local_parts(heard.reading.of(*EVIDENCE), home)
    told = [
        Evidence(
            EVIDENCE[p.whose],
            p.component,
            p.stated,
            p.high or p.stated,
            p.currency or paid_in(p.place),
            p.place,
            p.monthly,
            p.months,
            p.per if p.payments else None,
            p.payments,
        )
        for p in parts
    ]
    new = {(one.kind, one.component): one for one in told}
    ranges = [one for one in told if one.place or len(_of_kind(told, one)) > 1]
    others = heard.reading.put_right is not None  # one row of several: the others stand
    ranges += [one for one in state.ranges if others or (one.kind, one.component) not in new]
    several = {(one.kind, one.component) for one in ranges}
    kept = [one for one in state.evidence if (one.kind, one.component) not in {*new, *several}]
    alone = [one for key, one in new.items() if key not in several]
    here = evidence_here(ranges, state.subject.region_said or state.subject.region)
    return replace(state, evidence=(*kept, *alone, *here), ranges=tuple(ranges))


def _of_kind(told: Sequence[Evidence], like: Evidence) -> list[Evidence]:
    return [one for one in told if (one.kind, one.component) == (like.kind, like.component)]


def _answers(heard: Heard, topic: str) -> bool:
    """Whether the coach has just asked the question of that topic."""
    ask = heard.before.last_ask
    return ask is not None and ask.topic == topic


def _as_price(parts: list[Part], heard: Heard) -> list[Part]:
    """A lone number, where the coach has just asked what one share counts for."""
    if not _answers(heard, "share_price") or len(parts) != 1 or parts[0].component not in ("", "base"):
        return parts
    part = parts[0]
    value = part.stated.value / 1000 if part.assumed_scale else part.stated.value
    return [replace(part, component="price", stated=replace(part.stated, value=value), assumed_scale=False)]


def _in_hand(new: Offer | None, state: DialogueState, home: str | None) -> Offer | None:
    """The offer as told, set against the one in hand: a lone part in another currency is none of it (None).

    A bare base after an offer whose currency was assumed elsewhere is in that of the place talked about now.
    """
    last = state.offer
    if new is None or last is None or not last.currency:
        return new
    whole = bool(new.base or new.total)
    if new.currency and new.currency != last.currency and not whole:
        return None
    if not new.currency and whole and last.assumed_currency and home:
        return replace(new, currency=home, assumed_currency=True)
    return new


def _repeats_equity(parts: Sequence[Part], state: DialogueState) -> bool:
    """ "it's 50k a year", when the coach has just asked about the 50k of equity."""
    ask, offer = state.last_ask, state.offer
    if not (ask and ask.slot == "equity_terms" and offer and offer.equity):
        return False
    return all(not part.component and part.stated.value == offer.equity.value for part in parts)


def _grants_equity(guide: Guide | None) -> bool:
    """Whether the guide publishes equity, or too little to tell that there is none."""
    bands = guide.bands if guide else ()
    return any(band.equity for band in bands) or not any(band.bonus or band.bonus_pct for band in bands)


def _with_terms(state: DialogueState, heard: Heard) -> DialogueState:
    """An answer about the equity's period alone: "over 4 years", "per year"; or about the months of pay."""
    ask, text = state.last_ask, fold(heard.reading.own)
    told = _term_of(state.offer, heard.reading.issuer, text) if state.offer else None
    if told:
        return replace(state, offers=(*state.offers[:-1], told))
    if not (ask and ask.slot == "equity_terms" and not ask.topic and state.offer):
        return state
    option = is_option(text, ask)
    if not option and len(heard.reading.message) > TERSE:
        return state
    yearly, years = says("yearly", text), _YEARS.search(text)
    if not (yearly or years or option):
        return state
    count = 4 if yearly or not years else _count(years[1] or years[2])
    return replace(state, offers=(*state.offers[:-1], with_years(state.offer, count, yearly=yearly)))


def _term_of(offer: Offer, issuer: str | None, text: str) -> Offer | None:
    """The offer with whose shares its grant is in, or with how many monthly payments a year has; None for neither."""
    if issuer:
        return replace(offer, grant=replace(offer.grant, issuer=issuer))
    if offer.monthly:
        return with_months(offer, months_of(text) or YEAR) if months_of(text) else None
    return replace(offer, pay_months=extra_months_of(text)) if offer.base and extra_months_of(text) else None


def _count(word: str) -> int:
    return YEARS.get(word) or int(word) or 4


def _with_limits(state: DialogueState, heard: Heard) -> DialogueState:
    """The walk-away and how much less the user would take to work here."""
    told = [part for part in heard.reading.parts if part.whose == "walk_away" and part.component in LINES]
    limit = told[-1] if told else None
    if takes_back(heard.reading.text) == "walk_away":
        return replace(state, walk_away=None, walk_away_on="total")
    less = cue("anywhere", "less_by").search(heard.reading.own)
    return replace(
        state,
        walk_away=limit.stated if limit else state.walk_away,
        walk_away_on=(limit.component or "total") if limit else state.walk_away_on,
        preference_pct=Stated(Decimal(less[1]), less[0], state.turn) if less else state.preference_pct,
    )
