"""`parley new --from-talk`: a guide of each talk of a file that names a range; what is no file of talks is named."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from parley.cli import kept
from parley.cli.guides import new
from parley.coach import Coach
from parley.doors.talks import KeptTalk, read_talks, talks_file
from parley.errors import UsageError

app = typer.Typer()
app.command()(new)
TOLD = "Baker at Loaf in Leeds, their range is £28k-£33k"


@pytest.fixture(autouse=True)
def _this_coach(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "open_coach", lambda *_, **__: coach)


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_talks_of_the_page_become_guides_and_the_rest_is_named(tmp_path: Path) -> None:
    file = tmp_path / "parley-talks.json"
    talks = (KeptTalk("", (TOLD, "they offered 29k")), KeptTalk("Acme", ("hello",)), KeptTalk("none", ()))
    file.write_text(talks_file(talks, "t", 1), encoding="utf-8")
    assert read_talks(file) == talks[:2]
    found = run("--from-talk", file, "--in", tmp_path / "own")
    assert found.stdout.splitlines() == [str(tmp_path / "own" / "loaf" / "baker.md")]
    assert "Acme: no company was told" in found.stderr


def test_a_text_is_a_talk_with_a_message_a_paragraph(tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text(f"{TOLD}\n\n \nthey offered 29k\n", encoding="utf-8")
    assert read_talks(file) == (KeptTalk("", (TOLD, "they offered 29k")),)
    assert run("--from-talk", file, "--in", tmp_path / "own").exit_code == 0
    again = run("--from-talk", file, "--in", tmp_path / "own")
    assert "exists already" in again.stderr
    assert isinstance(again.exception, UsageError)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b'{"format": "parley-talks-1"', "JSON"),
        (b'{"format": "other", "talks": []}', "parley-talks-1"),
        (b'{"format": "parley-talks-1", "talks": {}}', "parley-talks-1"),
        (b"", "no guide was made of 0 talks"),
        (b"hello", "no guide was made of 1 talk"),
        (
            json.dumps({"format": "parley-talks-1", "talks": [3, {"messages": "x"}, {"messages": [1, ""]}]}).encode(),
            "0 talks",
        ),
    ],
)
def test_what_is_no_file_of_talks_is_named(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "talk"
    file.write_bytes(content)
    found = run("--from-talk", file, "--in", tmp_path / "own")
    assert isinstance(found.exception, UsageError)
    assert why in str(found.exception)
    assert not (tmp_path / "own").exists()
