"""Every way of writing a number, as a table."""

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.reading.number import Number
from parley.reading.numbers import numbers
from parley.reading.writing import written

TABLE = table(Path(__file__).parent / "numbers.yaml")
AROUND = ("{}", "they offered {} today", "base {}, what now?", "({})")


def read(text: str) -> tuple[Number, ...]:
    return numbers(written(text).text)


@pytest.mark.parametrize(
    ("meant", "text"), [(meant, text) for meant, texts in TABLE["found"].items() for text in texts]
)
def test_every_notation(meant: str, text: str) -> None:
    *ends, mark = meant.split()
    for around in AROUND:
        found = read(around.format(text))
        assert len(found) == 1, (around.format(text), found)
        number = found[0]
        values = [number.low] if number.high is None else [number.low, number.high]
        assert values == pytest.approx([float(end) for end in ends]), around.format(text)
        assert number.percent == (mark == "%")
        assert mark in ("%", "-") or number.currency == mark


@pytest.mark.parametrize(("text", "values"), TABLE["apart"])
def test_no_range(text: str, values: list[float]) -> None:
    assert [number.low for number in read(text)] == values


@pytest.mark.parametrize(("text", "value"), TABLE["never"])
def test_never(text: str, value: float) -> None:
    assert value not in [number.low for number in read(text)]


@pytest.mark.parametrize(
    "unit", ["7", "25/", "$1m", "I ", "1 000 ", "one ", "half a ", "s", ".", "£", "12-", "1,0", "per cent "]
)
def test_time_grows_with_the_length(unit: str) -> None:
    """20,000 characters of anything take well under a second."""
    import time

    text = unit * (20_000 // len(unit))
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 1.0
