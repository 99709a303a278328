"""The constants and rule names of `data/counter_rules.yaml`, as typed records.

>>> constant("opening_position")
Decimal('0.90')
>>> rule_words("beat")
'5% above the other offer'
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from parley.data import load


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that a rule uses, with its unit and where it comes from."""

    name: str
    value: Decimal
    unit: str
    description: str
    reference: str
    see: str


@dataclass(frozen=True, slots=True)
class Rule:
    """The name that a computed Figure carries, why it is so in words, and its section of docs/advice.md."""

    name: str
    says: str
    see: str


@cache
def constants() -> dict[str, Constant]:
    """Every constant by name."""
    rows = load("counter_rules")["constants"]
    return {
        name: Constant(name, Decimal(row["value"]), row["unit"], row["description"], row["reference"], row["see"])
        for name, row in rows.items()
    }


@cache
def rules() -> dict[str, Rule]:
    """Every rule by name."""
    return {name: Rule(name, row["says"], row["see"]) for name, row in load("counter_rules")["rules"].items()}


def constant(name: str) -> Decimal:
    """The value of one constant."""
    return constants()[name].value


def rule_words(rule: str) -> str:
    """A rule in words, to follow "because"."""
    return rules()[rule].says
