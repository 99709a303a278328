"""Visa filings: one employer's certified rows by role and metro, the units to years, groups too small left out."""

import statistics
import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.gathering.make_lca import COLUMNS, write

from parley.errors import UsageError
from parley.gathering.filings import gather_filings
from parley.gathering.sheet import CHUNK, LONGEST, SHEET, Sheet
from parley.gathering.small_guide import guide_text

PAYS = ("51,000.00", "forty", "$52,000", "-3", "53000", "54000", "55000")
YEARS = {"Year": 1, "Hour": 2080, "Month": 12}
ROLES = {"Software Engineer II": "Software Engineer", "SOFTWARE ENGINEER": "Software Engineer"}
ROLES["Staff Accountant - L4"] = "Staff Accountant"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, str]]]:
    path = tmp_path_factory.mktemp("lca") / "LCA_Disclosure_Data_FY2025_Q4.xlsx"
    return path, write(path, 12_000, share=0.05)


def test_groups_are_those_of_the_rows(workbook: tuple[Path, list[dict[str, str]]]) -> None:
    path, kept = workbook
    groups: dict[tuple[str, str], list[float]] = {}
    for row in kept:
        if row["EMPLOYER_NAME"] == "Acme Robotics, Inc." and row["CASE_STATUS"] == "Certified":
            role = ROLES.get(row["JOB_TITLE"], row["JOB_TITLE"])
            city = {"Plano": "Dallas"}.get(row["WORKSITE_CITY"], row["WORKSITE_CITY"])
            pay = float(row["WAGE_RATE_OF_PAY_FROM"]) * YEARS[row["WAGE_UNIT_OF_PAY"]]
            groups.setdefault((role, f"{city}, {row['WORKSITE_STATE']}"), []).append(pay)
    found = gather_filings(path, "acme robotics")
    told = {(guide.role, pay.place): pay for guide in found.guides for pay in guide.pays}
    assert set(told) == {group for group, pays in groups.items() if len(pays) >= 5}
    for group, pay in told.items():
        low, _, high = statistics.quantiles(groups[group], n=4, method="inclusive")
        assert (abs(float(pay.low) - low) <= 1, abs(float(pay.high) - high) <= 1, pay.count) == (
            True,
            True,
            len(groups[group]),
        )
    text = guide_text(found.guides[0], date(2026, 11, 30))
    assert "base only, what the employer attested" in text
    assert "2025-Q3" in text


def test_one_role_alone(workbook: tuple[Path, list[dict[str, str]]]) -> None:
    found = gather_filings(workbook[0], "Beacon Health", "Registered Nurse")
    assert {guide.role for guide in found.guides} == {"Registered Nurse"}


def test_a_damaged_file_is_named_and_never_a_trace(tmp_path: Path, workbook: tuple[Path, list[dict[str, str]]]) -> None:
    whole, path = workbook[0].read_bytes(), tmp_path / "x.xlsx"
    for damaged in (b"", whole[: len(whole) // 2], whole[:4000] + b"\xff" * 40 + whole[4040:]):
        path.write_bytes(damaged)
        with pytest.raises(UsageError, match=r"x\.xlsx"):
            gather_filings(path, "Acme Robotics")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(SHEET, b"<row>" + b" " * (LONGEST + 2 * CHUNK))
    with pytest.raises(UsageError, match="row 1 has no end"):
        gather_filings(path, "Acme Robotics")


def test_a_row_whose_pay_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    row = (
        '<row r="{n}">'
        + "".join(f'<c r="{c}{{n}}" t="inlineStr"><is><t>{{{c}}}</t></is></c>' for c in "ABCDEFG")
        + "</row>"
    )
    names = (
        "CASE_STATUS",
        "EMPLOYER_NAME",
        "JOB_TITLE",
        "WORKSITE_CITY",
        "WORKSITE_STATE",
        "WAGE_RATE_OF_PAY_FROM",
        "WAGE_UNIT_OF_PAY",
    )
    told = [names, *(("Certified", "Acme, Inc.", "Baker", "Dallas", "TX", pay, "Year") for pay in PAYS)]
    rows = (row.format(n=number, **dict(zip("ABCDEFG", cells, strict=True))) for number, cells in enumerate(told, 1))
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(SHEET, f"<sheetData>{''.join(rows)}</sheetData>")
    found = gather_filings(path, "Acme")
    assert [(pay.place, pay.count, int(pay.low), int(pay.high)) for guide in found.guides for pay in guide.pays] == [
        ("Dallas, TX", 5, 52000, 54000)
    ]
    assert [line.partition(": ")[2] for line in found.left_out] == [
        "row 3: pay 'forty' a 'Year' could not be read",
        "row 5: pay '-3' a 'Year' could not be read",
    ]


def test_other_columns_are_named(tmp_path: Path, workbook: tuple[Path, list[dict[str, str]]]) -> None:
    assert len(Sheet(workbook[0]).header()) == len(COLUMNS)
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(UsageError, match="is no workbook"):
        gather_filings(path, "Acme")
    write(path, 3, columns=("CASE_NUMBER", "EMPLOYER_NAME"))
    with pytest.raises(UsageError, match="CASE_STATUS"):
        gather_filings(path, "Acme")
