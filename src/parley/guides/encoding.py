"""Records to JSON and back: a record is the list of its fields, in order.

>>> from parley.guides.model import Issue
>>> line = encode((None, (Issue("empty", "acme/engineer.md", 1, "nothing in it"),)))
>>> line.decode()
'[null,[["empty","acme/engineer.md",1,"nothing in it"]]]'
>>> decode(line) == (None, (Issue("empty", "acme/engineer.md", 1, "nothing in it"),))
True
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from parley.guides.model import Guide, Issue

Result = tuple[Guide | None, tuple[Issue, ...]]
"""What a file holds: its guide, or None, and its Issues."""
Record = TypeVar("Record")


def encode(result: Result) -> bytes:
    """A reading as a line of JSON."""
    line = json.dumps(as_plain(result), ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "surrogatepass")


def decode(line: bytes) -> Result:
    """The reading that `encode` made this line of."""
    return _decoder(Result)(json.loads(line))  # type: ignore[no-any-return]


def from_plain(kind: type[Record], value: Any) -> Record:
    """The record of `kind` that `as_plain` made this value of."""
    return _decoder(kind)(value)  # type: ignore[no-any-return, arg-type]


def as_plain(value: Any) -> Any:
    """A record as what JSON can say: lists, texts, numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return [as_plain(getattr(value, name)) for name in _names(type(value))]
    if isinstance(value, tuple):
        return [as_plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(kind))


Decoder = Callable[[Any], Any]


@cache
def _decoder(kind: Any) -> Decoder:
    """The function that turns JSON back into a value of a type hint."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_decoder(kind)
    if get_origin(kind) in (Union, types.UnionType):
        (inner,) = (_decoder(part) for part in get_args(kind) if part is not type(None))
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        return _tuple_decoder(get_args(kind))
    return PLAIN.get(kind, _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


PLAIN: Mapping[Any, Decoder] = {Decimal: Decimal, date: date.fromisoformat}


def _record_decoder(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    decoders = [_decoder(hints[name]) for name in _names(kind)]
    return lambda values: kind(*[decode(value) for decode, value in zip(decoders, values, strict=True)])


def _tuple_decoder(parts: tuple[Any, ...]) -> Decoder:
    if len(parts) == 2 and parts[1] is Ellipsis:
        each = _decoder(parts[0])
        if each is _as_it_is:
            return tuple
        return lambda values: tuple([each(value) for value in values])
    decoders = [_decoder(part) for part in parts]
    return lambda values: tuple([decode(value) for decode, value in zip(decoders, values, strict=True)])
