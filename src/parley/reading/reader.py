"""Reads a message: `read` is the door of this room.

>>> found = understand("they offered £130k base and £95k equity over 4 years")
>>> [(number.said, number.part, number.whose) for number in found.numbers]
[('£130k', 'base', 'offer'), ('£95k', 'equity', 'offer')]
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

from parley.patience import go_on
from parley.reading.decode import Window, understood, window_of
from parley.reading.encoding import Encoded, encoded
from parley.reading.network import item_scores, scored
from parley.reading.outside import without_what_is_outside
from parley.reading.record import Understood
from parley.reading.writing import written


def understand(text: str, before: Sequence[str] = (), coach: str | None = None) -> Understood:
    """What `text` says, after the messages `before` (oldest first) and the coach's last question. Pure and
    remembered."""
    return _read(text, tuple(before[-6:]), coach)


@lru_cache(maxsize=1024)
def _read(text: str, before: tuple[str, ...], coach: str | None) -> Understood:
    message = written(text)
    windows = [_judged(window) for window in encoded(message, before, coach)]
    read = understood(message, windows)
    opens = not before and not coach and len(windows) == 1
    return without_what_is_outside(read, windows[0].message) if opens else read


def _judged(window: Encoded) -> Window:
    go_on()
    found = scored(window)
    return window_of(window, found, partial(item_scores, found))
