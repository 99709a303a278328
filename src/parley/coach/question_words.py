"""A known question's answer in words: its lead, its lines, and one line with the person's figures where they are known.

In: a Reply that answers a question, the environment of the replies. Out: the words for `replies/question.j2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from parley.advice.model import Advice, Figure
from parley.coach.lines import asked_parts, is_doubtful, opening_position
from parley.coach.model import Reply
from parley.coach.own_words import each, own_period
from parley.coach.phrases import package
from parley.coach.retold import retold
from parley.data import load
from parley.dialogue.model import DialogueState
from parley.dialogue.stage import at_work
from parley.dialogue.words.cues import says
from parley.money import MARKS, NO_CURRENCY, Money, compact, full
from parley.render import escape_markdown
from parley.scripts.facts import clause_of
from parley.templates import percent

ORDINARY, FIRM = Decimal("0.10"), Decimal("0.20")
SIZES = {"ordinary": "an ordinary ask", "firm": "a firm ask", "stretch": "a stretch, which needs a reason"}
"""The user's own number as docs/advice.md 2.13 judges it."""
PARAGRAPH = "\n\n"
NO_MARKET = "the work of the role and what I bring to it"


def question_words(reply: Reply, env: Any) -> dict[str, Any]:
    """`question_lead`, `question_body` and `also`, a line for each further question; empty where none is answered."""
    question = reply.question
    if question is None:
        return {"question_lead": "", "question_body": "", "also": ()}
    known = slots(reply.state, reply.advice)
    last = question.told if known["ask"] or known["side"] else question.untold
    lines = [said for text in (*question.lines, last) if (said := _said(env, text, known))]
    return {
        "question_lead": _said(env, question.lead, known),
        "question_body": "".join(_set(lines)),
        "also": tuple((one.asks, _said(env, one.lead, known), _said(env, one.lines[0], known)) for one in reply.also),
    }


def slots(state: DialogueState, advice: Advice | None) -> dict[str, Any]:
    """The names that a record may use: what is known of the figures, what was told, the person's own clauses."""
    return {**NOTHING, **_retold(state), **_known(advice), **_of_the_talk(state, advice)}


def _set(lines: list[str]) -> Iterator[str]:
    """The lines of an answer: the first behind its lead, each other a paragraph of its own."""
    yield from lines[:1]
    yield from (f"{PARAGRAPH}{line}" for line in lines[1:])


def _of_the_talk(state: DialogueState, advice: Advice | None) -> dict[str, Any]:
    """What a record may use of the talk besides the ask: facts the person told, whether they wait for an answer."""
    told, subject = dict(state.details), state.subject
    so_far = {*state.events, state.stage}
    return {
        "result": _result(state.experience),
        **_told_before(state, advice),
        "sent": "asked_them" in state.events,
        "says": lambda name: says(name, state.message),
        "deadline": escape_markdown(state.deadline or ""),
        **{name: escape_markdown(told[name]) for name in ("start", "notice", "pattern", "until") if told.get(name)},
        "at_work": at_work(state.stage) or state.own_employer,
        **_number_told(state, advice),
        "years": told.get("years", ""),
        "credentials": re.sub(r"^my\b", "your", escape_markdown(told.get("credentials", "")), flags=re.IGNORECASE),
        "company": "" if subject.company_unsure else escape_markdown(subject.company_said or ""),
        "role": escape_markdown(subject.role_said or ""),
        "resigned": bool(re.search(RESIGNED, " ".join(state.earlier or (state.message,)), re.IGNORECASE)),
        "accepted": "accepted" in so_far,
        **({"named_number": escape_markdown(state.named.text)} if state.named else {}),
        "rival_total": bool(state.competing),
        "market_told": any(one.kind == "market" for one in state.evidence),
    }


