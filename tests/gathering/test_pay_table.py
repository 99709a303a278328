"""A person's own pay table: bad rows are named with row and reason, the rest is read, and answers rest on it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from parley import folders
from parley.cli import app
from parley.coach import Coach
from parley.errors import UsageError
from parley.gathering.pay_table import PaySheet, read_pay_table, write_pay_table
from parley.market.open import Market

HEAD = "occupation,titles,area,kind,within,currency,year,p10,p25,p50,p75,p90,source,licence"
GOOD = (
    'Bakers,baker|pastry chef,Leeds,town,Yorkshire,GBP,2025,"20,100","22,400","25,300","28,900",x,A survey,OGL',
    "Bakers,,Yorkshire,region,,GBP,2025,19000,21 000,£24000.40,28000,33000,A survey,OGL",
    "Bakers,,United Kingdom,,,GBP,2025,19500,21500,24500,28500,34000,A survey,OGL",
    "Nurses,nurse|staff nurse,UK,,,gbp,2025,28000,32000,37000,43000,49000,A survey,OGL",
)
DAY = date(2026, 11, 30)


def sheet(*rows: str, head: str = HEAD) -> PaySheet:
    return read_pay_table("\n".join([head, *rows]))


def test_every_row_that_can_be_used_is_read() -> None:
    found = sheet(*GOOD)
    assert found.left_out == ()
    assert (found.about.source, found.about.year, found.about.currency, found.country) == (
        "A survey",
        "2025",
        "GBP",
        "GB",
    )
    assert [(row.kind, row.within) for row in found.rows] == [
        ("metro", "Yorkshire"), ("state", ""), ("nation", ""), ("nation", ""),
    ]  # fmt: skip
    assert found.rows[0].values == (20100, 22400, 25300, 28900, None)
    assert found.rows[1].values[2] == 24000


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Welders,,Leeds,,,GBP,2024,1,2,3,4,5,A survey,OGL", "row 6: it is of A survey, 2024"),
        ("Welders,,Leeds,,,GBP,2025,1,2,3,4,5,Another survey,OGL", "row 6: it is of Another survey"),
        ("Welders,,Leeds,,,GBP,2025,27000,31000,36000,32000,48000,A survey,OGL", "do not rise: 27,000, 31,000"),
        ("Welders,,Leeds,,,GBP,2025,27,000,31000,36000,42000,48000,A survey,OGL", "has 15 cells and the first line 14"),
        ("Welders,,Leeds", "has 3 cells"),
        ('Welders,,Leeds,,,GBP,2025,"27,31000,36000,42000,48000,A survey,OGL', "has 8 cells"),
        ("Welders,,Leeds," + "x" * 200_000, "cannot be read (field larger"),
        ("Welders,,Leeds,,,pounds,2025,1,2,3,4,5,A survey,OGL", "'pounds' is no currency's code"),
        ("Welders,,Leeds,,,GBP,2025,27.000,31000,36000,42000,48000,A survey,OGL", "p10 '27.000' is no amount"),
        ("Welders,,Leeds,,,GBP,2025,-5,31000,36000,42000,48000,A survey,OGL", "p10 '-5' is no amount"),
        ("Welders,,Leeds,,,GBP,2025,27k,31000,36000,42000,48000,A survey,OGL", "p10 '27k' is no amount"),
        ("Welders,,Leeds,,,GBP,2025,0,31000,36000,42000,48000,A survey,OGL", "p10 '0' is no amount"),
        ("Welders,,Leeds,,,GBP,2025,9999999999,,,,,A survey,OGL", "is no amount"),
        ("Welders,,Leeds,,,GBP,2025,x,..,-,,n/a,A survey,OGL", "none of p10"),
        ("Welders,,Leeds,,,GBP,last year,1,2,3,4,5,A survey,OGL", "'last year' is no year"),
        ("Welders,,Leeds,galaxy,,GBP,2025,1,2,3,4,5,A survey,OGL", "'galaxy' is no kind of area"),
        ("Welders,,Leeds,,,GBP,2025,1,2,3,4,5,A survey,", "licence is empty"),
        ("Bakers,,Leeds,,,GBP,2025,1,2,3,4,5,A survey,OGL", "Bakers in Leeds stands in row 2 already"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_read(row: str, why: str) -> None:
    found = sheet(*GOOD, row)
    assert len(found.rows) == len(GOOD)
    (left_out,) = found.left_out
    assert left_out.startswith("row 6: ")
    assert why in left_out


@pytest.mark.parametrize(
    ("head", "rows", "why"),
    [
        ("", (), "no column occupation, area"),
        ("a,b\x00", ("1,2",), "no column occupation"),
        ("occupation,area,currency,year,source,licence", ("a,b,GBP,2025,s,l",), "none of the columns p10"),
        (HEAD, (), "nothing was written"),
        (HEAD, ("a,b",), "row 2: has 2 cells"),
        (HEAD, ("Bakers,,Middleland,,,EUR,2025,1,2,3,4,5,A survey,OGL",), "no area tells the country"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(head: str, rows: Sequence[str], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        sheet(*rows, head=head)


def test_an_open_quotation_mark_loses_no_row_behind_it() -> None:
    found = sheet('Welders,,Leeds,,,GBP,2025,"27,31000,36000,42000,48000,A survey,OGL', *GOOD)
    assert (len(found.rows), found.left_out[0][:6]) == (len(GOOD), "row 2:")


def test_the_example_in_the_documents_is_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "market.md").read_text(encoding="utf-8")
    found = read_pay_table(page.partition("```csv\n")[2].partition("```")[0])
    assert (len(found.rows), found.left_out, found.country) == (3, (), "GB")
    assert found.rows[0].titles == ("baker", "pastry chef")


def test_semicolons_tabs_and_other_names_of_columns_are_read() -> None:
    head = "Job;Place;Currency;Year;Lower quartile;Median;Upper quartile;Source;License;Country"
    found = sheet(
        "Bäcker;Berlin;EUR;2024;28000,00;32000;37000;S;L;DE", "Koch;Berlin;EUR;2024;28000;32000;;S;L;DE", head=head
    )
    assert (found.country, found.rows[0].values) == ("DE", (None, 28000, 32000, None, None))
    assert found.left_out[0].startswith("row 2: p25 '28000,00' is no amount")
    assert sheet("Koch\tBerlin\tEUR\t2024\t1\t2\t3\tS\tL\tDE", head=head.replace(";", "\t")).rows[0].area == "Berlin"


def test_it_is_looked_up_by_title_and_place_town_region_country(tmp_path: Path) -> None:
    write_pay_table(sheet(*GOOD), tmp_path, DAY)
    market = Market(own=tmp_path)
    for job, place, area, median in (
        ("pastry chef", "Leeds", "Leeds", 25300),
        ("baker", "Yorkshire", "Yorkshire", 24000),
        ("Baker", "the UK", "United Kingdom", 24500),
        ("staff nurse", "Leeds", "UK", 37000),
    ):
        found = market.look_up(job, place)
        assert found is not None
        assert found.cell is not None
        assert (found.cell.area.name, found.cell.at(50)) == (area, Decimal(median)), (job, place)
        assert found.cell.release.source == "A survey"
    assert market.look_up("welder", "Leeds") is None
    american = market.look_up("nurse", "Dallas")
    assert american is not None
    assert american.cell is not None
    assert american.cell.release.country == "US"
    assert market.look_up("nurse", "Dallas", "GBP") is None


def test_a_damaged_table_is_left_out_and_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = write_pay_table(sheet(*GOOD), tmp_path, DAY)
    path.write_bytes(path.read_bytes()[:-3])
    assert Market(own=tmp_path).look_up("registered nurse", "Dallas, TX") is not None
    assert "import it again" in caplog.text


def test_an_answer_rests_on_it_and_opens_to_source_and_area(coach: Coach, tmp_path: Path) -> None:
    write_pay_table(sheet(*GOOD), tmp_path, DAY)
    own = Coach(coach.library, coach.searcher, tables=tmp_path)
    text = own.reply(["I'm a baker, Loaf Ltd in Leeds offered me £24k"]).text
    assert "Official pay (A survey, 2025) of all Bakers in the Leeds area" in text
    assert "median £25.3K" in text
    assert "Their base of £24K is about the 39th percentile" in text
    assert "A survey" not in coach.reply(["I'm a baker, Loaf Ltd in Leeds offered me £24k"]).text


def test_the_command_names_what_was_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_own_place", lambda name: tmp_path / name)
    file = tmp_path / "x.csv"
    file.write_text("\n".join([HEAD, *GOOD, "Welders,,Leeds"]), encoding="utf-8")
    found = CliRunner().invoke(app, ["import", "table", str(file)])
    assert found.stdout == f"{tmp_path / 'tables' / 'a-survey-2025-gb.table'}\n"
    assert f"{file}: row 6: has 3 cells" in found.stderr
    assert "4 rows read, 1 left out" in found.stderr
    file.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in str(CliRunner().invoke(app, ["import", "table", str(file)]).exception)
