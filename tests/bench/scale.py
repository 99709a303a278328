"""What each step of an answer costs as the guides become more: from 100 to 4,466.

    python tests/bench/scale.py GUIDES_DIR [--sizes 100 300 1000 2282 4466] [--index index]

Where a size is more than GUIDES_DIR holds, its guides are copied under made-up companies into a temporary folder. The
same messages are asked at every size, about guides of the smallest. Vectors of passages are random, of questions real,
so that no build takes minutes. Times are the processor's, the best of three with the cache of replies empty; then p50
and p95 over messages. The last column is the exponent e of n^e: over these sizes a logarithm would show as 0.16, a scan
of everything as 1.
"""

import argparse
import logging
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch

import numpy as np
from made_up import enlarged
from questions import WORDINGS, questions, said

from parley.coach import Coach, turn
from parley.guides.library import Library, load_library
from parley.retrieval.embedders import Embedder, Pieces, Vectors
from parley.retrieval.index import refresh
from parley.retrieval.open import best_embedder
from parley.retrieval.search import Searcher

STEPS = {
    "understand": ("replay",),
    "decide, look up": ("decide", "guide_of", "band_of", "compared_options"),
    "advise": ("advise", "choose_levers", "compare"),
    "draft": ("draft",),
    "say": ("say",),
}
"""Step -> the functions of coach/turn.py that do it; "search" is the searcher's own."""
Times = dict[str, float]
CLOCK = time.process_time
"""Seconds of work of this process alone, so that a busy machine does not show as growth."""
OFFER = "they offered 150k base, 200k equity over 4 years and a 10% bonus. What do I say?"
LEVER = "which argument fits best if I kept the pagers quiet for three years?"
LONG = "I have been in touch with their recruiter for some weeks and am not sure how to go on from here. " * 8


