"""The coach that answers now, and the watch that puts another in its place when the guides change.

In: a folder of guides. Out: a `LiveCoach` whose `now` is always whole: library and searcher change together, once the
new ones are complete; until then the old ones serve. A conversation is its messages, so it goes on over the change.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from parley.coach.start import open_coach
from parley.coach.turn import Coach
from parley.errors import ParleyError
from parley.folders import searched
from parley.guides.library import guide_files
from parley.log import without_words
from parley.retrieval.open import FAISS

EVERY = 2.0
"""Seconds between two looks at the folder: 2,282 guides take a look of about 20 ms."""
UNCHANGED, SETTLING, RELOADED, REFUSED = "unchanged", "settling", "reloaded", "refused"

Mark = tuple[tuple[str, int, int, int], ...]
"""A folder at a glance: path, inode, size and time of change of each guide."""

log = logging.getLogger(__name__)


class LiveCoach:
    """Holds the coach that answers now. Take `now` once for an answer, so that all of it comes from one library."""

    def __init__(self, coach: Coach) -> None:
        self._now = coach

    @property
    def now(self) -> Coach:
        """The coach that answers now."""
        return self._now

    def replace(self, coach: Coach) -> None:
        """Let `coach` answer from now on; answers under way finish with the one before."""
        self._now = coach


class Watch:
    """Looks at a folder and renews `live` when it has changed and stands still.

    Make it before the folder is read for the first time, so that no change falls between. `told` hears how each look
    that found a change ended: SETTLING, RELOADED or REFUSED.
    """

    def __init__(
        self, guides: Path, index: Path, told: Callable[[str], None] = lambda outcome: None, *, store: str = FAISS
    ) -> None:
        self._guides, self._index, self.told, self._store = guides, index, told, store
        self._served = self._last = glance(guides)

    def start(self, live: LiveCoach, every: float = EVERY) -> threading.Event:
        """Look every `every` seconds in a thread of its own until the event that comes back is set."""
        stop = threading.Event()

        def look_on() -> None:
            while not stop.wait(every):
                self.look(live)

        threading.Thread(target=look_on, name="guides", daemon=True).start()
        return stop

    def look(self, live: LiveCoach) -> str:
        """One look: UNCHANGED; SETTLING while files change; RELOADED; REFUSED where the new guides cannot be served."""
        before, self._last = self._last, glance(self._guides)
        if self._last == self._served:
            return UNCHANGED
        outcome = SETTLING if self._last != before else self._renew(live)
        self.told(outcome)
        return outcome

    def _renew(self, live: LiveCoach) -> str:
        self._served = self._last  # what changes while it is read is seen at the next look
        try:
            coach = open_coach(self._guides, self._index, hurry=True, store=self._store)
            coach.searcher.wait_ready()
        except (ParleyError, OSError) as error:
            log.warning("the guides changed, but the earlier ones are served on: %s", error)
            return REFUSED
        except Exception as fault:  # noqa: BLE001 - a guide that breaks the reader must not end the watch as well
            log.error("the guides changed, but the earlier ones are served on: %s", without_words(fault))
            return REFUSED
        if glance(self._guides) != self._served:  # written to while it was read: what was read may be half of it
            return SETTLING
        live.replace(coach)
        log.info("the guides changed: %d are served now", len(live.now.library.guides))
        return RELOADED


def glance(folder: Path) -> Mark:
    """What tells the guides of a folder, and of those searched behind it, from themselves before a change."""
    return tuple(_file_mark(path) for each in searched(folder) for path in guide_files(each))


def _file_mark(path: Path) -> tuple[str, int, int, int]:
    try:
        found = path.stat()
    except OSError:  # deleted since it was listed, or a link to nowhere
        return str(path), 0, 0, 0
    return str(path), found.st_ino, found.st_size, found.st_mtime_ns
