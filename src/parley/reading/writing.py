"""The message as it is read everywhere: one form of each character, one kind of space, no soft wraps, no quoting.

In: what a person typed or pasted. Out: a `Writing`, whose every character knows its place in the original. This is the
only place where a message is normalised; nobody downstream folds, splits or mends it again.

>>> said = written("> Your  base is\\n> £１３０k — that’s  it")
>>> said.text
"Your base is\\n£130k — that's it"
>>> said.original[slice(*said.span(13, 18))]
'£１３０k'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

MOST = 40_000
"""Characters of a message that are read; a door refuses a longer one with its count before it comes here."""
_STRAIGHT = {"’": "'", "‘": "'", "‛": "'", "ʼ": "'", "´": "'", "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»":
'"',
    "‐": "-", "‑": "-", "‒": "-", "−": "-", "￼": " ", "•": "-", "·": "-", "●": "-", "▪": "-"}  # fmt: skip
_KEPT = frozenset("\n\t")
DROPPED = ("Cf", "So", "Cs", "Co", "Cn")
"""Categories of Unicode that no reading needs: marks without width, pictures, halves of characters."""
_QUOTING = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
_LINK = re.compile(r"!?\[([^\[\]\n]{1,200})\]\([^()\s]{0,500}\)")
_EMPHASIS = re.compile(r"(?<!\w)[*_~`]{1,3}(?=\S)|(?<=\S)[*_~`]{1,3}(?!\w)")
_OPENING = re.compile(
    r"(?:(?:hey|hi|hiya|hello|ok|okay|so|um|uh|erm|well|right|alright|yo)\b[ ,.!]*){1,4}"
    r"(?!(?-i:[A-Z])[\w.'-]*(?:[ ](?-i:[A-Z])[\w'-]*){0,2}[ ]?[-,!:–\n])(?=\S+\s+\S+\s+\S)",
    re.IGNORECASE,
)
"""Words that open a message and say nothing, before at least three that may; a letter's "Hi Callum," stays."""
_LISTED = re.compile(r"\s*(?:[-*–—+]\s|[1-9][.)]\s)")
_LABELLED = re.compile(r"\s*[^\s:]{1,24}(?:\s[^\s:]{1,24}){0,2}:")
WRAPPED_FROM, WRAPPED_TO = 22, 100
"""Columns of text that a mail program wrapped; shorter lines are a list, longer ones paragraphs."""
FILLED_FROM = 4
"""Breaks from which a paragraph whose every line is full was wrapped, whatever its lines begin with."""
NARROWEST = 14
"""Columns of a short message that was wrapped: its lines go on in small letters."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A message at the door: its `original`, the `text` that is read, and for each character of it the `places` in
    the original (one more at the end)."""

    original: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original."""
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]

    def said(self, start: int, end: int) -> str:
        """The original's own characters for `text[start:end]`."""
        first, last = self.span(start, end)
        return self.original[first:last]


@lru_cache(maxsize=256)
def written(original: str) -> Writing:
    """`original` as it is read; linear in its length."""
    pairs = _composed(_characters(original[:MOST]))
    pairs = _without(pairs, _LINK, keep=1)
    for pattern in (_TAG, _QUOTING, _EMPHASIS):
        pairs = _without(pairs, pattern)
    pairs = _begun(_unwrapped(list(_single_spaced(pairs))))
    return Writing(original, "".join(char for char, _ in pairs), (*(place for _, place in pairs), len(original)))


Pairs = list[tuple[str, int]]


def _characters(text: str) -> Iterator[tuple[str, int]]:
    for place, char in enumerate(text):
        if char.isascii():
            if char.isprintable() or char in _KEPT:
                yield char, place
            continue
        if char in _STRAIGHT:
            yield _STRAIGHT[char], place
            continue
        category = unicodedata.category(char)
        if category in DROPPED or "\ufe00" <= char <= "\ufe0f":
            continue
        if category == "Zs":
            yield " ", place
        elif category in ("Zl", "Zp"):
            yield "\n", place
        elif category == "No":
            yield char, place
        else:
            for part in unicodedata.normalize("NFKC", char):
                if unicodedata.category(part) not in DROPPED:
                    yield part, place


def _composed(pairs: Iterable[tuple[str, int]]) -> Pairs:
    """A letter and the accents behind it as one letter, where there is one."""
    kept: Pairs = []
    for char, place in pairs:
        goes_on = kept and not char.isascii() and unicodedata.combining(char)
        one = unicodedata.normalize("NFC", kept[-1][0] + char) if goes_on else ""
        if len(one) == 1:
            kept[-1] = (one, kept[-1][1])
        else:
            kept.append((char, place))
    return kept


def _without(pairs: Pairs, pattern: re.Pattern[str], keep: int = 0) -> Pairs:
    """The pairs outside the matches, and of these the group `keep`."""
    text = "".join(char for char, _ in pairs)
    kept: Pairs = []
    past = 0
    for match in pattern.finditer(text):
        kept += pairs[past : match.start()]
        if keep:
            kept += pairs[match.start(keep) : match.end(keep)]
        past = match.end()
    return kept + pairs[past:] if past else pairs


def _single_spaced(pairs: Pairs) -> Iterator[tuple[str, int]]:
    """One space for several, none at a line's ends, two line breaks at most."""
    held: list[tuple[str, int]] = []
    begun = False
    for char, place in pairs:
        if char in " \n\t":
            held.append((char, place))
            continue
        if held and begun:
            yield from _gap(held)
        held, begun = [], True
        yield char, place


def _gap(held: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    breaks = [pair for pair in held if pair[0] == "\n"]
    if breaks:
        yield from breaks[:2]
    else:
        yield next((pair for pair in held if pair[0] == "\t"), held[0])


def _begun(pairs: Pairs) -> Pairs:
    """From the first word that says something."""
    opening = _OPENING.match("".join(char for char, _ in pairs[:80]))
    return pairs[opening.end() :] if opening else pairs


def _unwrapped(pairs: Pairs) -> Pairs:
    """Lines that were broken only because the next word would not have fitted are one line again."""
    text = "".join(char for char, _ in pairs)
    if "\n" not in text:
        return pairs
    joins: set[int] = set()
    at = 0
    for block in text.split("\n\n"):
        joins.update(at + place for place in _soft_breaks(block))
        at += len(block) + 2
    return [(" ", place) if index in joins else (char, place) for index, (char, place) in enumerate(pairs)]


def _soft_breaks(block: str) -> Iterator[int]:
    lines = block.split("\n")
    width = max(map(len, lines))
    if len(lines) < 2 or not NARROWEST <= width <= WRAPPED_TO:
        return
    full = [_is_full(line, following, width) for line, following in pairwise(lines)]
    labelled = sum(_LABELLED.match(line) is not None for line in lines)
    filled = len(full) >= FILLED_FROM and all(full) and 2 * labelled < len(lines)
    labels = labelled > 1
    at = 0
    for (line, following), is_full in zip(pairwise(lines), full, strict=True):
        at += len(line)
        goes_on = width >= WRAPPED_FROM or following[:1].islower() or following[:1].isdigit()
        listed = _LISTED.match(following) or (labels and _LABELLED.match(following))
        if is_full and (filled or (goes_on and not listed)):
            yield at
        at += 1


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted, and the line is no row of a table."""
    word = following.split(" ", 1)[0]
    return len(line) + 1 + len(word) > width and "\t" not in line and "|" not in line
