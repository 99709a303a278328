"""How much work one answer may be, so that nobody's words hold up the answers to others.

`allowed` opens it, `go_on` is called between two steps of the work and raises TookTooLong where it is over. Counted is
the processor time of the thread that works, not the clock: a busy machine makes no answer another one. Where nobody
opened it, as in the terminal, there is no end. How much, and what is said then, stands in data/patience.yaml.

>>> with allowed("answer"), within_part("message"):
...     go_on()
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from parley.data import load
from parley.errors import TookTooLong


@dataclass(frozen=True, slots=True)
class Bound:
    """Seconds of a thread, what is said where they are over, and whether another try goes on from there."""

    seconds: float
    again: bool
    say: str


@cache
def bound(name: str) -> Bound:
    """A row of data/patience.yaml."""
    return Bound(**load("patience")[name])


_end: ContextVar[tuple[float, Bound] | None] = ContextVar("end", default=None)


@contextmanager
def allowed(name: str) -> Iterator[None]:
    """Let the work inside take as long as `name` may, or less where an outer bound ends before."""
    outer, mine = _end.get(), bound(name)
    end = time.thread_time() + mine.seconds
    kept = _end.set(outer if outer and outer[0] <= end else (end, mine))
    try:
        yield
    finally:
        _end.reset(kept)


@contextmanager
def within_part(name: str) -> Iterator[None]:
    """The same for a part of bounded work; nothing where nobody bounded the whole."""
    if _end.get() is None:
        yield
        return
    with allowed(name):
        yield


_here: ContextVar[int | None] = ContextVar("here", default=None)


@contextmanager
def here_at_most(letters: int) -> Iterator[None]:
    """Let the work inside read so many letters itself; what is longer is read in another process (ReadApart)."""
    kept = _here.set(letters)
    try:
        yield
    finally:
        _here.reset(kept)


def is_read_here(letters: int) -> bool:
    """Whether so much may be read in this process; always, where nobody said how much."""
    most = _here.get()
    return most is None or letters <= most


def go_on() -> None:
    """Raise TookTooLong where the time is over."""
    end = _end.get()
    if end and time.thread_time() > end[0]:
        raise TookTooLong(end[1].say, again=end[1].again)
