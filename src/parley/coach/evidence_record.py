"""The user's own evidence in the machine-readable ANSWER (docs/contract.md): `evidence`, `judged`, `left_out`."""

from __future__ import annotations

from decimal import Decimal

from parley.advice.model import Advice, Computed, Figure, FromGuide, FromTable, FromUser, Ground, Judged
from parley.coach.contract import EvidencePart, InputPart, JudgedPart, LeftOutPart, OfficialPart, SourcePart
from parley.coach.model import Reply
from parley.data import load
from parley.market.model import PERCENTILES
from parley.market.reference import Reference
from parley.money import NO_CURRENCY, half_up


def evidence_records(advice: Advice | None) -> list[EvidencePart]:
    """Everything that an ask can rest on, best first."""
    return [_ground(ground) for ground in advice.grounds] if advice else []


def _ground(ground: Ground) -> EvidencePart:
    low, high = number(ground.low), number(ground.high)
    found: EvidencePart = {
        "kind": ground.kind,
        "component": ground.component,
        "currency": currency_code(ground.low.money.currency),
        "source": source(ground.low),
        "private": ground.private,
    }
    if low == high:
        found["amount"] = low
    else:
        found["range"] = [low, high]
    return found


def judged_record(advice: Advice | None) -> JudgedPart | None:
    """The user's own number: of base where there is one, else the first."""
    found = sorted(advice.judged, key=lambda one: one.component != "base") if advice else []
    return _judged(found[0]) if found else None


def _judged(judged: Judged) -> JudgedPart:
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


def left_out_records(reply: Reply) -> list[LeftOutPart]:
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


def _of_table(source: FromTable) -> SourcePart:
    """Which cell of which pay table a figure is."""
    return {
        "kind": "table",
        "table": source.source,
        "release": source.release,
        "occupation": source.occupation.code,
        "occupation_name": source.occupation.name,
        "area": source.area.code,
        "area_name": source.area.name,
        "percentile": source.percentile,
    }


def official_record(advice: Advice | None, found: Reference | None) -> OfficialPart | None:
    """Official pay for the job at the place: what was taken for both, the percentiles, where amounts lie in them."""
    if found is None:
        return None
    official, cell = advice.official if advice else None, found.cell
    return {
        "job": found.job,
        "sure": found.sure,
        "occupations": [{"code": one.code, "name": one.name} for one in found.occupations],
        "place": found.place,
        "wanted_area": {"code": found.wanted.code, "name": found.wanted.name},
        "area": {"code": cell.area.code, "name": cell.area.name, "kind": cell.area.kind} if cell else None,
        "release": f"{cell.release.source}, {cell.release.name}" if cell else None,
        "period": cell.period if cell else None,
        "percentiles": {
            f"p{at}": None if value is None else float(value)
            for at, value in (zip(PERCENTILES, cell.values, strict=True) if cell else ())
        },
        "silent": (cell.silent or None) if cell else None,
        "standings": [
            {
                "of": one.of,
                "amount": number(one.figure),
                "percentile": one.place.about,
                "above": one.place.above,
                "below": one.place.below,
            }
            for one in (official.standings if official else ())
        ],
    }


def source(figure: Figure) -> SourcePart:
    """Where a figure comes from."""
    match figure.source:
        case FromGuide(citation):
            return {"kind": "guide", "guide": citation.guide, "line": citation.line_from}
        case FromUser(turn, text):
            return {"kind": "user", "turn": turn, "text": text}
        case FromTable():
            return _of_table(figure.source)
        case Computed(rule, total, inputs):
            sources: list[InputPart] = [
                {"label": one.label, "amount": number(one), "currency": one.money.currency} for one in inputs
            ]
            return {"kind": "computed", "rule": rule, "sum": total, "inputs": sources}
