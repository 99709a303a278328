"""Every lever asked for by its own title: which levers come first when the title is not in what is searched?

    python tests/bench/titles.py GUIDES_DIR

The question is the title alone. What is searched is the levers' texts without their titles, by the product's own
search. Two conditions: the lever's guide is known (right first), or no guide is (mean reciprocal rank, over the first
hundred). Many titles say the same in many guides ("Competing Offer"), so the second is measured three ways: this very
lever among all; any lever of that very title among all; and this very lever among every seventh guide, which is about
the size of the sample on which MiniLM alone had 0.45 and with BM25 0.52. Settings were chosen on the guides whose path
has an even SHA-256; the other half's figures are the honest ones.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from parley.guides.library import load_library
from parley.guides.model import Citation, Guide
from parley.retrieval.index import refresh
from parley.retrieval.model import Filters
from parley.retrieval.open import best_embedder
from parley.retrieval.passages import LEVER, passages_of
from parley.retrieval.search import WAYS, Searcher

POOLS, DEPTH = 7, 100


@dataclass(frozen=True)
class Titled:
    """A lever by where it stands, and its title."""

    guide: str
    company: str
    role: str
    title: str
    line: int


@dataclass(frozen=True)
class Shelf:
    """Guides with their levers only, each lever called by a number: what is searched here."""

    guides: tuple[Guide, ...]
    folder: Path = Path("guides")

    @property
    def entries(self) -> tuple[Guide, ...]:
        return self.guides


def untitled(guide: Guide) -> Guide:
    """The guide with nothing but its levers, their texts as they are searched, without their titles."""
    texts: dict[Citation, str] = {}
    for passage in passages_of(guide):
        if passage.kind == LEVER and passage.text != passage.title:
            texts[passage.citation] = f"{texts.get(passage.citation, '')} {passage.text}".strip()
    levers = (replace(lever, title="", quote=texts.get(lever.citation)) for lever in guide.levers)
    kept = tuple(lever for lever in levers if lever.quote)
    digest = sha256(f"untitled {guide.digest}".encode()).hexdigest()
    return replace(guide, levers=kept, sections=(), strategies=(), level_mapping=None, sources=(), digest=digest)


def titled(guides: Sequence[Guide]) -> Iterator[Titled]:
    for guide in guides:
        there = {lever.citation.line_from for lever in untitled(guide).levers}
        for lever in guide.levers:
            if lever.citation.line_from in there:
                yield Titled(guide.path, guide.company, guide.role, lever.title, lever.citation.line_from)


def place(searcher: Searcher, lever: Titled, wanted: set[tuple[str, int]], filters: Filters, way: str) -> float:
    hits = searcher.search(lever.title, filters, DEPTH, way=way)
    places = (n for n, hit in enumerate(hits, 1) if (hit.passage.guide, hit.passage.citation.line_from) in wanted)
    return 1 / next(places, float("inf"))


def halves(values: Sequence[float], levers: Sequence[Titled]) -> str:
    odd = [sha256(lever.guide.encode()).digest()[0] % 2 for lever in levers]
    parts = ([v for v, side in zip(values, odd, strict=True) if side == half] for half in (0, 1))
    chosen, held = (mean(part) if part else 0 for part in parts)
    return f"all {mean(values):.3f}  chosen on {chosen:.3f}  held out {held:.3f}"


def searcher_over(guides: Sequence[Guide], folder: Path) -> Searcher:
    embedder = best_embedder()
    return Searcher(refresh(Shelf(tuple(map(untitled, guides))), folder, embedder), embedder)


def report(guides: Sequence[Guide], folder: Path, step: int) -> None:
    searcher = searcher_over(guides, folder / "all")
    levers = list(titled(guides))[::step]
    same: dict[str, set[tuple[str, int]]] = {}
    for lever in titled(guides):
        same.setdefault(lever.title.casefold(), set()).add((lever.guide, lever.line))
    for way in WAYS:
        print(f"{way:8} {len(levers)} levers")
        own = [{(lever.guide, lever.line)} for lever in levers]
        pairs = list(zip(levers, own, strict=True))
        home = [place(searcher, one, wanted, Filters(one.company, one.role), way) == 1 for one, wanted in pairs]
        print("  guide known, right first           ", halves(list(map(float, home)), levers))
        print(
            "  no guide, this lever, MRR          ",
            halves([place(searcher, *p, Filters(), way) for p in pairs], levers),
        )
        by_title = [place(searcher, one, same[one.title.casefold()], Filters(), way) for one in levers]
        print("  no guide, any of this title, MRR   ", halves(by_title, levers))
    pooled: list[tuple[Titled, float]] = []
    for pool in range(POOLS):
        part = guides[pool::POOLS]
        searcher = searcher_over(part, folder / str(pool))
        for one in list(titled(part))[::step]:
            pooled.append((one, place(searcher, one, {(one.guide, one.line)}, Filters(), "fused")))
    print("fused    among every seventh guide, MRR      ", halves([v for _, v in pooled], [one for one, _ in pooled]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("guides", type=Path)
    parser.add_argument("--step", type=int, default=1, help="ask only every n-th title")
    options = parser.parse_args()
    guides = list(load_library(options.guides).guides)
    with TemporaryDirectory() as folder:
        report(guides, Path(folder), options.step)


if __name__ == "__main__":
    main()
