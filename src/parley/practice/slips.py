"""What is weak in an answer to the recruiter, by rules over its words and amounts. No model, no score.

In: the answer, the line it answers, and what the coach knows (the ask, present pay, whether a rival offer is held).
Out: `Slip`s in the order in which they cost the most, and the keys of what went well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from parley.advice.model import Figure, Rung
from parley.data import load
from parley.money import compact
from parley.practice.answer import RANGE, SpokenAnswer
from parley.practice.model import Slip
from parley.reading.numbers import numbers
from parley.scripts.lint import broken

FROM_LINT = ("apology", "threat", "private_line", "personal_need")


def slips_of(answer: SpokenAnswer) -> tuple[Slip, ...]:
    """Every weak spot, the costliest first."""
    if not answer.on_topic and answer.line.wants == "question" and not any(_pattern("rude")(answer)):
        return (_slip("off_topic"),)
    return tuple(slip for check in CHECKS for slip in check(answer))


def good_of(answer: SpokenAnswer, slips: tuple[Slip, ...]) -> tuple[str, ...]:
    """What was there and went well, as keys of data/practice.yaml; nothing that the answer did not hold."""
    codes, limits, said = {slip.code for slip in slips}, load("practice")["limits"], answer.said
    if "off_topic" in codes:
        return ()
    asked = answer.line.wants == "ask" and bool(answer.asked)
    friendly = re.search(load("practice")["friendly"], said, re.IGNORECASE) is not None
    told = {
        "named_ask": asked and not codes & {"below_ask", "above_ask", "gave_range"},
        "kept_pay": answer.line.key == "current_pay"
        and "current_pay" not in codes
        and answer.turned_back
        and "rude" not in codes,
        "one_question": said.rstrip(" .!").endswith("?") and answer.on_topic,
        "thanked": friendly and not codes & {"rude", "threat"},
        "brief": limits["praised_from"] <= len(said.split()) <= limits["words"] // 2,
    }
    good = tuple(key for key, holds in told.items() if holds)
    return () if good == ("brief",) and (slips or not answer.on_topic) else good


def _slip(code: str, **facts: object) -> Slip:
    return Slip(code, load("practice")["slips"][code]["says"].format(**facts))


def _ask(answer: SpokenAnswer) -> Iterator[Slip]:
    """The ask itself: missing, less than planned, or far above it."""
    opening, wants = answer.known.opening, answer.line.wants
    if wants == "ask" and not answer.asked:
        yield _slip("forgot_ask")
    if opening is None or wants == "question":
        return
    planned = {"base": opening.base or opening.total, "": opening.base or opening.total, "total": opening.total}
    named = [(answer.asked[name], figure) for name, figure in planned.items() if figure and name in answer.asked]
    for value, figure in named[:1]:
        yield from _against(value, figure, opening)


def _against(value: Decimal, figure: Figure, opening: Rung) -> Iterator[Slip]:
    """An amount beside the one planned; one far smaller is another part of pay, one like the total is the total."""
    planned = figure.money.amount
    total = opening.total.money.amount if opening.total else planned
    if planned / 2 < value < planned:
        yield _slip("below_ask", ask=compact(figure.money))
    elif value > max(planned, total if value <= total else planned) * Decimal(str(load("practice")["limits"]["above"])):
        yield _slip("above_ask", ask=compact(figure.money))


def _first(answer: SpokenAnswer) -> Iterator[Slip]:
    """A number given where their range should be asked for."""
    if answer.line.key == "expectations" and answer.asked and "?" not in answer.said:
        yield _slip("named_first")


def _range(answer: SpokenAnswer) -> Iterator[Slip]:
    spans = any(number.high is not None and not number.percent for number in numbers(answer.said))
    if spans or (answer.asked and RANGE.search(answer.said)):
        yield _slip("gave_range")


def _trade(answer: SpokenAnswer) -> Iterator[Slip]:
    """They hold one part fast: another must be asked for."""
    if answer.line.wants == "trade" and not answer.topics and not answer.asked and "?" not in answer.said:
        yield _slip("no_trade")


def _pattern(code: str) -> Callable[[SpokenAnswer], Iterator[Slip]]:
    def check(answer: SpokenAnswer) -> Iterator[Slip]:
        found = re.search(load("practice")["slips"][code]["pattern"], answer.said, re.IGNORECASE)
        if found:
            yield _slip(code, words=found[0].strip())

    return check


def _conceded(answer: SpokenAnswer) -> Iterator[Slip]:
    found = [*_pattern("conceded")(answer), *_trade(answer)]
    yield from found[:1]


def _rival(answer: SpokenAnswer) -> Iterator[Slip]:
    if not answer.known.holds_rival:
        yield from _pattern("unheld_offer")(answer)


def _pay(answer: SpokenAnswer) -> Iterator[Slip]:
    """Present pay: by its words, by its amount as told before, or any amount where they asked for it."""
    codes = broken(answer.said)
    own = answer.known.pay.base.value if answer.known.pay and answer.known.pay.base else None
    opening = answer.known.opening.base if answer.known.opening else None
    named = set(answer.amounts.values()) - ({opening.money.amount} if opening else set())
    if "salary_history" in codes or own in named or (answer.line.key == "current_pay" and named):
        yield _slip("current_pay")


def _lint(answer: SpokenAnswer) -> Iterator[Slip]:
    """What no script may say either."""
    codes = broken(answer.said)
    yield from (_slip(code) for code in FROM_LINT if code in codes)


def _question(answer: SpokenAnswer) -> Iterator[Slip]:
    if answer.line.wants == "question" and "?" not in answer.said:
        yield _slip("no_question")


def _length(answer: SpokenAnswer) -> Iterator[Slip]:
    if answer.count > load("practice")["limits"]["words"]:
        yield _slip("over_long", count=answer.count)


CHECKS: tuple[Callable[[SpokenAnswer], Iterator[Slip]], ...] = (
    _ask,
    _first,
    _range,
    _pay,
    _rival,
    _conceded,
    _lint,
    _pattern("rude"),
    _pattern("weak_hand"),
    _pattern("hedged"),
    _question,
    _length,
)
