"""A search over everything as a person waits for it: the question embedded, meaning and words, the best eight read.

    python tests/bench/whole_search.py GUIDES_DIR [--passages 22000 42000] [--index index]

Passages are those of GUIDES_DIR, and where they do not suffice, of copies under made-up companies; their vectors are
random, so that no build takes minutes (no time depends on them). Asked are the judged questions, each twice, the first
round to warm up.
"""

import argparse
import json
import logging
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import Path
from statistics import quantiles

from made_up import enlarged
from scale import Stored
from search import QUESTIONS

from parley.guides.library import Library, load_library
from parley.guides.model import Guide
from parley.retrieval.embedders import Embedder
from parley.retrieval.index import refresh
from parley.retrieval.open import best_embedder
from parley.retrieval.passages import passages_of
from parley.retrieval.search import DENSE, FUSED, LEXICAL, Searcher


def guides_of(passages: int, guides: Iterable[Guide]) -> tuple[Guide, ...]:
    """As many guides as have so many passages, in order."""
    counted = zip(guides, accumulate(len(passages_of(guide)) for guide in guides), strict=True)
    return tuple(guide for guide, upto in counted if upto <= passages)


def timed(ask: Callable[[str], object], texts: list[str]) -> str:
    seconds = []
    for text in texts * 2:
        begun = time.perf_counter()
        ask(text)
        seconds.append(time.perf_counter() - begun)
    cuts = quantiles(seconds[len(texts) :], n=20)
    return f"p50 {cuts[9] * 1e3:5.2f} ms   p95 {cuts[18] * 1e3:5.2f} ms"


def bench(searcher: Searcher, embedder: Embedder, texts: list[str]) -> None:
    print(f"{len(searcher.snapshot.passages):,} passages, {len(texts)} questions")
    print(f"    the question embedded      {timed(lambda text: embedder.embed([text]), texts)}")
    for name, way in (("by meaning alone", DENSE), ("by words alone", LEXICAL), ("the whole search", FUSED)):
        print(f"    {name:26} {timed(lambda text, way=way: searcher.search(text, way=way), texts)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("guides", type=Path)
    parser.add_argument("--passages", type=int, nargs="+", default=[22_000, 42_000])
    given = parser.parse_args()
    logging.disable()
    embedder, library = best_embedder(), load_library(given.guides)
    texts = [json.loads(line)["text"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        each = sum(len(passages_of(guide)) for guide in library.guides) / len(library.guides)
        many = enlarged(library, int(max(given.passages) / each * 1.1) + 1, folder / "guides")
        for size in given.passages:
            some = Library(folder, guides_of(size, many), ())
            bench(Searcher(refresh(some, folder / str(size), Stored(embedder)), embedder), embedder, texts)


if __name__ == "__main__":
    main()
