"""The user's own evidence in the machine-readable ANSWER (docs/contract.md): `evidence`, `judged`, `left_out`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from parley.advice.model import Advice, Computed, Figure, FromGuide, FromUser, Ground, Judged
from parley.coach.model import Reply
from parley.data import load
from parley.money import NO_CURRENCY, half_up

Record = dict[str, Any]


def evidence_records(advice: Advice | None) -> list[Record]:
    """Everything that an ask can rest on, best first."""
    return [_ground(ground) for ground in advice.grounds] if advice else []


def _ground(ground: Ground) -> Record:
    low, high = number(ground.low), number(ground.high)
    amount: Record = {"amount": low} if low == high else {"range": [low, high]}
    return {
        "kind": ground.kind,
        "component": ground.component,
        **amount,
        "currency": currency_code(ground.low.money.currency),
        "source": source(ground.low),
        "private": ground.private,
    }


def judged_record(advice: Advice | None) -> Record | None:
    """The user's own number: of base where there is one, else the first."""
    found = sorted(advice.judged, key=lambda one: one.component != "base") if advice else []
    return _judged(found[0]) if found else None


def _judged(judged: Judged) -> Record:
    return {
        "component": judged.component,
        "amount": number(judged.figure),
        "over_offer_pct": _rounded(judged.over_offer, 100, "0.1"),
        "position": _rounded(judged.position, 1, "0.01"),
        "verdict": judged.verdict,
        "asked": judged.asked,
        "carried": judged.carried,
    }


def _rounded(value: Decimal | None, times: int, step: str) -> float | None:
    return None if value is None else float(half_up(value * times, Decimal(step)))


def left_out_records(reply: Reply) -> list[Record]:
    """The numbers of this message that were seen and not placed, and why."""
    words = load("replies/left_out")
    return [{"said": one.said, "why": words.get(one.why, one.why)} for one in reply.state.left_out]


def number(figure: Figure) -> int | float:
    """A whole amount; a price of one share, or an hour's pay, may have cents."""
    amount = figure.money.amount
    return int(amount) if amount == int(amount) else float(amount)


def currency_code(code: str | None) -> str | None:
    """The ISO 4217 code; null where nobody told it."""
    return None if code == NO_CURRENCY else code


def source(figure: Figure) -> Record:
    """Where a figure comes from."""
    match figure.source:
        case FromGuide(citation):
            return {"kind": "guide", "guide": citation.guide, "line": citation.line_from}
        case FromUser(turn, text):
            return {"kind": "user", "turn": turn, "text": text}
        case Computed(rule, total, inputs):
            sources = [{"label": i.label, "amount": number(i), "currency": i.money.currency} for i in inputs]
            return {"kind": "computed", "rule": rule, "sum": total, "inputs": sources}
