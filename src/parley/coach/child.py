"""The process that reads what is long: talks on standard input, a line each, their states on standard output.

Started by `apart.py` alone. It reads as the server does, with less right to the processor, and ends when nobody has
asked for a while, when one talk takes too long whatever it does, or when it has grown too large. A line in is a JSON
list of messages; a line out a JSON object with the seconds of the processor and one of `state`, `say` with `again`
(too much work) or `fault` (its place, no words). The first line out tells which guides it has read.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from hashlib import blake2b
from pathlib import Path
from typing import Any, TextIO

from parley.coach.start import open_coach
from parley.errors import TookTooLong
from parley.guides.encoding import as_plain
from parley.guides.library import Library
from parley.log import without_words
from parley.patience import allowed

MODEST = 10
"""How far it stands back behind those who answer (nice)."""
IDLE = 300
"""Seconds without a talk after which it ends."""
MOST = 8.0
"""Seconds of processor time of one talk, code of C included, which no bound of Python's ends."""
LARGEST = 800_000_000
"""Bytes of memory past which it ends; another is started for the next talk."""


def guides_read(library: Library) -> str:
    """A digest of the guides that a process has read: two that differ in it do not read alike."""
    about = [(entry.path, entry.company, entry.role, str(entry.last_updated)) for entry in library.entries]
    return blake2b(repr(about).encode(errors="replace"), digest_size=16).hexdigest()


def main() -> None:
    """Read talks over the guides `argv[1]` with the index `argv[2]` and the store `argv[3]`."""
    said, asked = _alone(), sys.stdin
    guides, index, store = sys.argv[1:4]
    coach = open_coach(Path(guides), Path(index), hurry=False, store=store)
    gc.collect()
    gc.freeze()
    _say(said, guides_read(coach.library))
    while line := _line(asked):
        began = time.process_time()
        _bound(MOST)
        told = _read(coach.talks.after, json.loads(line))
        _bound(0)
        _say(said, {**told, "seconds": time.process_time() - began})
        if _memory() > LARGEST:
            return


def _alone() -> TextIO:
    """Step back, and keep standard output for what is asked: whoever else writes there writes to nobody."""
    if hasattr(os, "nice"):
        os.nice(MODEST)
    gc.set_threshold(100_000, 20, 20)
    said = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return said


def _line(asked: TextIO) -> str:
    """The next talk; nothing where the server has gone. Where none comes for long the process ends here."""
    if hasattr(signal, "alarm"):
        signal.alarm(IDLE)
    line = asked.readline()
    if hasattr(signal, "alarm"):
        signal.alarm(0)
    return line


def _bound(seconds: float) -> None:
    """End the process after so many seconds of processor time; 0: no more."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _read(after: Any, messages: list[str]) -> dict[str, Any]:
    try:
        with allowed("answer"):
            return {"state": as_plain(after(messages))}
    except TookTooLong as fault:
        return {"say": str(fault), "again": fault.again}
    except Exception as fault:  # noqa: BLE001 - told without its words, as the server's own are
        return {"fault": without_words(fault)}


def _say(said: TextIO, what: Any) -> None:
    said.write(json.dumps(what) + "\n")
    said.flush()


def _memory() -> int:
    """Bytes that the process holds; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
