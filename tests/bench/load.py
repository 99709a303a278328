"""Many visitors at once on the page of a server of its own: `python tests/bench/load.py [--users 200 --minutes 10]`.

    --users 100 --minutes 2             the issue's hundred users with three seconds of thought
    --users 200 --minutes 10 --think 6  two hundred, who read for six seconds
    --sessions 1000 --turns 3           a thousand at once, each with a name of their own to tell: who sees whose?
    --users 400 --think 0               more than it can bear: answered, or told to try again
    --processes 2                       two servers over one index, which share the visitors, as behind a proxy

Prints answers a second and what each costs, p50, p95 and p99 of an answer, how many were told to try again, faults, and
the server's memory before, after and at each minute. Exit 1 where there was a fault, a name that somebody else told,
or, with --steady, memory that grew by a twentieth.
Every visitor sends a mix of a conversation: a question about a guide of the folder, an offer, another tone, a call, a
pushback, where a figure comes from, another place; then starts over.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # as a script it sees only its own folder

from tests.bench.questions import questions
from tests.bench.visitor import Broken, Busy, Visitor

ROOT = Path(__file__).parent.parent.parent
FOLLOW_UPS = (
    "they offered {base} base, {equity} equity over 4 years, 10% bonus, says {name}",
    "make it shorter",
    "now as a phone call",
    "they said there is no budget",
    "where does that number come from?",
    "which levers fit on-call work?",
    "I also have an offer from {name}, {rival} base",
    "is their offer fair?",
)
WARMERS = 200
"""Visitors, at most, before memory is read for the first time."""


@dataclass
class Told:
    """What happened, of all visitors together."""

    seconds: list[float] = field(default_factory=list)
    busy: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    strangers: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def name(number: int) -> str:
    """A name that only visitor `number` tells, and that no guide has: amounts may be hit by chance, as sums.

    >>> name(0), name(999)
    ('Qoaaax', 'Qobmlx')
    """
    letters = "".join(chr(ord("a") + number // 26**place % 26) for place in (2, 1, 0))
    return f"Qo{letters}x"


def foreign(shown: str, number: int) -> set[str]:
    """The names of other visitors that the page of visitor `number` shows."""
    return set(re.findall(r"Qo[a-z]{3}x", shown)) - {name(number)}


def conversation(openings: Sequence[str], number: int, turn: int) -> str:
    """What visitor `number` says at `turn`: the same for the same arguments."""
    pick = random.Random(number * 1009 + turn // (len(FOLLOW_UPS) + 1))
    step = turn % (len(FOLLOW_UPS) + 1)
    if step == 0:
        start = "start over. " if turn else ""
        return start + pick.choice(openings)
    base = 110_000 + number % 1000 * 20
    amounts = {"base": f"{base:,}", "equity": "80k", "rival": f"{base + 15_000:,}"}
    return FOLLOW_UPS[step - 1].format(**amounts, name=name(number))


@dataclass(frozen=True)
class Crowd:
    """`users` visitors who open with one of `say`, send at most `turns` messages, and think `think` seconds between."""

    say: Sequence[str]
    users: int
    turns: int
    think: float


async def visit(visitor: Visitor, crowd: Crowd, until: float, told: Told) -> None:
    """Send messages, the pauses give or take half of the crowd's, until the time or the turns are over."""
    think = crowd.think
    pause = random.Random(visitor.number)
    await asyncio.sleep(pause.uniform(0, think or 0.5))
    turn = 0
    while time.monotonic() < until and turn < crowd.turns:
        started = time.monotonic()
        try:
            shown = await visitor.send(conversation(crowd.say, visitor.number, turn))
        except Busy:
            told.busy += 1
            await asyncio.sleep(pause.uniform(2, 6))  # a person needs that long to read it and press Enter again
            continue
        except Broken as error:
            told.faults[str(error)] += 1
            await asyncio.sleep(1)
            continue
        told.seconds.append(time.monotonic() - started)
        told.strangers += [f"{visitor.number} saw {other}" for other in foreign(json.dumps(shown), visitor.number)]
        turn += 1
        await asyncio.sleep(pause.uniform(0.5, 1.5) * think)


async def meet(ports: Sequence[int], crowd: Crowd, seconds: float, servers: Sequence[int] = ()) -> Told:
    """All visitors at once, for so long, each at one of the ports of the `servers`; what happened to them."""
    first = Visitor(ports[0], 0)
    await first.come()
    rest = (Visitor(ports[number % len(ports)], number, first.page) for number in range(1, crowd.users))
    visitors = [first, *rest]
    for visitor in visitors:
        await visitor.come()
    told, until = Told(), time.monotonic() + seconds
    looking = asyncio.create_task(look(servers, told))
    await asyncio.gather(*(visit(visitor, crowd, until, told) for visitor in visitors))
    looking.cancel()
    return told


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(guides: Path, index: Path, port: int) -> Iterator[int]:
    """A `parley serve` that is ready; gives its process's number."""
    command = [sys.executable, "-m", "parley", "serve", "--port", str(port), "--no-watch"]
    paths = ["--guides", str(guides), "--index", str(index)]
    process = subprocess.Popen([*command, *paths], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_ready(port)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def wait_ready(port: int, seconds: float = 120) -> None:
    """Until /readyz says so."""
    for _ in range(int(seconds * 10)):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"the server on port {port} was not ready after {seconds:.0f} s")


