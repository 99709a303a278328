"""The titles that ship with the pay table: every name and alias as it is looked up, and its meaning as a vector.

In: data/occupations.yaml, the table, the encoder in the package. Out: titles.json, titles.npy, projection.npy beside.

    python -m tables.titles
"""

from __future__ import annotations

import json
from pathlib import Path

from parley.data import load
from parley.market.layout import MarketTable
from parley.market.likeness import write_vectors
from parley.market.open import ARTEFACT, SHIPPED, TITLES
from parley.market.titles import Key, title_key
from parley.retrieval.embedders import Embedder
from parley.retrieval.open import best_embedder


def titles(table: MarketTable) -> dict[Key, str]:
    """Every title as it is looked up, with its code: people's words first, then the table's own names."""
    found: dict[Key, str] = {}
    aliases = load("occupations")
    for occupation in table.occupations:
        for alias in aliases[occupation.code]:
            found.setdefault(title_key(alias), occupation.code)
    for occupation in table.occupations:
        found.setdefault(title_key(occupation.name), occupation.code)
    return found


def write_titles(folder: Path, embedder: Embedder) -> None:
    """Write the three files."""
    found = titles(MarketTable(folder / SHIPPED))
    spoken = [" ".join(key) for key in found]
    write_vectors(folder, embedder.embed(spoken))
    record = {"weights": embedder.revision.partition("/")[0], "titles": spoken, "codes": list(found.values())}
    (folder / TITLES).write_text(json.dumps(record, separators=(",", ":")), encoding="utf-8")
    print(f"{folder}: {len(found):,} titles")


if __name__ == "__main__":
    write_titles(ARTEFACT, best_embedder())
