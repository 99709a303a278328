"""Labelled messages: what the files hold, and what of them the network is to learn.

In: JSON Lines in the form of docs/reading.md. Out: `Row`s, and `Target`s aligned with an `Encoded` window.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from parley.reading.encoding import Encoded, Ints, encoded
from parley.reading.items import ItemTable, items_of
from parley.reading.labels import NOT_PAY, OWNERS, PARTS, PERIODS, RELATIONS, SCALES, SLOTS, TAGS, TOLD, WANTS
from parley.reading.number import Number
from parley.reading.writing import written

IGNORED = -100
MOST_LOOKALIKES = 6
"""Words that look like names and are none, learned from beside the true ones, a window."""
PART_CLASSES = (NOT_PAY, *PARTS)
_TAG = {tag: at for at, tag in enumerate(TAGS)}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled number: where it stands in its message, and what it is."""

    start: int
    end: int
    value: tuple[float, ...]
    part: str
    whose: str
    per: str
    step: bool
    company: str


@dataclass(frozen=True, slots=True)
class Named:
    """A labelled name or slot: where it stands, and its kind (a relation or a slot)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled message; all places are in `text`."""

    id: str
    before: tuple[str, ...]
    coach: str | None
    text: str
    numbers: tuple[Labelled, ...]
    spans: tuple[Named, ...]
    wants: tuple[str, ...]
    told: tuple[str, ...]


def places(text: str, said: str) -> list[int]:
    """Where `said` stands in the text, not inside a longer number or word; as the labels count occurrences."""
    edge = r"(?<![\w.,])" if said[:1].isalnum() else ""
    tail = r"(?![\w]|[.,]\d)" if said[-1:].isalnum() else ""
    found = [match.start() for match in re.finditer(edge + re.escape(said) + tail, text)]
    return found or [match.start() for match in re.finditer(re.escape(said), text)]


def read_rows(files: Iterable[Path]) -> list[Row]:
    """The rows of the files, in order."""
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return [row_of(json.loads(line)) for line in lines]


def row_of(raw: dict) -> Row:
    """One row from its JSON."""
    text = raw["text"]
    return Row(
        id=raw["id"], before=tuple(raw.get("before") or ()), coach=raw.get("coach"), text=text,
        numbers=tuple(_numbers(raw, text)), spans=tuple(_spans(raw, text)), wants=tuple(raw["wants"]),
        told=tuple(raw.get("told") or ()),
    )  # fmt: skip


def _numbers(raw: dict, text: str) -> Iterator[Labelled]:
    for number in raw.get("numbers", ()):
        said = str(number["said"])
        at, which = places(text, said), number.get("nth", 1) - 1
        if which >= len(at):
            continue
        value = number["value"] if isinstance(number["value"], list) else [number["value"]]
        yield Labelled(
            at[which], at[which] + len(said), tuple(map(float, value)), number["part"], number["whose"],
            number["per"], bool(number.get("step")), number.get("company") or ""
        )  # fmt: skip


def _spans(raw: dict, text: str) -> Iterator[Named]:
    """A name wherever it stands, a slot where it stands first."""
    for name in raw.get("names", ()):
        for at in places(text, name["said"]):
            yield Named(at, at + len(name["said"]), name["is"])
    for slot in SLOTS:
        said = raw.get(slot)
        if said:
            at = places(text, said) or [match.start() for match in re.finditer(re.escape(said), text, re.IGNORECASE)]
            if at:
                yield Named(at[0], at[0] + len(said), slot)


@dataclass(frozen=True, slots=True)
class Target:
    """What the network should say of one window: per candidate, per piece, and of the message."""

    part: Ints
    whose: Ints
    per: Ints
    scale: Ints
    step: Ints
    relation: Ints
    teller: Ints
    tags: Ints
    want: int
    wants: Ints
    told: Ints


@dataclass(frozen=True, slots=True)
class Example:
    """One window with its target."""

    inputs: Encoded
    items: ItemTable
    target: Target


def examples_of(row: Row) -> list[Example]:
    """The windows of a row with their targets."""
    message = written(row.text)
    back = {place: at for at, place in reversed(list(enumerate(message.places)))}

    def inside(start: int, end: int) -> tuple[int, int]:
        known = [back[place] for place in range(start, end) if place in back]
        return (known[0], known[-1] + 1) if known else (-1, -1)

    numbers = [replace(number, start=a, end=b) for number in row.numbers for a, b in [inside(number.start, number.end)]]
    spans = [replace(span, start=a, end=b) for span in row.spans for a, b in [inside(span.start, span.end)]]
    return [_example(row, window, numbers, spans) for window in encoded(message, row.before, row.coach)]


