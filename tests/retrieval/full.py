"""`python -m tests.retrieval.full FOLDER`: builds on a small disk that fills up on the way, and says what held."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from parley.errors import IndexUnusable
from parley.guides.library import load_library
from parley.retrieval.embedders import HashEmbedder
from parley.retrieval.index import refresh
from parley.retrieval.snapshot import Snapshot

from .crash import contents, library

ROOM = (0, 1, 2, 4, 7, 11)
"""Free pages of four kilobytes: from none to nearly enough for a second index."""
PAGE = 4096
SEEDS = Path(__file__).parents[2] / "seeds"


def main(disk: Path) -> None:
    """Build, fill the disk but for some pages, build another version, make room, build again."""
    index, rest = disk / "index", disk / "rest"
    for version, pages in enumerate(ROOM):
        old = refresh(library(version), index, HashEmbedder()).origin
        before = contents(index)
        _fill(rest, disk, pages)
        with pytest.raises(IndexUnusable, match="cannot be written"):
            refresh(library(version + 50), index, HashEmbedder())
        load_library(SEEDS, cache=index / "guides.snapshot")  # no room for what was read is no fault
        assert Snapshot.open(index).origin == old
        assert {name: data for name, data in contents(index).items() if name in before} == before
        assert not list(index.glob(".*"))
        rest.unlink()
        again = refresh(library(version + 50), index, HashEmbedder())
        assert len(again.passages) > 10
        shutil.rmtree(index)
    print(f"kept and finished: {len(ROOM)} times")


def _fill(path: Path, disk: Path, pages: int) -> None:
    """Take all room of the disk but for so many pages."""
    with path.open("wb", buffering=0) as file:
        while (free := os.statvfs(disk).f_bavail) > pages:
            file.write(bytes((free - pages) * PAGE))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
