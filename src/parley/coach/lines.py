"""The sentences and lists that replies are made of, from Advice and state. No I/O, no templates but for notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from parley.advice.model import (
    Advice,
    BandFigures,
    ChosenLever,
    Computed,
    Figure,
    FromGuide,
    FromUser,
    Note,
    OfferFigures,
    Position,
    Rung,
)
from parley.advice.rules import says
from parley.coach.model import Reply
from parley.data import load
from parley.dialogue.model import Subject
from parley.guides.library import Library
from parley.guides.model import Citation, Guide, PayBand, PercentRange
from parley.money import compact, plain_number
from parley.render import escape_markdown
from parley.templates import figure_list, percent

PARTS = ("base", "equity", "signing")
LEVERS_SHOWN = 3
RUNG_TITLES = {
    "target": "Target",
    "acceptable": "Acceptable",
    "floor": "Guide's floor, for reference (your real walk-away is your best alternative)",
    "walk_away": "Your walk-away",
}


def worded(note: Note, env: Any) -> str:
    """A note in words, by its line in `data/replies/notes.yaml`."""
    return str(_note_template(env, note.code).render(figures=note.figures, facts=note.facts)).strip()


@cache
def _note_template(env: Any, code: str) -> Any:
    return env.from_string(load("replies/notes")[code])


def company_name(library: Library, subject: Subject) -> str:
    """The company as people write it, or as the user said it."""
    if subject.company:
        return library.companies.get(subject.company, subject.company)
    return escape_markdown(subject.company_said or "")


def place_name(band: PayBand | None, subject: Subject) -> str | None:
    """The place by its plain name (`London` for `London (GBP £)`), with the level where the band has one."""
    if not band:
        return subject.region
    place = band.places[0].name if len(band.places) == 1 else band.region or band.title
    return ", ".join(filter(None, (place, band.level))) or None


def component_words(name: str, figure: Figure, years: int) -> str:
    """One component as people say it: `£161K equity over 4 years`."""
    words = {"equity": f"equity over {years} years", "signing": "signing bonus", "total": "a year in total"}
    return f"{compact(figure.money)} {words.get(name, name)}"


def package(rung: Rung, parts: Sequence[str], years: int) -> str:
    """The components of a rung that are there, as a sentence has them."""
    named = [(part, getattr(rung, part)) for part in parts]
    return figure_list([component_words(part, figure, years) for part, figure in named if figure])


def rung_words(rung: Rung, years: int) -> str:
    """A rung with its total: `£155K base and £149K equity over 4 years (£200K a year)`."""
    parts = package(rung, PARTS, years)
    total = f"{compact(rung.total.money)} a year" if rung.total else ""
    return f"{parts} ({total})" if parts and total else parts or total


def guides_used(reply: Reply) -> tuple[Guide, ...]:
    """The guides that the reply rests on, each once."""
    if reply.comparison:
        return tuple({side.guide.path: side.guide for side in reply.comparison.sides}.values())
    return (reply.guide,) if reply.guide else ()


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


def region_labels(guide: Guide | None) -> tuple[str, ...]:
    """The guide's region labels, each once, in its own order."""
    return tuple(dict.fromkeys(band.region for band in guide.bands if band.region)) if guide else ()


def asked_parts(advice: Advice | None) -> tuple[str, ...]:
    """The components that the opening asks for: there, and not held as offered."""
    if not advice or not advice.ladder:
        return ()
    opening = advice.ladder.opening
    return tuple(part for part in PARTS if getattr(opening, part) and part not in opening.held)


def opening_position(advice: Advice | None) -> str:
    """Where the ask lies: "That is 90% of the way up the published base range and 95% of the way up equity's."."""
    found = [p for p in _positions(advice, "opening") if p.component in ("base", "equity")]
    if not found:
        return ""
    places = [f"{how_far(position)} for {position.component}" for position in found]
    return f"In the published range that is {figure_list(places)}."


def how_far(position: Position) -> str:
    """`90% of the way up`, or that it lies outside."""
    if position.fraction < 0:
        return "below the low end"
    return "above the top" if position.fraction > 1 else f"{percent(position.fraction)} of the way up"


def _positions(advice: Advice | None, of: str) -> list[Position]:
    return [position for position in advice.positions if position.of == of] if advice else []


def position_lines(advice: Advice | None) -> list[str]:
    """Where the offer lies, a line per component."""
    return [_position_line(position) for position in _positions(advice, "offer")]


def _position_line(position: Position) -> str:
    name = {"total": "Total, like for like"}.get(position.component, position.component.capitalize())
    if position.fraction < 0 or position.fraction > 1:
        return f"{name}: {position.label}"
    return f"{name}: {how_far(position)} the range ({position.label})"


