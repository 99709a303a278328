"""Random negotiations over a folder of guides: how many hold every property, how long a reply takes, what fails.

    python -m tests.bench.situations GUIDES --count 20000 [--start N]

A situation is one reply: a guide, a place, and all that was told so far. Each talk is drawn from its own number, so
`--start N --count 1` plays talk N again. Every third talk is answered twice, the second time by a fresh coach.
Retrieval is left out of the times (no levers are searched for): what is timed is reading (what a message says, as a
state) and drafting (advice, script and words), by the clock and in time of the processor, which others beside do not
change.
"""

from __future__ import annotations

import argparse
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from tests.coach.properties import faults_of
from tests.coach.random_talks import random_talk
from tests.no_search import NoSearch

from parley.coach import Coach
from parley.guides.library import Library, load_library
from parley.render import whole

TODAY = date(2026, 11, 22)
SHOWN = 3


def coach_of(library: Library) -> Coach:
    return Coach(library, NoSearch(), lambda: TODAY)  # type: ignore[arg-type]


@dataclass
class Tally:
    """Failures by kind with examples, seconds a reply, those of the processor for reading and for drafting it, and what
    the last replies of the talks were."""

    kinds: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)
    drafting: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)


def run(library: Library, start: int, count: int) -> tuple[Tally, int]:
    """Plays talks from this number on until so many replies were checked; with the number of the next talk."""
    tally, number = Tally(), start
    while len(tally.seconds) < count:
        talk = random_talk(Random(number), library.guides)
        for kind, words in play(library, talk.messages, tally, again=number % 3 == 0):
            tally.kinds[kind] += 1
            tally.examples.setdefault(kind, []).append(f"talk {number} {talk.messages}: {words}")
        number += 1
    return tally, number


def play(library: Library, messages: tuple[str, ...], tally: Tally, *, again: bool) -> Iterator[tuple[str, str]]:
    """The faults of one talk: every turn's, and with `again` that a second coach answers the last turn alike."""
    coach = coach_of(library)
    try:
        for turn in range(1, len(messages) + 1):
            began, read = time.perf_counter(), time.process_time()
            coach._talks.after(tuple(map(whole, messages[:turn])))  # remembered, so that drafting is left
            drafted = time.process_time()
            reply = coach.reply(messages[:turn])
            tally.drafting.append(time.process_time() - drafted)
            tally.reading.append(drafted - read)
            tally.seconds.append(time.perf_counter() - began)
            yield from faults_of(messages[:turn], reply)
        tally.outcomes["with a ladder" if reply.advice and reply.advice.ladder else reply.action.kind] += 1
        if again and coach_of(library).reply(messages).text != reply.text:
            yield "another answer the second time", ""
    except Exception as fault:  # noqa: BLE001  # whatever it is, it is counted
        yield f"crash: {type(fault).__name__}", traceback.format_exc(limit=-3)


def _spread(seconds: Sequence[float]) -> str:
    """The middle and the slowest twentieth, in milliseconds."""
    ordered = sorted(seconds)
    p50, p95 = (1000 * ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("guides", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--cache", type=Path, help="a file that keeps the parsed guides")
    args = parser.parse_args()
    library = load_library(args.guides, cache=args.cache)
    began = time.perf_counter()
    tally, after = run(library, args.start, args.count)
    taken, seconds = time.perf_counter() - began, sorted(tally.seconds)
    talks = f"{after - args.start} talks ({args.start} to {after - 1})"
    print(f"{len(seconds)} situations in {talks}, {taken:.0f} s; {sum(tally.kinds.values())} faults")
    print(f"ended: {dict(tally.outcomes)}")
    print(f"a reply without retrieval: {_spread(seconds)}")
    print(f"of the processor: reading {_spread(tally.reading)}; drafting {_spread(tally.drafting)}")
    for kind, count in tally.kinds.most_common():
        print(f"\n{count} x {kind}")
        for example in tally.examples[kind][:SHOWN]:
            print("   ", example)


if __name__ == "__main__":
    main()
