"""Where a negotiation stands (docs/advice.md 3.8): a value of the state, moved by what is told; which scripts fit.

In: the stage before, the events and the want of a message, the offers known. Out: a stage of data/stages.yaml, "" while
nothing tells; the kind of script that is drafted in it.

>>> stage_after("", (), (), "counter"), stage_after("spoken_offer", ("asked_them",), (), "chat")
('spoken_offer', 'countered')
>>> stage_after("countered", ("no",), (), "plan"), stage_after("accepted", ("no",), (), "counter")
('answered:no', 'accepted')
>>> kind_at("counter_email", "screening"), kind_at("counter_email", "accepted"), kind_at("counter_email", "")
('expectations', None, 'counter_email')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from parley.data import load
from parley.dialogue.kinds import kind_book
from parley.dialogue.matters import key_of
from parley.dialogue.model import DialogueState, Matter, Offer
from parley.dialogue.words.text import fold

OFFERED = ("offered", "refused", "agreed", "accepted")
"""Groups in which there is an offer, whether its figures were told or not."""
ACCEPTED = "accepted"
"""The stage of who said yes, the event that tells of it, and the words that stand in for the event."""
WORK = ("raise", "promotion", "leaving")
"""Stages in which the talk is with one's own employer."""


@dataclass(frozen=True, slots=True)
class StageMove:
    """A row of the table: conditions, each empty or None where it does not matter, and the stage it leads to."""

    to: str | None
    told: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    from_: frozenset[str] | None = None
    offer: bool | None = None
    own: tuple[str, ...] = ()
    says: str = ""
    untold: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What of a message moves the stage: events, the first want, a case to one's own employer, phrases it holds.

    `untold`: no figure of an offer is known with it.
    """

    events: tuple[str, ...]
    want: str
    own: str = ""
    says: frozenset[str] = frozenset()
    untold: bool = False


@cache
def members(name: str) -> frozenset[str]:
    """The stages of a group; a stage itself by its own name."""
    return frozenset(load("stages")["groups"].get(name, (name,)))


@cache
def _named(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(members(name) for name in names))


@cache
def _moves() -> tuple[StageMove, ...]:
    return tuple(
        StageMove(
            row["to"],
            tuple(row.get("told", ())),
            tuple(row.get("wants", ())),
            _named(tuple(row["from"])) if "from" in row else None,
            row.get("offer"),
            tuple(row.get("own", ())),
            row.get("says", ""),
            row.get("untold", False),
        )
        for row in load("stages")["moves"]
    )


def stage_after(  # noqa: PLR0913, PLR0917  # the last two are what only the words tell
    before: str,
    events: Sequence[str],
    offers: Sequence[Offer],
    want: str,
    own: str = "",
    says: frozenset[str] = frozenset(),
) -> str:
    """The stage after a message: by the first row of the table that fits, else as it was."""
    message = Message(tuple(events), want, own, says, not offers and "offer" not in events)
    known = bool(offers) or "offer" in events or before in _named(OFFERED)
    row = next((move for move in _moves() if _fits(move, before, message, offer=known)), None)
    return before if row is None or row.to is None else row.to


def _fits(move: StageMove, before: str, message: Message, *, offer: bool) -> bool:
    return (
        (not move.told or any(event in move.told for event in message.events))
        and (not move.wants or message.want in move.wants)
        and (move.from_ is None or before in move.from_)
        and (move.offer is None or move.offer == offer)
        and (not move.own or message.own in move.own)
        and (not move.says or move.says in message.says)
        and (not move.untold or message.untold)
    )


def with_stage(before: DialogueState, after: DialogueState) -> DialogueState:
    """`after` with its stage; a talk that has turned to another company goes on where that one stood."""
    same = key_of(before.subject) in ("", key_of(after.subject)) and not after.cleared
    start = before.stage if same else next((m.stage for m in before.matters if _is(m, after)), "")
    events = after.events if after.asked == before.asked or not same else (*after.events, "asked_them")
    phrases = _phrases(before, after)
    stage = stage_after(start, events, after.offers, after.want, _own(after), phrases)
    told = ACCEPTED in phrases and stage == ACCEPTED and ACCEPTED not in after.events
    return replace(after, stage=stage, events=(*after.events, ACCEPTED) if told else after.events)


def _is(matter: Matter, state: DialogueState) -> bool:
    """Whether an earlier matter is the one that the talk is about now."""
    return not state.cleared and key_of(matter.subject) == key_of(state.subject)


def _own(state: DialogueState) -> str:
    """The kind of case made to one's own employer in this message, or that this employer counters."""
    if state.own_employer:
        return state.form.kind or ""
    return "current_employer" if state.intent == "pushback" and state.pushback == "current_employer" else ""


def _phrases(before: DialogueState, after: DialogueState) -> frozenset[str]:
    text = fold(after.message).replace("’", "'")
    found = {name for name in ("written", "no_offer", "accepted", "agreed") if _pattern(name).search(text)}
    asked = before.last_ask is not None and before.last_ask.slot == "offer"
    return frozenset(found | ({"no_offer"} if asked and re.match(r"no(?:t|pe)?\b", text) else set()))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("stages")[name]))


def kind_at(kind: str | None, stage: str) -> str | None:
    """The kind of script in this stage: itself where it is allowed, else what takes its place, else None.

    `pushback:rescinded` is a reply to that pushback.
    """
    if kind is None or not stage or stage in _allowed(kind):
        return kind
    rows = load("stages")["instead"]
    found: str | None = next((rows[group].get(kind) for group in rows if stage in members(group)), None)
    return _of_work(found, stage)


def _of_work(kind: str | None, stage: str) -> str | None:
    """A case to one's own employer by the stage's own name."""
    if kind != "raise":
        return kind
    return {"leaving": None, "promotion": "promotion"}.get(stage, kind)


@cache
def _allowed(kind: str) -> frozenset[str]:
    return _named(kind_book()[kind].stages if kind in kind_book() else ())


def offer_made(stage: str) -> bool:
    """Whether there is an offer to give thanks for, as far as is known."""
    return stage not in members("before")


def at_work(stage: str) -> bool:
    """Whether the talk is with one's own employer."""
    return stage in WORK
