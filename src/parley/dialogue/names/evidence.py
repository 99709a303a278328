"""Whether an ordinary word is a company here: "Unity is offering" is, "the unity of the team" is not.

In: a `Scene` (the message and what is known about its words), a run of words. Out: yes or no, from the neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from parley.dialogue.names.index import Name, NameIndex, name_rules
from parley.dialogue.words.text import Covered, Mention, Word
from parley.reading.english import common

PLACING = ("at", "from", "join", "joining", "vs", "versus")
AGAINST = ("or", "vs", "versus", "v", "against")
SMALL_WORDS = ("of", "and", "the")
AUXILIARIES = ("is", "has", "have", "are", "just", "also")
_GAP = re.compile(
    r"[\s,:/@\-–—]*(?:\([^)]*\))?[\s,:/\-–—(]*(?:(?:in|for|the|based|hq|office)\b)?[\s,(]*",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.!?;:,\n(\"“/]|\s[-–—]")
_STOP = re.compile(r"[.!?;\n]")


@dataclass(frozen=True)
class NameScene:
    """A message while its companies are read: its words, and the spans of roles, places and levels in it.

    `expected` says that the coach has just asked for the company; `own` are whole names of roles that only some
    companies have, with who has them.
    """

    text: str
    message: tuple[Word, ...]
    beside: tuple[tuple[int, int], ...]
    index: NameIndex
    expected: bool
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


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stands around a run of words.

    `opens`: a sentence or clause starts with it; `told`: a company's verb or noun follows ("offered", "recruiter");
    `beside`: a role, place or level is next to it; `capital`: its words are capitalised, and that tells something.
    """

    before: str
    opens: bool
    told: bool
    beside: bool
    capital: bool


def neighbours(scene: NameScene, first: int, end: int) -> Neighbours:
    """The neighbours of the words from `first` up to `end`."""
    words, message = scene.message[first:end], scene.message
    gap = scene.text[message[first - 1].end : words[0].start] if first else ""
    return Neighbours(
        before=scene.key(first - 1),
        opens=first == 0 or bool(_BREAK.search(gap)),
        told=told_after(scene, end),
        beside=next_to(scene, words[0].start, words[-1].end),
        capital=all(word.capital for word in words if word.key not in SMALL_WORDS) and not scene.shouting,
    )


def means_company(scene: NameScene, first: int, end: int, *, whole: bool) -> bool:
    """Whether an ordinary name means the company; a `whole` name needs less than a short one ("at box", "at scale")."""
    around = neighbours(scene, first, end)
    several = end - first > 1
    plain = (several and around.capital) or _against_other(scene, first, end)
    if plain or (scene.expected and len(scene.message) <= 3):
        return True
    if not several and scene.key(first) in name_rules().jargon:
        return (around.beside or around.told) and around.before not in name_rules().time_before
    return _by_neighbours(scene, first, end, around, whole=whole)


def _by_neighbours(scene: NameScene, first: int, end: int, around: Neighbours, *, whole: bool) -> bool:
    firm = around.beside or around.told
    if not around.opens and around.before in name_rules().ordinary_before:
        named = around.before in ("the", "my") and not common(scene.key(first))
        return around.capital and (firm or named)
    if around.capital and not around.opens:
        return True
    if not around.opens and around.before in name_rules().before:
        return firm or (whole and around.before in PLACING)
    if end - first > 1 or around.opens or _behind_span(scene, first):
        return firm or len(scene.message) == end - first
    return False


def _behind_span(scene: NameScene, first: int) -> bool:
    """Whether a role, place or level stands right before the word ("devops @ target")."""
    start = scene.message[first].start
    return any(end <= start and _is_gap(scene, end, start) for _, end in scene.beside)


def told_after(scene: NameScene, end: int) -> bool:
    """ "Unity offered", "Stripe is at 205", "Box recruiter": what only a company does or has."""
    position = end + 1 if scene.key(end) in AUXILIARIES else end
    priced = scene.key(position) == "at" and scene.key(position + 1)[:1].isdigit()
    if not priced and scene.key(position) not in name_rules().after:
        return False
    return not _STOP.search(scene.text, scene.message[end - 1].end, scene.message[position].start)


def _against_other(scene: NameScene, first: int, end: int) -> bool:
    """ "square or block", "meta vs robinhood": against another company's name."""
    ahead = scene.key(end) in AGAINST and _is_company(scene.index.names.get(scene.key(end + 1)))
    return ahead or (scene.key(first - 1) in AGAINST and _is_company(scene.index.names.get(scene.key(first - 2))))


def _is_company(name: Name | None) -> bool:
    return name is not None and name.kind in ("full", "nickname")


def next_to(scene: NameScene, start: int, end: int) -> bool:
    """Whether a role, place or level is next to the span."""
    return beside_after(scene, end) or any(past <= start and _is_gap(scene, past, start) for _, past in scene.beside)


def beside_after(scene: NameScene, end: int) -> bool:
    """Whether a role, place or level follows at once."""
    return any(end <= first and _is_gap(scene, end, first) for first, _ in scene.beside)


def _is_gap(scene: NameScene, start: int, end: int) -> bool:
    return end - start < 60 and bool(_GAP.fullmatch(scene.text, start, end))
