"""Parsed guides kept on disk as JSON, so that a file that has not changed is never parsed twice.

In: what `read_guide` found, by path and digest of the file. Out: the same records again, equal to the last field. The
snapshot carries a mark of the code and the data files that made it; where these have changed it is not used. A damaged
or foreign file is no fault: it is read as empty and written anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from parley.guides.model import Guide, Issue

log = logging.getLogger(__name__)
Result = tuple[Guide | None, tuple[Issue, ...]]
DATA = tuple(f"{name}.yaml" for name in ("claims", "currencies", "headings", "regions", "strategy"))
"""The data files by which guides are read."""


@dataclass(slots=True)
class Snapshot:
    """What was found in each file: path -> (digest of the file, its reading as `encode` writes it)."""

    found: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def get(self, path: str, digest: str) -> Result | None:
        """The reading of a file, if it is the same file still."""
        known = self.found.get(path)
        if known is None or known[0] != digest:
            return None
        try:
            return decode(known[1])
        except (TypeError, ValueError, IndexError, ArithmeticError, RecursionError):
            return None


def cache_file(folder: Path) -> Path:
    """Where the snapshot of a folder is kept when nobody says otherwise: the user's cache, a file for each folder."""
    home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return Path(home).expanduser() / "parley" / f"guides-{name}.json"


def load_snapshot(path: Path) -> Snapshot:
    """The snapshot in a file; empty where there is none, or none that this version of Parley wrote."""
    try:
        mark, *lines = path.read_bytes().split(b"\n")
        return Snapshot(dict(map(_entry, lines)) if mark == made_by().encode() else {})
    except (OSError, ValueError, TypeError, RecursionError):
        return Snapshot()


def _entry(line: bytes) -> tuple[str, tuple[str, bytes]]:
    name, digest, reading = line.split(b"\t", 2)
    return json.loads(name), (digest.decode(), reading)


def save_snapshot(path: Path, snapshot: Snapshot) -> None:
    """Write beside and rename, so that a reader never sees half a file; a folder that cannot be written is no fault.

    The first line is the mark of this version; each further one a path, a digest and a reading, with tabs between.
    """
    found = snapshot.found.items()
    lines = (b"\t".join([json.dumps(name).encode(), digest.encode(), reading]) for name, (digest, reading) in found)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}.part")
        beside.write_bytes(b"\n".join([made_by().encode(), *lines]))
        beside.replace(path)
    except OSError as error:
        log.warning("the parsed guides are not kept: %s", error)


@cache
def made_by() -> str:
    """A mark of the code and the data that read guides: another version makes another snapshot."""
    digest = hashlib.sha256()
    for room, endings in (("parley.guides", (".py",)), ("parley.data", DATA), ("parley", ("money.py",))):
        for file in sorted(files(room).iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(endings):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


# --- records to JSON and back: a record is the list of its fields, in order


def encode(result: Result) -> bytes:
    """A reading as a line of JSON."""
    line = json.dumps(_encode(result), ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "surrogatepass")


def decode(line: bytes) -> Result:
    """The reading that `encode` made this line of."""
    return _decoder(Result)(json.loads(line))  # type: ignore[no-any-return]


def _encode(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return [_encode(getattr(value, name)) for name in _names(type(value))]
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
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
