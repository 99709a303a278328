"""How a command ends that cannot do what it was told: one line of reason and an exit code, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
PROGRAM = """
import sys
from parley.cli import main
from parley.retrieval import open as opening
from parley.retrieval.embedders import HashEmbedder
opening.best_embedder = lambda: HashEmbedder()
main()
"""


def run(*words: str, out: str | None = None, **variables: str) -> subprocess.CompletedProcess[bytes]:
    with open(out, "wb") if out else open(os.devnull, "rb") as stream:
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, *words], cwd=ROOT, env=os.environ | variables, check=False, timeout=60,
            stdout=stream if out else subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("ends") / "index"
    assert run("index", str(SEEDS), "--out", str(folder)).returncode == 0
    return str(folder)


def told(result: subprocess.CompletedProcess[bytes], *words: str) -> None:
    said = result.stderr.decode()
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert result.returncode == 2, said
    assert len(said.strip().splitlines()) == 1 or "Usage" in said, said
    for word in words:
        assert word in said, said


def test_a_folder_that_is_not_there_is_named(index: str, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": "1", "turns": ["hi"]}\n')
    missing = str(tmp_path / "none" / "file")
    told(run("replay", str(questions), missing, "--index", index), missing, "No such file")
    told(run("replay", str(tmp_path / "none.jsonl"), missing, "--index", index), "none.jsonl")
    told(run("read", str(questions), missing), "q.jsonl")
    told(run("replay", str(questions), str(tmp_path), "--index", index), "Is a directory")


@pytest.mark.parametrize("port", ["70000", "0", "-1"])
def test_a_port_that_is_none_is_wrong_usage(port: str) -> None:
    told(run("serve", f"--port={port}", "--no-watch"), "--port")


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_so_is_one_for_figures(port: str) -> None:
    told(run("serve", f"--metrics-port={port}", "--no-watch"), "--metrics-port")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize(
    "words", [["export", str(SEEDS), "--no-cache"], ["check", str(SEEDS), "--no-cache"], ["--help"], ["search", "pay"]]
)
def test_a_full_disk_is_told(words: list[str], index: str) -> None:
    more = ["--index", index] if words[0] == "search" else []
    told(run(*words, *more, out="/dev/full"), "No space left")


def test_a_reader_that_left_is_no_fault() -> None:
    read, write = os.pipe()
    os.close(read)
    words = [sys.executable, "-c", PROGRAM, "export", str(SEEDS), "--no-cache"]
    got = subprocess.run(words, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(write)
    assert b"Traceback" not in got.stderr
    assert b"Exception ignored" not in got.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_console_that_lacks_letters_shows_the_rest(index: str, encoding: str) -> None:
    got = run("ask", "what should I counter at W&B London? 漢字 ½", "--index", index, PYTHONIOENCODING=encoding)
    assert (got.returncode, b"Traceback" in got.stderr) == (0, False), got.stderr
    assert len(got.stdout.decode(encoding)) > 100


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_json_for_a_program_stays_json(index: str, encoding: str) -> None:
    got = run("search", "on-call 漢", "--json", "--index", index, PYTHONIOENCODING=encoding)
    assert got.returncode == 0, got.stderr
    assert json.loads(got.stdout.decode(encoding))


def test_half_a_character_in_a_replay_comes_out_as_it_went_in(index: str, tmp_path: Path) -> None:
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text('{"id": "\\ud800x", "turns": ["hi \\udc00"]}\n')
    got = run("replay", str(questions), str(answers), "--index", index)
    assert got.returncode == 0, got.stderr
    assert json.loads(answers.read_text(encoding="utf-8"))["id"] == "\ud800x"


def test_so_it_does_in_what_is_read(tmp_path: Path) -> None:
    messages, found = tmp_path / "m.jsonl", tmp_path / "f.jsonl"
    messages.write_text('{"id": "\\ud800x", "text": "130k base"}\n')
    got = run("read", str(messages), str(found))
    assert got.returncode == 0, got.stderr
    assert json.loads(found.read_text(encoding="utf-8"))["id"] == "\ud800x"
