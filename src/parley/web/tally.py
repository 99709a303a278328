"""What strangers do again and again, told to the log once a minute as a number, so that nobody can fill the log."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter

EVERY = 60.0
"""Seconds between two lines about the same."""
ADDRESSES = 1_000
"""Addresses told apart within a minute; the rest are counted together."""

log = logging.getLogger(__name__)


class Tally:
    """Counts by address what is called `what`; the first of a minute is told at its end, with all that followed."""

    def __init__(self, what: str, every: float = EVERY) -> None:
        self._what, self._every = what, every
        self._seen: Counter[str] = Counter()

    def add(self, address: str) -> None:
        """Count one; to be called in the event loop."""
        if not self._seen:
            asyncio.get_running_loop().call_later(self._every, self._tell)
        known = address in self._seen or len(self._seen) < ADDRESSES
        self._seen[address if known else "others"] += 1

    def _tell(self) -> None:
        (address, most), *_ = self._seen.most_common(1)
        log.warning("%s: %d in %.0f seconds, %d from %s", self._what, self._seen.total(), self._every, most, address)
        self._seen.clear()
