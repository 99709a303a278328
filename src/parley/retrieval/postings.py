"""Which passages have which words, and how often: what search by words stands on.

Counts are kept, not scores, because a score changes everywhere when one passage does; BM25 is worked out from them when
a question is asked (`lexical`). Sorted by word, then by row, mapped into memory: only a question's words are read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.retrieval.stretches import Named, Plan, Rows, mixed, moved_rows, renamed

WORDS = "words.json"
ARRAYS = ("starts", "rows", "times", "lengths")
MOST = np.iinfo(np.uint16).max  # of one word in one passage


@dataclass(frozen=True, slots=True)
class Postings:
    """For word number `i`, `rows[starts[i]:starts[i + 1]]` have it, `times` as often; `lengths` is words in a row."""

    words: tuple[str, ...]
    starts: Rows
    rows: NDArray[np.int32]
    times: NDArray[np.uint16]
    lengths: NDArray[np.int32]

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> Postings:
        """The postings of rows given as their words."""
        counts = [Counter(words) for words in texts]
        column = Named.of([word for count in counts for word in count])
        rows = np.repeat(np.arange(len(texts)), [len(count) for count in counts])
        times = np.array([min(n, MOST) for count in counts for n in count.values()], dtype=np.uint16)
        lengths = np.array([len(words) for words in texts], dtype=np.int32)
        return _sorted(column, rows, times, lengths)

    @classmethod
    def open(cls, folder: Path) -> Postings:
        """The postings saved in `folder`, mapped into memory."""
        words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        return cls(tuple(words), *(np.load(folder / f"{name}.npy", "r", allow_pickle=False) for name in ARRAYS))

    def save(self, folder: Path) -> None:
        """Write them into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / WORDS).write_text(json.dumps(self.words, ensure_ascii=False), encoding="utf-8")
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)

    def mixed(self, plan: Plan, fresh: Postings) -> Postings:
        """The postings of the new index, these being the old one's."""
        places = moved_rows(plan, len(self.lengths), len(fresh.lengths))
        rows = [place[part.rows] for place, part in zip(places, (self, fresh), strict=True)]
        here = rows[0] >= 0
        kept, new = renamed(Named(self.words, self._numbers()[here]), self._numbers()[here], _named(fresh))
        column = Named(kept.names, np.concatenate([kept.numbers, new.numbers]))
        times = np.concatenate([self.times[here], fresh.times])
        lengths = mixed(plan, self.lengths, fresh.lengths)
        return _sorted(column, np.concatenate([rows[0][here], rows[1]]), times, lengths)

    def _numbers(self) -> NDArray[np.int32]:
        return np.repeat(np.arange(len(self.words), dtype=np.int32), np.diff(self.starts))


def _named(postings: Postings) -> Named:
    return Named(postings.words, postings._numbers())


def _sorted(
    column: Named, rows: NDArray[np.integer], times: NDArray[np.uint16], lengths: NDArray[np.int32]
) -> Postings:
    """By word, then by row. A stable sort, because what comes here is a few sorted runs, which it joins quickly."""
    order = np.argsort(column.numbers.astype(np.int64) * len(lengths) + rows, kind="stable")
    starts = np.searchsorted(column.numbers[order], np.arange(len(column.names) + 1)).astype(np.int64)
    return Postings(column.names, starts, rows[order].astype(np.int32), times[order], lengths)
