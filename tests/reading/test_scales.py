"""What a number as written is multiplied with, whatever the network is nearly sure of."""

from __future__ import annotations

import numpy as np

from parley.reading.labels import SCALES
from parley.reading.numbers import numbers
from parley.reading.scales import scale_of, scales_beside


def scores(**chances: float) -> list[float]:
    named = {1.0: "one", 1e3: "thousand", 1e6: "million"}
    return [chances.get(named.get(scale, ""), 0.001) for scale in SCALES]


def read(text: str, *rows: list[float]) -> list[float]:
    found = numbers(text)
    mixed = scales_beside(found, np.array(rows, np.float32))
    return [number.low * scale_of(number, "base", row) for number, row in zip(found, mixed, strict=True)]


def test_a_bare_number_is_in_the_scale_of_what_it_stands_beside() -> None:
    assert read("5.6 million yen, would you take 5.8", scores(one=0.9), scores(thousand=0.6, million=0.4))[1] == 5.8e6


def test_what_is_like_nothing_stays_as_read() -> None:
    assert read("they pay 140k, rent is 2", scores(one=0.9), scores(one=0.7, thousand=0.3))[1] == 2


def test_what_is_written_out_is_not_touched() -> None:
    assert read("140k, then 52,000", scores(thousand=0.9), scores(thousand=0.9)) == [140_000, 52_000]
