"""Whose a document's number is: the offer's, unless the words in front of it or the hand that wrote it say otherwise.

In: a `Scope`, its part, the passage it stands in. Out: an owner of `reading.labels.OWNERS`.
"""

from __future__ import annotations

import re

from parley.data import load
from parley.documents.model import LetterPassage
from parley.documents.moves import is_old
from parley.documents.scope import Scope
from parley.documents.tables import pattern

OWN = ("asked", "mine_now", "mine_before", "line", "rival", "market", "others")
"""Owners that the reader may see in the person's own older words; any other number there was asked for."""
OF_NOBODY = {"posting": "range", "survey": "market", "leaving": "mine_now"}
"""Kinds of document that offer nothing to the person, and whose their numbers are."""
TALKS = ("chat", "mail")
PAY, PARTS = ("base", "fte", "total"), ("equity", "signing", "bonus")


def owner_of(scope: Scope, part: str, passage: LetterPassage) -> str:
    """The owner of the number as this part."""
    if passage.mine:
        return _own(scope)
    if scope.kind in OF_NOBODY:
        return OF_NOBODY[scope.kind]
    column = next((one for one in ("mine_now", "offer_before") if _is_of(scope.column, one)), "")
    if column and part in (*PAY, *PARTS, "bonus_pct", "shares"):
        return column
    if is_old(scope.clause, scope.start, scope.end):
        return (
            "mine_now"
            if scope.kind not in TALKS and part in PAY and pattern("review").search(scope.clause)
            else "offer_before"
        )
    if part in (*PAY, *PARTS):
        told = _told(scope, ("offer_before", "market") if part in PARTS else tuple(load("letter")["owners"]))
        if told:
            return told
    return "range" if part in PAY and scope.number.high is not None else "offer"


def _is_of(column: str, owner: str) -> bool:
    return bool(column) and re.match(load("letter")["times"][owner], column, re.IGNORECASE) is not None


def _own(scope: Scope) -> str:
    if re.search(load("letter")["own_pay"], scope.clause[: scope.start], re.IGNORECASE):
        return "mine_now"
    read = scope.read.whose if scope.read else None
    return read if read in OWN else "asked"


def _told(scope: Scope, owners: tuple[str, ...]) -> str:
    """The owner that the words in front of the number name."""
    words = load("letter")["owners"]
    return next((one for one in owners if re.search(words[one], scope.clause[: scope.start], re.IGNORECASE)), "")
