"""An offer as the user told it, as Figures in one currency (docs/advice.md 1.1)."""

from __future__ import annotations

from decimal import Decimal

from parley.advice.figures import computed, said, shown
from parley.advice.model import Figure, OfferFigures
from parley.advice.rules import constant
from parley.dialogue.model import Offer


def offer_figures(offer: Offer, currency: str, *, usual_bonus: Decimal = Decimal(0)) -> OfferFigures:
    """`offer` in its own currency, else in `currency`; `usual_bonus` percent is counted where it names no bonus."""
    currency = offer.currency or currency
    label = f"{offer.company_display}'s " if offer.company_display else "offered "
    base = said(f"{label}base", offer.base, currency) if offer.base else None
    years = offer.equity_years or int(constant("usual_years"))
    equity = said(f"{label}equity over {years} years", offer.equity, currency) if offer.equity else None
    bonus = said(f"{label}bonus", offer.bonus, currency) if offer.bonus else None
    percent = bonus_percent(offer, usual_bonus)
    parts = _parts(base, equity, years, percent, bonus)
    total = said(f"{label}total", offer.total, currency) if offer.total and not base else _sum(label, currency, parts)
    signing = said(f"{label}signing bonus", offer.signing, currency) if offer.signing else None
    pct = offer.bonus_pct.value if offer.bonus_pct else None
    return OfferFigures(offer.company, base, equity, years, pct, bonus, signing, total, currency)


def bonus_percent(offer: Offer, usual: Decimal) -> Decimal:
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
