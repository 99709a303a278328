"""How single things are said: an amount, a package, a band, a place in a range, an offer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.advice.model import BandFigures, Computed, Figure, OfferFigures, Period, Position, Rung
from parley.coach.own_words import adds, base_as_told, each
from parley.dialogue.model import Subject
from parley.guides.library import Library
from parley.guides.model import Citation, PayBand, PercentRange
from parley.money import Money, compact, currency_of, find_amounts, plain_number
from parley.render import escape_markdown
from parley.templates import figure_list, percent

BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
TAIL = re.compile(r"\s[-–—]\s|:\s")
PARTS = ("base", "equity", "signing")
RUNG_TITLES = {
    "target": "Target",
    "acceptable": "Acceptable",
    "floor": "Guide's floor, for reference (your real walk-away is your best alternative)",
    "walk_away": "Your walk-away",
    "break_even": "Break-even with the other offer, if you would take nothing less to work here",
}


def how_far(position: Position) -> str:
    """`90% of the way up`, or that it lies outside."""
    if position.fraction < 0:
        return "below the low end"
    if position.fraction in (0, 1):
        return "at the very top" if position.fraction else "at the very bottom"
    return "above the top" if position.fraction > 1 else f"{percent(position.fraction)} of the way up"


def years_words(years: int) -> str:
    """So many years, in words.

    >>> years_words(1), years_words(4)
    ('1 year', '4 years')
    """
    return "1 year" if years == 1 else f"{years} years"


def component_words(name: str, figure: Figure, years: int, period: Period | None = None) -> str:
    """One component as people say it: `£161K equity over 4 years`; base in the user's own period where there is one."""
    if name == "base" and period:
        return each(figure, period)
    words = {"equity": f"equity over {years_words(years)}", "signing": "signing bonus", "total": "a year in total"}
    return f"{compact(figure.money)} {words.get(name, name)}"


def package(rung: Rung, parts: Sequence[str], years: int, period: Period | None = None) -> str:
    """The components of a rung that are there, as a sentence has them."""
    named = [(part, getattr(rung, part)) for part in parts]
    return figure_list([component_words(part, figure, years, period) for part, figure in named if figure])


def rung_words(rung: Rung, years: int, period: Period | None = None) -> str:
    """A rung with its total: `£155K base and £149K equity over 4 years (£200K a year)`."""
    parts = package(rung, PARTS, years, period)
    total = f"{compact(rung.total.money)} a year" if rung.total and (not parts or adds(rung.total, rung.base)) else ""
    return f"{parts} ({total})" if parts and total else parts or total


def span(pair: tuple[Figure, Figure]) -> str:
    """A published range; a single figure once."""
    low, high = (compact(figure.money) for figure in pair)
    return low if low == high else f"{low}–{high}"


def band_words(band: BandFigures) -> str:
    """The published band in one line."""
    total = f"total {span(band.total)} a year as published" if band.total else None
    words = (
        f"base {span(band.base)}" if band.base else None,
        f"equity {span(band.equity)}{equity_period(band.band)}" if band.equity else None,
        f"bonus {span(band.bonus)}" if band.bonus else None,
        f"bonus {percent_range(band.band.bonus_pct)}" if band.band.bonus_pct else None,
        f"signing bonus {span(band.signing)}" if band.signing else None,
        total,
        None if band.equity or band.total is None or not band.base else "no equity listed",
        None if band.bonus or band.band.bonus_pct or not band.base else "no bonus listed",
    )
    return ", ".join(filter(None, words))


def equity_period(band: PayBand) -> str:
    """How the guide states equity: ` over 4 years`, ` a year`, or that it does not say."""
    if band.equity is None:
        return ""
    years = band.equity.years
    return {1: " a year", None: " (the guide names no period)"}.get(years, f" over {years} years")


def percent_range(bonus: PercentRange) -> str:
    """A bonus as published.

    >>> from decimal import Decimal
    >>> percent_range(PercentRange(Decimal(5), Decimal(10)))
    '5–10%'
    """
    low, high = plain_number(bonus.low), plain_number(bonus.high)
    return f"{low}%" if low == high else f"{low}–{high}%"


