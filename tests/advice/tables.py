"""From a situation in YAML to the records: so that the tables stay readable by a recruiter."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from parley.advice.situation import Situation
from parley.dialogue.model import Offer, Stated
from parley.guides.model import Guide

AMOUNTS = ("base", "equity", "bonus_pct", "bonus", "signing", "total")


def rows(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))


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
    )


def situation(row: dict[str, Any], guides: dict[str, Guide]) -> Situation:
    guide = guides[row["guide"]]
    band = next(band for band in guide.bands if band.region == row["region"])
    told = row.get("offers") or ([row["offer"]] if "offer" in row else [])
    line = row.get("walk_away")
    preference = row.get("preference_pct")
    return Situation(
        guide=guide,
        band=band,
        offers=tuple(offer(o, turn) for turn, o in enumerate(told, 2)),
        competing=tuple(offer(o, 9) for o in row.get("competing", ())),
        walk_away=stated(line, 10, row.get("walk_away_words", "")) if line is not None else None,
        preference_pct=stated(preference, 11) if preference is not None else None,
        asked=offer(row["asked"], 8) if "asked" in row else None,
        priority=row.get("priority"),
    )
