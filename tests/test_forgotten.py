"""Nothing is added by halves: a want, an intent, a question, a kind of script or a picture has all its places or none.

Each test names the places. A row that is missing in one of them fails here, with its name.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.data import load
from parley.reading.labels import WANTS
from parley.web.pictures import PICTURES

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "parley" / "data"
KINDS = sorted(path.stem for path in (DATA / "scripts").glob("[a-z]*.j2"))
PAGE = (ROOT / "docs" / "page.md").read_text(encoding="utf-8")
CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
READING = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")


TOLD_BY_A_RIVAL = {"competing"}
"""Intents that no want leads to: a rival's offer does."""
INTENTS = TOLD_BY_A_RIVAL | {
    row[key]
    for row in load("wants").values()
    for key in ("intent", "without_offer", "unasked", "refused")
    if row.get(key)
}


ELSEWHERE = {"short_text", "pay_step", "case"}
"""Kinds that are kept whole under another name (a channel), or held in test_stages.py (by the grades of a scale) and in
test_cases.py (the letters of cases)."""
THE_ASK_ITSELF = {"counter_email", "counter_call", "short_text", "call_card", "competing_offer", "case"}
"""Kinds whose advice is the ask, or the lines of the case."""


def rows_of(path: str) -> list[dict[str, object]]:
    return list(table(ROOT / "tests" / path))


GOLDEN = {
    f"pushback_{row.get('pushback', 'general')}" if row["kind"] == "pushback" else str(row["kind"])
    for row in rows_of("scripts/golden.yaml")
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


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_an_intent_has_a_headline_sections_and_a_word_in_the_contract(intent: str) -> None:
    assert (DATA / "replies" / f"{intent}.j2").exists(), f"write data/replies/{intent}.j2, its headline"
    assert intent in load("replies/sections"), "add a row to data/replies/sections.yaml"
    assert intent in CONTRACT, "name it in docs/contract.md, `intent`"


@pytest.mark.parametrize("question", load("questions"))
def test_a_question_has_a_message_that_asks_it(question: str) -> None:
    assert question in {row["is"] for row in rows_of("coach/questions.yaml")}, "add a row to tests/coach/questions.yaml"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_script_is_kept_whole_and_comes_with_advice(kind: str) -> None:
    assert kind in GOLDEN | ELSEWHERE, "add a row to tests/scripts/golden.yaml"
    rows = load("moves") if kind.startswith("pushback_") else load("kinds")
    assert kind in rows, "add a row to data/kinds.yaml, or for an answer of theirs to data/moves.yaml"
    assert "plan" in rows[kind] or kind in THE_ASK_ITSELF, "its row has no plan for a no"


DRAWN = {
    path.name: found[1]
    for path in sorted((ROOT / "src" / "parley" / "web").glob("*.py"))
    if (found := re.search(r"^def (draw_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
}


@pytest.mark.parametrize("module", DRAWN)
def test_a_picture_is_shown_somewhere_and_documented(module: str) -> None:
    web = (path.read_text(encoding="utf-8") for path in (ROOT / "src" / "parley" / "web").glob("*.py"))
    assert sum(DRAWN[module] in text for text in web) > 1, f"nothing shows {DRAWN[module]}: name it in web/pictures.py"
    assert f"`{module}`" in PAGE, f"tell of {module} in docs/page.md, Pictures"


@pytest.mark.parametrize("section", PICTURES)
def test_a_picture_stands_above_a_section_that_there_is(section: str) -> None:
    listed = {name for row in load("replies/sections").values() for name in row}
    assert section.removeprefix("_") in listed, f"web/pictures.py names {section}, which no row of sections.yaml shows"


NOT_BY_THEMSELVES = {"pushback", "pushback_at_work"}


@pytest.mark.parametrize("name", sorted((GOLDEN | set(load("moves")) | set(load("kinds"))) - NOT_BY_THEMSELVES))
def test_no_advice_and_no_golden_script_is_left_of_a_kind_that_is_gone(name: str) -> None:
    assert name in KINDS
