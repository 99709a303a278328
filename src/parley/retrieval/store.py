"""Passages on disk: text as JSON Lines, read one line at a time; tags as columns of numbers, for the filters.

Opening reads only the columns, so it costs the same for two guides and for thousands. Rows are passages in the order
(guide, line), which is also how equal scores are ordered.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.guides.model import Citation
from parley.retrieval.columns import Columns, GuidePassages
from parley.retrieval.model import Filters, Passage
from parley.retrieval.stretches import Plan, Ragged, Rows, mixed_ragged

PASSAGES, OFFSETS = "passages.jsonl", "offsets.npy"


@dataclass(frozen=True, slots=True)
class PassageStore:
    """The passages of an index by row, and the rows that filters allow."""

    columns: Columns
    lines: Ragged

    @classmethod
    def of(cls, guides: Sequence[GuidePassages], texts: Sequence[str]) -> PassageStore:
        """A store of these guides' passages, in memory; `texts` are the passages' searchable texts."""
        lines = [_to_json(passage) for passage in chain.from_iterable(guide.passages for guide in guides)]
        content = np.frombuffer(b"".join(lines), dtype=np.uint8)
        return cls(Columns.of(guides, texts), Ragged.of([len(line) for line in lines], content))

    @classmethod
    def open(cls, folder: Path) -> PassageStore:
        """The store saved in `folder`, its text mapped into memory."""
        offsets = np.load(folder / OFFSETS, allow_pickle=False)
        with (folder / PASSAGES).open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if offsets[-1] else b""
        return cls(Columns.open(folder), Ragged(offsets, np.frombuffer(content, dtype=np.uint8)))

    def save(self, folder: Path) -> None:
        """Write it into `folder`."""
        self.columns.save(folder)
        np.save(folder / OFFSETS, self.lines.starts, allow_pickle=False)
        with (folder / PASSAGES).open("wb") as file:
            file.write(self.lines.values.data)

    def mixed(self, guides: Plan, rows: Plan, fresh: PassageStore) -> PassageStore:
        """The store of the new index, this being the old one's; `guides` and `rows` are the same plan."""
        return PassageStore(
            self.columns.mixed(guides, rows, fresh.columns), mixed_ragged(rows, self.lines, fresh.lines)
        )

    def __len__(self) -> int:
        return len(self.columns.key)

    def __getitem__(self, row: int) -> Passage:
        start, end = self.lines.starts[row : row + 2]
        return _from_json(self.lines.values[start:end].tobytes())

    def keys(self) -> list[bytes]:
        """The `text_key` of each row's searchable text."""
        return [key.tobytes() for key in self.columns.key]

    def rows(self, filters: Filters) -> Rows | None:
        """The rows that `filters` allow, in order; None when they allow all.

        A region keeps the passages that name it and those that name no region.
        """
        if filters == Filters():
            return None
        rows = self._of_guides(filters.company, filters.role)
        if filters.kinds:
            kinds = [self.columns.kind.number(kind) for kind in filters.kinds]
            rows = rows[np.isin(self.columns.kind.numbers[rows], kinds)]
        return rows if filters.region is None else rows[self._of_region(rows, filters.region)]

    def _of_guides(self, company: str | None, role: str | None) -> Rows:
        """The rows of a company's guides for a role; of all guides where neither is given."""
        if company is None and role is None:
            return np.arange(len(self))
        guides = np.arange(len(self.columns.spans) - 1)
        for column, name in ((self.columns.company, company), (self.columns.role, role)):
            if name is not None:
                guides = guides[column.numbers[guides] == column.number(name)]
        return _ranges(self.columns.spans[guides], self.columns.spans[guides + 1])

    def _of_region(self, rows: Rows, region: str) -> NDArray[np.bool_]:
        """Whether each of `rows` names the region or none."""
        starts, ends = self.columns.region_starts[rows], self.columns.region_starts[rows + 1]
        here = self.columns.region.numbers[_ranges(starts, ends)] == self.columns.region.number(region)
        named = np.repeat(np.arange(len(rows)), ends - starts)
        keep = starts == ends
        keep[named[here]] = True
        return np.asarray(keep)


def _ranges(starts: Rows, ends: Rows) -> Rows:
    """All numbers of the ranges, one range after the other.

    >>> _ranges(np.array([4, 10]), np.array([6, 13])).tolist()
    [4, 5, 10, 11, 12]
    """
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    return np.asarray(np.arange(lengths.sum()) + np.repeat(starts - before, lengths), dtype=np.int64)


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
