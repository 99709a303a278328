"""People in a message, so that nobody's name is taken for a company: "my recruiter Sarah", "Maria offered me £130k".

>>> is_given("maria"), is_given("stripe")
(True, False)
"""

from __future__ import annotations

from functools import cache

from parley.data import load


@cache
def _given() -> frozenset[str]:
    return frozenset(load("given_names")["given"].split())


def is_given(word: str) -> bool:
    """Whether the folded `word` is a given name of data/given_names.yaml."""
    return word in _given()
