"""How the shape of a script is asked for in people's own words (data/form.yaml)."""

from __future__ import annotations

import pytest

from parley.dialogue.form import form_after
from parley.dialogue.model import Form

CASUAL = (
    "less formal please", "not so stiff", "that's too stiff", "more like me", "make it sound more like me",
    "it sounds stiff", "more casual", "informal", "make it sound like a human",
    "it reads like a robot", "can it be more relaxed", "too corporate", "write it like I talk",
)  # fmt: skip
OTHER = {
    "more formal": "formal", "make it direct": "direct", "friendlier": "warm", "firmer": "direct",
    "as a one-liner": "brief", "what should someone like me ask for": "brief", "they like me": "brief",
}  # fmt: skip


@pytest.mark.parametrize("said", CASUAL)
def test_casual(said: str) -> None:
    assert form_after(Form(), said).tone == "casual"


@pytest.mark.parametrize(("said", "tone"), OTHER.items())
def test_other_tones_stay(said: str, tone: str) -> None:
    assert form_after(Form(tone="brief"), said).tone == tone
