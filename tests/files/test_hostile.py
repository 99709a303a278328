"""Files that a letter never is: each is refused in one line, or read harmlessly, within three seconds."""

import time
from pathlib import Path

import pytest

from parley.data import load
from parley.errors import FileRefused
from parley.files.reading import read_file, refusal

from .hostile import HOSTILE

PATIENCE = 3.6
"""Three seconds for the parser, and what it takes to start and to end it."""


def why(line: str) -> str:
    """The row of data/files.yaml that a line was made of: the words before its first number or name."""
    ends = {row: text.rpartition("}")[2] for row, text in load("files")["refused"].items()}
    return next((row for row, end in ends.items() if line.endswith(end)), line)


def test_there_are_sixty() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("case", HOSTILE)
def test_it_is_refused_in_a_line_or_read_harmlessly(case: str) -> None:
    make, name, expected = HOSTILE[case]
    data = make()
    began = time.monotonic()
    try:
        file = read_file(data, name)
    except FileRefused as refused:
        told = str(refused)
        assert "\n" not in told
        assert len(told) < 260
        assert why(told) in expected.split("|"), told
    else:
        assert "read" in expected.split("|"), file.text[:300]
        assert "root:" not in file.text
        assert "\x1b" not in file.name
        assert "\u202e" not in file.name
    assert time.monotonic() - began < PATIENCE
    assert not Path("/tmp/parley_was_here").exists()


def test_every_refusal_is_one_line_with_the_way_out() -> None:
    for row in load("files")["refused"]:
        told = str(refusal(row, "offer.pdf", 7, "no such file"))
        assert "{" not in told
        assert "\n" not in told
        assert len(told) < 260
