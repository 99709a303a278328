"""Which language a message is in, where it is not English: by letters or function words of `data/languages.yaml`.

>>> language_of("Wie viel soll ich bei Scale AI verlangen?"), language_of("what should I counter?")
('de', None)
"""

from __future__ import annotations

import re
from functools import cache

from parley.data import load

WORD = re.compile(r"[^\W\d_]+")
LEAST = 2
"""Words or letters that give a language away; fewer may be a name."""


def language_of(text: str) -> str | None:
    """The code of a language besides English, or None. Letters decide first, then the language with most words."""
    for code, pattern in _letters().items():
        if len(pattern.findall(text)) >= LEAST:
            return code
    # a capital inside a sentence is a name ("Los Angeles, El Segundo"), not a function word
    words = [word.casefold() for place, word in enumerate(WORD.findall(text)) if not place or word[0].islower()]
    counts = {code: sum(word in known for word in words) for code, known in _words().items()}
    english = counts.pop("en")
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= LEAST and counts[best] > english else None


@cache
def _letters() -> dict[str, re.Pattern[str]]:
    table = load("languages")
    # Japanese before Chinese: it writes with both
    order = sorted((code for code in table if "letters" in table[code]), key=lambda code: code == "zh")
    # a letter beside an English one is a look-alike in a name ("Gооgle"), no sign of a language
    return {code: re.compile(f"(?<![a-z])[{table[code]['letters']}](?![a-z])", re.IGNORECASE) for code in order}


@cache
def _words() -> dict[str, frozenset[str]]:
    return {code: frozenset(row["words"]) for code, row in load("languages").items() if "words" in row}
