"""From a situation in YAML to the records: so that the tables stay readable by a recruiter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.yaml_table import table

from parley.advice.no_guide import no_band, no_guide
from parley.advice.situation import Situation
from parley.dialogue.model import Evidence, Grant, Offer, Stated
from parley.dialogue.terms import Terms
from parley.guides.model import EquityGrant, Guide, PayBand, Strategy, StrategyFigure
from parley.money import MoneyRange

AMOUNTS = ("base", "equity", "bonus_pct", "bonus", "signing", "total")


def rows(name: str) -> list[dict[str, Any]]:
    return table(Path(__file__).parent / f"{name}.yaml")


def stated(value: Any, turn: int, text: str = "") -> Stated:
    return Stated(Decimal(str(value)), text or str(value), turn)


def offer(row: dict[str, Any], turn: int) -> Offer:
    amounts = {name: stated(row[name], turn) for name in AMOUNTS if name in row}
    return Offer(
        **amounts,
        equity_years=row.get("equity_years", 4 if "equity" in row else None),
        currency=row.get("currency"),
        company=row.get("company"),
        company_display=row["company"].title() if "company" in row else None,
        turn=turn,
        monthly=row.get("monthly", False),
        pay_months=row.get("pay_months"),
        per=row.get("per"),
        payments=Decimal(row["payments"]) if "payments" in row else None,
        grant=Grant(issuer=row.get("issuer")),
    )


def ends(pair: list[int] | None, currency: str) -> MoneyRange | None:
    return MoneyRange(Decimal(pair[0]), Decimal(pair[1]), currency) if pair else None


def changed_band(band: PayBand, row: dict[str, Any]) -> PayBand:
    """The band with other figures than its guide has, as pairs (base, equity, bonus, total), or another currency."""
    currency = row.get("currency", band.currency)
    changes: dict[str, Any] = {"currency": currency}
    if "country" in row:
        changes |= {"country": row["country"], "places": ()}
    if "base" in row:
        changes["base"] = ends(row["base"], currency)
    if "equity" in row:
        value = ends(row["equity"], currency)
        changes["equity"] = EquityGrant(value, 4) if value else None
    if "bonus" in row:
        changes |= {"bonus": ends(row["bonus"], currency), "bonus_pct": None}
    if "total" in row:
        changes["total_comp"] = ends(row["total"], currency)
    return replace(band, **changes)


def with_strategy(guide: Guide, rows: list[dict[str, Any]]) -> Guide:
    """The guide with a strategy that names these figures and no others."""
    where = guide.strategies[0].citation
    figures = tuple(
        StrategyFigure(
            kind=row["kind"],
            region=row.get("region"),
            level=None,
            currency=row["currency"],
            base=ends([row["base"]] * 2, row["currency"]) if "base" in row else None,
            equity=ends([row["equity"]] * 2, row["currency"]) if "equity" in row else None,
            equity_years=4 if "equity" in row else None,
            signing_bonus=ends([row["signing"]] * 2, row["currency"]) if "signing" in row else None,
            bonus_pct=None,
            total_comp=None,
            text="",
            citation=where,
        )
        for row in rows
    )
    return replace(guide, strategies=(Strategy("", figures, (), where),))


def evidence(row: dict[str, Any], turn: int) -> Evidence:
    low, high = row.get("range") or [row["amount"]] * 2
    component, currency = row.get("component", "base"), row.get("currency")
    return Evidence(row["kind"], component, stated(low, turn), stated(high, turn), currency)


def situation(row: dict[str, Any], guides: dict[str, Guide]) -> Situation:
    if "guide" in row:
        guide = guides[row["guide"]]
        band = changed_band(next(band for band in guide.bands if band.region == row["region"]), row.get("band", {}))
    else:
        guide, band = no_guide(), no_band(row["currency"], row.get("country"))
    guide = with_strategy(guide, row["strategy"]) if "strategy" in row else guide
    told = row.get("offers") or ([row["offer"]] if "offer" in row else [])
    line = row.get("walk_away")
    preference = row.get("preference_pct")
    return Situation(
        guide=guide,
        band=band,
        offers=tuple(offer(o, turn) for turn, o in enumerate(told, 2)),
        competing=tuple(offer(o, 9) for o in row.get("competing", ())),
        walk_away=stated(line, 10) if line is not None else None,
        walk_away_on=row.get("walk_away_on", "total"),
        preference_pct=stated(preference, 11) if preference is not None else None,
        asked=offer(row["asked"], 8) if "asked" in row else None,
        priority=row.get("priority"),
        evidence=tuple(evidence(told, turn) for turn, told in enumerate(row.get("evidence", ()), 20)),
        wished=offer(row["wished"], 12) if "wished" in row else None,
        terms=Terms(**{name: stated(value, 13) for name, value in row.get("terms", {}).items()}),
        by_grade=row.get("by_grade", False),
        final=row.get("final", False),
    )
