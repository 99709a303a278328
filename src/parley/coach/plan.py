"""Everything on one page to take along: which scripts stand on it, and the page as Markdown and as a PDF.

In: what the coach knows of a talk. Out: Markdown whose last part is private; the same page printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from parley.advice.model import Advice, Note
from parley.coach.model import Reply
from parley.data import load
from parley.dialogue.model import DialogueState
from parley.errors import UnsafeScript
from parley.scripts.draft import ScriptFacts, draft
from parley.scripts.model import Script

Planned = tuple[str, Script]
"""A script of the page and its heading there."""
LEFT_TO_THE_CHAT = (
    "total_differs", "total_does_not_follow", "signing_once", "bonus_range", "bonus_assumed", "two_packages",
)  # fmt: skip
"""Notes that explain more than a page to take along has room for."""


def planned_scripts(state: DialogueState, advice: Advice, facts: ScriptFacts) -> tuple[Planned, ...]:
    """The scripts of the page (data/plan.yaml), each past the send lint; one that fails it is left out."""
    return tuple(found for row in load("plan") if _fits(row, state) and (found := _planned(row, state, advice, facts)))


def _fits(row: dict[str, str], state: DialogueState) -> bool:
    return row.get("needs") in (None, "offer" if state.offers else "no_offer")


def _planned(row: dict[str, str], state: DialogueState, advice: Advice, facts: ScriptFacts) -> Planned | None:
    own = replace(facts, pushback=row.get("pushback"))
    kind = "accept" if row["kind"] == "counter_email" and _signs(advice) else row["kind"]
    try:
        return row["title"], draft(kind, row["channel"], state.form.tone, bool(row.get("short")), advice, own)
    except UnsafeScript:
        return None


def _signs(advice: Advice) -> bool:
    """Whether what they came back with is to be signed."""
    return advice.verdict is not None and advice.verdict.kind in ("sign", "closed")


def plan_words(reply: Reply, today: date, notes: Sequence[tuple[Note, str]]) -> dict[str, Any]:
    """The names that the page's template uses; none for another reply."""
    if not reply.planned:
        return {}
    scripts = [script for _, script in reply.planned]
    kinds = [script.kind for script in scripts]
    return {
        "today": today,
        "plan_notes": [text for note, text in notes if not note.private and note.code not in LEFT_TO_THE_CHAT],
        "pushbacks_from": kinds.index("pushback") if "pushback" in kinds else None,
        "plan_blanks": list(dict.fromkeys(blank for script in scripts for blank in script.blanks)),
    }


def plan_pdf(markdown: str) -> bytes:
    """The page of `Coach.plan` as a printable PDF; the same page gives the same bytes."""
    from parley.pdf import print_page  # a third of a second to import, and only a print needs it

    return print_page(markdown)
