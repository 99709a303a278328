"""`parley import offer`: a file becomes a private case, which the page imports and a terminal talk goes on with."""

import json
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from parley.cli import app, cases
from parley.coach import Coach
from parley.doors.talks import FORMAT, read_talks
from parley.errors import FileRefused, UsageError

LETTER = """Dear Ann,

We are pleased to offer you the position of Data Engineer at Acme Labs in Austin, TX.
Base salary: $128,000 per year
Annual bonus target: 10%

Kind regards,
Bob
"""
STORE = Path(__file__).parents[2] / "src" / "parley" / "web" / "client" / "store.js"


@pytest.fixture
def letter(tmp_path: Path, coach: Coach, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cases, "open_coach", lambda *_, **__: coach)
    monkeypatch.setattr(cases, "own_cases", lambda: tmp_path / "cases")
    file = tmp_path / "Offer Letter.txt"
    file.write_text(LETTER, encoding="utf-8")
    return file


def test_a_letter_becomes_a_case_for_its_owner_alone(letter: Path, tmp_path: Path) -> None:
    made = CliRunner().invoke(app, ["import", "offer", str(letter)])
    case = tmp_path / "cases" / "offer-letter.json"
    assert made.stdout == f"{case}\n"
    assert "Their offer: $128K base" in made.stderr
    assert (case.stat().st_mode & 0o077, case.parent.stat().st_mode & 0o077) == (0, 0)
    (talk,) = read_talks(case)
    assert (talk.name, talk.messages[0].splitlines()[3]) == ("Acme Labs", "Base salary: $128,000 per year")
    again = CliRunner().invoke(app, ["import", "offer", str(letter)])
    assert isinstance(again.exception, UsageError)
    assert "exists already" in str(again.exception)


def test_the_page_takes_it_in(letter: Path, tmp_path: Path) -> None:
    CliRunner().invoke(app, ["import", "offer", str(letter), "--out", str(tmp_path / "case.json")])
    told = json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))
    code = STORE.read_text(encoding="utf-8")
    assert f"const FORMAT = '{FORMAT}'" in code
    assert re.fullmatch(r"[\w-]{1,40}", told["talks"][0]["id"])
    assert set(told["talks"][0]) - {"id"} == set(re.findall(r"(\w+):", re.search(r"EMPTY = \{(.*)\}", code)[1]))


def test_a_talk_in_the_terminal_goes_on_with_it(letter: Path, monkeypatch: pytest.MonkeyPatch, coach: Coach) -> None:
    monkeypatch.setattr(sys.modules["parley.cli.chat"], "open_coach", lambda *_, **__: coach)
    case = letter.with_suffix(".json")
    CliRunner().invoke(app, ["import", "offer", str(letter), "--out", str(case)])
    said = CliRunner().invoke(app, ["chat", "--talk", str(case)], input="/facts\n\n").output
    assert "Their offer: $128K base" in said
    case.write_text('{"format": "parley-talks-1", "talks": []}', encoding="utf-8")
    assert isinstance(CliRunner().invoke(app, ["chat", "--talk", str(case)]).exception, UsageError)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 broken", b"\x00\x01\x02"])
def test_a_file_that_cannot_be_read_makes_no_case(letter: Path, tmp_path: Path, content: bytes) -> None:
    letter.write_bytes(content)
    refused = CliRunner().invoke(app, ["import", "offer", str(letter)])
    assert isinstance(refused.exception, FileRefused)
    assert not (tmp_path / "cases").exists()
