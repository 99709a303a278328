"""Short answers to the coach's own last question, put back into full words: "yes", "the second one", "2", "not yet".

>>> ask = Ask("region", "Which place?", ("San Francisco", "New York"))
>>> full_answer("the second one", ask), full_answer("1", ask), full_answer("London", ask)
('New York', 'San Francisco', 'London')
>>> full_answer("yes", Ask("confirm", "Did you mean Scale AI?", ("Yes, Scale AI", "No")))
'Yes, Scale AI'
"""

from __future__ import annotations

import re

from parley.dialogue.model import Ask
from parley.dialogue.words.text import fold, words

YES = frozenset({
    "yes", "y", "yep", "yeah", "yup", "ya", "sure", "ok", "okay", "correct", "right", "exactly", "indeed",
    "please", "do", "go", "ahead", "i", "that's", "thats", "it", "that", "one", "of", "course", "have",
})  # fmt: skip
NO = frozenset({
    "no", "n", "nope", "nah", "not", "yet", "none", "nothing", "don't", "dont", "neither", "i", "do", "haven't",
    "havent",
})  # fmt: skip
ORDINALS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4,
    "last": -1, "former": 0, "latter": -1,
}  # fmt: skip


def says_yes(message: str) -> bool:
    """Whether the whole message is a yes."""
    keys = [word.key for word in words(message)]
    return bool(keys) and keys[0] in YES - {"i", "that", "it", "one", "do", "of", "have", "go"} and set(keys) <= YES


def says_no(message: str) -> bool:
    """Whether the whole message is a no."""
    keys = [word.key for word in words(message)]
    return bool(keys) and keys[0] in NO - {"i", "do"} and set(keys) <= NO


def full_answer(message: str, ask: Ask | None) -> str:
    """The option that a short answer picks, else the message itself."""
    if not ask or not ask.options:
        return message
    if says_yes(message) and (
        ask.slot in ("confirm", "offer", "competing", "deadline", "equity_terms") or len(ask.options) == 1
    ):
        return ask.options[0]
    if says_no(message) and ask.slot in ("confirm", "offer", "competing", "deadline"):
        return ask.options[-1]
    picked = _picked(message, len(ask.options), numbers=ask.slot != "offer")
    return message if picked is None else ask.options[picked]


def _picked(message: str, count: int, *, numbers: bool) -> int | None:
    keys = [word.key for word in words(message)]
    if not keys or len(keys) > 5:
        return None
    place = next((ORDINALS[key] for key in keys if key in ORDINALS), None)
    if place is not None and set(keys) <= {*ORDINALS, "the", "one", "option", "please", "i'd", "say", "choose", "take"}:
        return place % count if place < count else None
    digit = re.fullmatch(r"\W*(?:option |number |no\.? ?|#)?(\d{1,2})\W*", fold(message))
    if numbers and digit and 1 <= int(digit[1]) <= count:
        return int(digit[1]) - 1
    return None


def is_option(message: str, ask: Ask | None) -> bool:
    """Whether the message is one of the quick replies, as sent by its button."""
    return ask is not None and fold(message).strip(" .!") in {fold(option).strip(" .!") for option in ask.options}
