"""What one line of a letter claims (lines.yaml)."""

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.documents.figures import figures_of
from parley.documents.lines import lines_of
from parley.documents.merged import held
from parley.documents.model import LetterPassage
from parley.reading.reader import understand
from parley.reading.writing import written

ROWS = table(Path(__file__).parent / "lines.yaml")


@pytest.mark.parametrize("row", ROWS, ids=[row["line"] for row in ROWS])
def test_line(row) -> None:
    message = written(row["line"])
    at = {number.start: number for number in understand(message.text).numbers}
    claims = held(figures_of(message, LetterPassage(lines_of(message)), at, "letter")).claims
    assert [f"{claim.part} {claim.value[0]:g} {claim.per}" for claim in claims] == row["claims"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["claims"]], ids=lambda row: row["line"][:30])
@pytest.mark.parametrize("wrap", ["{}", "> {}", "*{}*", "  {}  "])
def test_writing_changes_nothing(row, wrap) -> None:
    message = written(wrap.format(row["line"]))
    at = {number.start: number for number in understand(message.text).numbers}
    claims = held(figures_of(message, LetterPassage(lines_of(message)), at, "letter")).claims
    assert [claim.part for claim in claims] == [claim.split()[0] for claim in row["claims"]]
