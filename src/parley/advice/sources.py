"""A figure and where it comes from: a guide, the user, a pay table, or a rule with its inputs, down to those."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from parley.guides.model import Citation
from parley.market.model import Area, Occupation
from parley.money import Money


@dataclass(frozen=True, slots=True)
class FromGuide:
    """The figure stands in a guide."""

    citation: Citation


@dataclass(frozen=True, slots=True)
class FromUser:
    """The user said it, in this turn, in these words."""

    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class FromTable:
    """The figure is a percentile of an official pay table: of which release, occupation and area (docs/market.md)."""

    source: str
    release: str
    occupation: Occupation
    area: Area
    percentile: int


@dataclass(frozen=True, slots=True)
class Computed:
    """A rule made it: the rule's name (a key of data/counter_rules.yaml), the sum as text, and what went in."""

    rule: str
    sum: str
    inputs: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount, exact (`exact`) and as printed (`money`), and where it comes from.

    Base, bonus and totals are per year; equity is the whole grant over four years unless the label says otherwise.
    """

    label: str
    money: Money
    exact: Decimal
    source: FromGuide | FromUser | FromTable | Computed

    def __hash__(self) -> int:
        """By label and amount: these tell figures apart, and the sources would be hashed down to the leaves."""
        return hash((self.label, self.exact))

    @property
    def inputs(self) -> tuple[Figure, ...]:
        """What it was computed from; empty where a guide or the user gave it."""
        return self.source.inputs if isinstance(self.source, Computed) else ()


def with_inputs(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """`figures` and all that they rest on, depth first, each once."""
    found: dict[Figure, None] = {}
    waiting = list(figures)[::-1]
    while waiting:
        figure = waiting.pop()
        if figure not in found:
            found[figure] = None
            waiting.extend(reversed(figure.inputs))
    return tuple(found)
