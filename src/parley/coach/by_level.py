"""Pay by level where the level is open or in dispute: every row at once, with the offer placed in each.

In: a guide, the state, and what advises on a row. Out: the rows that are meant, the one that the offer fits, and each
row as it is said. An offer is taken for that row until the level is told, and the reply says so (docs/advice.md 2.11).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parley.advice.model import Advice
from parley.advice.published import band_figures
from parley.coach.lines import asked_parts
from parley.coach.model import LevelRow, Reply
from parley.coach.phrases import band_words, component_words, how_far, package
from parley.dialogue.model import Action, DialogueState, Subject
from parley.dialogue.names.roles import find_levels
from parley.dialogue.rows import levels, regions, resolve_level, titles
from parley.guides.model import Citation, Guide, PayBand
from parley.templates import figure_list

Advises = Callable[[PayBand], Advice | None]
INTENTS = ("counter", "band", "offer_check", "competing", "script", "equity", "level")
"""Intents whose answer differs by level."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row as it is said: its level and line, the published pay, where the offer lies in it, what to ask for there."""

    level: str
    citation: Citation
    pay: str
    place: str
    ask: str


def rows_meant(guide: Guide | None, state: DialogueState, action: Action) -> tuple[PayBand, ...]:
    """The rows to look at: all where the level is open, those of a dispute; none where nothing hangs on it."""
    asks = action.kind == "ask" and action.ask is not None and action.ask.slot == "level"
    if not asks and action.kind not in ("answer", "plan"):
        return ()
    return open_rows(guide, state.subject) or disputed_rows(guide, state)


def open_rows(guide: Guide | None, subject: Subject) -> tuple[PayBand, ...]:
    """The rows among which the level chooses; none where it is told, or the place is still open."""
    if guide is None or subject.level or (regions(guide.bands) and not subject.region):
        return ()
    rows = tuple(band for band in guide.bands if band.level and band.region == subject.region)
    return rows if len(rows) > 1 else ()


def disputed_rows(guide: Guide | None, state: DialogueState) -> tuple[PayBand, ...]:
    """The rows of the two or more levels that the message names: "they say L4, I think L5"."""
    subject = state.subject
    if guide is None or not subject.level:
        return ()
    labels, titled = levels(guide.bands, subject.region), titles(guide.bands)
    said = (resolve_level(mention.text, labels, titled) for mention in find_levels(state.message))
    named = set(filter(None, said))
    rows = tuple(band for band in guide.bands if band.level in named and band.region in (subject.region, None))
    return rows if len(rows) > 1 else ()


def fitting_row(rows: Sequence[PayBand], state: DialogueState) -> PayBand | None:
    """The lowest row whose range holds the offer, else the nearest; None without an offer that can be placed."""
    found = [(_outside(state, row), row) for row in rows]
    near = [(distance, row) for distance, row in found if distance is not None]
    return min(near, key=lambda one: one[0])[1] if near else None


def _outside(state: DialogueState, row: PayBand) -> Decimal | None:
    """How far the offer lies outside a row's range, as a part of it: 0 within; None where they cannot be compared."""
    offer = state.offer
    if offer is None or offer.currency not in (None, row.currency):
        return None
    published, stated = (row.base, offer.base) if row.base else (row.total_comp, offer.total)
    if published is None or stated is None or not stated.value:
        return None
    return max(published.low - stated.value, stated.value - published.high, Decimal(0)) / stated.value


def level_rows(rows: Sequence[PayBand], advises: Advises) -> tuple[LevelRow, ...]:
    """Each row with its advice."""
    found = ((row, advises(row)) for row in rows)
    return tuple(LevelRow(row, advice) for row, advice in found if advice)


def row_words(reply: Reply) -> list[RowWords]:
    """The rows as they are said, in the guide's order; none for the upset and where nothing hangs on the level."""
    if reply.pressed or reply.action.intent not in INTENTS:
        return []
    return [
        RowWords(
            row.band.level or "",
            row.band.citation,
            band_words(replace(band_figures(row.band), total=None) if row.band.base else band_figures(row.band)),
            _place(row.advice),
            _ask(row.advice),
        )
        for row in reply.by_level
    ]


def row_taken(reply: Reply) -> str:
    """The level whose row the offer was taken for; empty where the level was told."""
    return (reply.band.level or "") if reply.band and reply.by_level and not reply.state.subject.level else ""


def _place(advice: Advice) -> str:
    """Where the offer lies in a row: `33% of the way up for base and 25% of the way up for equity`, or off it."""
    found = [one for one in advice.positions if one.of == "offer"]
    parts = [one for one in found if one.component != "total"] or found
    if parts and (all(one.fraction < 0 for one in parts) or all(one.fraction > 1 for one in parts)):
        return "below it" if parts[0].fraction < 0 else "above it"
    return figure_list([f"{how_far(one)} for {one.component}" for one in parts])


def _ask(advice: Advice) -> str:
    """What to ask for in a row; empty where there is nothing."""
    parts, ladder = asked_parts(advice), advice.ladder
    if ladder is None:
        return ""
    if not parts:
        return (
            component_words("total", ladder.opening.total, 4) if advice.offer is None and ladder.opening.total else ""
        )
    return package(ladder.opening, parts, advice.offer.equity_years if advice.offer else 4)
