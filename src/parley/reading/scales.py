"""What a number as written is multiplied with: "185" is 185,000, "5.8" beside "5.6 million" is 5,800,000.

In: the numbers of a message that are likeliest a salary, and the network's scores of their scales. Out: a scale each.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parley.reading.labels import SCALES
from parley.reading.number import Number

Scores = NDArray[np.float32]
WRITTEN_OUT = 10_000
"""From here on a number is meant as it is written."""
LIKE = 2.0
"""Salaries of one message within this factor of each other were written in one scale."""
ALIKE = 6.0
"""How much likelier a scale is that makes a salary like one whose scale is known."""
SURE = 0.9


def scale_of(number: Number, part: str, scores: Scores) -> float:
    """The likeliest scale of a number; what has its own is as it is."""
    if is_written_out(number) or number.percent or part.endswith("_pct"):
        return 1.0
    return SCALES[int(scores.argmax())]


def is_written_out(number: Number) -> bool:
    """Whether nothing is to be guessed: a scale stands there, or all its digits do."""
    return number.scaled or number.low >= WRITTEN_OUT


def scales_beside(numbers: Sequence[Number], scores: Scores) -> Scores:
    """The scores of salaries' scales, those raised that make one like another whose size is known."""
    known = [
        number.low if is_written_out(number) else number.low * SCALES[int(row.argmax())]
        for number, row in zip(numbers, scores, strict=True)
        if is_written_out(number) or row.max() >= SURE
    ]
    likes = [[ALIKE if _is_like(number.low * scale, known) else 1.0 for scale in SCALES] for number in numbers]
    return scores * np.array(likes, np.float32).reshape(scores.shape)


def _is_like(value: float, known: Sequence[float]) -> bool:
    return any(other / LIKE <= value <= other * LIKE for other in known)
