"""How fast passages are embedded, compiled against plain sentence-transformers, and whether quality holds.

    python tests/bench/embed.py [GUIDES_DIR] [--passages 400] [--rounds 3]

Runs are interleaved (a noisy machine then hurts both alike) and medians compared. Quality: each lever asked for by its
title alone among the bodies of all sampled levers (MRR) and of its own guide (share right first), by vectors alone.
"""

import argparse
import time
from pathlib import Path
from statistics import median

import numpy as np

from parley.guides.library import load_library
from parley.guides.model import Guide
from parley.retrieval.embedders import Embedder, MiniLM
from parley.retrieval.open import best_embedder
from parley.retrieval.passages import passages_of, searchable


class Plain(MiniLM):
    """The loop that people write first: passages as they come, batches of 32."""

    def embed(self, texts):  # type: ignore[no-untyped-def]
        return self._loaded().encode(list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False)


def speed(embedder: Embedder, texts: list[str]) -> float:
    start = time.perf_counter()
    embedder.embed(texts)
    return len(texts) / (time.perf_counter() - start)


def lever_quality(embedder: Embedder, guides: list[Guide]) -> tuple[float, float]:
    levers = [(guide.path, lever) for guide in guides for lever in guide.levers if lever.quote]
    titles = embedder.embed([lever.title for _, lever in levers])
    bodies = embedder.embed([lever.quote or "" for _, lever in levers])
    cosines = titles @ bodies.T
    own = np.diag(cosines)[:, None]
    paths = np.array([path for path, _ in levers])
    same_guide = paths[:, None] == paths[None, :]
    ranks = 1 + (cosines > own).sum(axis=1)
    first_at_home = ((cosines > own) & same_guide).sum(axis=1) == 0
    return float((1 / ranks).mean()), float(first_at_home.mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("guides", nargs="?", type=Path, default=Path("seeds"))
    parser.add_argument("--passages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--index", type=Path, default=Path("index"), help="where the compiled model is")
    args = parser.parse_args()

    library = load_library(args.guides)
    step = max(1, len(library.guides) * 13 // args.passages)
    guides = list(library.guides[::step])
    texts = [searchable(passage) for guide in guides for passage in passages_of(guide)][: args.passages]
    ways: dict[str, Embedder] = {"sentence-transformers": Plain(), "compiled": best_embedder(args.index)}
    for embedder in ways.values():
        embedder.embed(texts[:2])
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(args.rounds):
        for name, embedder in ways.items():
            rates[name].append(speed(embedder, texts))
    print(f"{len(texts)} passages, {sum(map(len, texts)) / len(texts):.0f} characters each, {args.rounds} rounds")
    base = median(rates["sentence-transformers"])
    for name, embedder in ways.items():
        mrr, at_home = lever_quality(embedder, guides)
        rate = median(rates[name])
        print(
            f"{name:22} {rate:7.1f} passages/s  x{rate / base:4.1f}   MRR {mrr:.3f}  first in its guide {at_home:.3f}"
        )


if __name__ == "__main__":
    main()
