"""A guide as the record that `parley export` prints: the contract of docs/contract.md, plain JSON values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from typing_extensions import TypedDict

from parley.guides.model import Guide, LevelMapping, PayBand, PercentRange, Source, Strategy, StrategyFigure
from parley.money import MoneyRange

PERIODS = {1: "yr", 4: "4yr"}
Amount = int | float
Range = list[Amount] | None


class BandPart(TypedDict):
    """A published pay band, exactly as the guide states it."""

    region: str | None
    places: list[str]
    level: str | None
    currency: str | None
    base: Range
    equity: Range
    equity_period: str | None
    bonus_pct: Range
    bonus: Range
    signing: Range
    total: Range
    period: str
    open_ended: bool
    source: str
    line: int


def guide_record(guide: Guide) -> dict[str, Any]:
    """A guide as a line of `parley export`."""
    return {
        "guide": guide.path,
        "company": guide.company,
        "company_display": guide.company_display,
        "role": guide.role,
        "role_display": guide.role_display,
        "role_type": guide.role_type,
        "last_updated": guide.last_updated.isoformat() if guide.last_updated else None,
        "next_review_due": guide.next_review_due.isoformat() if guide.next_review_due else None,
        "data_quality": guide.data_quality,
        "quarter": guide.quarter,
        "bands": [band_record(band) for band in guide.bands],
        "levers": [
            {"title": lever.title, "quote": lever.quote, "line": lever.citation.line_from} for lever in guide.levers
        ],
        "strategy": [_strategy(strategy) for strategy in guide.strategies],
        "level_mapping": _mapping(guide.level_mapping),
        "sources": [_source(source) for source in guide.sources],
        "issues": [{"code": issue.code, "line": issue.line, "message": issue.message} for issue in guide.issues],
    }


def band_record(band: PayBand) -> BandPart:
    """A pay band as BAND of the contract: amounts as published, nothing annualised or converted."""
    stated = (band.base, band.equity, band.bonus, band.signing_bonus, band.total_comp)
    return {
        "region": band.region,
        "places": [place.name for place in band.places],
        "level": band.level,
        "currency": band.currency if any(stated) else None,
        "base": _range(band.base),
        "equity": _range(band.equity.value) if band.equity else None,
        "equity_period": PERIODS.get(band.equity.years or 0) if band.equity else None,
        "bonus_pct": _range(band.bonus_pct),
        "bonus": _range(band.bonus),
        "signing": _range(band.signing_bonus),
        "total": _range(band.total_comp),
        "period": band.period,
        "open_ended": band.open_ended,
        "source": band.source,
        "line": band.citation.line_from,
    }


def _range(value: MoneyRange | PercentRange | None) -> Range:
    return [_number(value.low), _number(value.high)] if value else None


def _number(value: Decimal) -> Amount:
    return int(value) if value == value.to_integral_value() else float(value)


def _strategy(strategy: Strategy) -> dict[str, Any]:
    return {
        "text": strategy.text,
        "line": strategy.citation.line_from,
        "asks": [_figure(figure) for figure in strategy.asks],
        "floors": [_figure(figure) for figure in strategy.floors],
    }


def _figure(figure: StrategyFigure) -> dict[str, Any]:
    return {
        "region": figure.region,
        "level": figure.level,
        "currency": figure.currency,
        "base": _range(figure.base),
        "equity": _range(figure.equity),
        "equity_years": figure.equity_years,
        "signing": _range(figure.signing_bonus),
        "bonus_pct": _range(figure.bonus_pct),
        "total": _range(figure.total_comp),
        "line": figure.citation.line_from,
    }


def _mapping(mapping: LevelMapping | None) -> dict[str, Any] | None:
    if mapping is None:
        return None
    pairs = [{"company": pair.company, "level": pair.level} for pair in mapping.equivalents]
    return {"text": mapping.text, "equivalents": pairs, "line": mapping.citation.line_from}


def _source(source: Source) -> dict[str, Any]:
    return {"text": source.text, "url": source.url, "line": source.citation.line_from}
