"""The card "What I read": what each line of a pasted document claims, the doubtful first, and what else stands there.

In: a Reply whose message held a document. Out: a `Card` for the page, the terminal and the ANSWER, or None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from parley.data import load
from parley.dialogue.model import DialogueState, Offer, Stated
from parley.documents.corrected import CHANGE, OUT, RIGHT, can_be_put_right, sentence_of, words_of
from parley.documents.model import DOUBTFUL, Claim, Paper
from parley.documents.terms import clause_book
from parley.money import Money, compact, plain_number
from parley.render import escape_markdown

KINDS = {
    "letter": "letter",
    "contract": "contract",
    "letters": "letters",
    "mail": "mails",
    "chat": "chat",
    "posting": "posting",
    "survey": "list",
}
"""What a document is called."""
COMPARED = ("base", "equity", "bonus", "bonus_pct", "signing", "total")
PERCENT = ("bonus_pct", "share_pct")
MOST_SEEN = 12


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim: `part` as in docs/documents.md, its `name`, the letter's words, what was made of them, the line.

    `why` says why it was left out; `ask` is a question to them. The messages that put it right, "" where none does:
    `right` takes a doubtful one as it is, `change` is one with {} for the new amount, `fix` takes it out of the sums.
    """

    part: str
    name: str
    said: str
    reading: str
    line: int
    status: str
    why: str = ""
    ask: str = ""
    right: str = ""
    change: str = ""
    fix: str = ""
    claim: Claim | None = None

    @property
    def doubtful(self) -> bool:
        """Whether it is shown first and asked about."""
        return self.status == DOUBTFUL


@dataclass(frozen=True, slots=True)
class Card:
    """All that was read of a document, in words."""

    title: str
    kind: str
    rows: tuple[ClaimRow, ...]
    seen: tuple[ClaimRow, ...]
    clauses: tuple[ClaimRow, ...]
    missing: tuple[str, ...]
    against: tuple[str, ...] = ()
    doubt: str = ""
    change: str = ""
    no_range: str = ""


def card_of(state: DialogueState, home: str | None) -> Card | None:
    """The card of the message's document; None where it holds none. `home` is the currency where none was told."""
    paper = state.paper
    if paper is None:
        return None
    words = load("replies/claims")
    rows = sorted((_row(claim, home) for claim in paper.claims), key=lambda row: (not row.doubtful, row.line))
    first = next((row for row in rows if row.fix), None)
    return Card(
        words["title"], KINDS[paper.kind], tuple(rows), tuple(_left(claim) for claim in paper.seen[:MOST_SEEN]),
        tuple(map(_clause, paper.clauses)), tuple(load("clauses")["missing"][key]["ask"] for key in paper.missing),
        tuple(_against(state, home)), _doubt(paper),
        words["change"].format(line=first.line, said=first.said) if first else "",
        words["no_range"] if paper.no_range else "",
    )  # fmt: skip


def _row(claim: Claim, home: str | None) -> ClaimRow:
    words = load("replies/claims")
    reading = ", ".join(_reading(claim, home))
    row = ClaimRow(
        claim.part, words["parts"].get(claim.part, claim.part), words_of(claim), escape_markdown(reading), claim.line,
        claim.status, claim=claim,
    )  # fmt: skip
    if not can_be_put_right(claim):
        return row
    right = sentence_of(RIGHT, claim) if row.doubtful else ""
    return replace(row, right=right, change=sentence_of(CHANGE, claim), fix=sentence_of(OUT, claim))


def _reading(claim: Claim, home: str | None) -> Iterator[str]:
    words = load("replies/claims")
    yield f"{_amounts(claim, home)} {_per(claim)}".strip()
    if claim.paid:
        yield f"paid {claim.paid}"
    if claim.years and claim.part in ("equity", "shares"):
        yield f"over {plain_number(Decimal(str(claim.years)))} years"
    yield from (words["qualities"][one] for one in claim.quality)
    if claim.part in ("allowance", "pension", "insurance", "relocation") and claim.words:
        yield claim.words.casefold()
    if claim.repaid:
        yield claim.repaid
    if claim.place:
        yield claim.place
    if claim.whose and claim.whose != "offer":
        yield words["whose"].get(claim.whose, claim.whose)


