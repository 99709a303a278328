"""An offer as the user told it, as Figures in one currency (docs/advice.md 1.1)."""

from __future__ import annotations

from decimal import Decimal

from parley.advice.figures import computed, said, shown
from parley.advice.grants import grant_value
from parley.advice.model import Figure, OfferFigures
from parley.advice.period import period_of
from parley.advice.rules import constant
from parley.dialogue.model import Beside, Offer, Stated


def offer_figures(offer: Offer, currency: str, *, usual_bonus: Decimal = Decimal(0)) -> OfferFigures:
    """`offer` in its own currency, else in `currency`; `usual_bonus` percent is counted where it names no bonus."""
    currency = offer.currency or currency
    label = f"{offer.company_display}'s " if offer.company_display else "offered "

    def told(name: str, stated: Stated | None) -> Figure | None:
        return said(f"{label}{name}", stated, currency) if stated else None

    base, bonus = told("base", offer.base), told("bonus", offer.bonus)
    years = offer.equity_years or int(constant("usual_years"))
    equity = grant_value(offer, currency, f"{label}equity over {years} years")
    percent = stated_bonus_percent(offer, usual_bonus)
    parts = _parts(base, equity, years, percent, bonus)
    return OfferFigures(
        company=offer.company,
        base=base,
        equity=equity,
        equity_years=years,
        bonus_pct=offer.bonus_pct.value if offer.bonus_pct else None,
        bonus=bonus,
        signing=told("signing bonus", offer.signing),
        total=told("total", offer.total) if offer.total and not base else _sum(label, currency, parts),
        currency=currency,
        signing_second=told("signing bonus in year two", offer.signing_second),
        yearly_bonus=_yearly_bonus(base, percent, bonus),
        bonus_sure=offer.bonus_sure,
        grant=offer.grant,
        name=offer.company_display,
        period=period_of(offer),
        beside=tuple(_beside(one) for one in offer.beside),
    )


def _beside(one: Beside) -> Figure:
    """A component in another currency, called by its own name: `equity over 4 years`."""
    over = f" over {one.years or int(constant('usual_years'))} years" if one.component == "equity" else ""
    names = {"signing": "signing bonus", "signing_second": "signing bonus in year two"}
    return said(f"{names.get(one.component, one.component)}{over}", one.stated, one.currency)


def _yearly_bonus(base: Figure | None, percent: Decimal, bonus: Figure | None) -> Figure | None:
    """The counted bonus as an amount; None where none is counted."""
    if not percent or base is None:
        return bonus
    working = f"{shown(base.exact)} x {percent.normalize():f}%"
    return computed("bonus", base.money.currency, base.exact * percent / 100, "bonus_of_base", working, base)


def stated_bonus_percent(offer: Offer, usual: Decimal) -> Decimal:
    """The bonus to count, in percent of base: as stated, none beside an amount, else the usual one."""
    if offer.bonus_pct:
        return offer.bonus_pct.value
    return Decimal(0) if offer.bonus else usual


def _parts(
    base: Figure | None, equity: Figure | None, years: int, percent: Decimal, bonus: Figure | None
) -> list[tuple[Decimal, str, Figure]]:
    parts = []
    if base:
        parts.append((base.exact, shown(base.exact), base))
        if percent:
            parts.append((base.exact * percent / 100, f"{shown(base.exact)} x {percent.normalize():f}%", base))
    if bonus and not percent:
        parts.append((bonus.exact, shown(bonus.exact), bonus))
    if equity:
        parts.append((equity.exact / years, f"{shown(equity.exact)} / {years}", equity))
    return parts


def _sum(label: str, currency: str, parts: list[tuple[Decimal, str, Figure]]) -> Figure | None:
    if not parts:
        return None
    working = " + ".join(text for _, text, _ in parts)
    inputs = tuple(dict.fromkeys(figure for *_, figure in parts))
    total = sum((amount for amount, *_ in parts), Decimal(0))
    return computed(f"{label}recurring total", currency, total, "recurring_total", working, *inputs)
