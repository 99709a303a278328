"""Visa filings: one employer's certified rows by role and metro, the units to years, groups too small left out."""

import statistics
from datetime import date
from pathlib import Path

import pytest
from tests.gathering.make_lca import COLUMNS, write

from parley.errors import UsageError
from parley.gathering.filings import gather_filings
from parley.gathering.sheet import Sheet
from parley.gathering.small_guide import guide_text

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


def test_other_columns_are_named(tmp_path: Path, workbook: tuple[Path, list[dict[str, str]]]) -> None:
    assert len(Sheet(workbook[0]).header()) == len(COLUMNS)
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(UsageError, match="is no workbook"):
        gather_filings(path, "Acme")
    write(path, 3, columns=("CASE_NUMBER", "EMPLOYER_NAME"))
    with pytest.raises(UsageError, match="CASE_STATUS"):
        gather_filings(path, "Acme")
