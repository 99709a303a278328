"""Whether a message that opens a talk is none of a coach's business: weather, recipes, bank accounts, sums for school.

In: what the encoder says of a message as a whole. Out: a probability, by weights fitted in `training/outside.py`.
Asked only of a first message: later ones lean on what was said before.
"""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import cache

import numpy as np

from parley.reading.network import ROOM, Scores
from parley.reading.record import Understood

OUTSIDE = "outside.json"
OUTSIDE_FROM = 0.6
"""Probability from which a first message is outside."""
CLEARLY, TALKING = 0.85, 0.6
"""Probability of something wanted of a coach from which a message is ours all the same ("is 54 ok"), or small talk."""
LEAST_WORDS = 4
"""A message of fewer words is not judged: "weights and biases" is a company."""


@cache
def _fitted() -> tuple[Scores, float]:
    found = json.loads((ROOM / OUTSIDE).read_text(encoding="utf-8"))
    return np.array(found["weights"], dtype=np.float32), found["bias"]


def outside(message: Scores) -> float:
    """How likely a message is none of our business; `message` is the encoder's vector of it."""
    weights, bias = _fitted()
    return 1 / (1 + math.exp(-float(message.ravel() @ weights) - bias))


def without_what_is_outside(read: Understood, message: Scores) -> Understood:
    """The reading; of a message that is none of ours no number is pay and nothing is told or wanted of a coach."""
    want, chance = read.wants[0]
    clear = want != "out" and chance >= (TALKING if want == "chat" else CLEARLY)
    if clear or len(read.text.split()) < LEAST_WORDS:
        return read
    sure = outside(message)
    if sure < OUTSIDE_FROM:
        return read
    rest = tuple((want, chance) for want, chance in read.wants if want != "out")
    return replace(read, numbers=(), wants=(("out", sure), *rest), told=())
