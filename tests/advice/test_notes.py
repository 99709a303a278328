"""Every note has a wording and a description, and every wording can be filled."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from parley.advice.counter import advise
from parley.coach.lines import note_words
from parley.data import load
from parley.templates import environment

from . import tables
from .seed_guides import GUIDES

ROOT = Path(__file__).parents[2]
ADVICE = ROOT / "src" / "parley" / "advice"
CODES = sorted({code for path in ADVICE.glob("*.py") for code in re.findall(r'Note\(\s*"(\w+)"', path.read_text())})
ROWS = [*tables.rows("situations"), *tables.rows("told")]


def test_every_code_in_the_source_has_a_wording() -> None:
    by_condition = {
        "total_differs",
        "total_does_not_follow",
        "bonus_range",
        "bonus_assumed",
        "band_total_only",
        "offer_total_only",
    }
    assert set(CODES) | by_condition == set(load("replies/notes"))


def test_every_code_is_described() -> None:
    described = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "advice.md").read_text(), re.MULTILINE))
    assert described == set(load("replies/notes"))


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_notes_fill_their_wordings(row) -> None:
    situation = tables.situation(row, GUIDES)
    env = environment("replies", situation.band.currency)
    for note in advise(situation, date(2026, 11, 22)).notes:
        text = note_words(note, env)
        assert text[0].isupper() or text[0] in "£$-", text
        assert text.rstrip()[-1] in ".?", text
        assert "  " not in text, text
        assert not re.search(r"\d[KM]? (a year )?\.", text), text
