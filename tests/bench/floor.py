"""How often a search across guides says "nothing fits" wrongly, and how often it finds what no guide argues.

    python tests/bench/floor.py GUIDES_DIR [--index DIR] [--failures]

On tests/retrieval/topics.yaml and the questions across guides of corpus_queries.jsonl. The floor was chosen on every
second question; the rates of the others are the honest ones.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import yaml

from parley.guides.library import load_library
from parley.retrieval.evaluate import read_queries
from parley.retrieval.model import Filters
from parley.retrieval.open import open_searcher
from parley.retrieval.search import Searcher

JUDGED = Path(__file__).parent.parent / "retrieval"


def silent(searcher: Searcher, questions: Sequence[str]) -> list[bool]:
    """For each question whether the answer is that nothing fits."""
    return [not searcher.fitting(question, Filters(kinds=("lever",))) for question in questions]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("guides", type=Path)
    parser.add_argument("--index", type=Path, default=Path("build/bench-corpus"))
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    searcher = open_searcher(load_library(options.guides), options.index)
    searcher.wait_ready()
    topics = yaml.safe_load((JUDGED / "topics.yaml").read_text(encoding="utf-8"))
    judged = read_queries(JUDGED / "corpus_queries.jsonl")
    argued = [*topics["argued"], *(query.text for query in judged if not query.filters.company)]
    sets = (('argued, but "nothing fits"', argued, True), ("strange, but found", topics["strange"], False))
    for name, questions, wrong in sets:
        said = silent(searcher, questions)
        for half, part in (("chosen on", said[::2]), ("held out", said[1::2])):
            print(f"{name:28} {half:10} {sum(one == wrong for one in part)} of {len(part)}")
        if options.failures:
            print(*(f"  {question}" for question, one in zip(questions, said, strict=True) if one == wrong), sep="\n")


if __name__ == "__main__":
    main()
