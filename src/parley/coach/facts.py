"""What was understood so far, for the page: name and value, in the user's own terms."""

from __future__ import annotations

from collections.abc import Iterator

from parley.coach.model import Reply
from parley.coach.phrases import place_name, years_words
from parley.data import load
from parley.dialogue.model import DialogueState, Offer, Stated
from parley.dialogue.ranges import open_ranges
from parley.guides.places import read_label
from parley.money import Money, compact, plain_number
from parley.render import escape_markdown


def noted_offer(reply: Reply) -> str:
    """An offer told before the band is known: `£20K signing bonus (read in GBP, for the place you named)`."""
    offer = reply.state.offer
    if not offer or reply.band:
        return ""
    local = _currency_there(reply.state.subject.region_said)
    words = stated_words(offer, reply.currency or local)
    return (
        words
        if offer.currency or reply.currency or not local
        else f"{words} (read in {local}, for the place you named)"
    )


def _currency_there(said: str | None) -> str | None:
    """What people are paid in at a place that no band covers; None where it is unknown or means several."""
    found = {place.currency for place in read_label(said or "").places}
    return found.pop() if len(found) == 1 else None


def current_pay(reply: Reply) -> str:
    """What the user earns now, in their own terms."""
    pay = reply.state.current_pay
    return stated_words(pay, reply.currency) if pay else ""


def facts(reply: Reply) -> list[tuple[str, str]]:
    """What was understood so far, as name and value, for the page."""
    return [(name, escape_markdown(value)) for name, value in _facts(reply) if value]


def _facts(reply: Reply) -> Iterator[tuple[str, str | None]]:
    state, guide = reply.state, reply.guide
    home = reply.currency
    yield "Company", guide.company_display if guide else state.subject.company or state.subject.company_said
    yield "Role", (guide.role_display if guide else state.subject.role_said) or state.subject.role
    yield "Place", place_name(reply.band, state.subject) or state.subject.region_said
    for number, offer in enumerate(state.offers, 1):
        yield "Their offer" if len(state.offers) == 1 else f"Their offer, round {number}", stated_words(offer, home)
    if state.quoted:
        yield "Their range", " to ".join(_stated(end, home) for end in state.quoted)
    for where, words in open_words(state, home):
        yield f"Their range, {where}", words
    for offer in state.competing:
        yield f"Other offer ({offer.company_display or offer.company or 'unnamed'})", stated_words(offer, home)
    for one in state.evidence:
        if one.kind != "employer_range":
            row = load("evidence")[one.kind]
            ends = dict.fromkeys(_stated(end, one.currency or home) for end in (one.low, one.high))
            yield row["label"], " to ".join(ends)
    if state.wished and not state.asked:
        yield "You want", stated_words(state.wished, home)
    if state.asked:
        yield "You asked for", stated_words(state.asked, home)
    if state.current_pay:
        yield "Your pay now (never sent)", stated_words(state.current_pay, home)
    if state.walk_away:
        yield "Your walk-away (never sent)", walk_away_words(state, home)
    yield "Deadline", state.deadline
    yield "Priority", state.priority


def open_words(state: DialogueState, home: str | None) -> Iterator[tuple[str, str]]:
    """The ranges told for several places while none decides: the place's words, the range's."""
    for one in open_ranges(state):
        ends = dict.fromkeys(_stated(end, one.currency or home) for end in (one.low, one.high))
        yield one.place or "elsewhere", " to ".join(ends)


def walk_away_words(state: DialogueState, home: str | None) -> str:
    """The user's own line, with the part that it was told for: `£140K base`."""
    if state.walk_away is None:
        return ""
    on = "" if state.walk_away_on == "total" else f" {state.walk_away_on}"
    return f"{_stated(state.walk_away, home)}{on}"


def stated_words(offer: Offer, home: str | None) -> str:
    """An offer in the user's terms, before any band is known."""
    currency = offer.currency or home
    named = (
        ("base", offer.base),
        ("equity", offer.equity),
        ("bonus", offer.bonus),
        ("signing bonus", offer.signing),
        ("signing bonus in year two", offer.signing_second),
        ("in total", offer.total),
    )
    words = [f"{_stated(value, currency)} {name}{_over(offer, name)}" for name, value in named if value]
    if offer.bonus_pct:
        words.append(f"{plain_number(offer.bonus_pct.value)}% bonus")
    if offer.grant.shares:
        words.append(f"{plain_number(offer.grant.shares.value)} {offer.grant.kind or 'shares'}")
    if offer.grant.schedule:
        words.append(f"vesting {offer.grant.schedule.text}")
    words += [f"{compact(Money(one.stated.value, one.currency))} {one.component} beside it" for one in offer.beside]
    return ", ".join(words)


def _over(offer: Offer, name: str) -> str:
    """Over how many years a grant is, where that was told."""
    return f" over {years_words(offer.equity_years)}" if name == "equity" and offer.equity_years else ""


def _stated(stated: Stated, currency: str | None) -> str:
    return compact(Money(stated.value, currency)) if currency else plain_number(stated.value)
