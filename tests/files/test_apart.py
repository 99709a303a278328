"""The process that parses: what it may not do, when it is ended, and what of it is believed."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from parley.errors import FileRefused
from parley.files import apart
from parley.files.apart import read_apart
from parley.files.model import Unread
from parley.files.reading import read_file

from .hostile import HOSTILE
from .making import pdf

resource = pytest.importorskip("resource", reason="limits of a process, as Unix has them")
CONFINED = "import sys; from parley.files import child; child.confine(); "


def run(code: str) -> subprocess.CompletedProcess[str]:
    surroundings = apart.surroundings()
    return subprocess.run(
        [sys.executable, "-P", "-c", CONFINED + code], check=False, env=surroundings, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.remove('/tmp/none')",
        "open('/tmp/parley_was_here', 'w').write('x' * 9)",
        "bytearray(500 * 1024 * 1024)",
        "[open('/dev/null') for _ in range(99)]",
        "while True: pass",
    ],
)
def test_it_gives_up_what_no_reading_needs(code: str) -> None:
    began = time.monotonic()
    assert run(code).returncode != 0
    assert time.monotonic() - began < 6
    written = Path("/tmp/parley_was_here")
    assert not written.exists()


def test_it_is_told_nothing_of_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_PASSWORD", "secret")
    assert not {name for name in apart.surroundings() if not name.startswith("PYTHON")} - {"SYSTEMROOT"}


def test_one_that_hangs_is_ended_after_three_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    began = time.monotonic()
    with pytest.raises(Unread, match="slow"):
        read_apart(b"Base 95,000", "txt", "a.txt")
    assert 2.9 < time.monotonic() - began < 3.6


@pytest.mark.parametrize(
    "said",
    [
        "", "[]", "null", "{", "7", '{"refused": "../../x", "count": 1}', '{"refused": ["a"], "count": "x"}',
        '{"text": "a", "kind": "exe", "pages": 1, "left_out": []}', '{"text": "a", "kind": "pdf", "pages": 1e9}',
        '{"text": "' + "a" * 50_000 + '", "kind": "pdf", "pages": 1, "left_out": []}', "[" * 100_000, "a" * 5_000_000,
    ],
)  # fmt: skip
def test_what_a_parser_that_was_taken_over_says_is_not_believed(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = f"import sys; sys.stdin.buffer.read(); sys.stdout.write({said[:1]!r} * {len(said)})"
    if len(set(said)) > 1:
        code = f"import sys; sys.stdin.buffer.read(); sys.stdout.write({said!r})"
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", code))
    with pytest.raises(Unread):
        read_apart(b"Base 95,000", "txt", "a.txt")


def test_memory_comes_back_and_no_process_stays() -> None:
    for _ in range(2):
        read_file(pdf("Base 95,000 GBP"), "a.pdf")
    before = _resident()
    for case in list(HOSTILE)[1:12]:
        make, name, _ = HOSTILE[case]
        data = make()
        with suppress(FileRefused):
            read_file(data, name)
        del data
    assert _resident() - before < 60 * 1024 * 1024
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
