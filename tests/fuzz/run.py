"""Fuzz for minutes: `python tests/fuzz/run.py --minutes 30` (all targets, one after the other) or `--target money`.

Coverage-guided by atheris where its wheel installs (`pip install atheris`), else random changes of bytes. Every new way
to fail is printed and its input kept in `--found`; exit 1 if there was any. It then becomes a row of crashes.yaml.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent), str(ROOT / "src"), str(ROOT)]
NAMES = ("guide", "money", "dialogue", "draft", "time")
LARGEST = {"guide": 8192, "money": 400, "dialogue": 400, "draft": 1000, "time": 60}
"""Bytes of an input."""


def main() -> int:
    """Run the targets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0, help="of processor time, for all targets")
    parser.add_argument("--target", choices=NAMES, action="append")
    parser.add_argument("--found", type=Path, default=ROOT / ".fuzz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    names = asked.target or list(NAMES)
    if asked.here:
        _fuzz(names[0], asked.minutes * 60, asked.found / names[0], asked.seed)
        return 0
    share = asked.minutes / len(names)
    for name in names:
        same = ("--target", name, "--minutes", str(share), "--found", str(asked.found), "--seed", str(asked.seed))
        subprocess.run([sys.executable, str(Path(__file__)), "--here", *same], check=False)
    crashes = [path for name in names for path in sorted((asked.found / name).glob("*.input"))]
    print(f"{len(crashes)} ways to fail" + (f", in {asked.found}" if crashes else ""), flush=True)
    return 1 if crashes else 0


class Run:
    """A target that survives its failures: each new one is kept and printed."""

    def __init__(self, name: str, target: Callable[[bytes], None], found: Path) -> None:
        self.name, self.found = name, found
        self.inputs, self.failures = 0, 0
        self._target, self._seen = target, set[str]()
        self._start, self._processor = time.monotonic(), time.process_time()

    @property
    def used(self) -> float:
        """Seconds of processor time so far."""
        return time.process_time() - self._processor

    def __call__(self, data: bytes) -> None:
        """Try one input."""
        self.inputs += 1
        try:
            self._target(data)
        except Exception as error:  # noqa: BLE001 - any exception is what fuzzing looks for
            self._keep(data, error)

    def _keep(self, data: bytes, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{type(error).__name__} {frames[-1].filename}:{frames[-1].lineno} {[f.lineno for f in frames[-3:]]}"
        self.failures += 1
        if where in self._seen:
            return
        self._seen.add(where)
        self.found.mkdir(parents=True, exist_ok=True)
        path = self.found / f"{hashlib.sha256(where.encode()).hexdigest()[:12]}.input"
        path.write_bytes(data)
        print(f"\n{self.name}: {error!r:.300}\n  kept in {path}", flush=True)
        traceback.print_exception(error, limit=-6)

    def told(self) -> str:
        """How much was tried."""
        wall, used = time.monotonic() - self._start, self.used
        ways = f"{len(self._seen)} ways to fail ({self.failures} failures)"
        return f"{self.name}: {self.inputs:,} inputs in {wall:.0f} s ({used / 60:.1f} CPU-minutes), {ways}"


def _fuzz(name: str, seconds: float, found: Path, seed: int) -> None:
    if find_spec("atheris"):
        _guided(name, seconds, found, seed)
    else:
        _blind(name, seconds, found, seed)


def _guided(name: str, seconds: float, found: Path, seed: int) -> None:
    """By atheris; it ends the process itself, so what there is to tell is told before the time is up."""
    import atheris

    with atheris.instrument_imports(include=["parley"]):
        from fuzz.targets import TARGETS, timed
    run = Run(name, timed(TARGETS[name]), found)
    corpus = found / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(starts(name)):
        (corpus / f"start-{number}").write_bytes(data)

    def one(data: bytes) -> None:
        run(data)
        if run.used > seconds:
            print(f"atheris {run.told()}", flush=True)
            os._exit(0)  # libFuzzer takes any other end for a crash

    flags = [f"-max_len={LARGEST[name]}", f"-seed={seed}", "-rss_limit_mb=4096", "-timeout=60"]
    atheris.Setup([sys.argv[0], *flags, "-verbosity=0", str(corpus)], one)
    atheris.Fuzz()


def _blind(name: str, seconds: float, found: Path, seed: int) -> None:
    """By changing bytes at random."""
    from fuzz.targets import TARGETS, timed

    run, dice = Run(name, timed(TARGETS[name]), found), random.Random(seed)
    known = list(starts(name))
    while run.used < seconds:
        run(changed(dice.choice(known), dice)[: LARGEST[name]])
    print(f"random bytes {run.told()}", flush=True)


def changed(data: bytes, dice: random.Random) -> bytes:
    """`data` with a few stretches overwritten, doubled, cut or moved."""
    result = bytearray(data)
    for _ in range(dice.randrange(1, 8)):
        at, length = dice.randrange(len(result) + 1), dice.choice((1, 1, 2, 4, 16, 64))
        stretch = result[at : at + length]
        match dice.randrange(4):
            case 0:
                result[at : at + length] = dice.randbytes(len(stretch) or 1)
            case 1:
                result[at:at] = stretch * dice.randrange(1, 9)
            case 2:
                del result[at : at + length]
            case _:
                there = dice.randrange(len(result) + 1)
                result[there:there] = stretch
    return bytes(result)


def starts(name: str) -> tuple[bytes, ...]:
    """What to change: guides, talks of the tests, amounts."""
    if name == "guide":
        return tuple(path.read_bytes()[: LARGEST[name]] for path in sorted(ROOT.glob("seeds/*/*.md"))) + tuple(
            path.read_bytes()[: LARGEST[name]] for path in sorted(HERE.parent.glob("guides/variants/*/guide.md"))
        )
    if name == "draft":
        return (bytes(range(256)), bytes(400), b"\x01" * 300)
    if name == "time":
        return tuple(unit.encode() for unit in units())
    import yaml

    texts = [row["say"] for row in yaml.safe_load((HERE.parent / "dialogue" / "questions.yaml").read_text("utf-8"))]
    if name == "money":
        return tuple("\n".join(say).encode() for say in texts[:200])
    return (*("\0".join(say).encode("ascii", "replace") for say in texts[:200]), bytes(range(128, 168)))


def units() -> tuple[str, ...]:
    """What is said over and over until a message is full: units.yaml."""
    import yaml

    groups = yaml.safe_load((HERE / "units.yaml").read_text("utf-8"))
    return tuple(unit for group in groups.values() for unit in group)


if __name__ == "__main__":
    sys.exit(main())
