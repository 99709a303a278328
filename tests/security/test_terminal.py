"""What a guide's author writes into names, front matter and faults reaches no terminal and no log line raw.

Every command of the program runs over a collection of guides whose file names, folder names and values hold escape
sequences, line breaks, direction marks and bytes that are no text; then all that was printed is read.
"""

from __future__ import annotations

import io
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.markdown import Markdown
from rich.panel import Panel
from rich.text import Text

from parley.cli import app
from parley.cli.terminal import console
from parley.guides.library import load_library
from parley.log import OneLine
from parley.render import HIDDEN
from security.hostile import hostile_guide

ROOT = Path(__file__).parents[2]
STEERING = {
    "clears the screen": "\x1b[2J", "goes back over the line": "\rgone", "forges a line": "\n9 forged:1 line\n",
    "turns the reading round": "\u202egpj", "links": "\x1b]8;;x:y\x07here\x1b]8;;\x07",
    "names the window": "\x1b]0;hi\x07",
    "breaks a line as Unicode does": "\u2028next", "is a control of eight bits": "\x9b31m", "is unseen": "\u200bx",
    "is a tab": "a\tb", "deletes": "ab\x08\x08",
}  # fmt: skip
RAW = re.compile(rf"(?:{HIDDEN.pattern}|[\t\u2028\u2029\ud800-\udfff])|^9 forged", re.MULTILINE)
PROGRAM = """
import io, sys
from fastapi.testclient import TestClient
from parley.cli import main
from parley.retrieval import open as opening
from parley.retrieval.embedders import HashEmbedder
from parley.web.process import Server

def ask(self):
    with TestClient(self.config.app, base_url="http://127.0.0.1") as client:
        assert client.post("/api/ask", json={"messages": ["what should I counter at Acme London?"]}).status_code == 200
Server.run = ask
opening.best_embedder = lambda: HashEmbedder()
for line in sys.stdin.read().split("\\0"):
    *sys.argv, typed = line.split("\\1")
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed.encode()))
    print("#", *map(ascii, sys.argv[:2]), file=sys.stderr, flush=True)
    try:
        main()
    except SystemExit as end:
        sys.stdout.closed or sys.stdout.flush()  # the protocol of assistants closes it, and comes last
        print("# ended", end.code, file=sys.stderr, flush=True)
"""
QUESTION = "what should I counter at Acme London?"


