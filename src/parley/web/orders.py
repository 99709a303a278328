"""What a person may do to a conversation, applied to its list of messages. Pure; anything malformed changes nothing.

What is too long is refused with its count (MessageTooLong); nothing of it is lost, for the box keeps it.

An order is the JSON that the page sends: `{"do": "say", "text": ...}`, `{"do": "edit", "turn": 2, "text": ...}`,
`{"do": "undo"}`, `{"do": "again"}`, `{"do": "show", "turn": 2}`, `{"do": "open", "since": 1}`. Turns are 1-based. The
talk that it is about comes with it, as `messages`: the browser keeps the talks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parley.doors.length import MAX_MESSAGE, of_length, talk_with
from parley.render import whole

MAX_TURNS = 90
"""The longest talk that is kept; one more message, and what told nothing goes, all at once (parley.dialogue.gist): if
one turn went at a time, all the others would be answered again at every message."""
ANSWERED = 6
"""How many of the newest turns are answered on a page that is made anew; the older ones when their answer is asked for.
A talk of ninety messages would else cost half a second, and half a megabyte, at every reload."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The conversation after an order, and the first turn that must be shown anew (past the end: none).

    Of what is shown anew the newest `answered` turns are answered, and `open`, a turn whose answer was asked for (0:
    none). `order` is the page's own number of the order, so that the answers to two equal orders differ.
    """

    messages: tuple[str, ...]
    since: int
    order: int = 0
    open: int = 0
    answered: int = ANSWERED


def kept_messages(saved: Any) -> tuple[str, ...]:
    """The user's messages as the browser kept them, oldest first; whatever is not text is ignored.

    >>> kept_messages({"messages": ["hi", 7, {"type": "file"}, "W&B London"]})
    ('hi', 'W&B London')
    """
    found = saved.get("messages") if isinstance(saved, dict) else None
    texts = [whole(text[:MAX_MESSAGE]) for text in found if isinstance(text, str)] if isinstance(found, list) else []
    return tuple(texts[-MAX_TURNS:])


def ordered(order: str) -> Kept:
    """What a page's order makes of the talk that came with it.

    >>> ordered('{"do": "say", "text": "c", "messages": ["a", "b"], "n": 7}')
    Kept(messages=('a', 'b', 'c'), since=3, order=7, open=0, answered=6)
    """
    return obey(kept_messages(_read(order)), order)


def obey(messages: Sequence[str], order: str) -> Kept:
    """The conversation after `order`.

    >>> obey(["a", "b"], '{"do": "say", "text": "c"}')
    Kept(messages=('a', 'b', 'c'), since=3, order=0, open=0, answered=6)
    >>> obey(["a", "b"], '{"do": "edit", "turn": 1, "text": "A"}')
    Kept(messages=('A', 'b'), since=1, order=0, open=1, answered=6)
    >>> obey(["a", "b"], '{"do": "undo"}') == obey(["a"], "no order") == Kept(("a",), since=2)
    True
    """
    told = _read(order)
    number = told.get("n")
    return replace(_obeyed(tuple(messages), told), order=number if isinstance(number, int) else 0)


def _obeyed(before: tuple[str, ...], told: dict[str, Any]) -> Kept:
    what = told.get("do")
    does = ORDERS.get(what) if isinstance(what, str) else None
    return does(before, told) if does else _unchanged(before)


def _unchanged(before: tuple[str, ...]) -> Kept:
    return Kept(before, len(before) + 1)


def with_message(before: tuple[str, ...], text: Any, since: Any = 0) -> Kept:
    """The conversation with one more message, shown anew from turn `since` on where the page lacks earlier ones.

    It may be one longer than MAX_TURNS; whoever shows it then keeps its gist.
    """
    if not isinstance(text, str) or not whole(text).strip():
        return _unchanged(before)
    after = talk_with(before, whole(text).strip())
    return Kept(after, since if _is_turn(since, before) else len(after))


def _edited(before: tuple[str, ...], turn: Any, text: Any) -> Kept:
    """One message in other words; the later ones stay and are answered anew."""
    if not _is_turn(turn, before) or not isinstance(text, str) or not whole(text).strip():
        return _unchanged(before)
    return Kept((*before[: turn - 1], of_length(whole(text).strip()), *before[turn:]), turn, open=turn)


def _shown_from(before: tuple[str, ...], since: Any) -> Kept:
    """The same conversation, shown anew from a turn on: a talk that is opened, or that went on in another window."""
    return Kept(before, since if _is_turn(since, before) else len(before) + 1)


def _opened(before: tuple[str, ...], turn: Any) -> Kept:
    """The same conversation, with the answer of an older turn."""
    return replace(_unchanged(before), open=turn) if _is_turn(turn, before) else _unchanged(before)


def _is_turn(turn: Any, before: tuple[str, ...]) -> bool:
    return isinstance(turn, int) and 1 <= turn <= len(before)


ORDERS: Mapping[str, Callable[[tuple[str, ...], dict[str, Any]], Kept]] = {
    "say": lambda before, told: with_message(before, told.get("text"), told.get("since")),
    "edit": lambda before, told: _edited(before, told.get("turn"), told.get("text")),
    "undo": lambda before, told: Kept(before[:-1], max(len(before), 1)),
    "again": lambda before, told: Kept(before, max(len(before), 1)),
    "show": lambda before, told: _opened(before, told.get("turn")),
    "open": lambda before, told: _shown_from(before, told.get("since")),
}
"""What each order does to the messages before it."""


def _read(order: str) -> dict[str, Any]:
    try:
        told = json.loads(order)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