def _per(claim: Claim) -> str:
    if claim.part in (*PERCENT, "shares", "share_price", "strike"):
        return {"bonus_pct": "of base", "shares": "units"}.get(claim.part, "")
    return str(load("replies/claims")["per"].get(claim.per, ""))


def _amounts(claim: Claim, home: str | None) -> str:
    if "%" in claim.said or "cent" in claim.said or claim.part in PERCENT:
        return " to ".join(plain_number(Decimal(str(value))) for value in claim.value) + "%"
    if claim.part == "shares":
        return f"{claim.value[0]:,.0f}"
    currency = claim.currency or home
    return " to ".join(_exact(value, currency) for value in claim.value)


def _exact(value: float, currency: str | None) -> str:
    """An amount to the last unit, so that it can be held against the letter."""
    number = f"{value:,.2f}".removesuffix(".00")
    mark = compact(Money(Decimal(1), currency)).removesuffix("1") if currency else ""
    return f"{mark}{number}"


def _left(claim: Claim) -> ClaimRow:
    words = load("replies/claims")
    why = words["why"].get(claim.why, "")
    return ClaimRow(
        claim.part, words["parts"].get(claim.part, ""), claim.said, "", claim.line, claim.status, why, claim=claim
    )


def _clause(claim: Claim) -> ClaimRow:
    clause = clause_book()[claim.part]
    return ClaimRow(claim.part, clause.name, claim.said, "", claim.line, claim.status, ask=clause.ask, claim=claim)


def _doubt(paper: Paper) -> str:
    if not paper.doubt:
        return ""
    said = [claim.said for claim in (*paper.claims, *paper.seen) if claim.part == "base"]
    return str(load("replies/claims")["doubt"][paper.doubt]).format(*(said * 2)[:2])


def _against(state: DialogueState, home: str | None) -> Iterator[str]:
    """What the letter says otherwise than was told before: "Base: before £95K, in the letter £93K"."""
    before, now = state.said_before, state.offer
    if before is None or now is None or before is now:
        return
    words = load("replies/claims")
    for part in COMPARED:
        was, told = getattr(before, part), getattr(now, part)
        if was is None or (told and was.value == told.value):
            continue
        said = {"part": words["parts"][part], "before": _stated(was, part, before, home)}
        form = words["against" if told else "absent"]
        yield form.format(**said, after=_stated(told, part, now, home) if told else "")


def _stated(stated: Stated, part: str, offer: Offer, home: str | None) -> str:
    if part in PERCENT:
        return f"{plain_number(stated.value)}%"
    return _exact(float(stated.value), offer.currency or home)


def card_record(card: Card | None) -> dict[str, Any] | None:
    """The card as the ANSWER's `document` (docs/contract.md)."""
    if card is None:
        return None
    return {
        "kind": card.kind,
        "doubt": card.doubt or None,
        "claims": [_claim_record(row) for row in card.rows],
        "left_out": [{"said": row.said, "line": row.line, "why": row.why} for row in card.seen],
        "clauses": [
            {"part": row.part, "said": row.said, "line": row.line, "ask": row.ask or None} for row in card.clauses
        ],
        "missing": list(card.missing),
        "against": list(card.against),
    }


def _claim_record(row: ClaimRow) -> dict[str, Any]:
    claim = row.claim
    values = [int(value) if value == int(value) else value for value in claim.value] if claim else []
    return {
        "part": row.part, "said": row.said, "reading": row.reading, "line": row.line, "status": row.status,
        "value": values[0] if len(values) == 1 else values, "currency": claim.currency if claim else None,
        "per": claim.per or None if claim else None, "paid": claim.paid or None if claim else None,
        "whose": claim.whose if claim else None, "place": claim.place or None if claim else None,
        "repaid": claim.repaid or None if claim else None,
        "right": row.right or None, "change": row.change or None, "fix": row.fix or None,
    }  # fmt: skip
