"""A rehearsal as it stands: the answers judged, the recruiter's next line, and a better answer from the user's figures.

In: the rehearsal (from the messages), the advice, how scripts are to be worded. Out: a `Scene`; same input, same scene.
"""

from __future__ import annotations

from dataclasses import replace

from parley.advice.model import Advice
from parley.dialogue.model import DialogueState, Rehearsal
from parley.dialogue.rehearsal import asks_help
from parley.errors import UnsafeScript
from parley.practice.answer import Known, SpokenAnswer
from parley.practice.model import JudgedAnswer, RecruiterLine, Scene, recruiter_line
from parley.practice.reactions import reaction
from parley.practice.slips import good_of, slips_of
from parley.scripts.draft import ScriptFacts, draft
from parley.scripts.model import Script


def scene(state: DialogueState, advice: Advice | None, facts: ScriptFacts) -> Scene:
    """Where the rehearsal of `state` stands; `facts` are what a script may say besides figures."""
    rehearsal = state.rehearsal or Rehearsal()
    known = Known(
        opening=advice.ladder.opening if advice and advice.ladder else None,
        currency=advice.currency if advice else None,
        pay=state.current_pay,
        holds_rival=bool(state.competing),
    )
    lines = [recruiter_line(key) for key in rehearsal.lines]
    heard = tuple(_heard(said, asked, known) for said, asked in zip(rehearsal.said, lines, strict=False))
    after = lines[len(heard)] if len(heard) < len(lines) and not rehearsal.over else None
    answered = rehearsal.said and state.message == rehearsal.said[-1]
    better = _better(heard[-1].line, state, advice, facts) if heard and answered else None
    return Scene(heard, after, better, rehearsal.over, len(heard) >= len(lines) > 0)


def _heard(said: str, asked: RecruiterLine, known: Known) -> JudgedAnswer:
    if asks_help(said):
        return JudgedAnswer(asked, said, (), (), asked_help=True)
    answer = SpokenAnswer(said, asked, known)
    slips = slips_of(answer)
    return JudgedAnswer(asked, said, good_of(answer, slips), slips, reaction=reaction(answer, slips))


def _better(asked: RecruiterLine, state: DialogueState, advice: Advice | None, facts: ScriptFacts) -> Script | None:
    """The answer that a script gives to this line, as words to say; None where none is safe to say."""
    try:
        own = replace(facts, pushback=asked.pushback)
        return draft(asked.kind, "call", state.form.tone, True, advice, own)
    except UnsafeScript:
        return None
