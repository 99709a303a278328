"""What to do in this turn besides the figures: general advice and local custom.

In: a Reply that knows its script, its guide and its band; data/kinds.yaml, moves.yaml and norms.yaml. Out: plain
sentences. Nothing here reaches a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.advice.restate import why_left_out
from parley.coach.model import Reply
from parley.data import load
from parley.dialogue.kinds import kind_book
from parley.dialogue.model import DialogueState
from parley.dialogue.stage import at_work
from parley.guides.model import Citation, Guide, PayBand
from parley.render import plain

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
QUOTED_AT_MOST = 2
LONGEST_QUOTE = 220


@dataclass(frozen=True, slots=True)
class Move:
    """Advice for a script or for an answer of theirs: the lead, the plan for a no, and what else bears on it."""

    lead: str | None
    plan: str | None
    topics: tuple[str, ...]
    guide_words: str | None


def move_of(reply: Reply) -> Move | None:
    """The advice for the script of this turn; None where the figures are the advice."""
    name = reply.action.script_kind or ""
    if name == "pushback":
        return _to_answer(reply.state)
    kind = kind_book().get(name)
    return Move(kind.lead, kind.plan, kind.norms, kind.guide_words) if kind and kind.plan else None


def _to_answer(state: DialogueState) -> Move | None:
    """What to do with the answer that they gave."""
    table = load("moves")
    row = table.get(f"pushback_{state.pushback or 'general'}")
    if row is None:
        return None
    plan = table["pushback_at_work"]["plan"] if at_work(state.stage) else row.get("plan")
    return Move(row.get("lead"), plan, tuple(row.get("norms", ())), None)


def norm_lines(reply: Reply, move: Move | None) -> list[str]:
    """Custom and law of the user's place that bear on this turn, each with where it holds."""
    country = country_of(reply.advice.band.band if reply.advice else reply.band)
    told = reply.advice and reply.advice.offer and not reply.question
    topics = move.topics if move else ("offer",) if told else ()
    if not country or not topics:
        return []
    table = load("norms")
    code = (
        country
        if country in table
        else next((name for name, codes in table["members"].items() if country in codes), "")
    )
    row = table.get(code)
    return [f"In {row['place']}: {row[topic]}" for topic in topics if topic in row] if row else []


def country_of(band: PayBand | None) -> str | None:
    """ISO 3166 code of where the job is; None where the band does not tell, or tells more than one."""
    if band is None:
        return None
    codes = {place.country for place in band.places}
    return codes.pop() if len(codes) == 1 else band.country if not codes else None


def guide_quotes(guide: Guide | None, move: Move | None) -> list[tuple[str, Citation]]:
    """What the guide itself says about the topic, in its own sentences without pay or rivals, with the place."""
    if guide is None or move is None or not move.guide_words:
        return []
    pattern = re.compile(move.guide_words, re.IGNORECASE)
    return [found for found in _sentences(guide) if pattern.search(found[0])][:QUOTED_AT_MOST]


def _sentences(guide: Guide) -> Iterator[tuple[str, Citation]]:
    for section in guide.sections:
        for paragraph, citation in zip(section.paragraphs, section.citations, strict=True):
            for sentence in SENTENCE.split(" ".join(plain(paragraph).split())):
                if len(sentence) <= LONGEST_QUOTE and "|" not in sentence and why_left_out(sentence) is None:
                    yield sentence, citation
