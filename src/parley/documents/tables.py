"""The tables of this room (data/documents.yaml, data/claims_of.yaml), their expressions made ready once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from parley.data import load


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One expression of data/documents.yaml."""
    return re.compile(load("documents")[name], re.IGNORECASE | re.MULTILINE)


@cache
def weighted(name: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """A list of expressions of data/documents.yaml with their weights."""
    rows = load("documents")[name].items()
    return tuple(
        (int(weight), re.compile(text, re.IGNORECASE | re.MULTILINE)) for weight, texts in rows for text in texts
    )


def weight_of(name: str, text: str) -> int:
    """What the expressions of a list that fit weigh together."""
    return sum(weight for weight, expression in weighted(name) if expression.search(text))


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = load("documents")["kinds"].items()
    return tuple((kind, re.compile(text, re.IGNORECASE | re.MULTILINE)) for kind, texts in rows for text in texts)


def document_kinds(text: str) -> Iterator[str]:
    """The kinds of document whose signs the text shows, in the order of the table."""
    return (kind for kind, expression in _kinds() if expression.search(text))
