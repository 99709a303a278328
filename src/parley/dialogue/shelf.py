"""A library's guides by company, made once per library: the roles a company has here, without walking all guides.

A library is known by its identity; at most a few are remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar

from parley.guides.library import Library
from parley.guides.model import Guide

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


@once_per_library
def _by_company(library: Library) -> Mapping[str, tuple[Guide, ...]]:
    found: dict[str, list[Guide]] = {}
    for guide in library.guides:
        found.setdefault(guide.company, []).append(guide)
    return {company: tuple(guides) for company, guides in found.items()}


def guides_of(company: str | None, library: Library) -> tuple[Guide, ...]:
    """The company's guides, in the library's order."""
    return _by_company(library).get(company or "", ())
