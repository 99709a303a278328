"""From the network's scores to a reading: the likeliest consistent labels, each with its probability.

In: a message at the door, its windows and their scores. Out: an `Understood`. Nothing is learned here but the
thresholds at
the head of the file, which docs/reading.md explains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from parley.reading.encoding import Encoded, Ints
from parley.reading.items import ItemTable, items_of
from parley.reading.labels import NOT_PAY, OWNERS, PARTS, RELATIONS, SLOTS, TOLD, WANTS
from parley.reading.layout import layout
from parley.reading.naming import Mention, judged_name
from parley.reading.network import ITEM_HEADS, Scores
from parley.reading.network import Scored as Encoding
from parley.reading.number import Number
from parley.reading.periods import likeliest, said_period, shared, years_of_grant
from parley.reading.record import ReadName, ReadNumber, ReadSlot, Understood
from parley.reading.scales import scale_of, scales_beside
from parley.reading.tellers import at_head, fits, with_companies
from parley.reading.writing import Writing

PART_CLASSES = (NOT_PAY, *PARTS)
PAY_FROM = 0.5
"""Probability from which a number counts as pay."""
OFFER_FROM = 0.6
"""Probability from which a number is taken as the standing offer's; below, it is seen but not placed."""
UNLIKE_ITS_HEAD = 0.005
"""How much less likely an owner is that does not go with the company at the head of the column or lines."""
ALSO_FROM, TOLD_FROM = 0.45, 0.45
MAYBE_FROM, SLOT_FROM = 0.3, 0.45
"""Probability that a piece is inside a name or slot, from which it is looked at; that a slot is."""


@dataclass(frozen=True, slots=True)
class Window:
    """One window with all that the network says of it, as probabilities; `names` stand behind the numbers in
    `items`. `message` is the encoder's vector of the whole."""

    window: Encoded
    items: ItemTable
    tags: Scores
    want: Scores
    wants: Scores
    told: Scores
    part: Scores
    whose: Scores
    per: Scores
    scale: Scores
    step: Scores
    relation: Scores
    teller: Scores
    message: Scores

    @property
    def many(self) -> int:
        """How many of the items are numbers."""
        return len(self.window.candidates)


def window_of(encoded: Encoded, encoder: Encoding, heads: Callable[[ItemTable], Mapping[str, Scores]]) -> Window:
    """A window judged: its names are found by the tags, then all its items asked about at once."""
    tags = _softmax(encoder.tags[: len(encoded.ids)])
    items = items_of(encoded, [(start, end) for kind, start, end, _ in _runs(encoded, tags) if kind in RELATIONS])
    logits = heads(items) if len(items.first) else {}
    judged = {
        name: _softmax(logits[name][: len(items.first)]) if logits else np.zeros((0, 1), np.float32)
        for name in ITEM_HEADS
    }
    return Window(
        encoded,
        items,
        tags,
        _softmax(encoder.want),
        _sigmoid(encoder.wants),
        _sigmoid(encoder.told),
        **judged,
        message=encoder.message,
    )


def _softmax(logits: Scores) -> Scores:
    shifted: Scores = np.exp(logits - logits.max(-1, keepdims=True, initial=-1e9))
    return np.asarray(shifted / np.maximum(shifted.sum(-1, keepdims=True), 1e-9), dtype=np.float32)


def _sigmoid(logits: Scores) -> Scores:
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


def understood(message: Writing, windows: Sequence[Window]) -> Understood:
    """The reading of a message from all its windows."""
    names = _names(message, windows)
    found: dict[int, ReadNumber] = {}
    for window in windows:
        for number in _numbers(message, _alike(message, _headed(message, window, names))):
            if number.start not in found or number.sure > found[number.start].sure:
                found[number.start] = number
    numbers = with_companies(message, [found[start] for start in sorted(found)], names)
    slots = {slot: _slot(message, windows, slot) for slot in SLOTS}
    weight = np.array([len(window.window.ids) for window in windows], dtype=np.float32)
    want = np.average([window.want for window in windows], axis=0, weights=weight) * _going_with(names)
    wants = np.average([window.wants for window in windows], axis=0, weights=weight)
    told = np.max([window.told for window in windows], axis=0)
    return Understood(
        message.original, numbers, names, **slots, wants=tuple(_wants(want, wants)),
        told=tuple((TOLD[at], float(told[at])) for at in np.flatnonzero(told >= TOLD_FROM)),
    )  # fmt: skip


