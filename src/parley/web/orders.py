"""What a person may do to a conversation, applied to its list of messages. Pure; anything malformed changes nothing.

An order is the JSON that the page sends: `{"do": "say", "text": ...}`, `{"do": "edit", "turn": 2, "text": ...}`,
`{"do": "undo"}`, `{"do": "again"}`, `{"do": "clear"}`. Turns are 1-based.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from parley.render import whole

MAX_MESSAGE = 4000
MAX_TURNS = 90
KEPT_OF_LONG = 3
"""One part in so many of a talk that has grown too long is kept; all that stays is answered again, once."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The conversation after an order, and the first turn that must be shown anew (past the end: none).

    `order` is the page's own number of the order, so that the answers to two equal orders differ.
    """

    messages: tuple[str, ...]
    since: int
    order: int = 0


def kept_messages(saved: Any) -> tuple[str, ...]:
    """The user's messages as the browser kept them, oldest first; whatever is not text is ignored.

    >>> kept_messages({"messages": ["hi", 7, {"type": "file"}, "W&B London"]})
    ('hi', 'W&B London')
    """
    found = saved.get("messages") if isinstance(saved, dict) else None
    texts = [_cut(text) for text in found if isinstance(text, str)] if isinstance(found, list) else []
    return tuple(texts[-MAX_TURNS:])


def obey(messages: Sequence[str], order: str) -> Kept:
    """The conversation after `order`.

    >>> obey(["a", "b"], '{"do": "say", "text": "c"}')
    Kept(messages=('a', 'b', 'c'), since=3, order=0)
    >>> obey(["a", "b"], '{"do": "edit", "turn": 1, "text": "A"}')
    Kept(messages=('A', 'b'), since=1, order=0)
    >>> obey(["a", "b"], '{"do": "undo"}'), obey(["a"], "no order")
    (Kept(messages=('a',), since=2, order=0), Kept(messages=('a',), since=2, order=0))
    """
    told = _read(order)
    number = told.get("n")
    return replace(_obeyed(tuple(messages), told), order=number if isinstance(number, int) else 0)


def _obeyed(before: tuple[str, ...], told: dict[str, Any]) -> Kept:
    match told.get("do"):
        case "say":
            return said(before, told.get("text"))
        case "edit":
            return _edited(before, told.get("turn"), told.get("text"))
        case "undo":
            return Kept(before[:-1], max(len(before), 1))
        case "again":
            return Kept(before, max(len(before), 1))
        case "clear":
            return Kept((), 1)
    return Kept(before, len(before) + 1)


def said(before: tuple[str, ...], text: Any) -> Kept:
    """The conversation with one more message.

    A very long one loses its first two thirds at once and is shown anew: if it lost one turn at a time, all the others
    would be answered again at every message.
    """
    if not isinstance(text, str) or not _cut(text).strip():
        return Kept(before, len(before) + 1)
    after = (*before, _cut(text))
    return Kept(after[-max(1, MAX_TURNS // KEPT_OF_LONG) :], 1) if len(after) > MAX_TURNS else Kept(after, len(after))


def _edited(before: tuple[str, ...], turn: Any, text: Any) -> Kept:
    """One message in other words; the later ones stay and are answered anew."""
    if not isinstance(turn, int) or not 1 <= turn <= len(before) or not isinstance(text, str) or not _cut(text).strip():
        return Kept(before, len(before) + 1)
    return Kept((*before[: turn - 1], _cut(text), *before[turn:]), turn)


def _cut(text: str) -> str:
    return whole(text[:MAX_MESSAGE])


def _read(order: str) -> dict[str, Any]:
    try:
        told = json.loads(order)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
