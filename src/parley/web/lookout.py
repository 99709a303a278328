"""The watch of the guides, and how long ago it last looked: one that hangs looks no more, and that can be seen."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from parley.coach.live import LiveCoach, Watch
from parley.retrieval.open import FAISS

LATE = 60.0
"""Seconds after which the watch is said to hang; an index that is built anew may take longer (docs/retrieval.md)."""


class Lookout(Watch):
    """A watch that remembers when it last ended a look."""

    def __init__(self, guides: Path, index: Path, *, store: str = FAISS) -> None:
        self._looked = monotonic()
        super().__init__(guides, index, store=store)

    def look(self, live: LiveCoach) -> str:
        """One look, and its time."""
        outcome = super().look(live)
        self._looked = monotonic()
        return outcome

    @property
    def age(self) -> float:
        """Seconds since the last look ended."""
        return monotonic() - self._looked
