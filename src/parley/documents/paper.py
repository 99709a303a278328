"""The door of this room: what a message holds beside the person's own sentence.

>>> from parley.reading.reader import understand
>>> from parley.reading.writing import written
>>> text = "Dear Rowan,\\nYour salary will be £66,000 per annum, paid monthly.\\nNotice: 3 months\\n\\nis that fair?"
>>> paper = paper_of(written(text), understand(text))
>>> paper.own, [(claim.part, claim.said, claim.per, claim.paid, claim.line) for claim in paper.claims]
('is that fair?', [('base', '£66,000', 'year', 'monthly', 2)])
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from parley.data import load
from parley.documents.columns import by_column, columns_of
from parley.documents.currency import in_its_currency
from parley.documents.figures import figures_of
from parley.documents.instalments import in_instalments
from parley.documents.labels import labels_in
from parley.documents.lines import counted, in_cells, is_row, lines_of
from parley.documents.merged import held
from parley.documents.model import Claim, Line, Paper
from parley.documents.own import own_spans
from parley.documents.passages import letter_passages, spoken_lines
from parley.documents.posting import posted
from parley.documents.rounds import with_rounds
from parley.documents.tables import document_kinds, pattern, weight_of
from parley.documents.terms import clauses_of, missing_of
from parley.documents.whereabouts import places_beside
from parley.reading.record import Understood
from parley.reading.writing import Writing

FORM, TABLE, LABELLED = 3, 2, 3
"""What a chat's or mail's form weighs among the signs, what a table does, and the most that labelled lines do."""
ROUNDS = ("chat", "mail")
"""Kinds in which one word follows another."""
MOST_CLAIMS = 400
"""Claims of one message; a contract of forty pages makes some eighty."""
SHORT, FEW = 45, 6
"""Words of one line that can be a person's own message whatever it quotes; of a label that stands alone."""
_LABELLED = re.compile(r"^\W*(?:\d{1,2}[.)]\s)?[A-ZÅÄÖÉ][\w .()&/'%+-]{1,44}:\s*\S|^\W*[A-Z][\w ()-]{2,30}\s{2,}\S")
_ROW = re.compile(r"\t|\|.*\|")


def paper_of(message: Writing, read: Understood) -> Paper | None:
    """The document of a message with all that it claims; None where the message is a person's own words."""
    message = in_cells(message)
    lines = lines_of(message)
    form, _ = letter_passages(lines)
    spans = own_spans(message.text, lines, taken=spoken_lines(lines, message.text))
    rest = _rest(message, lines, spans)
    if not rest or not _is_document(message, rest, form):
        return None
    rest = counted(rest)
    form, passages = letter_passages(rest)
    text = "\n".join(line.text for line in rest)
    kind = _kind(text, form)
    at = {number.start: number for number in read.numbers}
    found = list(islice((claim for one in passages for claim in figures_of(message, one, at, kind)), MOST_CLAIMS))
    found += posted(message, rest) if kind == "posting" else []
    if kind in ROUNDS:
        found = with_rounds(found, message.text, frozenset(one.age for one in passages if one.mine))
    columns = columns_of(message.text)
    found = in_instalments(in_its_currency(by_column(found, message.text), message.text), message.text)
    kept = held(found)
    said = [message.text[slice(*span)].strip() for span in spans]
    own = " ".join([one for one in said if not one.endswith(":")] or said)
    return Paper(
        kind, own, spans, passages, tuple(_with_places(message.text, kept.claims)), kept.seen, tuple(clauses_of(rest)),
        missing_of(kind, kept.claims, text), kept.doubt,
        heads=tuple((column.start, column.end, column.document) for column in columns),
        no_range=kind == "posting" and not kept.claims and pattern("no_range").search(text) is not None,
    )  # fmt: skip


def _with_places(text: str, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, a range with the place that it is told for."""
    ranges = [claim for claim in claims if claim.whose in ("range", "market")]
    told = dict(zip(ranges, places_beside(text, [(one.start, one.end) for one in ranges]), strict=True))
    yield from (replace(claim, place=claim.place or told.get(claim, "")) for claim in claims)


def _rest(message: Writing, lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
    """The lines, or what is left of them, that are not the person's own sentence."""
    kept = []
    for line in lines:
        start, end = line.start, line.end
        for first, last in spans:
            if first <= start < last:
                start = last
            elif start < first < end:
                end = first
        words = message.text[start:end]
        if re.search(r"\w", words):
            kept.append(Line(line.number, start, end, words, line.depth))
    return tuple(kept)


def _is_document(message: Writing, rest: Sequence[Line], form: str) -> bool:
    if any(pattern("mine_above").match(line.text) for line in rest):
        return False
    text = "\n".join(line.text for line in rest)
    if len(rest) < 2 and len(text.split()) < SHORT and not re.match(r"\W*[\"'{]", text):
        return False
    labelled = sum(_LABELLED.search(message.text[line.start : line.end]) is not None for line in rest)
    weight = weight_of("signs", text) + FORM * bool(form) + _table(rest)
    weight += min(labelled, LABELLED) + 2 * bool(set(document_kinds(text)) & {"survey", "posting"})
    weight += len(tuple(clauses_of(rest)))
    return weight >= int(load("documents")["enough"])


def _table(rest: Sequence[Line]) -> int:
    """What rows weigh, more where they name parts of pay: of a table, or labels with the sum on the line below."""
    rows = [line.text for line in rest if _ROW.search(line.text) or is_row(line.text)]
    cells = (cell for row in rows for cell in re.split(r"\t|\||,(?! )", row))
    named = len(list(islice((cell for cell in cells if labels_in(cell, "money")), 2)))
    below = sum(_is_above(one.text, two.text) for one, two in pairwise(rest))
    return (TABLE + (named > 1) if len(rows) > 1 else 0) + (FORM if below > 1 else 0)


def _is_above(label: str, amount: str) -> bool:
    """A label on one line and nothing but its sum on the next."""
    alone = len(label.split()) <= FEW and not re.search(r"\d", label) and bool(labels_in(label, "money"))
    return alone and re.fullmatch(r"\W*(?:[A-Z]{3}\s)?[\d.,\s]+[kK%]?(?:\s\S+){0,4}", amount) is not None


def _kind(text: str, form: str) -> str:
    found = tuple(document_kinds(text))
    if "posting" in found and pattern("not_posting").search(text):
        found = tuple(kind for kind in found if kind != "posting")
    return found[0] if found and (not form or found[0] != "contract") else form or "letter"
