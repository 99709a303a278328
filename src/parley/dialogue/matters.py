"""Several negotiations in one talk: each company's facts stand apart, and coming back to one finds all of it.

In: the state before and the subject after a message. Out: the state with the facts of the matter that is talked about
now;
those of the one left are kept. A rival that becomes the subject brings its offer along.
"""

from __future__ import annotations

from dataclasses import replace

from parley.dialogue.model import DialogueState, Lasts, Matter, Offer, Subject
from parley.dialogue.words.text import name_key

OF_A_MATTER = DialogueState.lasting(Lasts.MATTER)
"""The facts that are one company's, by their names in the state and in a `Matter`."""
MOST = 8
"""Matters kept besides the one at hand."""


def key_of(subject: Subject) -> str:
    """What a subject's company is told apart by: its slug, else its folded name; "" while none is known."""
    return subject.company or name_key(subject.company_said or "")


def moved_to(state: DialogueState, before: Subject, subject: Subject) -> DialogueState:
    """`state` for `subject`, after a talk about `before`."""
    found = next((matter for matter in state.matters if key_of(matter.subject) == key_of(subject)), None)
    kept = tuple(matter for matter in state.matters if matter is not found and key_of(matter.subject) != key_of(before))
    left = Matter(before, **{name: getattr(state, name) for name in OF_A_MATTER})
    matter = found or Matter(subject, offers=_as_rival(state, subject))
    now = {name: getattr(matter, name) for name in OF_A_MATTER}
    return replace(state, subject=subject, matters=(*kept, left)[-MOST:], **now)


def subject_of(state: DialogueState, subject: Subject) -> Subject:
    """`subject` with the role and place told for its company before, where this message names none."""
    found = next((matter.subject for matter in state.matters if key_of(matter.subject) == key_of(subject)), None)
    if found is None:
        return subject
    before = state.subject
    return replace(
        subject,
        role_said=found.role_said if subject.role_said == before.role_said else subject.role_said,
        region_said=found.region_said if subject.region_said == before.region_said else subject.region_said,
        level_said=found.level_said if subject.level_said == before.level_said else subject.level_said,
    )


def _as_rival(state: DialogueState, subject: Subject) -> tuple[Offer, ...]:
    """The offer of a rival that the talk turns to."""
    names = {key_of(subject), name_key(subject.company_said or subject.company or "")}
    return tuple(
        replace(rival, company=subject.company, company_display=None)
        for rival in state.competing
        if names & {rival.company, name_key(rival.company_display or rival.company or "")}
    )
