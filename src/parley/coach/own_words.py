"""How the user's own evidence is told back: what the ask rests on, pay in their own period, their own number.

In: Advice. Out: plain sentences and names for the templates. Without a guide nothing here speaks of published pay.
"""

from __future__ import annotations

from collections.abc import Callable

from parley.advice.model import Advice, Figure, FromUser, Ground, OfferFigures, Period
from parley.advice.period import in_period
from parley.coach.model import Reply
from parley.data import load
from parley.money import compact, full
from parley.render import escape_markdown
from parley.templates import upper_first

BROUGHT = ("employer_range", "market")
"""Evidence that stands as a line of its own; what others earn is private, offers have theirs."""


def range_name(advice: Advice | None) -> str:
    """What the range is called in which things are placed."""
    if advice is None or advice.rests_on != "employer_range":
        return "published range"
    return "range" if advice.guided else "range they gave"


def ground_lines(advice: Advice | None) -> list[str]:
    """The evidence that the user brought, a line each: `**The range they gave** for base: €75K to €95K (...)`."""
    grounds = [ground for ground in advice.grounds if ground.kind in BROUGHT] if advice else []
    return [_ground_line(ground) for ground in grounds]


def _ground_line(ground: Ground) -> str:
    says = load("evidence")[ground.kind]["says"]
    turn = ground.low.source.turn if isinstance(ground.low.source, FromUser) else None
    return f"**{upper_first(says)}** for {ground.component}: {_span(ground)}" + (
        f" (you, message {turn})" if turn else ""
    )


def _span(ground: Ground) -> str:
    low, high = (compact(figure.money) for figure in (ground.low, ground.high))
    return low if low == high else f"{low} to {high}"


def base_as_told(offer: OfferFigures) -> str:
    """The offered base, in the period in which it was told beside the year: `£3,450 a month, £41,400 a year`."""
    return paid_words(offer.base, offer) if offer.base else ""


def paid_words(base: Figure, offer: OfferFigures) -> str:
    """A base in the user's own period beside the year; `£130K base` for a year's pay."""
    return in_own_period(base, offer.period) if offer.period else f"{compact(base.money)} base"


def in_own_period(base: Figure, period: Period) -> str:
    """A year's base in a period, with the year beside it."""
    return f"{each(base, period)}, {full(base.money)} a year"


def each(base: Figure, period: Period) -> str:
    """A year's base as it is paid in a period, the year left out: `£3,950 a month`."""
    article = "an" if period.name == "hour" else "a"
    return f"{full(in_period(base, period).money)} {article} {period.name}"


def part_words(figure: Figure, period: Period | None, printed: Callable[[Figure], str], *, bare: bool = False) -> str:
    """A part of an ask or an offer with its name: `£3,950 a month`, `£130K base`; `bare` without the name."""
    name = figure.label.removeprefix("opening ").removeprefix("first offered ")
    if period and name.endswith("base"):
        return each(figure, period)
    return printed(figure) if bare else f"{printed(figure)} {name}"


def own_period(advice: Advice | None) -> Period | None:
    """The period in which the ask is spoken of; None for a year, and where a guide's figures are a year's."""
    return advice.period if advice else None


def fallback_words(advice: Advice | None) -> str:
    """The signing bonus to fall back on, as a person says it; empty without one."""
    return compact(advice.fallback.money) if advice and advice.fallback else ""


def adds(total: Figure | None, base: Figure | None) -> bool:
    """Whether a total says more than the base alone."""
    return total is not None and (base is None or total.money != base.money)


def total_adds(advice: Advice | None) -> bool:
    """Whether the opening's total says more than its base."""
    opening = advice.ladder.opening if advice and advice.ladder else None
    return opening is not None and adds(opening.total, opening.base)


UNTOLD = ("first_step", "find_range")
"""Notes of a job without pay data, which do not hold where a guide only waits for the place."""


def guide_waits(reply: Reply, company: str) -> str:
    """That a guide would tell more once the question of this turn is answered; empty where none would."""
    if not reply.state.subject.company or not reply.advice or reply.advice.guided or not reply.ask:
        return ""
    return f"I have pay data for {company}. Answer the question below and the ask rests on its range instead of a rule."


def place_words(reply: Reply) -> str | None:
    """The place in the user's own words, where no band names it."""
    said = reply.state.subject.region_said
    return escape_markdown(said) if said and reply.advice and not reply.advice.guided else None
