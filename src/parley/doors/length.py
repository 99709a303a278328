"""How long a message and a talk may be, the same at every door: read whole, or refused with the count, never cut.

>>> of_length("Is £95k fair?")
'Is £95k fair?'
>>> of_length("a" * 40_001)
Traceback (most recent call last):
parley.errors.MessageTooLong: That message has 40,001 characters, and I read 40,000 at once: keep the part about pay,
and send it again.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.data import load
from parley.errors import MessageTooLong
from parley.reading.writing import MOST

MAX_MESSAGE = MOST
"""Characters of a message."""
MAX_TALK = 250_000
"""Characters of a talk: six of the longest letters; in any alphabet less than a request may have (web/limits.py)."""


def of_length(message: str) -> str:
    """The message itself; MessageTooLong with its count where it has more characters than are read."""
    if len(message) > MAX_MESSAGE:
        raise _too_long("message", len(message), MAX_MESSAGE)
    return message


def talk_with(before: Sequence[str], message: str) -> tuple[str, ...]:
    """The talk with one more message; MessageTooLong where the message or the talk grows too long."""
    after = (*before, of_length(message))
    count = sum(map(len, after))
    if count > MAX_TALK:
        raise _too_long("talk", count, MAX_TALK)
    return after


def _too_long(what: str, count: int, most: int) -> MessageTooLong:
    return MessageTooLong(load("limits")[what].format(count=f"{count:,}", most=f"{most:,}"))
