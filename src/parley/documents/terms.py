"""What else a document says: notice, probation, covenants, dates; and what it does not say (data/clauses.yaml).

In: the lines of a document. Out: one `Claim` a clause, in the letter's own words; keys of what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parley.data import load
from parley.documents.model import Claim, Line

LONGEST = 110
"""Characters of a clause that are shown."""
DOCUMENTS = ("letter", "contract", "letters", "mail")
"""Kinds that can be expected to say more; a chat, a posting or a table of others' pay is not."""
_NO_ANSWER = re.compile(
    r"\b(?:proof|right to work|i-9|verification|references?|certificate|medical|start date|expire \d+ years)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(§])|(?<=\d\.)\s(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Clause:
    """A row of data/clauses.yaml: what it is called, how it is known, the question to them ("" for none)."""

    key: str
    name: str
    words: re.Pattern[str]
    ask: str


@cache
def clause_book() -> Mapping[str, Clause]:
    """The clauses that are known, in the order in which they are shown."""
    rows = load("clauses")["clauses"].items()
    return {
        key: Clause(key, row["name"], re.compile("|".join(row["words"]), re.IGNORECASE), row.get("ask", ""))
        for key, row in rows
    }


def clauses_of(lines: Sequence[Line]) -> Iterator[Claim]:
    """Each clause once, at the first sentence that states it."""
    for clause in clause_book().values():
        found = next((found for line in lines if (found := _found(clause, line))), None)
        if found:
            yield found


def _found(clause: Clause, line: Line) -> Claim | None:
    match = clause.words.search(line.text)
    if match is None:
        return None
    starts = [0, *(cut.end() for cut in _SENTENCE.finditer(line.text))]
    start = max(at for at in starts if at <= match.start())
    end = min((at for at in starts if at >= match.end()), default=len(line.text))
    said = line.text[start:end].strip()
    return Claim(clause.key, _short(said), line.number, line.start + start, line.start + end, whose=None)


def asks_answer(line: str, day: str) -> bool:
    """Whether the sentence of a line that names the day asks for an answer by it, not for papers or a start.

    >>> asks_answer("Proof is due within 3 days of the start. Kindly reply by Friday.", "Friday")
    True
    """
    starts = [0, *(cut.end() for cut in _SENTENCE.finditer(line))]
    sentences = (line[a:b] for a, b in zip(starts, [*starts[1:], len(line)], strict=True))
    found = next((one for one in sentences if day in one), "")
    return bool(clause_book()["expiry"].words.search(found)) and not _NO_ANSWER.search(found)


def _short(said: str) -> str:
    return said if len(said) <= LONGEST else said[:LONGEST].rsplit(" ", 1)[0] + " …"


@cache
def _missing() -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    rows = load("clauses")["missing"].items()
    return tuple((key, frozenset(row["when"]), re.compile(row["unless"], re.IGNORECASE)) for key, row in rows)


def missing_of(kind: str, claims: Sequence[Claim], text: str) -> tuple[str, ...]:
    """What the document should say of the parts that it has, and does not; keys of data/clauses.yaml."""
    if kind not in DOCUMENTS:
        return ()
    parts = {claim.part for claim in claims if claim.whose == "offer"}
    return tuple(key for key, when, unless in _missing() if parts & when and not unless.search(text))