def verdict(advice: Advice | None) -> str:
    """One line on the offer: by its total where that can be placed, else its base, else equity."""
    by_component = {position.component: position for position in _positions(advice, "offer")}
    for component in ("total", "base", "equity"):
        if component in by_component:
            position = by_component[component]
            where = how_far(position)
            tail = f" ({position.label})" if position.label not in where else ""
            return (
                f"the {component} lies {where}{tail}"
                if 0 <= position.fraction <= 1
                else f"the {component} is {position.label}"
            )
    return "I cannot place it in the published range"


def offer_words(advice: Advice | None) -> str:
    """The offer as the user told it: `£130K base, £95K equity over 4 years, 5% bonus`."""
    return offer_figures_words(advice.offer) if advice and advice.offer else ""


def offer_figures_words(offer: OfferFigures) -> str:
    """An offer's figures as people say them."""
    words = []
    for name, figure in (("base", offer.base), ("equity", offer.equity), ("signing bonus", offer.signing)):
        if figure:
            period = f" over {offer.equity_years} years" if name == "equity" else ""
            words.append(f"{compact(figure.money)} {name}{period}")
    if offer.bonus_pct is not None:
        words.append(f"{plain_number(offer.bonus_pct)}% bonus")
    elif offer.bonus:
        words.append(f"{compact(offer.bonus.money)} bonus")
    if offer.total and (not words or not isinstance(offer.total.source, Computed)):
        words.append(f"{compact(offer.total.money)} in total")
    elif offer.total and words:
        words[-1] += f" ({compact(offer.total.money)} a year in total)"
    return ", ".join(words)


def at(citation: Citation) -> str:
    """A place in the guide that the reply names once at its end."""
    return f"guide line {citation.line_from}"


def private_rungs(advice: Advice | None) -> list[Rung]:
    """The rungs that stay with the user, best first."""
    ladder = advice.ladder if advice else None
    if not ladder:
        return []
    return [rung for rung in (ladder.target, ladder.acceptable, ladder.floor, ladder.walk_away) if rung]


def rung_title(rung: Rung) -> str:
    """What a private rung is called on the page."""
    return RUNG_TITLES[rung.name]


def sums(advice: Advice | None) -> list[str]:
    """How each figure of the opening came about, one line each."""
    if not advice or not advice.ladder:
        return []
    opening = advice.ladder.opening
    figures = [getattr(opening, part) for part in (*asked_parts(advice), "total")]
    return [origin(figure) for figure in figures if figure]


def origin(figure: Figure) -> str:
    """One figure and where it comes from: the guide's line, the user's words, or the sum with its reason."""
    start = f"**{compact(figure.money)}** {figure.label}"
    match figure.source:
        case FromGuide(citation):
            return f"{start}: {at(citation)}"
        case Computed(rule, total, _):
            rests = figure_list(list(_rests_on(figure)))
            return f"{start}: {total}, {says(rule)}" + (f" ({rests})" if rests else "")
        case FromUser(_, text):
            return f"{start}: you told me ({escape_markdown(text)})" if text else f"{start}: you told me"


def _rests_on(figure: Figure) -> Iterator[str]:
    """What a computed figure goes back to: lines of the guide, and the user."""
    sources = [part.source for part in figure.walk()]
    lines = sorted({source.citation.line_from for source in sources if isinstance(source, FromGuide)})
    if lines:
        yield f"guide line{'s' if len(lines) > 1 else ''} {figure_list([str(line) for line in lines])}"
    if any(isinstance(source, FromUser) for source in sources):
        yield "what you told me"


def shown_levers(reply: Reply) -> list[ChosenLever]:
    """The levers to show: those that can be said without an offer the user has not told of."""
    usable = [chosen for chosen in reply.levers if not _needs_rival(reply, chosen)]
    return usable[: len(usable) if reply.action.intent == "levers" else LEVERS_SHOWN]


def withheld_levers(reply: Reply) -> list[str]:
    """Titles of levers that speak of rival offers while the user has none."""
    return [chosen.lever.title for chosen in reply.levers if _needs_rival(reply, chosen)]


def _needs_rival(reply: Reply, chosen: ChosenLever) -> bool:
    return chosen.lever.claims_rival_offer and not reply.state.competing


def overdue_days(guide: Guide | None, today: date) -> int:
    """Days since the guide's review was due; 0 when it is not, or not known."""
    return max(0, (today - guide.next_review_due).days) if guide and guide.next_review_due else 0


def age_cautions(guide: Guide | None, today: date) -> tuple[str, ...]:
    """The caution that a guide is past its review."""
    days = overdue_days(guide, today)
    return (f"The guide's review was due on {guide.next_review_due}, {days} days ago.",) if guide and days else ()
