"""What breaks files: a wrong byte at random places, a disk that is full."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

MOUNTED = 'mount -t tmpfs -o size=1m tmpfs "$0" && exec "$@"'
OWN = ("unshare", "--map-root-user", "--mount", "sh", "-c", MOUNTED)
"""Runs a command in a namespace of its own, where a folder is a disk of one megabyte."""


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


def has_small_disks() -> bool:
    """Whether this machine lets a process mount a disk of its own (Linux, with user namespaces)."""
    try:
        return subprocess.run([*OWN, "/mnt", "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def on_a_small_disk(module: str, folder: Path) -> str:
    """What `python -m module folder` prints where `folder` is a disk of one megabyte."""
    command = [*OWN, str(folder), sys.executable, "-m", module, str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    return ran.stdout.strip() or ran.stderr
