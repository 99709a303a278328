"""Nothing is added by halves: a want, an intent, a question or a kind of script that is known in one place is in all.

Each test names the places. A row that is missing in one of them fails here, with its name.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from parley.data import load
from parley.dialogue.model import INTENTS
from parley.reading.labels import WANTS

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "parley" / "data"
KINDS = sorted(path.stem for path in (DATA / "scripts").glob("[a-z]*.j2"))
READING = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")


ELSEWHERE = {"short_text", "pay_step"}
"""Kinds that are kept whole under another name (a channel) or held in test_stages.py (by the grades of a scale)."""
THE_ASK_ITSELF = {"counter_email", "counter_call", "short_text", "call_card", "competing_offer"}
"""Kinds whose advice is the ask."""


def table(path: str) -> list[dict[str, object]]:
    return list(yaml.safe_load((ROOT / "tests" / path).read_text(encoding="utf-8")))


GOLDEN = {
    f"pushback_{row.get('pushback', 'general')}" if row["kind"] == "pushback" else str(row["kind"])
    for row in table("scripts/golden.yaml")
}


def test_a_want_is_a_label_and_a_row() -> None:
    assert set(load("wants")) == set(WANTS)


@pytest.mark.parametrize("want", WANTS)
def test_a_want_is_documented_and_was_trained(want: str) -> None:
    assert f"`{want}`" in READING or f" {want}" in READING
    rows = (
        line for path in sorted((ROOT / "training" / "data").glob("*.jsonl")) for line in path.open(encoding="utf-8")
    )
    assert any(want in json.loads(line)["wants"] for line in rows if f'"{want}"' in line)


def test_every_intent_is_reached_by_a_want_and_every_want_leads_to_one() -> None:
    reached = {
        row[key] for row in load("wants").values() for key in ("intent", "without_offer", "refused") if row.get(key)
    }
    assert reached <= set(INTENTS)
    assert set(INTENTS) - reached <= {"competing"}, "no want leads there; `competing` is told by a rival offer"


@pytest.mark.parametrize("question", load("questions"))
def test_a_question_has_a_message_that_asks_it(question: str) -> None:
    assert question in {row["is"] for row in table("coach/questions.yaml")}, "add a row to tests/coach/questions.yaml"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_script_is_kept_whole_and_comes_with_advice(kind: str) -> None:
    assert kind in GOLDEN | ELSEWHERE, "add a row to tests/scripts/golden.yaml"
    assert kind in load("moves") or kind in THE_ASK_ITSELF, "add a row to data/moves.yaml"


@pytest.mark.parametrize("name", sorted(GOLDEN | set(load("moves")) - {"pushback_at_work"}))
def test_no_advice_and_no_golden_script_is_left_of_a_kind_that_is_gone(name: str) -> None:
    assert name in KINDS
