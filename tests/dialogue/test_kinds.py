"""Which script a message asks for, by the words people use (corpus/kinds.yaml)."""

from datetime import date
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.dialogue.policy import decide
from parley.dialogue.state import replayed
from parley.guides.library import Library

OFFER = "W&B London, they offered £130k base, £95k equity over 4 years, 5% bonus"
CORPUS = table(Path(__file__).parent / "corpus" / "kinds.yaml")
ROWS = [pytest.param(kind, message, id=message) for kind, messages in CORPUS.items() for message in messages]


@pytest.mark.parametrize(("kind", "message"), ROWS)
def test_kind(kind: str, message: str, seeds: Library) -> None:
    state = replayed([OFFER, message], seeds)
    action = decide(state, seeds, date(2026, 6, 1))
    script = f"pushback:{state.pushback}" if action.script_kind == "pushback" else action.script_kind
    assert (action.kind if action.kind in ("practice", "plan") else script) == kind
