"""A known question's answer in words: its lead, its lines, and one line with the person's figures where they are known.

In: a Reply that answers a question, the environment of the replies. Out: the words for `replies/question.j2`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from parley.advice.model import Advice, Figure
from parley.coach.lines import asked_parts
from parley.coach.model import Reply
from parley.coach.own_words import own_period
from parley.coach.phrases import package
from parley.data import load
from parley.scripts.facts import clause_of
from parley.templates import percent

ORDINARY, FIRM = Decimal("0.10"), Decimal("0.20")
NO_MARKET = "the work of the role and what I bring to it"


def question_words(reply: Reply, env: Any) -> dict[str, str]:
    """`question_lead` and `question_body`; empty where no question is answered."""
    question = reply.question
    if question is None:
        return {"question_lead": "", "question_body": ""}
    known = _known(reply.advice) | {"result": _result(reply.state.experience)}
    last = question.told if known["ask"] or known["side"] else question.untold
    lines = [said for text in (*question.lines, last) if (said := _said(env, text, known))]
    return {"question_lead": _said(env, question.lead, known), "question_body": " ".join(lines)}


def _result(told: tuple[str, ...]) -> str:
    """What the person did, newest first, in their own sentence; empty where they told nothing that can be said."""
    return next(filter(None, map(clause_of, reversed(told))), "")


def _said(env: Any, text: str, known: dict[str, str]) -> str:
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
        "rests": (load("evidence")[advice.rests_on]["rests"] if advice else "") or NO_MARKET,
    }


def asked_words(advice: Advice | None) -> str:
    """The whole ask as a sentence has it; empty where there is none."""
    parts = asked_parts(advice)
    if advice is None or advice.ladder is None or not parts:
        return ""
    years = advice.offer.equity_years if advice.offer else 4
    return package(advice.ladder.opening, parts, years, own_period(advice))


def _over(advice: Advice | None) -> Decimal | None:
    """How far the base that is asked for lies over the one offered, as a fraction."""
    asked = advice.ladder.opening.base if advice and advice.ladder else None
    offered = advice.offer.base if advice and advice.offer else None
    return (asked.exact - offered.exact) / offered.exact if asked and offered and offered.exact else None


def _size(over: Decimal) -> str:
    return "an ordinary step" if over <= ORDINARY else "a firm one" if over <= FIRM else "which needs a strong reason"


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
