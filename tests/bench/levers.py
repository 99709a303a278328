"""Whether the lever that fits comes first, company and role known, on questions in people's own words.

    python tests/bench/levers.py QUESTIONS.jsonl GUIDES_DIR [--index DIR] [--failures]

QUESTIONS: JSON Lines as in `parley replay`, with `gold: {company, role, lever: {title}}`; others are passed over. Only
the guides that are asked about are indexed, so it takes seconds.
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

from parley.guides.library import load_library
from parley.retrieval.model import Filters
from parley.retrieval.open import open_searcher
from parley.retrieval.search import WAYS


def questions(path: Path) -> Iterator[tuple[str, str, str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = (row := json.loads(line))["gold"]
        if gold.get("lever"):
            yield row["turns"][-1], gold["company"], gold["role"], gold["lever"]["title"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("guides", type=Path)
    parser.add_argument("--index", type=Path, default=Path("build/bench-levers"))
    parser.add_argument("--failures", action="store_true")
    args = parser.parse_args()
    asked = list(questions(args.questions))
    subjects = {(company, role) for _, company, role, _ in asked}
    library = load_library(args.guides)
    library = replace(library, guides=tuple(g for g in library.guides if (g.company, g.role) in subjects))
    searcher = open_searcher(library, args.index)
    searcher.wait_ready()
    for way in WAYS:
        places, seconds = [], []
        for text, company, role, title in asked:
            start = time.perf_counter()
            hits = searcher.search(text, Filters(company, role, kinds=("lever",)), way=way)
            seconds.append(time.perf_counter() - start)
            titles = [hit.passage.title.rstrip(".") for hit in hits]
            places.append(titles.index(title.rstrip(".")) + 1 if title.rstrip(".") in titles else 99)
            if args.failures and way == "fused" and places[-1] > 1:
                print(f"  {text}\n    wanted {title!r}, found {titles[:1]}")
        first, third = (sum(place <= k for place in places) / len(places) for k in (1, 3))
        cuts = quantiles(seconds, n=20)
        times = f"p50 {cuts[9] * 1e3:.1f} ms  p95 {cuts[18] * 1e3:.1f} ms"
        print(f"{way:8} lever@1 {first:.3f}  lever@3 {third:.3f}  of {len(places)}  {times}")


if __name__ == "__main__":
    main()
