"""A labelled message in other writing, numbers and names, its labels following. It varies what is there, no more."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from training.rows import Labelled, Row

OPENERS = (
    "hey so ",
    "ok so ",
    "hi, ",
    "hello! ",
    "um ",
    "so ",
    "quick one: ",
    "hey ",
    "Hi there. ",
    "well ",
    "right, ",
    "update: ",
    "sorry, ",
)


Edit = tuple[int, int, str]
"""Characters `[start, end)` of the text, and what stands there instead."""


def edited(row: Row, edits: Sequence[Edit]) -> Row:
    """The row with the edits made; places of labels follow."""
    kept: list[Edit] = []
    past = 0
    for edit in sorted(edits):
        if edit[0] >= past:
            kept.append(edit)
            past = edit[1]
    pieces, past, shifts = [], 0, []
    for start, end, new in kept:
        pieces += [row.text[past:start], new]
        shifts.append((start, end, len(new) - (end - start)))
        past = end
    text = "".join([*pieces, row.text[past:]])

    def moved(place: int, *, end: bool) -> int:
        shift = 0
        for start, stop, by in shifts:
            if stop <= place if end else stop <= place and start < place:
                shift += by
            elif start < place < stop:
                return place + shift
        return place + shift

    return replace(
        row, text=text,
        numbers=tuple(replace(n, start=moved(n.start, end=False), end=moved(n.end, end=True)) for n in row.numbers),
        spans=tuple(replace(n, start=moved(n.start, end=False), end=moved(n.end, end=True)) for n in row.spans),
    )  # fmt: skip


def varied(row: Row, rows: Sequence[Row], chance: random.Random) -> Row:
    """The row, perhaps with other names, in another case, wrapped, opened by a filler or without its last mark."""
    if chance.random() < 0.25:
        row = _renamed(row, rows, chance)
    if chance.random() < 0.4:
        row = _recounted(row, chance)
    if chance.random() < 0.12:
        row = edited(row, [(0, 0, chance.choice(OPENERS))])
    if chance.random() < 0.1 and row.text[-1:] in ".?!":
        row = replace(row, text=row.text[:-1]) if _free(row, len(row.text) - 1) else row
    if chance.random() < 0.05:
        row = _wrapped(row, chance.choice((24, 32, 40, 64)))
    luck = chance.random()
    if luck < 0.15:
        row = _cased(row, str.lower)
    elif luck < 0.2:
        row = _cased(row, str.upper)
    return row


def _free(row: Row, place: int) -> bool:
    return not any(one.start <= place < one.end for one in (*row.numbers, *row.spans))


def _cased(row: Row, case) -> Row:
    text = case(row.text)
    if len(text) != len(row.text):
        return row
    return replace(row, text=text, before=tuple(map(case, row.before)))


def _wrapped(row: Row, width: int) -> Row:
    edits: list[Edit] = []
    line = 0
    for match in re.finditer(r" ", row.text):
        following = re.compile(r"\S+").match(row.text, match.end())
        if row.text.rfind("\n", 0, match.start()) >= line:
            line = row.text.rfind("\n", 0, match.start()) + 1
        if following and following.end() - line > width:
            edits.append((match.start(), match.end(), "\n"))
            line = match.end()
    return edited(row, edits)


def _renamed(row: Row, rows: Sequence[Row], chance: random.Random) -> Row:
    """Other companies in the places of those named, in the earlier messages too."""
    kinds = ("subject", "rival", "employer", "past", "yardstick")
    names = {row.text[span.start : span.end] for span in row.spans if span.kind in kinds}
    if not names:
        return row
    taken: dict[str, str] = {}
    for name in sorted(names):
        for _ in range(8):
            other = chance.choice(rows)
            pool = [other.text[span.start : span.end] for span in other.spans if span.kind in kinds]
            if pool and pool[0] not in names and len(pool[0]) > 2:
                taken[name] = pool[0]
                break
    edits = [
        (s.start, s.end, taken[row.text[s.start : s.end]])
        for s in row.spans
        if row.text[s.start : s.end] in taken and s.kind in kinds
    ]
    spans = {(a, b) for a, b, _ in edits}
    clash = any(
        (n.start, n.end) not in spans and any(a < n.end and n.start < b for a, b in spans)
        for n in (*row.numbers, *row.spans)
    )
    if clash:
        return row
    before = []
    for earlier in row.before:
        told = earlier
        for name, new in taken.items():
            told = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", new.replace("\\", ""), told)
        before.append(told)
    return replace(edited(row, edits), before=tuple(before))


_DIGITS = re.compile(
    r"(?<![\w.,])(\d{2,3})(?=k\b|K\b|,\d{3}\b|[ .']\d{3}\b"
    r"|\b(?![.,:/-]\d)(?!\s?(?:%|percent|years?|yrs?|weeks?|days?|hours?|hrs?|people)))"
)


def _recounted(row: Row, chance: random.Random) -> Row:
    """All amounts a little higher or lower, by one factor, so that what was more stays more."""
    factor = chance.choice((0.8, 0.87, 0.93, 1.06, 1.12, 1.2, 1.3))

    def new(digits: str) -> str:
        value = max(round(int(digits) * factor), 10)
        return str(value) if len(str(value)) == len(digits) else digits

    wholes = [n for n in row.numbers if n.part not in ("bonus_pct", "share_pct", "raise_pct", "shares")]
    if any(n.value[0] < 1000 and n.per == "hour" for n in wholes):
        return row
    edits: list[Edit] = []
    scaled: list[Labelled] = []
    for number in row.numbers:
        said = row.text[number.start : number.end]
        found = _DIGITS.search(said)
        if (
            number not in wholes
            or not found
            or not int(found[1])
            or len(number.value) > 1
            or not re.fullmatch(r"\D*\d{2,3}(?:[kK]|[,.' ]000)?\D*", said)
        ):
            scaled.append(number)
            continue
        other = new(found[1])
        edits.append((number.start + found.start(1), number.start + found.end(1), other))
        scaled.append(replace(number, value=(number.value[0] * int(other) / int(found[1]),)))
    changed = edited(replace(row, numbers=tuple(scaled)), edits)
    return replace(changed, before=tuple(_DIGITS.sub(lambda match: new(match[1]), earlier) for earlier in row.before))
