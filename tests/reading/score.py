"""Scores readings against labels: the figures of docs/reading.md.

`numbers` is F1 over (where, value, part, whose); `offer_precision` and `offer_recall` are of the standing offer's
numbers;
`names` F1 over (name, relation); `want` the first want; `told` F1; `slots` role, place, level and deadline all as said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from parley.reading.record import ReadNumber, Understood

Label = dict[str, Any]
SLOTS = ("role", "place", "level", "deadline")


def places(text: str, said: str) -> list[int]:
    """Where `said` stands, not inside a longer number or word; anywhere if it never stands alone."""
    edge = r"(?<![\w.,])" if said[:1].isalnum() else ""
    tail = r"(?![\w]|[.,]\d)" if said[-1:].isalnum() else ""
    alone = [found.start() for found in re.finditer(edge + re.escape(said) + tail, text)]
    return alone or [found.start() for found in re.finditer(re.escape(said), text)]


def folded(words: str | None) -> str:
    return re.sub(r"\W+", " ", (words or "").casefold()).strip()


def due(words: str | None) -> str:
    return re.sub(r"^(by|until|till|before|no later than) ", "", folded(words))


@dataclass
class F1:
    hit: int = 0
    gold: int = 0
    got: int = 0

    def add(self, gold: Iterable[Any], got: Iterable[Any]) -> None:
        first, second = Counter(gold), Counter(got)
        self.hit += (first & second).total()
        self.gold += first.total()
        self.got += second.total()

    @property
    def value(self) -> float:
        return 2 * self.hit / (self.gold + self.got) if self.gold + self.got else 1.0


@dataclass
class Score:
    """Adds up readings; `figures` at the end."""

    numbers: F1 = field(default_factory=F1)
    offers: F1 = field(default_factory=F1)
    names: F1 = field(default_factory=F1)
    told: F1 = field(default_factory=F1)
    rows: int = 0
    want: int = 0
    slots: int = 0

    def add(self, gold: Label, read: Understood) -> None:
        self.rows += 1
        labelled = [(*_span(gold["text"], number), number) for number in gold["numbers"]]
        pairs = [(number, _meeting(number, labelled)) for number in read.numbers]
        right = [(number, label) for number, label in pairs if label and _agree(label, number)]
        self.numbers.hit += len(right)
        self.numbers.gold += len(labelled)
        self.numbers.got += len(read.numbers)
        self.offers.hit += sum(number.whose == "offer" for number, _ in right)
        self.offers.gold += sum(label["whose"] == "offer" for label in gold["numbers"])
        self.offers.got += sum(number.whose == "offer" for number in read.numbers)
        self.names.add(
            [(folded(name["said"]), name["is"]) for name in gold["names"]],
            [(folded(name.said), name.relation) for name in read.names],
        )
        self.told.add(gold["told"], [event for event, _ in read.told])
        self.want += read.want == gold["wants"][0]
        said = {slot: getattr(read, slot) for slot in SLOTS}
        self.slots += all(due(gold[slot]) == due(said[slot].said if said[slot] else None) for slot in SLOTS)

    @property
    def figures(self) -> dict[str, float]:
        return {
            "numbers": self.numbers.value,
            "offer_precision": self.offers.hit / max(self.offers.got, 1),
            "offer_recall": self.offers.hit / max(self.offers.gold, 1),
            "names": self.names.value,
            "want": self.want / max(self.rows, 1),
            "told": self.told.value,
            "slots": self.slots / max(self.rows, 1),
        }


def _span(text: str, number: Label) -> tuple[int, int]:
    found, which = places(text, number["said"]), number.get("nth", 1) - 1
    start = found[which] if which < len(found) else -1
    return start, start + len(number["said"])


def _meeting(number: ReadNumber, labelled: list[tuple[int, int, Label]]) -> Label | None:
    return next((label for start, end, label in labelled if start < number.end and number.start < end), None)


def _agree(label: Label, number: ReadNumber) -> bool:
    gold = label["value"] if isinstance(label["value"], list) else [label["value"]]
    same = len(gold) == len(number.value) and all(
        abs(a - b) <= max(1e-6, 1e-4 * abs(a)) for a, b in zip(gold, number.value, strict=True)
    )
    return same and label["part"] == number.part and label["whose"] == number.whose
