"""Whether an ordinary word is a company here: "Unity is offering" is, "the unity of the team" is not.

In: a `NameScene` (the message and what is known about its words), a run of words. Out: yes or no: what the reader took
for a name is one; where it took none, the words behind tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from parley.dialogue.names.index import NameIndex, name_rules
from parley.dialogue.words.text import Covered, Mention, Word

AUXILIARIES = ("is", "has", "have", "are", "just", "also")
TAIL = 8
"""Words behind a name at which it is looked whether they are its own."""
_GAP = re.compile(
    r"[\s,:/@\-–—]*(?:\([^)]*\))?[\s,:/\-–—(]*(?:(?:in|for|the|based|hq|office)\b)?[\s,(]*",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?;\n]")


@dataclass(frozen=True)
class NameScene:
    """A message while its companies are read: its words, and the spans of roles, places and levels in it.

    `read` are what the reader took for names; `expected` says that the coach has just asked for the company; `own` are
    whole names of roles that only some companies have, with who has them.
    """

    text: str
    message: tuple[Word, ...]
    beside: tuple[tuple[int, int], ...]
    index: NameIndex
    read: tuple[tuple[int, int], ...]
    expected: bool = False
    own: tuple[Mention, ...] = ()

    @cached_property
    def covered(self) -> Covered:
        """The places inside roles, places and levels."""
        return Covered(self.beside)

    def key(self, position: int) -> str:
        """The folded word at a position; "" outside the message."""
        return self.message[position].key if 0 <= position < len(self.message) else ""

    @cached_property
    def shouting(self) -> bool:
        """Whether nearly every word is capitalised, so that capitals tell nothing."""
        return len(self.message) > 4 and sum(word.capital for word in self.message) > 0.8 * len(self.message)


def means_company(scene: NameScene, first: int, end: int, *, whole: bool) -> bool:
    """Whether an ordinary name means the company: it was asked for, read as a name, or is `whole` and of several words;
    or stands first or in capitals before what only a company does, or before a role, a place or a level."""
    if (scene.expected and len(scene.message) <= 3) or (whole and end - first > 1) or _is_read(scene, first, end):
        return True
    word = scene.message[first]
    marked = first == 0 or (word.capital and not scene.shouting)
    if not marked or word.key in name_rules().jargon:
        return False
    return _told_after(scene, end) or _beside_after(scene, scene.message[end - 1].end)


def _is_read(scene: NameScene, first: int, end: int) -> bool:
    """Whether the reader took these words, or these and a tail or a place behind them, for a name."""
    start = scene.message[first].start
    begins, ends = _read_at(scene, first)
    behind = read_behind(scene, first, end)
    last = scene.message[end - 1].start
    return last < ends and (begins == start or not behind) and all(adds_nothing(scene, word) for word in behind)


def _read_at(scene: NameScene, position: int) -> tuple[int, int]:
    at = bisect_right(scene.read, scene.message[position].start, key=itemgetter(0))
    return scene.read[at - 1] if at else (0, 0)


def read_behind(scene: NameScene, first: int, end: int) -> list[Word]:
    """The words behind a run that are still in the name that the reader took it for."""
    _, ends = _read_at(scene, first)
    return [word for word in scene.message[end : end + TAIL] if word.start < ends]


def adds_nothing(scene: NameScene, word: Word) -> bool:
    """Whether a word behind a name leaves it the same company: a tail of it, or a role, a place or a level."""
    return word.key in name_rules().tails or word.start in scene.covered


def _told_after(scene: NameScene, end: int) -> bool:
    """ "Unity offered", "Stripe is at 205", "Box recruiter": what only a company does or has."""
    position = end + 1 if scene.key(end) in AUXILIARIES else end
    priced = scene.key(position) == "at" and scene.key(position + 1)[:1].isdigit()
    if not priced and scene.key(position) not in name_rules().after:
        return False
    return not _STOP.search(scene.text, scene.message[end - 1].end, scene.message[position].start)


def _beside_after(scene: NameScene, end: int) -> bool:
    """Whether a role, place or level follows at once."""
    return any(end <= first and _is_gap(scene, end, first) for first, _ in scene.beside)


def _is_gap(scene: NameScene, start: int, end: int) -> bool:
    return end - start < 60 and bool(_GAP.fullmatch(scene.text, start, end))