class Stored:
    """Random unit vectors for passages under the real encoder's name; nothing is learnt from them but time."""

    def __init__(self, real: Embedder) -> None:
        self.name, self.revision, self.dimension = real.name, real.revision, real.dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.random.default_rng(len(texts)).standard_normal((len(texts), self.dimension), dtype=np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    def embed_pieces(self, text: str) -> Pieces:
        raise NotImplementedError("only passages are stored")


def messages(library: Library, count: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(kind, conversation): what people ask about these guides, and how else they put it."""
    companies = [said(name) for name in library.companies.values()]
    for number, asked in enumerate(questions(library.guides, count)):
        guide = library.by_path(asked.guide)
        assert guide is not None
        company, role = said(guide.company_display), said(guide.role_display)
        other = companies[(companies.index(company) + 1) % len(companies)]
        place = asked.region.strip("*")
        yield "names all three", (asked.text,)
        yield "a slip of spelling", (WORDINGS[0].format(company=_slip(company), role=role, place=place),)
        yield "an unknown company", (WORDINGS[0].format(company="Qorvexa Dynamics", role=role, place=place),)
        yield "no company", (f"What should I counter in {place}? {role}",)
        yield "no role", (f"What should I counter at {company}?",)
        yield "no place", (f"What should I counter at {company}? {role}",)
        yield "an offer told", (asked.text, OFFER)
        yield "which lever", (asked.text, LEVER)
        yield "two companies", (f"{company} or {other} for a {role}, who pays better?",)
        yield "a long message", (f"{LONG}{asked.text} {LONG}",)
        yield "small talk", (("thanks, that helps", "what can you do?")[number % 2],)


def _slip(name: str) -> str:
    """Two letters in the middle changed places."""
    middle = len(name) // 2
    return name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]


@contextmanager
def clocks(searcher: Searcher, spent: Times) -> Iterator[None]:
    """Every step adds its seconds to `spent`."""
    with ExitStack() as patches:
        for step, names in STEPS.items():
            for name in names:
                patches.enter_context(patch.object(turn, name, _timed(step, getattr(turn, name), spent)))
        patches.enter_context(patch.object(searcher, "search", _timed("search", searcher.search, spent)))
        yield


def _timed(step: str, call: Callable[..., Any], spent: Times) -> Callable[..., Any]:
    def timed(*args: object, **named: object) -> object:
        start = CLOCK()
        try:
            return call(*args, **named)
        finally:
            spent[step] += CLOCK() - start

    return timed


def times_of(library: Library, searcher: Searcher, conversation: tuple[str, ...]) -> Times:
    """The least seconds of each step over three fresh replies, the whole, and a search over all guides."""
    runs: list[Times] = []
    for _ in range(3):
        spent: Times = defaultdict(float)
        coach = Coach(library, searcher)
        with clocks(searcher, spent):
            start = CLOCK()
            coach.reply(conversation)
            spent["whole reply"] = CLOCK() - start
        start = CLOCK()
        searcher.search(conversation[-1])
        spent["(exact scan of all)"] = CLOCK() - start
        runs.append(spent)
    return {step: min(run.get(step, 0.0) for run in runs) for step in runs[0]}


def measured(
    library: Library, folder: Path, real: Embedder, asked: Sequence[tuple[str, tuple[str, ...]]]
) -> list[Times]:
    """The times of each message over one collection; the first opens what is opened once."""
    start = CLOCK()
    searcher = Searcher(refresh(library, folder, Stored(real)), real)
    built = CLOCK() - start
    start = CLOCK()
    Coach(library, searcher).reply(["What should I counter?"])
    first = CLOCK() - start
    size = f"{len(library.guides):,} guides, {len(library.companies)} companies"
    took = f"indexed in {built:.1f} s, the first message {first * 1e3:.0f} ms"
    print(f"{size}, {len(searcher.snapshot.passages):,} passages: {took}", flush=True)
    return [times_of(library, searcher, conversation) for _, conversation in asked]


def lines(rows: dict[str, list[list[float]]], sizes: Sequence[int]) -> Iterator[str]:
    """A table: each row's p50 and p95 in milliseconds at each size, and the exponent of both."""
    yield f"| p50 / p95, ms | {' | '.join(f'{size:,}' for size in sizes)} | exponents |"
    yield f"|---|{'---|' * (len(sizes) + 1)}"
    for name, by_size in rows.items():
        middle = [median(seconds) * 1e3 for seconds in by_size]
        late = [quantiles(seconds, n=20)[18] * 1e3 for seconds in by_size]
        cells = [f"{one:.2f} / {other:.2f}" for one, other in zip(middle, late, strict=True)]
        yield f"| {name} | {' | '.join(cells)} | {exponent(sizes, middle):.2f} / {exponent(sizes, late):.2f} |"


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """e of the n^e that fits best."""
    return float(np.polyfit(np.log(sizes), np.log(np.maximum(values, 1e-3)), 1)[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("guides", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1000, 2282, 4466])
    parser.add_argument("--questions", type=int, default=20)
    given = parser.parse_args()
    logging.disable()
    sizes, real = sorted(given.sizes), best_embedder()
    with tempfile.TemporaryDirectory(prefix="parley-scale-") as name:
        folder = Path(name)
        guides = enlarged(load_library(given.guides), sizes[-1], folder / "guides")
        asked = list(messages(Library(folder, guides[: sizes[0]], ()), given.questions))
        found = [measured(Library(folder, guides[:size], ()), folder / f"index-{size}", real, asked) for size in sizes]
    steps = [*STEPS, "search", "whole reply", "(exact scan of all)"]
    by_step = {step: [[one.get(step, 0.0) for one in times] for times in found] for step in steps}
    kinds = list(dict.fromkeys(kind for kind, _ in asked))
    of_kind = {kind: [number for number, (other, _) in enumerate(asked) if other == kind] for kind in kinds}
    by_kind = {kind: [[times[n]["whole reply"] for n in of_kind[kind]] for times in found] for kind in kinds}
    print("\nsteps, over all messages\n", *lines(by_step, sizes), "\nthe whole reply, by kind\n", sep="\n")
    print(*lines(by_kind, sizes), sep="\n")


if __name__ == "__main__":
    main()
