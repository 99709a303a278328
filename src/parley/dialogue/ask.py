"""The coach's one question of a turn: what would change the answer most, with quick replies that replay understands.

In: the state after a message, the library. Out: an `Ask`, or None when nothing useful is left to ask. The order is
that of docs/advice.md 2.1: guide, region, level, the offer, its terms, deadline, other offers, priority.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rapidfuzz import fuzz, process

from parley.dialogue.ask_terms import ASKS, ask_base, ask_doubt, ask_issuer, ask_owner
from parley.dialogue.ground import has_ground
from parley.dialogue.liked import ask_liked
from parley.dialogue.model import Ask, DialogueState
from parley.dialogue.official import ask_occupation
from parley.dialogue.ranges import open_ranges
from parley.dialogue.rows import guide_of, has_row, levels, regions
from parley.dialogue.stage import at_work, members
from parley.guides.library import Library

MOST = 6
LIKE = 60
"""How many companies to show, and from what likeness of names (0 to 100) on to ask "did you mean"."""
PAY = ("counter", "band", "offer_check", "compare", "equity", "competing", "script", "level", "levers", "sources")
WITHOUT_PLACE = ("levers", "sources", "level", "pushback", "deadline")
"""Intents that a guide answers whatever the place; the place is still asked, as the follow-up."""


def next_ask(state: DialogueState, library: Library) -> Ask | None:
    """The question for this turn, or None."""
    if state.intent == "out_of_scope" or (state.across and state.subject.company):
        return None
    if base := ask_base(state):
        return base
    if state.own_employer or at_work(state.stage):  # no offer to ask about, and figures may do without a place
        return needed(state, library) if state.subject.company else None
    asked = (
        ask_owner(state) or _ask_job(state) or ask_place(state) or needed(state, library) or ask_doubt(state, library)
    )
    return asked or (None if state.intent == "compare" else useful(state))


def _ask_job(state: DialogueState) -> Ask | None:
    """Which occupation it is, asked once."""
    ask = ask_occupation(state)
    return ask if ask and ask.key not in state.settled else None


RANGES = "ranges"
"""The topic of the question which of several places it is that ranges were told for."""


def ask_place(state: DialogueState) -> Ask | None:
    """Which place it is, where ranges were told for several and no guide is about the job; once the place is known, it
    is asked no more than once."""
    labels = tuple(dict.fromkeys(one.place for one in open_ranges(state) if one.place))[:MOST]
    asked = state.subject.region_said is not None and RANGES in state.settled
    if not labels or has_ground(state) or state.subject.company or asked:
        return None
    return Ask("region", "Which place is it?", labels, topic=RANGES)


WHOLE_OFFER = "What did they offer: base, equity (over how many years), bonus, signing bonus?"
"""Asked of who has an offer and told none of it."""


def needed(state: DialogueState, library: Library) -> Ask | None:
    """What must be known before a figure can be given; no company where there is an offer or a range to go by."""
    if not state.subject.company:
        return None if has_ground(state) and not state.did_you_mean else _ask_company(state, library)
    if not state.subject.role:
        return _ask_role(state, library)
    return None if _has_sides(state, library) else _ask_row(state, library)


def _has_sides(state: DialogueState, library: Library) -> bool:
    """Whether a comparison can be made without another question."""
    return state.intent == "compare" and sum(has_row(side, library) for side in state.compared) > 1


def _ask_company(state: DialogueState, library: Library) -> Ask:
    if len(state.did_you_mean) == 1 and _looks_like(state.subject.company_said, state.did_you_mean[0]):
        name = state.did_you_mean[0]
        return Ask("confirm", f"Did you mean {name}?", (f"Yes, {name}", "No"))
    if state.did_you_mean:
        return Ask("company", "Which company do you mean?", state.did_you_mean)
    if state.subject.company_said and not state.subject.company_unsure:
        open_offer = state.stage in ("", *members("before"))
        return (_ask_offer(state) if open_offer else None) or Ask("offer", WHOLE_OFFER)
    return Ask("company", "Which company is it?", _some_companies(state, library))


def _looks_like(said: str | None, name: str) -> bool:
    return not said or fuzz.ratio(said.casefold(), name.casefold()) >= LIKE


def _some_companies(state: DialogueState, library: Library) -> tuple[str, ...]:
    """At most six companies: all of a small library, else the nearest by name to what was said."""
    shown = tuple(library.companies.values())
    said = state.subject.company_said
    if len(shown) <= MOST or not said:
        return shown[:MOST]
    return tuple(name for name, _, _ in process.extract(said, shown, scorer=fuzz.WRatio, limit=MOST))


def _ask_role(state: DialogueState, library: Library) -> Ask:
    company = state.subject.company or ""
    options = tuple(guide.role_display for guide in library.roles(company))
    return Ask("role", f"Which role at {library.companies.get(company, company)} is it?", options)


def _ask_row(state: DialogueState, library: Library) -> Ask | None:
    guide = guide_of(state.subject, library)
    if guide is None or has_row(state.subject, library):
        return None
    labels = regions(guide.bands)
    if labels and not state.subject.region:
        return Ask("region", "Which place is it?", labels)
    rows = levels(guide.bands, state.subject.region)
    return Ask("level", "Which level is it?", rows) if rows else None


def useful(state: DialogueState) -> Ask | None:
    """The next optional question, each asked once: domain order in docs/advice.md 2.1."""
    closed = frozenset(_closed(state))
    return next((ask for maker in _OPTIONAL if (ask := maker(state)) and ask.key not in closed), None)


def _closed(state: DialogueState) -> Iterator[str]:
    """Slots asked before; the offer may be asked a second time, for its figures."""
    again = {"offer": _has_offer_now(state), "competing": _has_rival_now(state)}
    return (slot for slot in state.settled if not again.get(slot))


def _has_offer_now(state: DialogueState) -> bool:
    """The user has just said that there is an offer, without figures."""
    return not state.offers and _said_yes_to("offer", state)


def _has_rival_now(state: DialogueState) -> bool:
    """The user has just said that there is another offer, without figures."""
    return not state.competing and _said_yes_to("competing", state)


def _said_yes_to(slot: str, state: DialogueState) -> bool:
    """Whether the message answers the coach's question with a yes; `last_ask` is still that question."""
    last, said = state.last_ask, state.message.casefold()
    return bool(last and last.slot == slot and last.options) and said.startswith(
        ("yes", "y ", "i do", "i have", "sure")
    )