def processor_s(process: int) -> float:
    """Seconds of processor time that the process has used; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(process: int) -> float:
    """What the process holds, in millions of bytes; 0 where the system does not tell."""
    return _pages_mb(process, 1)


def mapped_mb(process: int) -> float:
    """What of that is pages of mapped files (the index), which the system takes back as it likes."""
    return _pages_mb(process, 2)


def _pages_mb(process: int, column: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[column])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass(frozen=True)
class Cost:
    """What the servers have used: seconds of processor time, MB of memory and how much of that is mapped files."""

    processor: float
    memory: float
    mapped: float

    @classmethod
    def of(cls, processes: Sequence[int]) -> Cost:
        """Of all `processes`, as the system tells it now."""
        return cls(*(sum(map(of, processes)) for of in (processor_s, memory_mb, mapped_mb)))


def report(told: Told, seconds: float, before: Cost, after: Cost) -> str:
    """What the issue asks for, on five lines."""
    cut = quantiles(told.seconds, n=100) if len(told.seconds) > 1 else [float("nan")] * 99
    grown = (after.memory - before.memory) / before.memory * 100 if before.memory else float("nan")
    each = (after.processor - before.processor) / max(len(told.seconds), 1) * 1000
    return (
        f"{len(told.seconds):,} answers in {seconds:.0f} s, {len(told.seconds) / seconds:.1f} a second, "
        f"{each:.0f} ms of the server's processor each\n"
        f"p50 {cut[49]:.2f} s, p95 {cut[94]:.2f} s, p99 {cut[98]:.2f} s\n"
        f"faults {sum(told.faults.values())} {dict(told.faults) or ''}, told to try again {told.busy}, "
        f"names of somebody else {len(told.strangers)} {told.strangers[:3] or ''}\n"
        f"memory {before.memory:.0f} MB before, {after.memory:.0f} MB after ({grown:+.1f}%); "
        f"of these mapped files {before.mapped:.0f} and {after.mapped:.0f} MB\n"
        f"memory by the minute: {' '.join(f'{each:.0f}' for each in told.memory)} MB"
    )


async def look(processes: Sequence[int], told: Told) -> None:
    """Note the servers' memory at each minute, without end."""
    while True:
        await asyncio.sleep(60)
        told.memory.append(Cost.of(processes).memory)


def options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--think", type=float, default=3.0, help="seconds between an answer and the next message")
    parser.add_argument(
        "--sessions", type=int, help="so many visitors at once for --turns messages, however long it takes"
    )
    parser.add_argument("--turns", type=int, default=10**9)
    parser.add_argument("--guides", type=Path, default=ROOT / "seeds")
    parser.add_argument("--index", type=Path, default=ROOT / "index")
    parser.add_argument("--processes", type=int, default=1, help="servers over one index, which share the visitors")
    parser.add_argument("--warm-up", type=float, default=150, help="seconds before the run, in which the caches fill")
    parser.add_argument("--steady", action="store_true", help="exit 1 where memory grew by a twentieth or more")
    return parser.parse_args()


def main() -> int:
    """Run the crowd; 1 where something is wrong."""
    from parley.guides.library import load_library

    wanted = options()
    say = [question.text for question in questions(load_library(wanted.guides).guides, 300)]
    crowd = Crowd(say, wanted.sessions or wanted.users, wanted.turns, wanted.think)
    seconds = 3600.0 if wanted.sessions else wanted.minutes * 60
    ports = [free_port() for _ in range(wanted.processes)]
    with ExitStack() as stack:
        servers = [stack.enter_context(server(wanted.guides, wanted.index, port)) for port in ports]
        asyncio.run(meet(ports, replace(crowd, users=min(crowd.users, WARMERS)), min(wanted.warm_up, seconds)))
        before, started = Cost.of(servers), time.monotonic()
        told = asyncio.run(meet(ports, crowd, seconds, servers))
        lasted, after = time.monotonic() - started, Cost.of(servers)
    print(f"{crowd.users} visitors, {wanted.think:g} s of thought, {len(say)} opening questions")
    print(report(told, lasted, before, after))
    grew = wanted.steady and after.memory > before.memory * 1.05
    return int(bool(told.faults or told.strangers or grew))


if __name__ == "__main__":
    sys.exit(main())
