"""A guide's lever in words that can be said: without pay, rivals and floors; and its topic for a blank.

>>> said, dropped = restated("I ran GPU clusters at [company]. Datadog is offering $210K. I need $210K base.")
>>> said
'I ran GPU clusters at [company].'
>>> dropped
('Datadog is offering $210K.', 'I need $210K base.')
>>> topic("GPU Infrastructure Scarcity"), topic("Multi-Environment Deployment Expertise"), topic("The $3B Foundation")
('GPU infrastructure', 'multi-environment deployment', None)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from parley.data import load
from parley.money import MARKS, find_amounts

SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘'\[A-Z])")
LONGEST_TOPIC = 60


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = load("lever_words")["left_out"]
    return tuple((why, re.compile("|".join(patterns), re.IGNORECASE)) for why, patterns in rows.items())


def why_left_out(sentence: str) -> str | None:
    """Why a sentence cannot be said: pay, rival offer or floor; None when it can."""
    for why, pattern in _patterns():
        if pattern.search(sentence):
            return why
    return "pay" if any(found.currency for found in find_amounts(sentence)) else None


def restated(quote: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The sentences of a quote that can be said, as one text, and those that cannot."""
    sentences = [part.strip() for part in SENTENCE.split(quote or "") if part.strip()]
    kept = [sentence for sentence in sentences if why_left_out(sentence) is None]
    dropped = tuple(sentence for sentence in sentences if sentence not in kept)
    return " ".join(kept) or None, dropped


@cache
def _no_deed() -> re.Pattern[str]:
    return re.compile("|".join(load("lever_words")["no_deed"]), re.IGNORECASE)


def topic(title: str, names: Iterable[str] = ()) -> str | None:
    """What a lever is about, for the blank of a reason; None where nobody can have a result in it.

    So it is where the title speaks of pay, rivals, the market or other firms.

    >>> topic("RSU Volatility Hedge"), topic("AI Talent War"), topic("No Bonus: All Negotiation Goes to RSUs")
    (None, None, None)
    >>> topic("Delivery Track Record as Leverage")
    'delivery track record'
    """
    if why_left_out(title) or re.search(rf"[\d{MARKS}%]", title) or any(_names(name, title) for name in names):
        return None
    words = re.sub(r"[^\w\s/&'-]|^the\b", " ", title, flags=re.IGNORECASE).split()
    while words and words[-1].lower() in load("lever_words")["title_tails"]:
        words.pop()
    text = " ".join(_lowered(word) for word in words)
    if _no_deed().search(text) or len(words) > load("lever_words")["longest_title"]:
        return None
    return text if 2 < len(text) <= LONGEST_TOPIC else None


def _names(name: str, title: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title, re.IGNORECASE) is not None


def _lowered(word: str) -> str:
    """Lower case for plain words; acronyms and names with inner capitals stay."""
    return "-".join(part.lower() if part[1:].islower() or len(part) == 1 else part for part in word.split("-"))
