"""What breaks files: a wrong byte at random places, a disk that is full."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random


def wrong_bytes(path: Path, places: int, seed: int = 1) -> Iterator[int]:
    """Yields while the byte at a random place of the file is wrong, so many times; it is whole after each."""
    dice, whole = Random(f"{seed} {path.name}"), path.read_bytes()
    for _ in range(places if whole else 0):
        at = dice.randrange(len(whole))
        broken = bytearray(whole)
        broken[at] ^= dice.randrange(1, 256)
        path.write_bytes(broken)
        try:
            yield at
        finally:
            path.write_bytes(whole)


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file of this process may grow beyond `room` bytes: a write past it fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