def _ask_offer(state: DialogueState) -> Ask | None:
    if state.offers:
        return None
    if _has_offer_now(state):
        return Ask("offer", WHOLE_OFFER)
    return Ask("offer", "Do you have the offer yet?", ("Yes, I have the offer", "Not yet"))


def _ask_terms(state: DialogueState) -> Ask | None:
    offer = state.offer
    if offer and offer.equity and offer.assumed_equity_years:
        return Ask(
            "equity_terms", "Is that equity the whole grant over 4 years?", ("Yes, over 4 years", "It is per year")
        )
    return None


def _ask_deadline(state: DialogueState) -> Ask | None:
    if state.deadline or not state.offers:
        return None
    return Ask("deadline", "When do they want your answer?", ("This week", "Next week", "No deadline"))


def _ask_competing(state: DialogueState) -> Ask | None:
    if state.competing or not state.offers:
        return None
    if _has_rival_now(state):
        return Ask("competing", "From which company, and what did they offer?")
    return Ask(
        "competing",
        "Do you hold another written offer? If so, from whom and how much?",
        ("Yes, another offer", "No other offers"),
    )


def _ask_priority(state: DialogueState) -> Ask | None:
    if state.priority or not state.offers:
        return None
    return Ask("priority", "What matters most to you?", ("Cash", "Equity", "Flexibility", "Start date"))


_OPTIONAL: tuple[Callable[[DialogueState], Ask | None], ...] = (
    _ask_offer,
    _ask_terms,
    *ASKS,
    ask_liked,
    _ask_deadline,
    _ask_competing,
    ask_issuer,
    _ask_priority,
)
