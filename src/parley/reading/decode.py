"""From the network's scores to a reading: the likeliest consistent labels, each with its probability.

In: a message at the door, its windows and their scores. Out: an `Understood`. Nothing is learned here but the thresholds at
the head of the file, which docs/reading.md explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parley.reading.encoding import Encoded
from parley.reading.labels import NOT_PAY, OWNERS, PARTS, PERIODS, RELATIONS, SCALES, SLOTS, TOLD, WANTS
from parley.reading.number import Number
from parley.reading.record import ReadName, ReadNumber, ReadSlot, Understood
from parley.reading.writing import Writing

Scores = NDArray[np.float32]
PART_CLASSES = (NOT_PAY, *PARTS)
PAY_FROM = 0.5
"""Probability from which a number counts as pay."""
OFFER_FROM = 0.7
"""Probability from which a number is taken as the standing offer's; below, it is seen but not placed."""
ALSO_FROM, TOLD_FROM = 0.45, 0.45
NAME_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """One window and what the network said of it, as probabilities."""

    window: Encoded
    part: Scores
    whose: Scores
    per: Scores
    scale: Scores
    step: Scores
    tags: Scores
    want: Scores
    wants: Scores
    told: Scores


HEADS = ("part", "whose", "per", "scale", "step", "tags", "want", "wants", "told")


def scored(window: Encoded, logits: Mapping[str, Scores]) -> Scored:
    """Scores as probabilities, for the numbers and pieces that are there."""
    many = len(window.first)
    heads = {name: _softmax(logits[name][:many]) for name in ("part", "whose", "per", "scale", "step")}
    return Scored(
        window, **heads, tags=_softmax(logits["tags"][: len(window.ids)]), want=_softmax(logits["want"]),
        wants=_sigmoid(logits["wants"]), told=_sigmoid(logits["told"]),
    )  # fmt: skip


def _softmax(logits: Scores) -> Scores:
    shifted: Scores = np.exp(logits - logits.max(-1, keepdims=True, initial=-1e9))
    return np.asarray(shifted / np.maximum(shifted.sum(-1, keepdims=True), 1e-9), dtype=np.float32)


def _sigmoid(logits: Scores) -> Scores:
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


def understood(message: Writing, windows: Sequence[Scored]) -> Understood:
    """The reading of a message from all its windows."""
    found: dict[int, ReadNumber] = {}
    for window in windows:
        for number in _numbers(message, window):
            if number.start not in found or number.sure > found[number.start].sure:
                found[number.start] = number
    numbers = tuple(found[start] for start in sorted(found))
    names = _names(message, windows)
    slots = {slot: _slot(message, windows, slot) for slot in SLOTS}
    weight = np.array([len(window.window.ids) for window in windows], dtype=np.float32)
    want = np.average([window.want for window in windows], axis=0, weights=weight)
    wants = np.average([window.wants for window in windows], axis=0, weights=weight)
    told = np.max([window.told for window in windows], axis=0)
    return Understood(
        message.original, numbers, names, **slots, wants=tuple(_wants(want, wants)),
        told=tuple((TOLD[at], float(told[at])) for at in np.flatnonzero(told >= TOLD_FROM)),
    )  # fmt: skip


def _wants(want: Scores, wants: Scores) -> Iterator[tuple[str, float]]:
    first = int(want.argmax())
    yield WANTS[first], float(want[first])
    for at in np.argsort(-wants):
        if at != first and wants[at] >= ALSO_FROM:
            yield WANTS[at], float(wants[at])


def _numbers(message: Writing, window: Scored) -> Iterator[ReadNumber]:
    for at, number in enumerate(window.window.candidates):
        parts, owners = window.part[at], window.whose[at]
        if 1 - parts[0] < PAY_FROM:
            continue
        part = 1 + int(parts[1:].argmax())
        order = np.argsort(-owners)
        owner = OWNERS[order[0]]
        sure = float(parts[part] * owners[order[0]])
        placed = owner != "offer" or owners[order[0]] * parts[part] >= OFFER_FROM
        rivals = tuple((OWNERS[o], PART_CLASSES[part], float(owners[o] * parts[part])) for o in order[1:3])
        start, end = message.span(number.start, number.end)
        scale = SCALES[int(window.scale[at].argmax())] if not (number.percent or number.scaled) else 1.0
        ends = (number.low,) if number.high is None else (number.low, number.high)
        yield ReadNumber(
            start=start, end=end, said=message.said(number.start, number.end), value=tuple(round(x * scale, 4) for x in ends),
            part=PART_CLASSES[part], whose=owner if placed else None, per=PERIODS[int(window.per[at].argmax())],
            currency=number.currency, company=None, sure=sure, years=_years(message.text, number, PART_CLASSES[part]),
            step=bool(window.step[at][1] > 0.5), scaled=scale != 1, shared=number.shared, rule=number.rule, rivals=rivals,
        )  # fmt: skip