def _number_told(state: DialogueState, advice: Advice | None) -> dict[str, str]:
    """The number that the person wants, in their own period, where the figures have no ask."""
    wished = state.wished.base if state.wished else None
    if wished is None or state.wished is None or _number(advice):
        return {}
    money = Money(wished.value, state.wished.currency or (advice.currency if advice else NO_CURRENCY))
    words = escape_markdown(wished.text) if state.wished.monthly or state.wished.per else full(money)
    return {"number": words, "told_number": words}


def _retold(state: DialogueState) -> dict[str, str]:
    """The person's own clauses, none that holds what is private."""
    found = retold(state.earlier or (state.message,), _private(state))
    return {**found, "when": f" {found['when']}" if found["when"] else ""}


def _private(state: DialogueState) -> tuple[str, ...]:
    """Amounts as told that no letter may hold: pay of today and before, the least that would be taken, others' pay."""
    read = state.read.numbers if state.read else ()
    kept = (state.current_pay, state.past_pay)
    told = (one.base.text for one in kept if one and one.base)
    line = (state.walk_away.text,) if state.walk_away else ()
    return (*(number.said for number in read if number.whose in WITHHELD), *told, *line)


WITHHELD = ("mine_now", "mine_before", "line", "others", "unheld")
"""Owners of numbers that no letter may hold."""
RESIGNED = r"\b(?:resigned|gave (?:my )?notice|handed in|(?:already )?quit|left my (?:old )?(?:job|work|salon))\b"
NOTHING = dict.fromkeys(
    (
        *("sum_line", "sum_result", "paper_name", "move_cost", "sent_about", "their_words", "market", "share_sum"),
        *("rival_words", "wish_verb", "pattern", "until", "told_number"),
    ),
    "",
)
"""Names that a record may use and that nothing tells yet."""


def _result(told: tuple[str, ...]) -> str:
    """What the person did, newest first, in their own sentence; empty where they told nothing that can be said."""
    return next(filter(None, map(clause_of, reversed(told))), "")


def _told_before(state: DialogueState, advice: Advice | None) -> dict[str, str]:
    """The number that they were told, in the person's own words, where no figure of the advice holds it."""
    asked = state.asked
    held = advice and any(one.asked for one in advice.judged)
    return {"asked": re.sub(rf"[^\w\s.,{MARKS}]", "", asked.base.text)} if asked and asked.base and not held else {}


def _said(env: Any, text: str, known: dict[str, Any]) -> str:
    return str(_template(env, text).render(known)).strip()


@cache
def _template(env: Any, text: str) -> Any:
    return env.from_string(text)


def _known(advice: Advice | None) -> dict[str, str]:
    """The names that a record may use; empty words where nothing is known."""
    ask, over = asked_words(advice), _over(advice)
    return {
        "ask": ask,
        "over": percent(over) if over and over > 0 else "",
        "size": _size(over) if over else "",
        "side": _side(advice, ask),
        "offered": _offered(advice),
        **_asked(advice),
        "number": _number(advice) or ask,
        **_soft(advice),
        **_besides_pay(advice),
        "their_range": _their_range(advice),
        "placed": opening_position(advice),
        "rests": (load("evidence")[advice.rests_on]["rests"] if advice else "") or NO_MARKET,
    }


def _offered(advice: Advice | None) -> str:
    """The base that they offer, else the total, as a sentence has it; empty where it is not known."""
    offer = advice.offer if advice else None
    if offer is None or advice is None or is_doubtful(advice):
        return ""
    if offer.base is not None:
        return each(offer.base, offer.period) if offer.period else full(offer.base.money)
    return full(offer.total.money) if offer.total else ""


def _asked(advice: Advice | None) -> dict[str, str]:
    """What they were told, and how far it lies over the offer."""
    one = next((one for one in advice.judged if one.asked), None) if advice else None
    if one is None or advice is None:
        return {"asked": "", "asked_over": ""}
    period = own_period(advice) if one.component == "base" else None
    words = each(one.figure, period) if period else full(one.figure.money)
    return {"asked": words, "asked_over": percent(one.over_offer) if one.over_offer and one.over_offer > 0 else ""}


