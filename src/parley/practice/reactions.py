"""What the recruiter says to an answer before the next line: it takes up what was said, and nothing else.

In: an answer and its slips. Out: one sentence of data/practice.yaml; "" where nothing fits.
"""

from __future__ import annotations

import re

from parley.data import load
from parley.practice.answer import SpokenAnswer
from parley.practice.model import Slip


def reaction(answer: SpokenAnswer, slips: tuple[Slip, ...]) -> str:
    """The recruiter's first sentence: to the weak spot that a recruiter would take up, else to what was asked."""
    says: dict[str, str] = load("practice")["reactions"]
    heard = {**{slip.code: "" for slip in slips}, **_told(answer)}
    found = next((key for key in says if key in heard), None)
    return says[found].format(amount=answer.amount, topic=_topic(answer)) if found else ""


def _told(answer: SpokenAnswer) -> dict[str, str]:
    """What the answer holds besides its weak spots, by the keys of the table."""
    holds = {
        "named": bool(answer.amount) and bool({"base", "total", ""} & set(answer.asked)),
        "other_part": bool(answer.topic),
        "by_a_day": re.search(load("practice")["a_day"], answer.said, re.IGNORECASE) is not None,
        "asked_range": "range" in answer.said.casefold() and "?" in answer.said,
        "asked_back": answer.said.rstrip(" .!").endswith("?"),
    }
    return {key: "" for key, held in holds.items() if held}


def _topic(answer: SpokenAnswer) -> str:
    names: dict[str, str] = load("practice")["topic_names"]
    return names.get(answer.topic, "")
