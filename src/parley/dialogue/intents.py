"""What a message wants, by ordered cues (data/intents.yaml), given the facts of the talk.

>>> find_intent("what should I counter at W&B London?", frozenset({"company"}))
'counter'
>>> find_intent("says who?", frozenset()), find_intent("London", frozenset())
('sources', None)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from parley.data import load
from parley.dialogue.words.text import fold
from parley.dialogue.words.word_slips import mended_subject


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: the intent, its cues, what takes a match back, and the facts it needs."""

    intent: str
    any: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class IntentBook:
    """data/intents.yaml as a record."""

    rules: tuple[Rule, ...]
    default: str
    domain: re.Pattern[str]
    lasting: frozenset[str]
    start_over: tuple[re.Pattern[str], ...]
    words_wanted: tuple[re.Pattern[str], ...]
    one_page: tuple[re.Pattern[str], ...]


@cache
def intent_book() -> IntentBook:
    """The table, its expressions compiled."""
    table = load("intents")
    rules = tuple(
        Rule(row["intent"], _patterns(row["any"]), _patterns(row.get("unless", ())), frozenset(row.get("needs", ())))
        for row in table["rules"]
    )
    return IntentBook(
        rules=rules,
        default=table["default"],
        domain=re.compile(table["domain"]),
        lasting=frozenset(table["lasting"]),
        start_over=_patterns(table["start_over"]),
        words_wanted=_patterns(table["words_wanted"]),
        one_page=_patterns(table["one_page"]),
    )


def _patterns(texts: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text) for text in texts)


def find_intent(text: str, facts: frozenset[str]) -> str | None:
    """The intent of the first rule that fits, or None where no cue speaks; `facts` as named in the table."""
    plain = mended_subject(fold(text).replace("’", "'"))
    for rule in intent_book().rules:
        if rule.needs <= facts and _fits(plain, rule.any) and not _fits(plain, rule.unless):
            return rule.intent
    return None


def _fits(text: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def is_elsewhere(text: str) -> bool:
    """Whether a message of some length has no word of the subject at all.

    >>> is_elsewhere("what is the best pizza in Chicago?"), is_elsewhere("is this offer any good?"), is_elsewhere("hmm")
    (True, False, False)
    """
    return len(text.split()) >= 4 and not intent_book().domain.search(fold(text))


def starts_over(text: str) -> bool:
    """Whether the message clears everything.

    >>> starts_over("start over"), starts_over("ok, let's start over with Box"), starts_over("I start in May")
    (True, True, False)
    """
    return _fits(fold(text), intent_book().start_over)


def wants_words(text: str) -> bool:
    """Whether the message asks for words to send or say.

    >>> wants_words("write me the e-mail"), wants_words("what's the band?")
    (True, False)
    """
    return _fits(fold(text), intent_book().words_wanted)


def wants_one_page(text: str) -> bool:
    """Whether the message asks for everything on one page.

    >>> wants_one_page("give me everything on one page"), wants_one_page("what's the range?")
    (True, False)
    """
    return _fits(fold(text), intent_book().one_page)
