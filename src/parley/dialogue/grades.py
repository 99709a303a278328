"""Whether pay goes by a grade, a step or a tariff: then no percentage is asked for (docs/advice.md 2.16).

In: the employer's name and the user's last messages. Out: yes or no, by data/grades.yaml.

>>> by_grade("Barts Health NHS Trust", ()), by_grade("Tesco", ("band 6 nurse, bottom point",)), by_grade("Tesco", ())
(True, True, False)
>>> by_grade("Metall Huber", ("58.000 brutto, no Tarif",)), by_grade("Metall Huber", ("ohne Tarifvertrag",))
(False, False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parley.data import load
from parley.dialogue.model import DialogueState

_DENIED = re.compile(
    r"\b(?:no|not|non|never|without|outside|kein\w*|ohne|nicht|sans|sin)\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)


def paid_by_grade(state: DialogueState) -> bool:
    """Whether the talk's employer pays by a scale, as far as it was told."""
    return by_grade(state.subject.company_said or "", state.earlier or (state.message,))


def by_grade(employer: str, messages: Sequence[str]) -> bool:
    """Whether the name or the words tell of a scale."""
    named = _pattern("employers").search(employer) is not None
    return named or any(_is_told(message) for message in messages)


def currency_of_scale(employer: str, messages: Sequence[str]) -> str | None:
    """The currency of the scale that is told of, where only one country has it.

    >>> currency_of_scale("", ("band 6 nurse job nhs, bottom point",)), currency_of_scale("Tesco", ("step 4",))
    ('GBP', None)
    """
    texts = (employer, *messages)
    rows: dict[str, str] = load("grades")["currencies"]
    return next(
        (code for code, text in rows.items() if any(re.search(text, one, re.IGNORECASE) for one in texts)), None
    )


def _is_told(message: str) -> bool:
    """Whether a scale is told of and not denied."""
    return any(not _DENIED.search(message, 0, found.start()) for found in _pattern("words").finditer(message))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("grades")[name]), re.IGNORECASE)
