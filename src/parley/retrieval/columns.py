"""The tags of an index's passages as columns of numbers: what filters look at, and where each guide's rows are.

Rows are passages in the order (guide, line), so a guide's rows stand together and a company is found by its guides:
asking for one company's levers reads that company's rows, however many guides there are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.retrieval.model import Passage
from parley.retrieval.stretches import Named, Plan, Ragged, Rows, mixed, mixed_ragged, renamed

TAGS, COLUMNS = "tags.json", "columns.npz"
NAMED = ("company", "role", "kind", "region")
KEY_BYTES = 16


def text_key(text: str) -> bytes:
    """What a text's vector is filed under: sixteen bytes of its BLAKE2b."""
    return blake2b(text.encode(), digest_size=KEY_BYTES).digest()


@dataclass(frozen=True, slots=True)
class GuidePassages:
    """A guide's tags and its passages in file order."""

    company: str
    role: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """`company` and `role` have a row for each guide, guide `i` having the passages `spans[i]` up to `spans[i + 1]`;
    `kind`, `key` (of the searchable text) and `region_starts` have one for each passage."""

    spans: Rows
    company: Named
    role: Named
    kind: Named
    region: Named
    region_starts: Rows
    key: NDArray[np.uint8]

    @classmethod
    def of(cls, guides: Sequence[GuidePassages], texts: Sequence[str]) -> Columns:
        """The columns of these guides; `texts` are the searchable texts of all their passages."""
        passages = list(chain.from_iterable(guide.passages for guide in guides))
        regions = [region for passage in passages for region in passage.regions]
        return cls(
            Ragged.of([len(guide.passages) for guide in guides], np.empty(0)).starts,
            Named.of([guide.company for guide in guides]),
            Named.of([guide.role for guide in guides]),
            Named.of([passage.kind for passage in passages]),
            Named.of(regions),
            Ragged.of([len(passage.regions) for passage in passages], np.empty(0)).starts,
            np.frombuffer(b"".join(map(text_key, texts)), dtype=np.uint8).reshape(-1, KEY_BYTES),
        )

    @classmethod
    def open(cls, folder: Path) -> Columns:
        """The columns saved in `folder`."""
        names = json.loads((folder / TAGS).read_text(encoding="utf-8"))
        with np.load(folder / COLUMNS, allow_pickle=False) as arrays:
            company, role, kind, region = (Named(tuple(names[name]), arrays[name]) for name in NAMED)
            return cls(arrays["spans"], company, role, kind, region, arrays["region_starts"], arrays["key"])

    def save(self, folder: Path) -> None:
        """Write them into `folder`."""
        columns = dict(zip(NAMED, (self.company, self.role, self.kind, self.region), strict=True))
        content = {name: column.names for name, column in columns.items()}
        (folder / TAGS).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        numbers = {name: column.numbers for name, column in columns.items()}
        np.savez(
            folder / COLUMNS, spans=self.spans, region_starts=self.region_starts, key=self.key, **numbers,
            allow_pickle=False,
        )  # fmt: skip

    def mixed(self, guides: Plan, rows: Plan, fresh: Columns) -> Columns:
        """The columns of the new index, these being the old one's; `guides` and `rows` are the same plan."""
        kept_rows = [stretch for stretch in rows if stretch.kept]
        regions = Ragged(self.region_starts, self.region.numbers), Ragged(fresh.region_starts, fresh.region.numbers)
        still = mixed_ragged(kept_rows, *regions).values
        kept, new = renamed(self.region, still, fresh.region)
        region = mixed_ragged(rows, Ragged(self.region_starts, kept.numbers), Ragged(fresh.region_starts, new.numbers))
        passages = mixed(guides, np.diff(self.spans), np.diff(fresh.spans))
        return Columns(
            Ragged.of(passages.tolist(), np.empty(0)).starts,
            _mixed_named(guides, self.company, fresh.company),
            _mixed_named(guides, self.role, fresh.role),
            _mixed_named(rows, self.kind, fresh.kind),
            Named(kept.names, region.values),
            region.starts,
            mixed(rows, self.key, fresh.key),
        )


def _mixed_named(plan: Plan, kept: Named, fresh: Named) -> Named:
    still = mixed([stretch for stretch in plan if stretch.kept], kept.numbers, fresh.numbers)
    one, other = renamed(kept, still, fresh)
    return Named(one.names, mixed(plan, one.numbers, other.numbers))