_OVER = re.compile(
    r"^(?:\s?[a-z]{2,9}){0,3}?\s?(?:\(|/|over|across|for|vest\w*(?:\sover)?|,)?\s?(?:the\s)?(?P<n>\d|three|four|five|two)\s?-?\s?(?:years?|yrs?|y\b)|^\s?/\s?(?P<m>[2-6])(?![\d.])",
    re.IGNORECASE,
)
_WORDS = {"two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}


def _years(text: str, number: Number, part: str) -> float | None:
    """Over how many years a grant is said to come: "200k/4", "95k equity over 4 years"."""
    if part not in ("equity", "shares", "share_pct"):
        return None
    found = _OVER.search(text[number.end : number.end + 40])
    said = (found["n"] or found["m"]) if found else None
    return None if said is None else _WORDS.get(said.casefold()) or float(said)


def _spans(window: Scored) -> Iterator[tuple[str, int, int, Scores]]:
    """Runs of pieces that are inside something: its kind, place in the text, and mean scores of the kinds."""
    tags = window.tags
    spans = window.window.spans
    kinds = np.zeros((len(tags), len(RELATIONS) + len(SLOTS)), dtype=np.float32)
    for kind in range(kinds.shape[1]):
        kinds[:, kind] = tags[:, 1 + 2 * kind] + tags[:, 2 + 2 * kind]
    inside = 1 - tags[:, 0]
    at = 0
    while at < len(tags):
        if spans[at, 0] < 0 or inside[at] < NAME_FROM or spans[at, 0] == spans[at, 1]:
            at += 1
            continue
        group = _group(int(kinds[at].argmax()))
        end = at + 1
        while (
            end < len(tags)
            and spans[end, 0] >= 0
            and spans[end, 0] < spans[end, 1]
            and _goes_on(window, kinds, at, end, group)
        ):
            end += 1
        mean = kinds[at:end].mean(0)
        names = [int(k) for k in range(len(mean)) if _group(k) == group]
        best = max(names, key=lambda k: mean[k])
        yield (*RELATIONS, *SLOTS)[best], int(spans[at, 0]), int(spans[end - 1, 1]), mean
        at = end


def _group(kind: int) -> int:
    """Names of every relation are one group, each slot its own."""
    return 0 if kind < len(RELATIONS) else kind


def _goes_on(window: Scored, kinds: Scores, at: int, end: int, group: int) -> bool:
    spans, tags = window.window.spans, window.tags
    glued = spans[end, 0] == spans[end - 1, 1] and window.window.spans[end, 0] > 0
    inside = 1 - tags[end, 0]
    if inside < (0.2 if glued else NAME_FROM) or _group(int(kinds[end].argmax())) != group:
        return False
    begins = tags[end, 1::2].sum()
    return bool(glued or begins < 0.5 * inside)


def _names(message: Writing, windows: Sequence[Scored]) -> tuple[ReadName, ...]:
    found: dict[str, ReadName] = {}
    for window in windows:
        for kind, start, end, mean in _spans(window):
            if kind not in RELATIONS:
                continue
            start, end = _whole_words(message.text, start, end)
            first, last = message.span(start, end)
            name = ReadName(first, last, message.said(start, end), kind, float(mean[RELATIONS.index(kind)]))
            key = re.sub(r"\W+", " ", name.said.casefold()).strip()
            if key and (key not in found or (name.sure > found[key].sure + 0.15)):
                place = found[key] if key in found else name
                found[key] = replace(name, start=place.start, end=place.end, said=place.said)
    return tuple(sorted(found.values(), key=lambda name: name.start))


def _slot(message: Writing, windows: Sequence[Scored], slot: str) -> ReadSlot | None:
    best: ReadSlot | None = None
    for window in windows:
        for kind, start, end, mean in _spans(window):
            if kind != slot:
                continue
            start, end = _whole_words(message.text, start, end)
            sure = float(mean[len(RELATIONS) + SLOTS.index(slot)])
            if best is None or sure > best.sure:
                first, last = message.span(start, end)
                best = ReadSlot(first, last, message.said(start, end), sure)
    return best if best and best.sure >= NAME_FROM else None


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end
