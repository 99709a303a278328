"""What is made once per library. A library is known by its identity; at most a few are remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from parley.guides.library import Library

Made = TypeVar("Made")


class _Identity:
    """A library as a cache key: the same object, the same value."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __hash__(self) -> int:
        return id(self.library)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.library is other.library


def once_per_library(make: Callable[[Library], Made]) -> Callable[[Library], Made]:
    """`make`, called once for each library object and remembered."""
    remembered = lru_cache(maxsize=8)(lambda key: make(key.library))

    def made(library: Library) -> Made:
        return remembered(_Identity(library))

    return made
