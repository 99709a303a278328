"""The records of a document in a message: its lines, its rounds, what each line claims, and what is not there."""

from __future__ import annotations

from dataclasses import dataclass

SURE, DOUBTFUL, NOT_PAY = "sure", "doubtful", "not_pay"
"""How a claim stands: taken as it is, shown first and asked about, or known to be no pay."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read: `number` in the original, counted from one; `depth` of quoting (">" twice is 2)."""

    number: int
    start: int
    end: int
    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class LetterPassage:
    """Lines by one hand. `mine`: the person's own words of an older mail or of a chat; `age` counts rounds back, 0 is
    the newest; `document` tells several letters of one message apart."""

    lines: tuple[Line, ...]
    speaker: str = ""
    mine: bool = False
    age: int = 0
    document: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """What a line says of one term: `part` is a part of pay (`reading.labels.PARTS`), a benefit or a clause of
    data/claims.yaml; `said` are the letter's own words, `value` in whole units (two for a range).

    `per` is the period it is told for, `paid` how often it is paid out where that is told apart ("semi-monthly");
    `whose` an owner of `reading.labels.OWNERS`; `why` a key of data/replies/claims.yaml for what is doubtful or no pay;
    `place` the words of the place that a range is told for; `repaid` when a signing bonus is to be paid back.
    """

    part: str
    said: str
    line: int
    start: int
    end: int
    value: tuple[float, ...] = ()
    currency: str | None = None
    per: str = ""
    paid: str = ""
    whose: str | None = "offer"
    status: str = SURE
    why: str = ""
    words: str = ""
    years: float | None = None
    document: int = 0
    age: int = 0
    shared: tuple[str, ...] = ()
    scaled: bool = False
    sure: float = 1.0
    quality: tuple[str, ...] = ()
    place: str = ""
    repaid: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """All that a message holds beside the person's own sentence.

    `kind` is a key of data/documents.yaml; `own` the person's own words, "" where there are none, and `own_spans` where
    they stand; `claims` of pay and benefits in order; `seen` numbers left out with the reason; `clauses` the other
    terms; `missing` what such a document should say and does not, keys of data/claims.yaml; `heads` are the spans that
    name a company for a document of a table's columns (start, end, document); `doubt` says why the base is in doubt, a
    key of data/replies/claims.yaml; `no_range` that a posting promises pay and gives no range.
    """

    kind: str
    own: str
    own_spans: tuple[tuple[int, int], ...]
    passages: tuple[LetterPassage, ...]
    claims: tuple[Claim, ...] = ()
    seen: tuple[Claim, ...] = ()
    clauses: tuple[Claim, ...] = ()
    missing: tuple[str, ...] = ()
    doubt: str = ""
    heads: tuple[tuple[int, int, int], ...] = ()
    no_range: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The document's lines, of every hand."""
        return tuple(line for passage in self.passages for line in passage.lines)
