"""Names that no list has as they are written: slips of spelling, and companies that nobody has heard of.

In: a `Scene`, the spans of names already read. Out: `Mention`s: a slip that is sure is the company, one that is not is
`near`; a name where the sentence means a company ("at Qwerty Dynamics", "flipkart sde2") is `foreign`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from parley.dialogue.english import common
from parley.dialogue.evidence import Scene, beside, beside_after, told_after
from parley.dialogue.names import name_rules
from parley.dialogue.slips import Spellings
from parley.dialogue.text import Mention, Word, runs, within

Spans = Sequence[tuple[int, int]]
SURE = 0.8
MAYBE = 0.71
ALIKE = 0.94
"""By OSA: a slip is mended, or asked about. By Jaro-Winkler: a long name that begins alike is mended too."""
LONG, MIDDLING, SHORT = 8, 6, 5
"""Letters of a name: two slips may be mended, one may be, none is ever looked for below."""
MOST_WORDS = 4
AT = ("at", "from", "join", "joining", "with")
AFTER_PROPER = (*AT, "for", "by", "meant", "mean", "called", "about")


def company_mention(scene: Scene, kind: str, run: Sequence[Word], values: tuple[str, ...] = ()) -> Mention:
    """A mention over the run; its own words are its value where none is given."""
    start, end = run[0].start, run[-1].end
    return Mention(kind, values or (scene.text[start:end],), scene.text[start:end], start, end)


def mended(scene: Scene, taken: Spans) -> Iterator[Mention]:
    """Names of the library with a slip of spelling."""
    past = 0
    for first, end, key in runs(scene.message, min(MOST_WORDS, max(scene.index.longest, 1))):
        if first < past or len(key) < SHORT or not _may_be_slip(scene, first, end, taken):
            continue
        name = _closest(scene.index.fuzzy, key)
        if name:
            past = end
            kind = "company" if _is_sure(key, name) else "near"
            mention = company_mention(scene, kind, scene.message[first:end], scene.index.names[name].values)
            yield replace(mention, typo=True)


def longer_slip(scene: Scene, first: int, end: int) -> Mention | None:
    """The longer name that the words begin, its tail misspelt: "cloudflare wokers" is not Cloudflare."""
    key = " ".join(word.key for word in scene.message[first:end])
    for name in scene.index.longer.get(key, ()):
        run = scene.message[first : first + name.count(" ") + 1]
        tail = " ".join(word.key for word in run[end - first :])
        if tail and OSA.normalized_similarity(tail, name.removeprefix(f"{key} ")) >= SURE - 0.1:
            return replace(company_mention(scene, "company", run, scene.index.names[name].values), typo=True)
    return None


def _may_be_slip(scene: Scene, first: int, end: int, taken: Spans) -> bool:
    run = scene.message[first:end]
    free = not any(within(word.start, taken) or within(word.start, scene.beside) for word in run)
    return free and (_is_strange(run[0]) or _is_strange(run[-1]))


def _is_strange(word: Word) -> bool:
    return len(word.key) > 2 and word.key.isalpha() and not common(word.key) and word.key not in name_rules().jargon


def _closest(names: Spellings, key: str) -> str | None:
    """The name most like the key, if it is like enough to ask about."""
    found = process.extractOne(key, names.near(key, MAYBE), scorer=OSA.normalized_similarity, score_cutoff=MAYBE)
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


def unknown(scene: Scene, taken: Spans, *, known: bool) -> Iterator[Mention]:
    """Names that no list has, where the sentence means a company; warier where a `known` company is named too."""
    past = 0
    for first, word in enumerate(scene.message):
        if first < past or within(word.start, taken) or within(word.start, scene.beside):
            continue
        run = _proper_run(scene, first, taken)
        if _is_named(scene, first, run, known=known):
            past = first + len(run)
            yield company_mention(scene, "foreign", run)


def _proper_run(scene: Scene, first: int, taken: Spans) -> tuple[Word, ...]:
    """The word and the capitalised ones right behind it: Qwerty Dynamics."""
    end = first + 1
    while end < len(scene.message) and scene.message[first].capital and _goes_on(scene, end, taken):
        end += 1
    return scene.message[first:end]


def _goes_on(scene: Scene, position: int, taken: Spans) -> bool:
    word, previous = scene.message[position], scene.message[position - 1]
    free = not (within(word.start, taken) or within(word.start, scene.beside) or word.key in name_rules().jargon)
    return word.capital and free and scene.text[previous.end : word.start] in (" ", "-", " & ")


def _is_named(scene: Scene, first: int, run: Sequence[Word], *, known: bool) -> bool:
    before, told = scene.key(first - 1), told_after(scene, first + len(run))
    strange = any(_is_strange(word) for word in run)
    answer = scene.expected and len(scene.message) <= len(run) + 2
    start, end = run[0].start, run[-1].end
    if not run[0].capital or scene.shouting:
        opens = first == 0 and beside_after(scene, end)
        return strange and (before in AT and told if known else before in AT[:-1] or told or opens or answer)
    if strange:
        return before in AFTER_PROPER or told or answer or (not known and beside(scene, start, end))
    return before in AT and not known and not run[0].text.isupper()
