"""Attackers beside honest visitors: who waits for whom? `python tests/bench/attack.py [--minutes 5]`.

Twenty attackers of eight kinds, each with an address of their own, do within the limits what costs the server most:
messages that are much work, prints, files, talks without end, bodies and headers that drip, connections that idle,
guesses at streams. Fifty honest visitors talk beside them, and the health check is asked twice a second. Prints what
the honest waited, their faults, the slowest health check, what the attackers were told, and the memory a minute after
they stopped. Exit 1 where the honest waited more than 1.5 s (p95) or met a fault, a health check took more than 0.2 s,
or memory grew by more than a tenth.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # as a script it sees only its own folder

from tests.bench.load import ROOT, Cost, Crowd, Told, free_port, meet, server
from tests.bench.questions import questions
from tests.bench.visitor import Broken, Busy, Visitor
from tests.files.hostile import form_in_itself, many_letters, swelling, zip_bomb

ATTACKERS = 20
FIRST_ADDRESS = 50_000
"""Numbers of attackers begin here, so that none has the address of an honest visitor."""
UNITS = ("1", "I ", "25/", "$1m ", "£1,", "Acme 95k base, ", "offer\n", "<b>", "((", "s", "up 10 ", "| 95 ")
LONGEST = 40_000
BETWEEN_CHECKS = 0.5


@dataclass
class Seen:
    """What came of it: by kind what attackers were told, and the seconds of each health check."""

    answers: Counter[str] = field(default_factory=Counter)
    health: list[float] = field(default_factory=list)


Attack = Callable[[Visitor, random.Random], Awaitable[None]]


async def heavy_messages(visitor: Visitor, dice: random.Random) -> None:
    """The same unit, over and over, to the limit of a message."""
    unit = dice.choice(UNITS)
    visitor.kept = []
    await visitor.send(unit * (LONGEST // len(unit)))


async def heavy_talk(visitor: Visitor, dice: random.Random) -> None:
    """A talk of as many messages as there may be that nobody has answered yet, through the API."""
    said = [
        f"{name} offered {base},000 base and {base}k equity" for name in ("Acme", "Zeta") for base in range(90, 120)
    ]
    await visitor.fetch("POST", "/api/ask", {"messages": [f"{word} {dice.random()}" for word in said]})


async def prints(visitor: Visitor, dice: random.Random) -> None:
    """A page to be printed that is all table."""
    await visitor.fetch("POST", "/desk/print", f"| {dice.random()} | b |\n|---|---|\n" + "| 1 | 2 |\n" * 2_900)


@cache
def hostile() -> tuple[bytes, ...]:
    """Files that swell, made once: making one takes two seconds, in which nobody here hears the server."""
    return (swelling(), many_letters(), zip_bomb(), form_in_itself())


async def files(visitor: Visitor, dice: random.Random) -> None:
    """A file that swells when it is opened."""
    await visitor.fetch("POST", "/api/file", dice.choice(hostile()))


async def drip(visitor: Visitor, dice: random.Random, head: bytes, drop: bytes) -> None:
    """A request a byte at a time, until the server hangs up."""
    _, writer = await asyncio.open_connection("127.0.0.1", visitor.port)
    try:
        writer.write(head)
        for _ in range(120):
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(dice.uniform(0.2, 0.4))
    finally:
        writer.close()


async def half_bodies(visitor: Visitor, dice: random.Random) -> None:
    """A body that never ends."""
    head = f"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1:{visitor.port}\r\nX-Forwarded-For: {visitor.address}\r\n"
    await drip(visitor, dice, f"{head}Content-Type: application/json\r\nContent-Length: 9000\r\n\r\n".encode(), b" ")


async def headers(visitor: Visitor, dice: random.Random) -> None:
    """Headers that never end."""
    await drip(
        visitor, dice, f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{visitor.port}\r\n".encode(), b"X-A: " + b"b" * 900 + b"\r\n"
    )


async def idlers(visitor: Visitor, dice: random.Random) -> None:
    """A hundred connections that say nothing."""
    held = [await asyncio.open_connection("127.0.0.1", visitor.port) for _ in range(100)]
    await asyncio.sleep(dice.uniform(5, 10))
    for _, writer in held:
        writer.close()


async def unheard(visitor: Visitor, dice: random.Random) -> None:
    """Questions whose answers nobody fetches, a new session each."""
    assert visitor.page
    order = json.dumps({"do": "say", "text": f"offer {dice.random()}", "messages": [], "n": 1})
    joined = {"fn_index": visitor.page.event, "trigger_id": visitor.page.trigger, "session_hash": str(dice.random())}
    await visitor.fetch("POST", "/gradio_api/queue/join", {**joined, "event_data": None, "data": [order]})


KINDS: tuple[Attack, ...] = (heavy_messages, heavy_talk, prints, files, half_bodies, headers, idlers, unheard)


async def attack(visitor: Visitor, kind: Attack, until: float, seen: Seen) -> None:
    """One attacker, as fast as the server lets it, until the time is over."""
    dice = random.Random(visitor.number)
    name = kind.__name__
    while time.monotonic() < until:
        try:
            async with asyncio.timeout(max(until - time.monotonic(), 0.1)):
                await kind(visitor, dice)
            seen.answers[f"{name}: done"] += 1
        except Busy as told:
            seen.answers[f"{name}: {told}"] += 1
        except (Broken, OSError, TimeoutError) as told:
            seen.answers[f"{name}: {str(told).rpartition(': ')[2] or type(told).__name__}"] += 1
            await asyncio.sleep(0.05)


async def watch_health(port: int, until: float, seen: Seen) -> None:
    """Ask for the server's health until the time is over."""
    asker = Visitor(port, FIRST_ADDRESS - 1)
    while time.monotonic() < until:
        began = time.monotonic()
        await asker.fetch("GET", "/healthz")
        seen.health.append(time.monotonic() - began)
        await asyncio.sleep(BETWEEN_CHECKS)


