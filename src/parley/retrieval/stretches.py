"""How a new index is put together: stretches of rows of the old one, and fresh rows between them.

In: arrays with a row for each passage, of the old index (`kept`) and of what was read anew (`fresh`), and a Plan. Out:
the arrays of the new index. So a changed guide costs its own rows, and copying for all others.

>>> plan = (Stretch(True, 0, 2), Stretch(False, 0, 1), Stretch(True, 3, 4))
>>> mixed(plan, np.array([10, 11, 12, 13]), np.array([99])).tolist()
[10, 11, 99, 13]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

GONE = -1
Rows = NDArray[np.int64]
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows `first` up to `last` (not included) of the old index, or of the fresh rows."""

    kept: bool
    first: int
    last: int


Plan = Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class Ragged:
    """A row of its own length for each passage: row `i` is `values[starts[i]:starts[i + 1]]`."""

    starts: Rows
    values: Array

    @classmethod
    def of(cls, lengths: Sequence[int], values: Array) -> Ragged:
        """From the length of each row."""
        return cls(np.cumsum([0, *lengths], dtype=np.int64), values)


def mixed(plan: Plan, kept: Array, fresh: Array) -> Array:
    """The rows of the new index."""
    parts = [(kept if stretch.kept else fresh)[stretch.first : stretch.last] for stretch in plan]
    return np.concatenate(parts) if parts else fresh[:0]


def mixed_ragged(plan: Plan, kept: Ragged, fresh: Ragged) -> Ragged:
    """The rows of the new index, each of its own length."""
    lengths = mixed(plan, np.diff(kept.starts), np.diff(fresh.starts))
    parts = [
        source.values[source.starts[stretch.first] : source.starts[stretch.last]]
        for stretch in plan
        for source in [kept if stretch.kept else fresh]
    ]
    return Ragged(
        np.cumsum(np.concatenate([[0], lengths]), dtype=np.int64), np.concatenate(parts) if parts else fresh.values[:0]
    )


def moved_rows(plan: Plan, kept: int, fresh: int) -> tuple[Rows, Rows]:
    """Where each of the `kept` old rows and of the `fresh` ones stands in the new index; GONE where it does not."""
    places = np.full(kept, GONE, dtype=np.int64), np.full(fresh, GONE, dtype=np.int64)
    row = 0
    for stretch in plan:
        count = stretch.last - stretch.first
        places[0 if stretch.kept else 1][stretch.first : stretch.last] = np.arange(row, row + count)
        row += count
    return places


@dataclass(frozen=True, slots=True)
class Named:
    """A column of names as numbers: `names` sorted, `numbers` their places there."""

    names: tuple[str, ...]
    numbers: NDArray[np.int32]

    @classmethod
    def of(cls, values: Sequence[str]) -> Named:
        """The column of these values."""
        names = sorted(set(values))
        place = {name: number for number, name in enumerate(names)}
        return cls(tuple(names), np.array([place[value] for value in values], dtype=np.int32))

    def number(self, name: str) -> int:
        """The number of a name, GONE for one that no row has."""
        return self.names.index(name) if name in self.names else GONE


def renamed(kept: Named, still: Array, fresh: Named) -> tuple[Named, Named]:
    """Both columns by the same names: those of the `still` used numbers of `kept`, and those of `fresh`."""
    used = [kept.names[number] for number in np.unique(still)]
    names = sorted({*used, *fresh.names})
    place = {name: number for number, name in enumerate(names)}

    def by_place(column: Named) -> Named:
        numbers = np.array([place.get(name, GONE) for name in column.names], dtype=np.int32)
        return Named(tuple(names), numbers[column.numbers])

    return by_place(kept), by_place(fresh)
