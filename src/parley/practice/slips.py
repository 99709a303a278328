"""What is weak in an answer to the recruiter, by rules over its words and amounts. No model, no score.

In: the answer, the line it answers, and what the coach knows (the ask, present pay, whether a rival offer is held).
Out: `Slip`s in the order in which they cost the most, and the keys of what went well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from parley.advice.model import Rung
from parley.data import load
from parley.dialogue.amounts import amounts
from parley.dialogue.model import Offer
from parley.dialogue.offers import read_parts
from parley.dialogue.parts import Expecting
from parley.money import compact
from parley.practice.model import Line, Slip
from parley.scripts.lint import broken

FROM_LINT = ("apology", "threat", "private_line", "personal_need")
OTHER_PARTS = re.compile(r"\b(sign(ing|-on)?|bonus|equity|stock|rsus?|grant|level|review|start)\b", re.IGNORECASE)
SMALL = 1000
RANGE = re.compile(r"\bbetween\b.{0,16}\d.{0,12}\band\b.{0,6}\d|\d\s?k?\s?(?:-|–|to)\s?\S?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What an answer is judged by: the opening ask, its currency, present pay, and whether another offer is held."""

    opening: Rung | None
    currency: str | None
    pay: Offer | None
    holds_rival: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    said: str
    line: Line
    known: Known

    @property
    def asked(self) -> dict[str, Decimal]:
        """The amounts that the answer names, by component ("" where its words do not tell); of a range the low end."""
        parts = read_parts(self.said, 0, (), Expecting(number=True, talk=True, currency=self.known.currency))
        named = {part.component: part.stated.value for part in parts if part.component != "bonus_pct"}
        return named or self._bare()

    def _bare(self) -> dict[str, Decimal]:
        """Numbers that are only said in passing, "between 150 and 160": the lowest, small ones in thousands."""
        if not RANGE.search(self.said):
            return {}
        values = [amount.value for amount in amounts(self.said) if not amount.percent]
        scaled = [value * 1000 if value < SMALL else value for value in values]
        return {"": min(scaled)} if scaled else {}

    @property
    def count(self) -> int:
        return len(self.said.split())

    @property
    def topics(self) -> bool:
        """Whether it asks for something other than base."""
        return bool(
            re.search(r"\b(sign(ing|-on)?|bonus|equity|stock|rsus?|grant|level|review|start)\b", self.said, re.I)
        )


def slips_of(said: str, line: Line, known: Known) -> tuple[Slip, ...]:
    """Every weak spot, the costliest first."""
    answer = _Answer(said, line, known)
    return tuple(slip for check in CHECKS for slip in check(answer))


def good_of(said: str, line: Line, slips: tuple[Slip, ...]) -> tuple[str, ...]:
    """What went well, as keys of data/practice.yaml."""
    codes = {slip.code for slip in slips}
    told = {
        "named_ask": line.wants == "ask" and not codes & {"forgot_ask", "below_ask", "gave_range"},
        "kept_pay": line.key == "current_pay" and "current_pay" not in codes,
        "one_question": said.rstrip(" .!").endswith("?"),
        "thanked": re.search(r"\b(thank|thanks|appreciate|glad|happy|keen)\b", said, re.IGNORECASE) is not None,
        "brief": len(said.split()) <= load("practice")["limits"]["words"] // 2,
    }
    return tuple(key for key, holds in told.items() if holds)


def _slip(code: str, **facts: object) -> Slip:
    return Slip(code, load("practice")["slips"][code]["says"].format(**facts))


def _ask(answer: _Answer) -> Iterator[Slip]:
    """The ask itself: missing, or less than planned."""
    opening = answer.known.opening
    if answer.line.wants != "ask" or opening is None:
        return
    planned = {"base": opening.base or opening.total, "": opening.base or opening.total, "total": opening.total}
    named = [(answer.asked[name], planned[name]) for name in planned if name in answer.asked]
    low = [figure for value, figure in named if figure and value < figure.money.amount]
    if not answer.asked:
        yield _slip("forgot_ask")
    elif low:
        yield _slip("below_ask", ask=compact(low[0].money))


def _range(answer: _Answer) -> Iterator[Slip]:
    spans = any(amount.high is not None and not amount.percent for amount in amounts(answer.said))
    if spans or (answer.asked and RANGE.search(answer.said)):
        yield _slip("gave_range")


def _trade(answer: _Answer) -> Iterator[Slip]:
    """They hold one part fast: another must be asked for."""
    if answer.line.wants == "trade" and not answer.topics and not answer.asked and "?" not in answer.said:
        yield _slip("conceded")


def _pattern(code: str) -> Callable[[_Answer], Iterator[Slip]]:
    def check(answer: _Answer) -> Iterator[Slip]:
        found = re.search(load("practice")["slips"][code]["pattern"], answer.said, re.IGNORECASE)
        if found:
            yield _slip(code, words=found[0].strip())

    return check


def _conceded(answer: _Answer) -> Iterator[Slip]:
    found = [*_trade(answer), *_pattern("conceded")(answer)]
    yield from found[:1]


def _rival(answer: _Answer) -> Iterator[Slip]:
    if not answer.known.holds_rival:
        yield from _pattern("unheld_offer")(answer)


def _pay(answer: _Answer) -> Iterator[Slip]:
    """Present pay: by its words, by its amount as told before, or any amount where they asked for it."""
    codes = broken(answer.said)
    own = answer.known.pay.base.value if answer.known.pay and answer.known.pay.base else None
    opening = answer.known.opening.base if answer.known.opening else None
    named = set(answer.asked.values()) - ({opening.money.amount} if opening else set())
    if "salary_history" in codes or own in named or (answer.line.key == "current_pay" and named):
        yield _slip("current_pay")


def _lint(answer: _Answer) -> Iterator[Slip]:
    """What no script may say either."""
    codes = broken(answer.said)
    yield from (_slip(code) for code in FROM_LINT if code in codes)


def _question(answer: _Answer) -> Iterator[Slip]:
    if answer.line.wants == "question" and "?" not in answer.said:
        yield _slip("no_question")


def _length(answer: _Answer) -> Iterator[Slip]:
    if answer.count > load("practice")["limits"]["words"]:
        yield _slip("over_long", count=answer.count)


CHECKS: tuple[Callable[[_Answer], Iterator[Slip]], ...] = (
    _ask,
    _range,
    _pay,
    _rival,
    _conceded,
    _lint,
    _pattern("hedged"),
    _question,
    _length,
)
