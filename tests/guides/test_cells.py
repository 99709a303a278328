"""The grammar of pay cells: by example, and by printing random amounts in every style and reading them back."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.yaml_table import table

from parley.guides.cells import read_cell

ROWS = table(Path(__file__).parent / "cells.yaml")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["cell"])
def test_a_cell_is_read_as_it_says(row):
    cell = read_cell(row["cell"])
    if "unsure" in row:
        assert cell.unsure
        assert row["unsure"] in cell.unsure
        assert not cell.money
        assert not cell.percent
        return
    assert cell.unsure is None
    assert [[int(span.low), int(span.high), *(span.currencies or [None])] for span in cell.money] == row.get(
        "money", []
    )
    percent = [int(cell.percent.low), int(cell.percent.high)] if cell.percent else None
    assert percent == row.get("percent")
    assert (cell.years, cell.monthly) == (row.get("years"), row.get("monthly", False))
    assert (cell.open_ended, cell.counts_units) == (row.get("open", False), row.get("units", False))


MARKS = {"$": "USD", "£": "GBP", "€": "EUR", "₹": "INR", "C$": "CAD", "S$": "SGD", "HK$": "HKD", "NT$": "TWD",
         "R$": "BRL", "₪": "ILS", "SEK ": "SEK", "PLN ": "PLN", "AED ": "AED", "EUR ": "EUR", "EUR": "EUR"}  # fmt: skip
DASHES = ("-", " - ", "–", " – ", " to ")


def grouped(amount):
    return f"{amount:,}"


def thousands(amount):
    return f"{Decimal(amount) / 1000:f}".rstrip("0").rstrip(".") + "K" if amount % 1000 else f"{amount // 1000}K"


def millions(amount):
    return f"{(Decimal(amount) / 1_000_000).normalize():f}M"


def lakhs(amount):
    return f"{(Decimal(amount) / 100_000).normalize():f}L"


@st.composite
def ranges(draw):
    low = draw(st.integers(20, 900)) * 1000
    return low, low + draw(st.integers(0, 900)) * 1000 if low >= 100_000 else low + draw(st.integers(0, 80)) * 1000


@given(
    ranges(),
    st.sampled_from(sorted(MARKS)),
    st.sampled_from(DASHES),
    st.sampled_from([grouped, thousands, millions, lakhs]),
)
def test_what_is_printed_is_read_back(pay, mark, dash, style):
    cell = read_cell(f"{mark}{style(pay[0])}{dash}{mark}{style(pay[1])}")
    assert cell.unsure is None
    assert [(span.low, span.high, span.currencies) for span in cell.money] == [(*pay, (MARKS[mark],))]


@given(ranges(), ranges(), st.sampled_from(["£", "€", "C$", "₹", "SEK "]), st.sampled_from(DASHES), st.booleans())
def test_two_currencies_are_read_apart(local, dollars, mark, dash, pairwise):
    a, b = (f"{mark}{grouped(amount)}" for amount in local)
    c, d = (f"${grouped(amount)}" for amount in dollars)
    cell = read_cell(f"{a} / {c}{dash}{b} / {d}" if pairwise else f"{a}{dash}{b} / {c}{dash}{d}")
    assert [(span.low, span.high) for span in cell.money] == [local, dollars]


@given(st.text(max_size=60))
def test_any_text_is_a_cell(text):
    cell = read_cell(text)
    assert cell.unsure is None or not cell.money


@given(ranges(), st.sampled_from(sorted(MARKS)), st.sampled_from(sorted(MARKS)))
def test_a_range_in_two_currencies_is_never_read(pay, one, other):
    if MARKS[one] != MARKS[other]:
        assert read_cell(f"{one}{grouped(pay[0])}-{other}{grouped(pay[1])}").unsure
