"""In which currency a document's sums are, where their sign is shared or none stands beside them.

In: the claims, the whole text. Out: the claims with the currency that the document itself tells.

>>> from parley.documents.model import Claim
>>> claim = Claim("base", "$108,400", 1, 0, 8, (108400.0,), "USD")
>>> [one.currency for one in in_its_currency([claim], "Geelong. Superannuation: 12%. Base salary: $108,400")]
['AUD']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from parley.data import load
from parley.documents.model import Claim
from parley.money import currencies

UNCOUNTED = ("bonus_pct", "share_pct", "shares", "pension", "vest", "rate", "raise_pct")


@cache
def _implied(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = load("letter")[name].items()
    return tuple((code, re.compile(words, re.IGNORECASE)) for code, words in rows)


@cache
def _codes() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(currencies())})\b")


def in_its_currency(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims, a bare "$" and a bare number in the one currency that the text names or implies."""
    named = set(_codes().findall(text))
    implied = next((code for code, words in _implied("bare_currency") if words.search(text)), None)
    bare = named.pop() if len(named) == 1 else implied if not named else None
    dollar = next((code for code, words in _implied("shared_dollar") if words.search(text)), None)
    return [_told(claim, bare, dollar) for claim in claims]


def _told(claim: Claim, bare: str | None, dollar: str | None) -> Claim:
    if claim.currency == "USD" and dollar and claim.said.startswith("$"):
        return replace(claim, currency=dollar)
    if claim.currency is None and bare and claim.part not in UNCOUNTED and "%" not in claim.said:
        return replace(claim, currency=bare)
    return claim