async def besieged(port: int, crowd: Crowd, seconds: float, seen: Seen) -> Told:
    """The honest crowd's lot, attackers beside it."""
    first = Visitor(port, FIRST_ADDRESS)
    await first.come()
    until = time.monotonic() + seconds
    attackers = [Visitor(port, FIRST_ADDRESS + number, first.page) for number in range(ATTACKERS)]
    tasks = [asyncio.create_task(attack(one, KINDS[at % len(KINDS)], until, seen)) for at, one in enumerate(attackers)]
    tasks.append(asyncio.create_task(watch_health(port, until, seen)))
    told = await meet([port], crowd, seconds)
    await asyncio.gather(*tasks)
    return told


def main() -> int:
    """Run the siege; 1 where somebody honest suffered."""
    from parley.guides.library import load_library

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--think", type=float, default=6.0)
    parser.add_argument("--guides", type=Path, default=ROOT / "seeds")
    wanted = parser.parse_args()
    crowd = Crowd(
        [one.text for one in questions(load_library(wanted.guides).guides, 300)], wanted.users, 10**9, wanted.think
    )
    port, seen = free_port(), Seen()
    hostile()
    with tempfile.TemporaryDirectory() as index, server(wanted.guides, Path(index), port) as process:
        asyncio.run(meet([port], crowd, min(60, wanted.minutes * 60)))
        before = Cost.of([process]).memory
        told = asyncio.run(besieged(port, crowd, wanted.minutes * 60, seen))
        during = Cost.of([process]).memory
        asyncio.run(meet([port], crowd, min(60, wanted.minutes * 60)))
        after = Cost.of([process]).memory
    cut, health = quantiles(told.seconds, n=100), quantiles(seen.health, n=100)
    print(f"{len(told.seconds):,} honest answers: p50 {cut[49]:.2f} s, p95 {cut[94]:.2f} s, p99 {cut[98]:.2f} s, "
          f"longest {max(told.seconds):.2f} s; faults {dict(told.faults)}, told to try again {told.busy}")  # fmt: skip
    print(f"/healthz p95 {health[94]:.3f} s, longest {max(seen.health):.3f} s of {len(seen.health)}")
    print(
        f"memory {before:.0f} MB before, {during:.0f} MB at the end, {after:.0f} MB after ({after / before - 1:+.1%})"
    )
    for what, often in sorted(seen.answers.items()):
        print(f"  {what}: {often:,}")
    return int(bool(told.faults) or cut[94] > 1.5 or max(seen.health) > 0.2 or after > 1.1 * before)


if __name__ == "__main__":
    sys.exit(main())
