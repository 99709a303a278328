"""Index builds that are killed: processes that build one version of some guides after another, and what must hold.

    python -m tests.retrieval.crash

is the nursery of these processes: for each line "INDEX_DIR FIRST LAST" that it reads, it forks one that builds the
versions FIRST to LAST there, and prints its number; at the next, empty line, it waits for its end and says how it was.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from parley.guides.library import Library
from parley.retrieval import embedding
from parley.retrieval.embedders import HashEmbedder
from parley.retrieval.files import LOCK
from parley.retrieval.index import refresh
from parley.retrieval.journal import FILE as JOURNAL
from parley.retrieval.manifest import origin_of
from parley.retrieval.snapshot import Snapshot

from .guides import Shelf, guide

VERSIONS = 3  # built by each process before it ends by itself
WORDS = ("night", "crane", "bread", "kernel", "audit", "pager", "margin", "uptime")
ROOT = Path(__file__).parents[2]


def library(version: int) -> Library:
    """Twenty guides, of which a version has three changed, one added and one removed."""
    changed = {version % 20, (version * 7) % 20, (version * 11) % 20}
    guides = [_guide(number, version if number in changed else 0) for number in range(20) if number != version % 13]
    return Shelf((*guides, _guide(100 + version, version)))


def _guide(number: int, version: int):  # type: ignore[no-untyped-def]
    words = Random(f"{number} {version}").choices(
        ["night", "crane", "bread", "kernel", "audit", "pager", "margin", "uptime"], k=24
    )
    return guide(f"company-{number:03}", "designer", {f"{a} {b}": " ".join(words[i:]) for i, (a, b) in _pairs(words)})


def _pairs(words: list[str]):  # type: ignore[no-untyped-def]
    return enumerate(zip(words[:6], words[6:12], strict=True))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of an index by its name, but for the lock."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != LOCK)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


class Nursery:
    """Starts builders at once, without the second that a new Python spends on imports."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.retrieval.crash"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def start(self, index_dir: Path, first: int, last: int) -> int:
        """The process number of a builder that has begun."""
        return self._asked(f"{index_dir} {first} {last}")

    def ended(self) -> int:
        """Wait for the builder that was started last: 0, or less the signal that killed it."""
        return self._asked("")

    def close(self) -> None:
        """End it."""
        self._process.communicate("")

    def _asked(self, line: str) -> int:
        assert self._process.stdin
        assert self._process.stdout
        print(line, file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


class Victim:
    """An index folder whose builders are killed. `seen` counts what the kills left behind."""

    def __init__(self, folder: Path, dice: Random) -> None:
        self._index, self._fresh, self._dice = folder / "index", folder / "fresh", dice
        self._version = 0
        self.seen: Counter[str] = Counter()
        self._nursery = Nursery()
        self._nursery.start(self._index, 0, VERSIONS)
        begun = time.perf_counter()
        assert self._nursery.ended() == 0
        self._whole = time.perf_counter() - begun
        self._names = {origin_of(library(v), HashEmbedder()).folder: v for v in range(VERSIONS + 1)}

    def kill_once(self) -> None:
        """Let a process build on from where the last got, kill it at a random moment, and check what is there."""
        last = self._version + VERSIONS
        self._names |= {origin_of(library(v), HashEmbedder()).folder: v for v in range(self._version, last + 1)}
        builder = self._nursery.start(self._index, self._version, last)
        time.sleep(self._dice.uniform(0, self._whole))
        os.kill(builder, signal.SIGKILL)
        self.seen["killed" if self._nursery.ended() == -signal.SIGKILL else "ended before"] += 1
        self._look()

    def _look(self) -> None:
        """Whatever was interrupted, the index opens, and is wholly one version."""
        names = {path.name for path in self._index.iterdir()}
        self.seen["while embedding"] += JOURNAL in names and not any(name.startswith(".") for name in names)
        self.seen["while writing"] += any(name.startswith(".") for name in names)
        version = self._names[Snapshot.open(self._index).origin.folder]
        self.seen["a new version was there"] += version > self._version
        whole = self.reference(version)
        assert {name: data for name, data in contents(self._index).items() if name in whole} == whole
        self._version = version

    def finish(self) -> None:
        """The next start needs no hand: the index is that of a build that nobody stopped, and nothing is left over."""
        self._version += 1
        refresh(library(self._version), self._index, HashEmbedder())
        self._names[origin_of(library(self._version), HashEmbedder()).folder] = self._version
        found, whole = contents(self._index), self.reference(self._version)
        assert sorted(found) == sorted(whole), sorted(set(found) ^ set(whole))
        assert found == whole
        self.seen["finished by the next start"] += 1

    def close(self) -> None:
        """End what started the builders."""
        self._nursery.close()

    def reference(self, version: int) -> dict[str, bytes]:
        """The files of an index of that version, built at one go."""
        folder = self._fresh / str(version)
        refresh(library(version), folder, HashEmbedder())
        return contents(folder)


def build(index_dir: Path, first: int, last: int) -> None:
    """One version after the other."""
    embedding.BATCH = 4
    for version in range(first, last + 1):
        refresh(library(version), index_dir, HashEmbedder())


def main() -> None:
    for line in sys.stdin:
        index_dir, first, last = line.split()
        builder = os.fork()
        if not builder:
            build(Path(index_dir), int(first), int(last))
            os._exit(0)
        print(builder, flush=True)
        sys.stdin.readline()  # until then an ended builder keeps its number
        print(os.waitstatus_to_exitcode(os.waitpid(builder, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
