"""Names of the library with a slip of spelling. Companies that nobody has heard of are the reader's to find.

In: a `Scene`, the spans of names already read. Out: `Mention`s: a slip that is sure is the company, one that is not is
`near`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from parley.dialogue.names.evidence import NameScene, means_company
from parley.dialogue.names.index import gapped, name_rules
from parley.dialogue.words.text import Covered, Mention, Word
from parley.reading.english import common

SURE = 0.8
MAYBE = 0.71
ONE_WORD = 0.7
ALIKE = 0.94
"""By OSA: a slip is mended, or asked about, or mended in one word of a name whose others are right. By Jaro-Winkler: a
long name that begins alike is mended too."""
LONG, MIDDLING, SHORT = 8, 6, 5
"""Letters of a name: two slips may be mended, one may be, none is ever looked for below."""
LETTERS = 4
"""Letters of one word of a longer name, and letters beside the number of a name that has one."""
MOST_WORDS = 4


def company_mention(scene: NameScene, kind: str, run: Sequence[Word], values: tuple[str, ...] = ()) -> Mention:
    """A mention over the run; its own words are its value where none is given."""
    start, end = run[0].start, run[-1].end
    return Mention(kind, values or (scene.text[start:end],), scene.text[start:end], start, end)


def mended_names(scene: NameScene, taken: Covered) -> Iterator[Mention]:
    """Names of the library with a slip of spelling."""
    past = 0
    for first, end in _may_be_slips(scene, taken):
        key = " ".join(word.key for word in scene.message[first:end])
        if first < past or len(key) < SHORT:
            continue
        name = _closest(scene.index.fuzzy, key)
        if name:
            past = end
            kind = "company" if _is_sure(key, name) else "near"
            mention = company_mention(scene, kind, scene.message[first:end], scene.index.names[name].values)
            yield replace(mention, typo=True)


def nearly_whole(scene: NameScene) -> Iterator[Mention]:
    """Whole names of several words, one of them misspelt, before any word of them is read as a shorter name.

    "Morgan Stalney" is neither Morgan nor a stranger, "cloudflare wokers" is not Cloudflare.
    """
    past = 0
    for first, end in _all_but_one(scene):
        run = scene.message[first:end]
        name = _one_word_off(scene, run) if first >= past else None
        if name and (not scene.index.names[name].ordinary or means_company(scene, first, end, whole=True)):
            past = end
            yield replace(company_mention(scene, "company", run, scene.index.names[name].values), typo=True)


def _all_but_one(scene: NameScene) -> Iterator[tuple[int, int]]:
    """Runs of several words that are words of names, but for one at most; longer ones first at each place."""
    named = [0, *accumulate(word.key in scene.index.parts for word in scene.message)]
    for first in range(len(scene.message)):
        for end in range(min(len(scene.message), first + scene.index.longest), first + 1, -1):
            if named[end] - named[first] >= end - first - 1:
                yield first, end


def _one_word_off(scene: NameScene, run: Sequence[Word]) -> str | None:
    """The whole name that the run is, but for a slip in one word, where that is no word, no name and no role.

    A short first word is too little to be sure: "Scael AI" is asked about.
    """
    keys = [word.key for word in run]
    if " ".join(keys) in scene.index.names:
        return None
    for at, word in enumerate(run):
        names = scene.index.gapped.get(gapped(keys, at), ())
        if names and len(word.key) >= (LETTERS if at else MIDDLING) and _is_unread(scene, word):
            found = process.extractOne(word.key, [name.split()[at] for name in names], scorer=OSA.normalized_similarity)
            if found[1] >= ONE_WORD:
                return names[found[2]]
    return None


def _is_unread(scene: NameScene, word: Word) -> bool:
    named = word.key in scene.index.names or word.start in scene.covered
    return _is_strange(word) and not named


def _may_be_slips(scene: NameScene, taken: Covered) -> Iterator[tuple[int, int]]:
    """Runs that the reader took for a name, or that answer the question for it: nothing was found in them, they begin
    or end with a word that is none; longer ones first at each place."""
    message, read = scene.message, Covered(scene.read)
    name = [scene.expected or word.start in read for word in message]
    free = [word.start not in taken and word.start not in scene.covered for word in message]
    odd = [_is_strange(word) or _is_numbered(word) for word in message]
    for first in range(len(message)):
        last = min(len(message), first + min(MOST_WORDS, scene.index.longest))
        last = next((end for end in range(first, last) if not (name[end] and free[end])), last)
        for end in range(last, first, -1):
            if odd[first] or odd[end - 1]:
                yield first, end


def _is_numbered(word: Word) -> bool:
    """Whether the word is a name's length of letters and a number: "shif4" may be Shift4, "L5" and "150k" not."""
    letters = sum(map(str.isalpha, word.key))
    return LETTERS <= letters < len(word.key) and word.key.isalnum() and word.key not in name_rules().jargon


def _is_strange(word: Word) -> bool:
    known = common(word.key) or word.key in name_rules().jargon
    return len(word.key) > 2 and word.key.isalpha() and not known


def _closest(names: Sequence[str], key: str) -> str | None:
    """The name most like the key, if it is like enough to ask about."""
    found = process.extractOne(key, names, scorer=OSA.normalized_similarity, score_cutoff=MAYBE)
    if not found:
        return None
    return found[0] if found[1] >= SURE or _slips(key, found[0]) == 1 or _is_sure(key, found[0]) else None


def _is_sure(key: str, name: str) -> bool:
    likeness = OSA.normalized_similarity(key, name)
    enough = len(name) >= LONG or (len(name) >= MIDDLING and _slips(key, name) == 1)
    begins_alike = len(key) > MIDDLING and JaroWinkler.similarity(key, name) >= ALIKE
    return (likeness >= SURE and enough) or begins_alike


def _slips(key: str, name: str) -> int:
    return OSA.distance(key, name)
