"""A yes or a no to the question of this message, where the figures of the turn decide it (data/direct.yaml).

In: a Reply with its advice. Out: the first words of the answer; empty where the message asks nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from parley.advice.model import Note
from parley.coach.choosing import NOW, OTHER, STAY, THIS
from parley.coach.model import Reply
from parley.coach.own_words import each, own_period
from parley.coach.staged import is_round
from parley.data import load
from parley.dialogue.words.cues import says as fits
from parley.money import compact
from parley.render import escape_markdown

SIZES = ("met", "ordinary", "firm", "stretch", "out_of_reach")
"""How the user's own numbers are judged, the smallest first: the largest of several is the one that is asked about."""
MOVED = ("moved", "moved_of_asked")
"""Notes of how far they came."""


def direct_answer(reply: Reply) -> str:
    """`No, €64K is not too much.`"""
    if reply.question or reply.action.kind != "answer":
        return ""
    text, found = reply.state.message.replace("’", "'"), dict(_decided(reply))
    rows = (row for name, row in load("direct").items() if _cues(name).search(text))
    decided = ((row["says"], *found[row["of"]]) for row in rows if row["of"] in found)
    says = (answers.get(verdict, "").format(number=number) for answers, verdict, number in decided)
    return next(filter(None, says), "")


def moved_words(reply: Reply, notes: Sequence[tuple[Note, str]]) -> str:
    """How far they came with what they offer now, where the answer leads with the verdict on it."""
    return " ".join(text for note, text in notes if note.code in MOVED) if is_round(reply) else ""


def pick_of(reply: Reply) -> str:
    """The offer that pays most, where the message asks which one to take and no guide stands in the comparison."""
    compared = reply.comparison
    asks = compared is not None and not compared.sides and fits("which_one", reply.state.message)
    best = next((note for note in compared.notes if note.code == "compare_best"), None) if asks and compared else None
    name = escape_markdown(best.facts[0]) if best else ""
    return name[:1].lower() + name[1:] if name in (NOW, STAY, THIS, OTHER) else name


def _decided(reply: Reply) -> Iterator[tuple[str, tuple[str, str]]]:
    """What decides, with how it came out and the number that it is about."""
    advice = reply.advice
    if advice and advice.judged and not advice.verdict:
        one = max(advice.judged, key=lambda judged: SIZES.index(judged.verdict))
        period = own_period(advice) if one.component == "base" else None
        words = compact(one.figure.money) + ("" if one.component in ("base", "total") else f" {one.component}")
        yield "judged", (one.verdict, each(one.figure, period) if period else words)
    if advice and advice.verdict and is_round(reply):
        yield "round", (advice.verdict.kind, "")


@cache
def _cues(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("direct")[name]["cues"]), re.IGNORECASE)