def _example(row: Row, window: Encoded, numbers: Sequence[Labelled], spans: Sequence[Named]) -> Example:
    named = [span for span in spans if span.kind in RELATIONS and span.start >= 0]
    inside = sorted((span for span in named if _is_inside(window, span)), key=lambda span: span.start)
    others = [
        span for span in lookalikes(window.text) if not any(a < n.end and n.start < b for a, b in [span] for n in spans)
    ]
    others = [span for span in others if _is_inside(window, Named(*span, ""))][:MOST_LOOKALIKES]
    items = items_of(window, [*((span.start, span.end) for span in inside), *others])
    labels = [
        *(_number_label(row, number, numbers, inside, window) for number in window.candidates),
        *(_name_label(span) for span in inside),
    ]
    labels += [_name_label(None) for _ in others]
    columns = np.array(labels, dtype=np.int64).reshape(-1, 7).T
    target = Target(
        *columns,
        tags=_tags(window, spans),
        want=WANTS.index(row.wants[0]),
        wants=np.array([want in row.wants for want in WANTS], dtype=np.int64),
        told=np.array([event in row.told for event in TOLD], dtype=np.int64),
    )
    return Example(window, items, target)


def _is_inside(window: Encoded, span: Named) -> bool:
    starts, ends = window.spans[:, 0], window.spans[:, 1]
    return bool(((starts < span.end) & (ends > span.start) & (starts >= 0)).any())


_LOOKALIKE = re.compile(r"(?<![\w])[A-Z][\w&'.-]*(?:[ ][A-Z][\w&'-]*){0,2}")


def lookalikes(text: str) -> list[tuple[int, int]]:
    """Where words with a capital stand that may be taken for a company's name."""
    return [match.span() for match in _LOOKALIKE.finditer(text)]


def _name_label(span: Named | None) -> tuple[int, ...]:
    relation = 1 + RELATIONS.index(span.kind) if span else 0
    return (IGNORED, IGNORED, IGNORED, IGNORED, IGNORED, relation, IGNORED)


def _number_label(
    row: Row, candidate: Number, numbers: Sequence[Labelled], names: Sequence[Named], window: Encoded
) -> tuple[int, ...]:
    gold = next((n for n in numbers if n.start < candidate.end and candidate.start < n.end), None)
    first = next((c for c in window.candidates if gold and gold.start < c.end and c.start < gold.end), None)
    if gold is None or first is not candidate:
        return (0, IGNORED, IGNORED, IGNORED, IGNORED, IGNORED, IGNORED)
    mine = (candidate.low,) if candidate.high is None else (candidate.low, candidate.high)
    same = len(mine) == len(gold.value)
    scale = next((at for at, scale in enumerate(SCALES) if same and _alike(gold.value, mine, scale)), IGNORED)
    teller = 0
    if gold.company:
        said = [
            at for at, name in enumerate(names) if _folded(window.text[name.start : name.end]) == _folded(gold.company)
        ]
        before = [at for at in said if names[at].start < candidate.start]
        teller = 1 + len(window.candidates) + (before[-1] if before else said[0]) if said else 0
    return (
        PART_CLASSES.index(gold.part),
        OWNERS.index(gold.whose),
        PERIODS.index(gold.per),
        scale,
        int(gold.step),
        IGNORED,
        teller,
    )


def _folded(name: str) -> str:
    return re.sub(r"\W+", " ", name.casefold()).strip()


def _alike(gold: Sequence[float], mine: Sequence[float], scale: float) -> bool:
    return all(abs(a - b * scale) <= max(1e-6, 1e-4 * abs(a)) for a, b in zip(gold, mine, strict=True))


def _tags(window: Encoded, spans: Sequence[Named]) -> Ints:
    tags = np.zeros(len(window.ids), dtype=np.int64)
    tags[window.spans[:, 0] < 0] = IGNORED
    for span in sorted(spans, key=lambda span: span.start - span.end):
        begun = False
        for at, (start, end) in enumerate(window.spans):
            if start < span.end and span.start < end and start >= 0:
                tags[at] = _TAG[f"{'I' if begun else 'B'}-{span.kind}"]
                begun = True
    return tags
