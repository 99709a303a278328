"""A decision between what somebody could have: this offer, others that they hold, the work they have now.

In: the state. Out: the offers that stand against each other, by name; the same as a table. Only what was told counts;
what has no price is the person's own to weigh, and the reply says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parley.advice.comparison import Comparison
from parley.advice.model import OfferFigures
from parley.dialogue.model import PRESENT, DialogueState, Offer
from parley.dialogue.words.cues import says
from parley.money import compact
from parley.render import escape_markdown

DECIDING = ("compare", "decide")
"""Wants whose answer sets offers side by side."""
NOW, STAY, THIS, OTHER = "What you have now", "If you stay", "This offer", "Your other offer"
NOTHING = "–"
ROWS = (
    ("base", "Base"), ("yearly_bonus", "Bonus"), ("equity", "Equity, the whole grant"), ("total", "A year in all"),
    ("signing", "Paid once"),
)  # fmt: skip
"""Parts of an offer as a table shows them."""


def offers_weighed(state: DialogueState) -> tuple[Offer, ...]:
    """The offers that the message wants decided between; none where it wants something else, or there is only one."""
    if state.want not in DECIDING or state.supposed or not state.offer or "offer_revised" in state.events:
        return ()
    stays = says("staying", state.message) or bool(state.read and "compare" in dict(state.read.wants))
    here = replace(state.offer, company_display=state.subject.company_said or THIS)
    named = [replace(other, company_display=_side_name(other)) for other in state.competing]
    named = named or list(_set_aside(state))
    now = [replace(state.current_pay, company_display=NOW)] if state.current_pay and stays and not named else []
    found = tuple(offer for offer in (*now, *_promised(state, now), here, *named) if offer.base or offer.total)
    return found if len(found) > 1 else ()


def _side_name(other: Offer) -> str:
    """An offer by who makes it; the present employer's by what it is for."""
    return STAY if other.company == PRESENT else other.company_display or OTHER


def _set_aside(state: DialogueState) -> Iterator[Offer]:
    """The offers of other places that were told before this one, where the message chooses between them."""
    if says("which_one", state.message):
        yield from (
            replace(matter.offers[-1], company_display=matter.subject.company_said)
            for matter in state.matters
            if matter.offers and matter.subject.company_said
        )


def _promised(state: DialogueState, now: list[Offer]) -> Iterator[Offer]:
    """What the present employer would pay to keep the person, where they told it."""
    told = next((one for one in reversed(state.evidence) if one.kind == "others"), None)
    if told and now and says("keeps_me", state.message):
        yield replace(now[0], base=told.low, bonus=None, total=None, company_display=STAY)


def choice_table(comparison: Comparison | None) -> list[list[str]]:
    """The offers of a comparison without guides part by part, the names first; empty where guides stand in it."""
    if comparison is None or comparison.sides:
        return []
    rows = [[title, *(_cell(offer, part) for offer in comparison.told)] for part, title in ROWS]
    told = [row for row in rows if any(cell != NOTHING for cell in row[1:])]
    return [["", *(escape_markdown(offer.name or OTHER) for offer in comparison.told)], *told]


def _cell(offer: OfferFigures, part: str) -> str:
    figure = getattr(offer, part)
    if figure is None:
        return NOTHING
    return f"{compact(figure.money)}{f' over {offer.equity_years} years' if part == 'equity' else ''}"