def offer_figures_words(offer: OfferFigures) -> str:
    """An offer's figures as people say them."""
    words = []
    if offer.base:
        words.append(base_as_told(offer))
    parts = (("equity", offer.equity), ("signing bonus", offer.signing))
    for name, figure in (*parts, ("signing bonus in year two", offer.signing_second)):
        if figure:
            period = f" over {years_words(offer.equity_years)}" if name == "equity" else ""
            words.append(f"{compact(figure.money)} {name}{period}")
    sure = "guaranteed " if offer.bonus_sure else ""
    if offer.bonus_pct is not None:
        words.append(f"{plain_number(offer.bonus_pct)}% {sure}bonus")
    elif offer.bonus:
        words.append(f"{compact(offer.bonus.money)} {sure}bonus")
    words += uncounted_words(offer)
    if offer.total and (not words or not isinstance(offer.total.source, Computed)):
        words.append(f"{compact(offer.total.money)} in total")
    elif offer.total and words and adds(offer.total, offer.base):
        words[-1] += f" ({compact(offer.total.money)} a year in total)"
    words += [f"beside it {coded(figure.money)} {figure.label}" for figure in offer.beside]
    return ", ".join(words)


def coded(money: Money) -> str:
    """An amount by its currency's code, for what stands beside amounts in another: `USD 120K`."""
    mark = currency_of(money.currency).mark
    return compact(money).replace(mark, f"{money.currency} ", 1) if mark else compact(money)


def uncounted_words(offer: OfferFigures) -> list[str]:
    """Equity that was told without a value, as told: `20,000 options`, `0.25% of the company`."""
    grant = offer.grant
    if offer.equity is not None:
        return []
    stake = [f"{plain_number(grant.stake_pct.value)}% of the company"] if grant.stake_pct else []
    units = {"options": "options", "phantom": "phantom shares"}.get(grant.kind or "", "shares")
    return [f"{plain_number(grant.shares.value)} {units}", *stake] if grant.shares else stake


def without_amounts(title: str) -> str:
    """A lever's title without the brackets or the tail in which the guide puts an amount, which may be another place's.

    >>> without_amounts("First-Year Bonus ($15K-$30K lever)"), without_amounts("Regulated Work — $12K-$25K Lever")
    ('First-Year Bonus', 'Regulated Work')
    """
    bare = BRACKETS.sub(lambda match: "" if any(find_amounts(match[0])) else match[0], title)
    first, *rest = TAIL.split(bare)
    kept = [first, *(part for part in rest if not any(find_amounts(part)))]
    return " ".join(" — ".join(kept).split()) or title


def mapping_lines(text: str) -> list[str]:
    """A level mapping line by line, the cells of a table parted by dots.

    >>> mapping_lines("| Title | Level |\\n| Engineer | L3 |")
    ['Title · Level', 'Engineer · L3']
    """
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if line.strip()]
    return [escape_markdown(" · ".join(filter(None, cells))) for cells in rows]


def at(citation: Citation) -> str:
    """A place in the guide that the reply names once at its end."""
    return f"guide line {citation.line_from}"


def rung_title(rung: Rung, told: bool = True) -> str:
    """What a private rung is called; `told` says whether the user set the walk-away, or it is only worked out."""
    name = "break_even" if rung.name == "walk_away" and not told else rung.name
    return RUNG_TITLES[name]


def company_name(library: Library, subject: Subject) -> str:
    """The company as people write it, or as the user said it."""
    if subject.company:
        return library.companies.get(subject.company, subject.company)
    return "" if subject.company_unsure else escape_markdown(subject.company_said or "")


def place_name(band: PayBand | None, subject: Subject) -> str | None:
    """The place by its plain name (`London` for `London (GBP £)`), with the level where the band has one."""
    if not band:
        return subject.region
    place = band.places[0].name if len(band.places) == 1 else band.region or band.title
    return ", ".join(filter(None, (place, band.level))) or None
