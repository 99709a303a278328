"""What is weak in an answer to the recruiter, by rules over its words and amounts. No model, no score.

In: the answer, the line it answers, and what the coach knows (the ask, present pay, whether a rival offer is held).
Out: `Slip`s in the order in which they cost the most, and the keys of what went well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from parley.advice.model import Figure, Rung
from parley.data import load
from parley.dialogue.model import Offer
from parley.dialogue.pay.placed import COMPONENTS
from parley.money import compact
from parley.practice.model import Line, Slip
from parley.reading.numbers import numbers
from parley.reading.reader import read
from parley.scripts.lint import broken

FROM_LINT = ("apology", "threat", "private_line", "personal_need")
OTHER_PARTS = re.compile(r"\b(sign(ing|-on)?|bonus|equity|stock|rsus?|grant|level|review|start)\b", re.IGNORECASE)
SMALL = 1000
RANGE = re.compile(r"\bbetween\b.{0,16}\d.{0,12}\band\b.{0,6}\d|\d\s?k?\s?(?:-|–|to)\s?\S?\d", re.IGNORECASE)
PROPOSED = re.compile(r"\b(?:do|accept|take|settle for|go (?:to|with|for|down to))\s\S?\d{2}", re.IGNORECASE)


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
        read_numbers = (
            number for number in read(self.said).numbers if number.part in COMPONENTS and number.part != "bonus_pct"
        )
        named = {COMPONENTS[number.part]: Decimal(str(number.value[0])) for number in read_numbers}
        return named or self._bare()

    def _bare(self) -> dict[str, Decimal]:
        """Numbers said in passing, "between 150 and 160", "could we do 140": the lowest, small ones in thousands."""
        if not (RANGE.search(self.said) or PROPOSED.search(self.said)):
            return {}
        values = [Decimal(str(number.low)) for number in numbers(self.said) if not number.percent]
        scaled = [value * 1000 if value < SMALL else value for value in values]
        return {"": min(scaled)} if scaled else {}

    @property
    def count(self) -> int:
        return len(self.said.split())

    @property
    def topics(self) -> bool:
        """Whether it asks for something other than base."""
        return OTHER_PARTS.search(self.said) is not None

    @property
    def on_topic(self) -> bool:
        """Whether it can be an answer at all."""
        return any(re.search(pattern, self.said, re.IGNORECASE) for pattern in load("practice")["on_topic"])


def slips_of(said: str, line: Line, known: Known) -> tuple[Slip, ...]:
    """Every weak spot, the costliest first."""
    answer = _Answer(said, line, known)
    if not answer.on_topic and line.wants == "question" and not any(_pattern("rude")(answer)):
        return (_slip("off_topic"),)
    return tuple(slip for check in CHECKS for slip in check(answer))


def good_of(said: str, line: Line, slips: tuple[Slip, ...]) -> tuple[str, ...]:
    """What went well, as keys of data/practice.yaml."""
    codes, limits = {slip.code for slip in slips}, load("practice")["limits"]
    if "off_topic" in codes:
        return ()
    told = {
        "named_ask": line.wants == "ask" and not codes & {"forgot_ask", "below_ask", "above_ask", "gave_range"},
        "kept_pay": line.key == "current_pay" and "current_pay" not in codes,
        "one_question": said.rstrip(" .!").endswith("?"),
        "thanked": re.search(r"\b(thank|thanks|appreciate|glad|happy|keen)\b", said, re.IGNORECASE) is not None,
        "brief": limits["praised_from"] <= len(said.split()) <= limits["words"] // 2,
    }
    good = tuple(key for key, holds in told.items() if holds)
    return () if slips and good == ("brief",) else good


def _slip(code: str, **facts: object) -> Slip:
    return Slip(code, load("practice")["slips"][code]["says"].format(**facts))


def _ask(answer: _Answer) -> Iterator[Slip]:
    """The ask itself: missing, less than planned, or far above it."""
    opening, wants = answer.known.opening, answer.line.wants
    if opening is None or wants == "question":
        return
    if wants == "ask" and not answer.asked:
        yield _slip("forgot_ask")
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


def _first(answer: _Answer) -> Iterator[Slip]:
    """A number given where their range should be asked for."""
    if answer.line.key == "expectations" and answer.asked and "?" not in answer.said:
        yield _slip("named_first")


def _range(answer: _Answer) -> Iterator[Slip]:
    spans = any(number.high is not None and not number.percent for number in numbers(answer.said))
    if spans or (answer.asked and RANGE.search(answer.said)):
        yield _slip("gave_range")


def _trade(answer: _Answer) -> Iterator[Slip]:
    """They hold one part fast: another must be asked for."""
    if answer.line.wants == "trade" and not answer.topics and not answer.asked and "?" not in answer.said:
        yield _slip("no_trade")


def _pattern(code: str) -> Callable[[_Answer], Iterator[Slip]]:
    def check(answer: _Answer) -> Iterator[Slip]:
        found = re.search(load("practice")["slips"][code]["pattern"], answer.said, re.IGNORECASE)
        if found:
            yield _slip(code, words=found[0].strip())

    return check


def _conceded(answer: _Answer) -> Iterator[Slip]:
    found = [*_pattern("conceded")(answer), *_trade(answer)]
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
