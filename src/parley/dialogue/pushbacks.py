"""What employers answer to an ask, by the words people report it with (data/pushbacks.yaml).

>>> pushback_said("they said it's the top of their band"), pushback_said("hello")
('top_of_band', None)
"""

from __future__ import annotations

import re
from functools import cache

from parley.data import load
from parley.dialogue.words.text import fold


@cache
def _pushbacks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, re.compile("|".join(texts))) for key, texts in load("pushbacks").items())


def pushback_said(text: str) -> str | None:
    """The employer's answer that the message reports, by its key in data/pushbacks.yaml."""
    plain = fold(text)
    return next((key for key, pattern in _pushbacks() if pattern.search(plain)), None)
