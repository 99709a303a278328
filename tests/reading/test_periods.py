"""For how long an amount is paid, whatever the network is nearly sure of."""

from __future__ import annotations

import numpy as np

from parley.reading.labels import PERIODS
from parley.reading.numbers import numbers
from parley.reading.periods import likeliest, shared


def scores(**chances: float) -> np.ndarray:
    return np.array([chances.get(period, 0.01) for period in PERIODS], np.float32)


def periods(text: str, sizes: list[float], *rows: np.ndarray) -> list[str]:
    mixed = shared(text, numbers(text), sizes, np.array(rows))
    return [PERIODS[int(row.argmax())] for row in mixed]


def test_what_is_said_of_one_salary_is_so_for_those_of_like_size() -> None:
    text = "they pay 8,200 a month, I'd like 9,000"
    assert periods(text, [8200, 9000], scores(year=0.9), scores(year=0.6, month=0.4)) == ["month", "month"]


def test_of_other_size_nothing_follows() -> None:
    text = "they pay 24 an hour, that is 50,000"
    assert periods(text, [24, 50_000], scores(year=0.9), scores(year=0.6, month=0.4)) == ["hour", "year"]


def test_what_is_no_salary_tells_nothing() -> None:
    text = "they pay 8,200, rent is 7,000 a month"
    assert periods(text, [8200, 0], scores(year=0.6, month=0.4), scores(month=0.9)) == ["year", "month"]


def test_nobody_is_paid_so_much_in_a_month() -> None:
    assert likeliest(71_000_000, "KRW", scores(month=0.8, year=0.2)) == "year"
    assert likeliest(48_000, "EUR", scores(month=0.8, year=0.2)) == "year"
    assert likeliest(48_000, "INR", scores(month=0.8, year=0.2)) == "month"
    assert likeliest(48_000, None, scores(month=0.8, year=0.2)) == "month"
