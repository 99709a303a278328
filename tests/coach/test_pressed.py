"""The upset and the urgent: no table, no picture's rows, no question, no slot asked for, wherever the talk stands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parley.blocks import Box, Grid, Part
from parley.coach import Coach

MESSAGES = (
    "I'm so scared they will pull it", "honestly I feel sick about this", "they call in 10 minutes!!",
    "I'm freaking out, what do I say at W&B?", "I'm so nervous. what should I counter?",
    "I can't sleep because of this. compare W&B London and Scale New York",
    "I'm overwhelmed. give me everything on one page", "hurry please, what do I ask for W&B London",
    "I'm devastated, they said no", "I'm terrified: how does the grant vest each year?",
    "right now on the phone with them, what's the number?", "I'm anxious. which levers do I have?",
    "I hate negotiating. is it a good offer?", "asap: write the mail",
)  # fmt: skip
BEFORE = (
    (), ("W&B",), ("W&B London, they offered £130k base, £95k equity over 4 years 5/15/40/40, £20k signing, 5% bonus",),
    ("Zillow offered 146k in Austin",), ("I have W&B London at £130k base and Google offering £150k",),
)  # fmt: skip
ASKED = ("I need yours first", "Which company", "Which place", "Which role", "Which level", "Name two companies")


def has_table(parts: Sequence[Part]) -> bool:
    return any(isinstance(part, Grid) or (isinstance(part, Box) and has_table(part.parts)) for part in parts)


@pytest.mark.parametrize("before", BEFORE, ids=lambda before: " / ".join(before)[:40] or "the first message")
@pytest.mark.parametrize("message", MESSAGES)
def test_no_table_and_no_slot(message: str, before: Sequence[str], coach: Coach) -> None:
    reply = coach.reply([*before, message])
    assert reply.pressed
    assert reply.ask is None
    assert not [block.name for block in reply.blocks if has_table(block.parts)]
    assert not [words for words in ASKED if words in reply.text], reply.text