def _going_with(names: Sequence[ReadName]) -> Scores:
    """What may be wanted first beside these names: no raise where another company's offer stands beside one's own."""
    relations = {name.relation for name in names}
    raises = not {"subject", "employer"} <= relations
    return np.array([want != "raise" or raises for want in WANTS], np.float32)


def _wants(want: Scores, wants: Scores) -> Iterator[tuple[str, float]]:
    first = int(want.argmax())
    yield WANTS[first], float(want[first])
    for at in np.argsort(-wants):
        if at != first and wants[at] >= ALSO_FROM:
            yield WANTS[at], float(wants[at])


def _headed(message: Writing, window: Window, names: Sequence[ReadName]) -> Window:
    """The window with the owners of numbers held to the company in whose column or under whose heading they stand, and
    to each other: what stands under one head is nearly always one's.

    Only where companies stand side by side: one heading alone may reach too far down.
    """
    lines = layout(message.text)
    heads = [at_head(lines, names, number.start) for number in window.window.candidates]
    sides = {head.said: head for head in heads if head}
    if len(sides) < 2:
        return window
    whose = window.whose.copy()
    for said, head in sides.items():
        under = [at for at, other in enumerate(heads) if other and other.said == said]
        fitting = np.array([1.0 if fits(owner, head) else UNLIKE_ITS_HEAD for owner in OWNERS])
        shared = np.exp(np.log(whose[under] * fitting + 1e-6).mean(0))
        mixed = np.sqrt((whose[under] * fitting + 1e-6) * shared)
        whose[under] = mixed / mixed.sum(-1, keepdims=True)
    return replace(window, whose=whose)


def _alike(message: Writing, window: Window) -> Window:
    """The window with one mind about the scale and the period of salaries of like size."""
    numbers, scale = window.window.candidates, window.scale.copy()
    pay = [at for at, number in enumerate(numbers) if _part(window, at, number) == "base"]
    scale[pay] = scales_beside([numbers[at] for at in pay], scale[pay])
    sizes = [
        numbers[at].low * scale_of(numbers[at], "base", scale[at]) if at in pay else 0.0 for at in range(len(numbers))
    ]
    return replace(window, scale=scale, per=shared(message.text, numbers, sizes, window.per))


def _part(window: Window, at: int, number: Number) -> str:
    """What a number likeliest is."""
    return PART_CLASSES[int((window.part[at] * _fitting(number)).argmax())]


def _numbers(message: Writing, window: Window) -> Iterator[ReadNumber]:
    for at, number in enumerate(window.window.candidates):
        parts = window.part[at] * _fitting(number)
        if 1 - window.part[at][0] >= PAY_FROM and parts[1:].any():
            yield _number(message, window, at, 1 + int(parts[1:].argmax()))


def _number(message: Writing, window: Window, at: int, part: int) -> ReadNumber:
    number, owners = window.window.candidates[at], window.whose[at]
    order = np.argsort(-owners)
    chances = [float(owners[owner] * window.part[at][part]) for owner in order[:3]]
    name, owner = PART_CLASSES[part], OWNERS[order[0]]
    scale = scale_of(number, name, window.scale[at])
    ends = (number.low,) if number.high is None else (number.low, number.high)
    start, end = message.span(number.start, number.end)
    return ReadNumber(
        start=start, end=end, said=message.said(number.start, number.end),
        value=tuple(round(one * scale, 4) for one in ends), part=name,
        whose=owner if owner != "offer" or chances[0] >= OFFER_FROM else None,
        per=said_period(message.text, number) or likeliest(ends[0] * scale, _currency(window, number), window.per[at]),
        currency=number.currency, company=None, sure=chances[0],
        years=years_of_grant(message.text, number, name), step=bool(window.step[at][1] > 0.5), scaled=scale != 1,
        shared=number.shared, rule=number.rule,
        rivals=tuple((OWNERS[o], name, chance) for o, chance in zip(order[1:3], chances[1:], strict=True)),
    )  # fmt: skip


