"""The command line as programs and people call it."""

import json
from pathlib import Path

import pytest
from tests.files.making import pdf
from typer.testing import CliRunner, Result

from parley.cli import app
from parley.errors import FileRefused, ParleyError

pytestmark = pytest.mark.model
QUESTION = "what should I counter at W&B London?"


@pytest.fixture(scope="module")
def index(model_index: Path) -> Path:
    return model_index


def run(seeds: Path, index: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--guides", str(seeds), "--index", str(index)])


def test_ask_as_json_gives_the_answer_of_the_contract(seeds_dir: Path, index: Path) -> None:
    got = json.loads(run(seeds_dir, index, "ask", QUESTION, "--json").stdout)
    assert (got["counter"]["opening"]["base"], got["counter"]["opening"]["equity"]) == (159000, 161000)
    assert got["currency"] == "GBP"
    for script in got["scripts"]:
        assert "$" not in script["text"]
        assert "Datadog" not in script["text"]


def test_ask_prints_the_answer_and_the_script_last(seeds_dir: Path, index: Path) -> None:
    short, full = (run(seeds_dir, index, "ask", QUESTION, *extra).stdout for extra in ((), ("--full",)))
    for shown in (short, full):
        assert shown.index("If they say no") < shown.index("£159K base, £161K equity") < shown.index("Hi [Name]")
    assert "Where the figures come from (" in short
    assert "opening base:" not in short
    assert full.index("opening base:") < full.index("Hi [Name]")


def test_replay_answers_every_turn(seeds_dir: Path, index: Path, tmp_path: Path) -> None:
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text(json.dumps({"id": "one", "turns": [QUESTION, "what about New York?"]}) + "\n")
    assert run(seeds_dir, index, "replay", str(questions), str(answers)).exit_code == 0
    record = json.loads(answers.read_text(encoding="utf-8"))
    assert record["id"] == "one"
    assert [answer["currency"] for answer in record["answers"]] == ["GBP", "USD"]


def test_a_bad_line_of_questions_is_named(seeds_dir: Path, index: Path, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": "one", "turns": ["hi"]}\nnot json\n')
    result = run(seeds_dir, index, "replay", str(questions), str(tmp_path / "a.jsonl"))
    assert isinstance(result.exception, ParleyError)
    assert "q.jsonl:2" in str(result.exception)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, index: Path) -> None:
    result = run(tmp_path / "nowhere", index, "ask", QUESTION)
    assert isinstance(result.exception, ParleyError)
    assert "nowhere" in str(result.exception)


def test_plan_writes_markdown_and_pdf(seeds_dir: Path, index: Path, tmp_path: Path) -> None:
    offer = "W&B London, they offered £130k base, £95k equity over 4 years"
    for name in ("plan.md", "plan.pdf"):
        assert run(seeds_dir, index, "plan", offer, "--out", str(tmp_path / name)).exit_code == 0
    assert "Ask for £156K base" in (tmp_path / "plan.md").read_text(encoding="utf-8")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")


def test_plan_says_what_is_missing(seeds_dir: Path, index: Path) -> None:
    assert "Which place is it?" in str(run(seeds_dir, index, "plan", "W&B devops").exception)


LETTER = "Dear Ann,\n\nYour role is DevOps Engineer at Weights & Biases in London. Your base salary is £130,000 a year."


def test_a_letter_is_read_from_a_file_with_a_question_or_without(seeds_dir: Path, index: Path, tmp_path: Path) -> None:
    letter = tmp_path / "offer.pdf"
    letter.write_bytes(pdf(LETTER.replace("£", "GBP ")))
    for words in ([], ["is this low?"]):
        got = json.loads(run(seeds_dir, index, "ask", *words, "--file", str(letter), "--json").stdout)
        assert (got["company"], got["offer"]["base"], got["offer"]["currency"]) == ("weights-and-biases", 130000, "GBP")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n...", "photo.png is a picture"),
        ("big.pdf", b"%PDF-" + bytes(6 * 1024 * 1024), "big.pdf has 7 MB, and I read files of 5 MB"),
        ("long.txt", b"a" * 40_001, "long.txt holds 40,001 characters, and I read 40,000"),
        ("none.pdf", None, "none.pdf cannot be opened: no such file"),
    ],
)
def test_a_file_that_is_not_read_is_one_line(  # noqa: PLR0917
    seeds_dir: Path, index: Path, tmp_path: Path, name: str, data: bytes | None, says: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    failed = run(seeds_dir, index, "ask", "--file", str(tmp_path / name)).exception
    assert isinstance(failed, FileRefused)
    assert str(failed).startswith(says)


def test_a_question_too_long_is_refused_with_its_count_and_none_is_asked_for(seeds_dir: Path, index: Path) -> None:
    assert "40,001 characters" in str(run(seeds_dir, index, "ask", "a" * 40_001).exception)
    assert "--file offer.pdf" in str(run(seeds_dir, index, "ask").exception)
