"""What to do next: the coach's question with its quick replies, and three suggestions that fit the state.

In: a Reply. Out: the words; the rules are rows of data/next_steps.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.coach import Reply
from parley.coach.lines import region_labels
from parley.data import load
from parley.dialogue.stage import at_work

MOST = 3
PRACTISING = "practising"
"""While the coach plays the recruiter only steps of the practice fit."""


@dataclass(frozen=True, slots=True)
class Step:
    """A suggestion: what its button says, the message behind it, and whether the user finishes it before sending."""

    label: str
    say: str
    fill: bool = False


def next_steps(reply: Reply) -> tuple[Step, ...]:
    """At most three steps, best first."""
    holds, place = _facts(reply), _other_place(reply)
    rows = (row for row in load("next_steps") if _fits(row, holds))
    steps = (Step(row.get("label", row["say"]), row["say"], row.get("fill", False)) for row in rows)
    named = (Step(s.label.replace("{place}", place), s.say.replace("{place}", place), s.fill) for s in steps)
    return tuple(named)[:MOST]


def _fits(row: dict[str, list[str]], holds: frozenset[str]) -> bool:
    if (PRACTISING in holds) != (PRACTISING in row.get("when", ())):
        return False
    return set(row.get("when", ())) <= holds and not set(row.get("unless", ())) & holds


def _facts(reply: Reply) -> frozenset[str]:
    state = reply.state
    known = {
        "company": state.subject.company,
        "guide": reply.guide,
        "figures": reply.advice,
        "offer": state.offers,
        "rival": state.competing,
        "deadline": state.deadline,
        "walk_away": state.walk_away,
        "script": reply.scripts,
        "at_work": state.own_employer or at_work(state.stage),
        PRACTISING: reply.scene and not reply.scene.over,
        "places": _other_place(reply),
        f"asks_{reply.ask.slot}" if reply.ask else "": reply.ask,
        reply.action.intent: True,
        reply.action.script_kind or "": reply.action.script_kind,
        f"answers_{reply.question.key}" if reply.question else "": reply.question,
    }
    return frozenset(name for name, value in known.items() if value)


def _other_place(reply: Reply) -> str:
    """Another place of the guide, in its own words; empty where there is none."""
    here = reply.state.subject.region
    return next((label for label in region_labels(reply.guide) if here and label != here), "")