def _number(advice: Advice | None) -> str:
    """The base that is asked for, as one says it aloud."""
    base = advice.ladder.opening.base if advice and advice.ladder and "base" in asked_parts(advice) else None
    if advice is None or base is None:
        return ""
    period = own_period(advice)
    return each(base, period) if period else full(base.money)


def _soft(advice: Advice | None) -> dict[str, str]:
    """A modest step for who would rather not ask at all: the target, and how far it lies over the offer."""
    ladder = advice.ladder if advice else None
    base, offered = ladder.target.base if ladder else None, advice.offer.base if advice and advice.offer else None
    if advice is None or base is None or offered is None or base.exact <= offered.exact:
        return {"soft": "", "soft_over": ""}
    period = own_period(advice)
    words = each(base, period) if period else full(base.money)
    return {"soft": words, "soft_over": percent((base.exact - offered.exact) / offered.exact)}


def _besides_pay(advice: Advice | None) -> dict[str, str]:
    """What a day of leave, a percent of base and a signing bonus are worth; empty where base is not known."""
    notes = {note.code: note.figures for note in advice.notes} if advice else {}
    named = {"leave_day": "sum_leave", "one_percent": "sum_pension"}
    found = {name: full(notes[code][0].money) if code in notes else "" for name, code in named.items()}
    return found | {"bonus_once": compact(advice.fallback.money) if advice and advice.fallback else ""}


def _their_range(advice: Advice | None) -> str:
    """The employer's own range for base; empty where it is not known."""
    grounds = advice.grounds if advice else ()
    found = next((one for one in grounds if one.kind == "employer_range" and one.low.exact < one.high.exact), None)
    return f"{compact(found.low.money)} to {compact(found.high.money)}" if found else ""


def asked_words(advice: Advice | None) -> str:
    """The whole ask as a sentence has it; empty where there is none."""
    parts = asked_parts(advice)
    if advice is None or advice.ladder is None or not parts:
        return ""
    years = advice.offer.equity_years if advice.offer else 4
    return package(advice.ladder.opening, parts, years, own_period(advice))


def size_words(advice: Advice | None) -> str:
    """How far the ask lies over the offer, and how that sounds; empty where one of the two is not known."""
    over = _over(advice)
    if advice is None or not over or over <= 0:
        return ""
    own = next((SIZES[one.verdict] for one in advice.judged if one.component == "base" and one.verdict in SIZES), "")
    return f"That is {percent(over)} over what they offer, {own or _size(over)}."


def _over(advice: Advice | None) -> Decimal | None:
    """How far the base that is asked for lies over the one offered, as a fraction."""
    asked = advice.ladder.opening.base if advice and advice.ladder else None
    offered = advice.offer.base if advice and advice.offer else None
    return (asked.exact - offered.exact) / offered.exact if asked and offered and offered.exact else None


def _size(over: Decimal) -> str:
    return "an ordinary step" if over <= ORDINARY else "a firm step" if over <= FIRM else "which needs a strong reason"


def _side(advice: Advice | None, ask: str) -> str:
    """The side that the ladder takes on the offer in hand; empty without both."""
    if advice is None or advice.ladder is None or advice.offer is None:
        return ""
    if not ask:
        return "I would sign; there is nothing left to ask for in the pay."
    for part in ("total", "base"):
        rungs = (advice.offer, advice.ladder.target, advice.ladder.acceptable)
        offered, target, least = (getattr(rung, part) for rung in rungs)
        if offered and target and least:
            return _taken(offered, target, least, ask)
    return ""


def _taken(offered: Figure, target: Figure, least: Figure, ask: str) -> str:
    if offered.exact >= target.exact:
        return "I would sign this one; it is where I would have aimed."
    if offered.exact >= least.exact:
        return f"I would ask once, for {ask}, and sign whether they move or not."
    return f"I would not sign it yet; I would ask for {ask} and decide on their answer."