@pytest.fixture(scope="module")
def guides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One good guide, and hostile ones around it; names in bytes, since not all of them are text."""
    folder = tmp_path_factory.mktemp("steering") / "guides"
    for number, sign in enumerate(STEERING.values()):
        good = hostile_guide("words").replace("company: acme\n", "").replace("role: engineer\n", "")
        _put(folder, f"named{number}{sign}", f"role{sign}.md", good)
        _put(folder, f"broken{number}{sign}", "role.md", "no front matter")
        _put(folder, "head", f"yaml{number}.md", f"---\ncompany: a{sign}b\n  {sign}: [\n---\n")
        _put(folder, "head", f"value{number}.md", good.replace("---\n", f"---\ncompany: {_quoted(sign)}\n", 1))
        dated = good.replace("2026-05-23", f"20{sign}26").replace("2026-02-23", _quoted(f"20{sign}26"))
        _put(folder, f"dated{number}", "role.md", dated.replace("standard", _quoted(sign)))
    _put(folder, b"bytes\xff", b"role\xfe.md", hostile_guide("words"))
    _put(folder, "acme", "engineer.md", hostile_guide("words"))
    return folder


def _put(folder: Path, inside: str | bytes, name: str | bytes, text: str) -> None:
    place = os.path.join(os.fsencode(folder), os.fsencode(inside))
    os.makedirs(place, exist_ok=True)
    with open(os.path.join(place, os.fsencode(name)), "wb") as file:
        file.write(text.encode())


def _quoted(text: str) -> str:
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'


@pytest.fixture(scope="module")
def printed(guides: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that every command printed, on both streams."""
    here = tmp_path_factory.mktemp("printed")
    index, own = here / "index", here / "own\x1b[2J\n9 forged"
    own.mkdir()
    (here / "talks.jsonl").write_text('{"id": "1", "turns": ["levers at Acme?", "\\ud800 \\u001b[2J"]}\n')
    (here / "read.jsonl").write_text('{"id": "\\u001b[2J", "text": "130k \\u001b[2J base"}\n')
    (here / "queries.jsonl").write_text('{"id": "1", "text": "on-call"}\n')
    (here / "qrels.tsv").write_text("1\tacme/engineer.md\tlever\t1\n")
    (own / "set.toml").write_text('"a\\u001b[2J\\n9 forged" = 1\n')
    places = ["--guides", str(guides), "--index", str(index)]
    typed = "\n".join(
        [QUESTION, "they offered £130k \x1b[2J base", "/script", "/facts", "/save /nowhere/\x1b[2J", "/help"]
    )
    runs = [
        ["check", str(guides), "--no-cache", ""], ["check", str(guides), "--no-cache", "--json", ""],
        ["check", str(own), "--no-cache", ""], ["export", str(guides), "--no-cache", ""],
        ["check", str(own / "none"), ""], ["new", "Acme\x1b[2J", "Role\n9 forged", "--in", str(own), ""],
        ["new", "Acme\x1b[2J", "Role\n9 forged", "--in", str(own), ""],
        ["index", str(guides), "--out", str(index), ""], ["search", "on-call", *places, ""],
        ["search", "on-call", "--json", *places, ""], ["ask", QUESTION + "\x1b[2J", *places, ""],
        ["ask", QUESTION + "\x9b\u202e", "--json", *places, ""], ["ask", "levers about words?", *places, ""],
        ["plan", QUESTION, *places, ""], ["plan", QUESTION, "--out", str(own / "plan.txt"), *places, ""],
        ["replay", str(here / "talks.jsonl"), str(here / "answers.jsonl"), *places, ""],
        ["replay", str(own / "none"), str(here / "answers.jsonl"), *places, ""],
        ["evaluate", str(here / "queries.jsonl"), str(here / "qrels.tsv"), *places, ""], ["chat", *places, typed],
        ["read", str(here / "read.jsonl"), str(here / "found.jsonl"), ""], ["explain", "£130k \x1b[2J base", ""],
        ["serve", "--no-watch", *places, ""], ["serve", "--settings", str(own / "set.toml"), ""], ["mcp", *places, ""],
    ]  # fmt: skip
    assert {run[0] for run in runs} == {command.callback.__name__ for command in app.registered_commands}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], input="\0".join("\1".join(["parley", *each]) for each in runs).encode(),
        cwd=ROOT, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    text = (run.stdout + run.stderr).decode(errors="surrogateescape")
    assert run.returncode == 0, text[-3000:]
    assert "Traceback" not in text, text[text.index("Traceback") - 300 :][:3000]
    return text


def test_no_command_prints_what_steers_a_terminal(printed: str) -> None:
    found = [(match[0], printed[max(0, match.start() - 80) : match.end() + 20]) for match in RAW.finditer(printed)]
    assert not found, found[:5]


def test_what_is_hidden_in_a_name_is_shown_and_the_file_is_left_out(guides: Path, printed: str) -> None:
    library = load_library(guides)
    left_out = [issue.guide for issue in library.unreadable if issue.code == "hidden-in-name"]
    assert len(left_out) == 2 * len(STEERING) + 1
    assert "bytes\\udcff/role\\udcfe.md" in left_out
    for name in left_out:
        assert f"{name}:1 hidden-in-name" in printed
    assert not [entry.path for entry in library.entries if RAW.search(entry.path)]


@pytest.mark.parametrize("sign", STEERING.values(), ids=list(STEERING))
def test_nothing_drawn_on_a_terminal_is_raw(sign: str) -> None:
    out = io.StringIO()
    screen = console(file=out, force_terminal=True, color_system=None)
    for drawn in (sign, Text(sign), Panel(Text(sign)), Markdown(sign)):
        screen.print(drawn, highlight=False, markup=False)
    assert not HIDDEN.search(out.getvalue())


@pytest.mark.parametrize("sign", STEERING.values(), ids=list(STEERING))
def test_a_record_of_the_log_is_one_line_of_plain_characters(sign: str) -> None:
    record = logging.LogRecord("parley.guides", logging.WARNING, "x.py", 1, "%s: left out", (f"a{sign}b",), None)
    line = OneLine().format(record)
    assert len(line.splitlines()) == 1
    assert line.isprintable()
    assert line.startswith("a")
    assert line.endswith("b: left out")


def test_of_a_librarys_record_only_its_place_is_told() -> None:
    try:
        raise KeyError("my walk-away is £140k")
    except KeyError:
        caught = sys.exc_info()
    record = logging.LogRecord("root", logging.ERROR, "/lib/session.py", 7, "got %s", ("£140k",), caught)
    line = OneLine().format(record)
    assert "140" not in line
    assert line.startswith("root session.py:7 ERROR KeyError at test_terminal.py:")
