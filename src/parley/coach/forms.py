"""The other forms of a turn's script: every channel and tone, same figures, same facts, past the same send lint.

In: a Reply. Out: Scripts, the one that the reply shows first; a form that the lint refuses is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parley.coach.letters import letter_of
from parley.coach.lookup import script_facts
from parley.coach.model import Reply
from parley.data import load
from parley.errors import UnsafeScript
from parley.scripts.draft import draft
from parley.scripts.model import Script

CHANNELS = ("email", "call", "text")
ONE_KIND = {"counter_call": "counter_email", "short_text": "counter_email"}
"""Kinds that are another kind said in one channel."""


def forms(reply: Reply) -> tuple[Script, ...]:
    """Every form of the reply's script, by channel and tone; empty where the turn has none."""
    if not reply.scripts:
        return ()
    shown = reply.scripts[0]
    others = (
        script for script in _drafts(reply, shown) if (script.channel, script.tone) != (shown.channel, shown.tone)
    )
    return (shown, *others)


def _drafts(reply: Reply, shown: Script) -> Iterator[Script]:
    questions = (reply.question, *reply.also) if reply.question else ()
    letter = letter_of(questions, reply.state, reply.advice)
    facts = replace(script_facts(reply.state, reply.guide, reply.levers), letter=letter)
    kind = ONE_KIND.get(shown.kind, shown.kind)
    for channel in CHANNELS:
        for tone in load("tones"):
            try:
                yield draft(kind, channel, tone, reply.state.form.short, reply.advice, facts)
            except UnsafeScript:
                continue
