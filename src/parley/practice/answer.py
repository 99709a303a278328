"""An answer to the recruiter as its words and amounts tell it; what is weak in it says `slips.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from parley.advice.model import Rung
from parley.data import load
from parley.dialogue.model import Offer
from parley.dialogue.pay.placed import COMPONENTS
from parley.practice.model import RecruiterLine
from parley.reading.numbers import numbers
from parley.reading.reader import understand
from parley.reading.record import ReadNumber

OTHER_PARTS = re.compile(r"\b(sign(ing|-on)?|bonus|equity|stock|rsus?|grant|level|review|start)\b", re.IGNORECASE)
NO_ASK = ("mine_now", "line", "mine_before", "rival", "unheld", "others", "market")
"""Owners of amounts that are no ask."""
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
class SpokenAnswer:
    """What was said to a line of the recruiter's, with what it is judged by."""

    said: str
    line: RecruiterLine
    known: Known

    @property
    def amounts(self) -> dict[str, Decimal]:
        """The amounts in the answer, by component ("" where its words do not tell); of a range the low end."""
        return {COMPONENTS[number.part]: _low(number) for number in self._read()} or self._bare()

    @property
    def asked(self) -> dict[str, Decimal]:
        """Those of them that are no pay of today or of elsewhere."""
        read_numbers = self._read()
        named = {COMPONENTS[number.part]: _low(number) for number in read_numbers if number.whose not in NO_ASK}
        return named or ({} if read_numbers else self._bare())

    def _read(self) -> list[ReadNumber]:
        found = understand(self.said).numbers
        return [number for number in found if number.part in COMPONENTS and number.part != "bonus_pct"]

    def _bare(self) -> dict[str, Decimal]:
        """Numbers said in passing, "between 150 and 160", "could we do 140": the lowest, small ones in thousands."""
        if not (RANGE.search(self.said) or PROPOSED.search(self.said)):
            return {}
        values = [Decimal(str(number.low)) for number in numbers(self.said) if not number.percent]
        scaled = [value * 1000 if value < SMALL else value for value in values]
        return {"": min(scaled)} if scaled else {}

    @property
    def count(self) -> int:
        """How many words it has."""
        return len(self.said.split())

    @property
    def topics(self) -> bool:
        """Whether it asks for something other than base."""
        return OTHER_PARTS.search(self.said) is not None

    @property
    def on_topic(self) -> bool:
        """Whether it can be an answer at all."""
        return any(re.search(pattern, self.said, re.IGNORECASE) for pattern in load("practice")["on_topic"])

    @property
    def amount(self) -> str:
        """The first amount that it names, in its own words; "" where it names none."""
        told = [number.said for number in self._read() if number.whose not in NO_ASK]
        bare = [number.text for number in numbers(self.said) if not number.percent] if self.asked else []
        return next(iter([*told, *bare]), "") if self.asked else ""

    @property
    def topic(self) -> str:
        """The part of the package other than base that it speaks of, as a key of data/practice.yaml; "" for none."""
        rows = load("practice")["topics"].items()
        return next((key for key, pattern in rows if re.search(pattern, self.said, re.IGNORECASE)), "")

    @property
    def turned_back(self) -> bool:
        """Whether it turns the question down, or back to the role."""
        return re.search(load("practice")["turned_back"], self.said, re.IGNORECASE) is not None


def _low(number: ReadNumber) -> Decimal:
    return Decimal(str(number.value[0]))