def _currency(window: Window, number: Number) -> str | None:
    """The number's currency, else the only one that stands in the window."""
    told = {other.currency for other in window.window.candidates if other.currency}
    return number.currency or (told.pop() if len(told) == 1 else None)


PERCENT = np.array([part.endswith("_pct") for part in PART_CLASSES])
ANY = np.array([part in ("other", "unknown") for part in PART_CLASSES])


def _fitting(number: Number) -> Scores:
    """Which parts a number can be by its marks: a percentage is a share of pay, a marked amount is none."""
    if number.percent:
        return np.asarray(PERCENT | ANY, dtype=np.float32)
    marked = number.signed or number.scaled
    return np.asarray(~PERCENT if marked else np.ones_like(PERCENT), dtype=np.float32)


def _runs(encoded: Encoded, tags: Scores) -> Iterator[tuple[str, int, int, Scores]]:
    """Runs of pieces that are inside something: its kind, place in the text, and mean scores of the kinds."""
    spans = encoded.spans
    kinds = tags[:, 1::2] + tags[:, 2::2]
    inside = 1 - tags[:, 0]
    at = 0
    while at < len(tags):
        if spans[at, 0] < 0 or inside[at] < MAYBE_FROM or spans[at, 0] == spans[at, 1]:
            at += 1
            continue
        group = _group(int(kinds[at].argmax()))
        end = at + 1
        while end < len(tags) and 0 <= spans[end, 0] < spans[end, 1] and _goes_on(spans, tags, kinds, end, group):
            end += 1
        mean = kinds[at:end].mean(0)
        best = max((k for k in range(len(mean)) if _group(k) == group), key=lambda k: mean[k])
        start, stop = _whole_words(encoded.text, int(spans[at, 0]), int(spans[end - 1, 1]))
        yield (*RELATIONS, *SLOTS)[best], start, stop, mean
        at = end


def _group(kind: int) -> int:
    """Names of every relation are one group, each slot its own."""
    return 0 if kind < len(RELATIONS) else kind


def _goes_on(spans: Ints, tags: Scores, kinds: Scores, end: int, group: int) -> bool:
    glued = spans[end, 0] == spans[end - 1, 1] and spans[end, 0] > 0
    inside = 1 - tags[end, 0]
    if inside < (MAYBE_FROM / 2 if glued else MAYBE_FROM) or _group(int(kinds[end].argmax())) != group:
        return False
    return bool(glued or tags[end, 1::2].sum() < 0.5 * inside)


def _names(message: Writing, windows: Sequence[Window]) -> tuple[ReadName, ...]:
    """Each company once, at its first place, with what all its places together say of it."""
    places: dict[str, list[Mention]] = {}
    for window in windows:
        for at, (start, end) in enumerate(window.items.spans[window.many :], window.many):
            key = re.sub(r"\W+", " ", message.text[start:end].casefold()).strip()
            places.setdefault(key, []).append((start, end, window.relation[at]))
    found = (judged_name(message, mentions) for key, mentions in places.items() if key)
    return tuple(sorted(filter(None, found), key=lambda name: name.start))


def _slot(message: Writing, windows: Sequence[Window], slot: str) -> ReadSlot | None:
    best: ReadSlot | None = None
    for window in windows:
        for kind, start, end, mean in _runs(window.window, window.tags):
            sure = float(mean[len(RELATIONS) + SLOTS.index(slot)])
            if kind == slot and (best is None or sure > best.sure):
                first, last = message.span(start, end)
                best = ReadSlot(first, last, message.said(start, end), sure)
    return best if best and best.sure >= SLOT_FROM else None


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end
