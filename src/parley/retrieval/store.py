"""Passages on disk: text as JSON Lines, read one line at a time; tags as columns of numbers, for the filters.

Opening reads only the columns, so it costs the same for two guides and for thousands. Rows are passages in the order
(guide, line), which is also how equal scores are ordered.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.guides.model import Citation
from parley.retrieval.model import Filters, Passage

PASSAGES, TAGS, COLUMNS = "passages.jsonl", "tags.json", "columns.npz"
KEY_BYTES = 16
NONE = -1

Rows = NDArray[np.int64]


def text_key(text: str) -> bytes:
    """What a text's vector is filed under: sixteen bytes of its BLAKE2b."""
    return blake2b(text.encode(), digest_size=KEY_BYTES).digest()


@dataclass(frozen=True, slots=True)
class Tags:
    """The names that the columns' numbers stand for, each list sorted."""

    companies: tuple[str, ...]
    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    regions: tuple[str, ...]


class PassageStore:
    """The passages of an index by row, and the rows that filters allow."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / COLUMNS, allow_pickle=False) as columns:
            self._columns = {name: columns[name] for name in columns.files}
        tags = json.loads((folder / TAGS).read_text(encoding="utf-8"))
        self._tags = Tags(**{name: tuple(values) for name, values in tags.items()})
        with (folder / PASSAGES).open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(self) else b""

    def __len__(self) -> int:
        return len(self._columns["company"])

    def __getitem__(self, row: int) -> Passage:
        start, end = self._columns["offset"][row : row + 2]
        return _from_json(self._lines[start:end])

    def keys(self) -> list[bytes]:
        """The `text_key` of each row's searchable text."""
        packed = self._columns["key"].tobytes()
        return [packed[i : i + KEY_BYTES] for i in range(0, len(packed), KEY_BYTES)]

    def rows(self, filters: Filters) -> Rows | None:
        """The rows that `filters` allow, in order; None when they allow all.

        A region keeps the passages that name it and those that name no region.
        """
        masks = [
            self._is("company", self._tags.companies, filters.company),
            self._is("role", self._tags.roles, filters.role),
            self._of_kinds(filters.kinds),
            self._of_region(filters.region),
        ]
        given = [mask for mask in masks if mask is not None]
        return np.flatnonzero(np.logical_and.reduce(given)) if given else None

    def _is(self, column: str, names: Sequence[str], name: str | None) -> NDArray[np.bool_] | None:
        if name is None:
            return None
        return np.asarray(self._columns[column] == _number(names, name))

    def _of_kinds(self, kinds: Sequence[str]) -> NDArray[np.bool_] | None:
        if not kinds:
            return None
        return np.isin(self._columns["kind"], [_number(self._tags.kinds, kind) for kind in kinds])

    def _of_region(self, region: str | None) -> NDArray[np.bool_] | None:
        if region is None:
            return None
        named, number = self._columns["region_row"], _number(self._tags.regions, region)
        mask = np.ones(len(self), dtype=bool)
        mask[named] = False
        mask[named[self._columns["region"] == number]] = True
        return mask


def write_passages(passages: Sequence[Passage], texts: Sequence[str], folder: Path) -> None:
    """Write `passages`, already in (guide, line) order, and the keys of their searchable `texts` into `folder`."""
    lines = [_to_json(passage) for passage in passages]
    (folder / PASSAGES).write_bytes(b"".join(lines))
    tags = Tags(
        _names(passage.company for passage in passages),
        _names(passage.role for passage in passages),
        _names(passage.kind for passage in passages),
        _names(region for passage in passages for region in passage.regions),
    )
    content = {name: list(getattr(tags, name)) for name in Tags.__slots__}
    (folder / TAGS).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    keys = np.frombuffer(b"".join(map(text_key, texts)), dtype=np.uint8)
    np.savez(folder / COLUMNS, allow_pickle=False, key=keys, **_columns(passages, lines, tags))


def _columns(passages: Sequence[Passage], lines: Sequence[bytes], tags: Tags) -> dict[str, NDArray[np.generic]]:
    named = [(row, region) for row, passage in enumerate(passages) for region in passage.regions]
    return {
        "company": _numbers((passage.company for passage in passages), tags.companies),
        "role": _numbers((passage.role for passage in passages), tags.roles),
        "kind": _numbers((passage.kind for passage in passages), tags.kinds),
        "region": _numbers((region for _, region in named), tags.regions),
        "region_row": np.array([row for row, _ in named], dtype=np.int64),
        "offset": np.cumsum([0, *map(len, lines)], dtype=np.int64),
    }


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _numbers(values: Iterable[str], names: Sequence[str]) -> NDArray[np.int32]:
    numbers = {name: number for number, name in enumerate(names)}
    return np.array([numbers[value] for value in values], dtype=np.int32)


def _number(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else NONE


def _to_json(passage: Passage) -> bytes:
    cited = passage.citation
    record = {
        "guide": passage.guide, "company": passage.company, "role": passage.role, "regions": passage.regions,
        "kind": passage.kind, "title": passage.title, "text": passage.text, "lines": [cited.line_from, cited.line_to],
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _from_json(line: bytes) -> Passage:
    record = json.loads(line)
    citation = Citation(record["guide"], *record.pop("lines"))
    return Passage(**record | {"regions": tuple(record["regions"])}, citation=citation)
