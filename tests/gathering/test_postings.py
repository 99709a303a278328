"""Forty postings in twelve forms and more: the range of each place, and nothing where nothing is certain."""

from datetime import date
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.errors import UsageError
from parley.gathering.posting import read_posting
from parley.gathering.small_guide import write_guide
from parley.guides.library import load_library

ROWS = table(Path(__file__).parent / "postings.yaml")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['form']}: {row['text'][:30]}")
def test_a_posting(row: dict) -> None:  # type: ignore[type-arg]
    found = read_posting(row["text"], "a posting")
    assert [[pay.place, int(pay.low), int(pay.high), pay.currency] for pay in found.pays] == row["pays"]
    assert row.get("company") in (None, found.company)
    assert row.get("role") in (None, found.role)


def test_the_guide_is_read_as_any(tmp_path: Path) -> None:
    text = next(row["text"] for row in ROWS if row["form"] == "places")
    path = write_guide(read_posting(text, "The employer's posting of today", "Acme Labs"), tmp_path, date(2026, 11, 30))
    guide = load_library(tmp_path).by_path(path.relative_to(tmp_path).as_posix())
    assert guide is not None
    assert [(band.region, band.base and (band.base.low, band.base.high)) for band in guide.bands] == [
        ("San Francisco (USD)", (170000, 210000)),
        ("Denver (USD)", (145000, 180000)),
    ]
    assert [source.text for source in guide.sources] == ["The employer's posting of today"]
    with pytest.raises(UsageError, match="exists already"):
        write_guide(read_posting(text, "again", "Acme Labs"), tmp_path, date(2026, 11, 30))


def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--company"):
        write_guide(read_posting(ROWS[0]["text"], "a posting"), tmp_path, date(2026, 11, 30))
    with pytest.raises(UsageError, match="no pay range"):
        write_guide(read_posting("Line Cook\nup to $22", "a posting", "Acme"), tmp_path, date(2026, 11, 30))
