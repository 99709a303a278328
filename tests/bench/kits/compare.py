"""Parley against the plain loop, LangChain + FAISS and txtai: the same job, the same guides, the same MiniLM.

    python tests/bench/kits/install.py                                        once
    python tests/bench/kits/compare.py --guides DIR [--count 200] [--rounds 3] > table.md

Runs of all kits are interleaved, so that a noisy machine hurts them alike; prints medians and ratios as Markdown. Start
is from a new process to its first answer about the two seeds, from an index built before; for Parley it is `parley ask`
to its end. Building leaves out the loading of the model. The plain loop embeds Parley's own passages, the kits cut the
guides as their documentation shows.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from install import INTO
from measure import HERE, OURS, PROGRAMS, ROOT, Place, Round, one_round, run

NAMES = {"plain": "plain loop", "langchain": "LangChain + FAISS", "txtai": "txtai", OURS: "**Parley**"}


@dataclass(frozen=True)
class Column:
    """A figure of the table: its head, how it reads, how it comes from a round, and how (theirs, ours) compare."""

    head: str
    form: str
    of: Callable[[Round], float]
    against: Callable[[float, float], str]


def less(theirs: float, ours: float) -> str:
    """How many times less ours is."""
    return f"× {theirs / ours:.1f}"


def more(theirs: float, ours: float) -> str:
    """How many times more ours is."""
    return f"× {ours / theirs:.1f}"


def points(theirs: float, ours: float) -> str:
    """How much ours adds."""
    return f"{ours - theirs:+.3f}"


def columns(golds: Sequence[str], guides: int) -> tuple[Column, ...]:
    """What is told of each kit, for questions whose right guides are `golds`."""

    def share(one: Round, part: slice) -> float:
        same = [_parts(found)[part] == _parts(gold)[part] for found, gold in zip(one.found, golds, strict=True)]
        return sum(same) / len(same)

    return (
        Column("start to first answer", "{:.2f} s", lambda one: one.start, less),
        Column("its peak memory", "{:.0f} MB", lambda one: one.start_megabytes, less),
        Column("build: passages/s", "{:.0f}", lambda one: one.passages / one.build, more),
        Column("build: guides/s", "{:.1f}", lambda one: guides / one.build, more),
        Column("right guide first", "{:.3f}", lambda one: share(one, slice(None)), points),
        Column("right company", "{:.3f}", lambda one: share(one, slice(1)), points),
        Column("question p50", "{:.1f} ms", lambda one: median(one.seconds) * 1e3, less),
        Column("question p95", "{:.1f} ms", lambda one: quantiles(one.seconds, n=20)[18] * 1e3, less),
        Column("peak memory, answering", "{:.0f} MB", lambda one: one.megabytes, less),
    )


def _parts(guide: str | None) -> list[str]:
    return (guide or "/").split("/")


def table(rounds: dict[str, list[Round]], told: Sequence[Column]) -> str:
    """Medians of each kit, a figure a line, and how many times Parley is better."""
    others = [kit for kit in rounds if kit != OURS]
    heads = [*(NAMES[kit] for kit in rounds), *(f"against {NAMES[kit]}" for kit in others)]
    lines = [f"| | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    for column in told:
        middle = {kit: median(map(column.of, runs)) for kit, runs in rounds.items()}
        times = [column.against(middle[kit], middle[OURS]) for kit in others]
        cells = [*(column.form.format(value) for value in middle.values()), *times]
        lines.append(f"| {column.head} | {' | '.join(cells)} |")
    return "\n".join(lines)


def prepare(guides: Path, into: Path, count: int, asked: int) -> None:
    """Guides evenly drawn, with their passages and questions, made by a process of its own."""
    numbers = ["--count", str(count), "--questions", str(asked)]
    run([sys.executable, str(HERE / "ours.py"), "prepare", str(guides), str(into), *numbers])


def interleaved(kits: Sequence[str], folder: Path, installed: Path, rounds: int) -> dict[str, list[Round]]:
    """`rounds` of each kit in turn; each builds its index of the many guides afresh every time."""
    seeds = Place(folder / "seeds", folder / "built-seeds", installed)
    for kit in kits:
        run(seeds.command(kit, "build"))
    done: dict[str, list[Round]] = {kit: [] for kit in kits}
    for number in range(rounds):
        many = Place(folder / "many", folder / f"built-{number}", installed)
        for kit in kits:
            done[kit].append(one_round(kit, seeds, many))
            print(f"round {number + 1} of {rounds}: {kit}", file=sys.stderr, flush=True)
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--guides", type=Path, required=True)
    parser.add_argument("--count", type=int, default=200, help="how many guides, evenly drawn")
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--kits", nargs="+", choices=PROGRAMS, default=list(PROGRAMS), help="which; Parley is always in"
    )
    parser.add_argument("--into", type=Path, default=INTO, help="where install.py put them")
    given = parser.parse_args()
    kits = list(dict.fromkeys([*(kit for kit in given.kits if kit != OURS), OURS]))
    with tempfile.TemporaryDirectory(prefix="parley-kits-") as name:
        folder = Path(name)
        prepare(given.guides.resolve(), folder / "many", given.count, given.questions)
        prepare(ROOT / "seeds", folder / "seeds", 2, 3)
        lines = (folder / "many" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
        golds = [json.loads(line)["gold"]["guide"] for line in lines]
        guides = len(list((folder / "many").glob("*/*.md")))
        done = interleaved(kits, folder, given.into.resolve(), given.rounds)
    print(f"{guides} guides, {len(golds)} questions, medians of {given.rounds} interleaved rounds\n")
    print(table(done, columns(golds, guides)))


if __name__ == "__main__":
    main()
