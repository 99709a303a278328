"""The table file: what is written is read, cell by cell; what ships is what the survey prints."""

from decimal import Decimal
from pathlib import Path

import pytest

from parley.errors import TableUnusable
from parley.market.distribution import percentile_place
from parley.market.layout import CellRow, MarketTable, write_table
from parley.market.model import Area, Occupation, Release
from parley.market.open import ARTEFACT, SHIPPED

RELEASE = Release("A survey", "2025", "2025-05", "US", "USD", "public domain", top=239200)
WELDERS, NURSES = Occupation("51-4121", "Welders"), Occupation("29-1141", "Nurses")
TULSA, TEXAS = Area("1", "Tulsa, OK", "metro", "OK", 10), Area("2", "Texas", "state", "TX")


def amounts(*values: int | None) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value) for value in values)


@pytest.mark.parametrize(
    ("values", "silent"),
    [
        (amounts(30000, 40000, 50010, 60000, 70000), ""),
        (amounts(185960, 197150, 228760, 384800, None), "top"),
        (amounts(None, None, None, None, None), "withheld"),
        (amounts(None, 40000, 50000, 60000, None), ""),
        (amounts(30000, 40000, 50000, 60000, 946560), ""),
    ],
)
def test_what_is_written_is_read(tmp_path: Path, values: tuple[Decimal | None, ...], silent: str) -> None:
    other = CellRow("29-1141", "1", amounts(10, 20, 30, 40, 50))
    hourly = CellRow(
        "29-1141", "2", tuple(Decimal(text) for text in ("15.50", "15.55", "16.15", "28.40", "28.41")), "hour"
    )
    rows = [CellRow("51-4121", "2", values, silent=silent), other, hourly]
    path = tmp_path / "x.table"
    write_table(path, RELEASE, [NURSES, WELDERS], [TULSA, TEXAS], rows)
    table = MarketTable(path)
    cell = table.cell("51-4121", "2")
    assert cell is not None
    assert (cell.values, cell.silent, cell.area, cell.occupation) == (values, silent, TEXAS, WELDERS)
    assert table.cell("51-4121", "1") is None
    assert table.cell("11-1111", "1") is None
    found = table.cell("29-1141", "2")
    assert found is not None
    assert (found.period, found.values) == ("hour", hourly.values)
    assert [cell.values for cell in table.cells("29-1141")] == [other.values, hourly.values]


def test_a_damaged_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.table"
    write_table(path, RELEASE, [NURSES], [TULSA], [CellRow("29-1141", "1", amounts(10, 20, 30, 40, 50))])
    whole = path.read_bytes()
    for damaged in (b"", b"nothing of the kind", whole[:40], whole[:-1] + b"x"):
        path.write_bytes(damaged)
        with pytest.raises(TableUnusable, match=r"x\.table"):
            MarketTable(path)


def test_the_table_that_ships() -> None:
    table = MarketTable(ARTEFACT / SHIPPED)
    assert (table.release.source, table.release.name, len(table.occupations), len(table.areas)) == (
        "BLS OEWS",
        "May 2025",
        830,
        583,
    )
    nurses = table.cell("29-1141", "0019100")  # Dallas, as download.bls.gov prints it
    assert nurses is not None
    assert nurses.values == amounts(73400, 81640, 101420, 110630, 129710)
    cut = table.cell("29-1211", "0024340")  # anaesthetists in Grand Rapids: the highest is not printed
    assert cut is not None
    assert (cut.values, cut.silent) == (amounts(185960, 197150, 228760, 384800, None), "top")
    assert (ARTEFACT / SHIPPED).stat().st_size < 3_000_000


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (29, (None, 10, None)),
        (30, (10, 25, 10)),
        (45, (25, 50, 38)),
        (50, (50, 75, 50)),
        (70, (90, None, 90)),
        (80, (90, None, None)),
    ],
)
def test_a_place_in_a_distribution(amount: int, expected: tuple[int | None, int | None, int | None]) -> None:
    place = percentile_place(amounts(30, 40, 50, 60, 70), Decimal(amount))
    assert place is not None
    assert (place.above, place.below, place.about) == expected


def test_nothing_is_placed_where_nothing_is_printed() -> None:
    assert percentile_place(amounts(None, None, None, None, None), Decimal(50)) is None
    cut = percentile_place(amounts(30, 40, 50, None, None), Decimal(55))
    assert cut is not None
    assert (cut.above, cut.below, cut.about) == (50, None, None)
