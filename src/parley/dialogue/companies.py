"""Companies in a message: which of the library's are meant, which known or unknown ones no guide covers.

In: the text, its words, the spans of roles and places, the library. Out: `Mention`s of kind company (slugs), foreign
(names without a guide) and near (asked about, never taken). Ordinary words ("target", "unity") count only where the
sentence means a company; a spelling slip is mended when it is sure and asked about when it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from parley.dialogue.english import common
from parley.dialogue.names import Name, NameIndex, name_index, name_rules
from parley.dialogue.text import Mention, Word, runs, within
from parley.guides.library import Library

SURE = 0.8
MAYBE = 0.71
ALIKE = 0.94
"""By OSA: a slip is mended, or asked about; by Jaro-Winkler: a long name that begins alike is mended too."""
_GAP = re.compile(r"[\s,:/@\-–—]*(?:\([^)]*\))?[\s,:/\-–—(]*(?:(?:in|for|the|based|hq|office)\b)?[\s,(]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """A message while its companies are read: its words and what is already known about their neighbours.

    `beside` are spans of roles, places and levels; `blocked` those of places that are no names ("Palo Alto").
    """

    text: str
    message: tuple[Word, ...]
    beside: tuple[tuple[int, int], ...]
    index: NameIndex
    lower: bool  # the writer uses no capitals, so that their absence says nothing
    expected: bool  # the coach has just asked for the company


def find_companies(
    text: str, message: tuple[Word, ...], beside: Sequence[tuple[int, int]], library: Library, *, expected: bool = False
) -> list[Mention]:
    """Every company of the message in order, known ones first where spans meet; see the module for the kinds."""
    lower = not any(word.capital for word in message[1:])
    scene = Scene(text, message, tuple(beside), name_index(library), lower, expected)
    exact = list(_exact(scene))
    taken = [(mention.start, mention.end) for mention in exact]
    found = [*exact, *_mended(scene, taken)]
    taken = [(mention.start, mention.end) for mention in found]
    found += _unknown(scene, taken, known=any(mention.kind == "company" for mention in found))
    return sorted(found, key=lambda mention: mention.start)


def _exact(scene: Scene) -> Iterator[Mention]:
    past = 0
    for first, end, key in runs(scene.message, max(scene.index.longest, 1)):
        if first < past:
            continue
        name = scene.index.names.get(key) or _by_initials(scene, first, end)
        if name and (mention := _accepted(scene, first, end, name)):
            past = end if mention.end == scene.message[end - 1].end else first + 1
            past = max(past, _index_after(scene, mention.end))
            yield mention


def _by_initials(scene: Scene, first: int, end: int) -> Name | None:
    word = scene.message[first]
    return scene.index.initials.get(word.text) if end == first + 1 else None


def _index_after(scene: Scene, position: int) -> int:
    return next((i for i, word in enumerate(scene.message) if word.start >= position), len(scene.message))


def _accepted(scene: Scene, first: int, end: int, name: Name) -> Mention | None:
    """The mention, or None where the words are no company here; a longer unknown name swallows a short known one."""
    if name.ordinary and not means_company(scene, first, end, whole=name.kind == "full"):
        return None
    if not name.ordinary and _after_article(scene, first, end):
        return None
    longer = _longer(scene, first, end)
    if longer:
        return _mention(scene, "foreign", longer, (scene.text[longer[0].start : longer[-1].end],))
    kind = {"foreign": "foreign", "near": "near"}.get(name.kind, "company")
    return _mention(scene, kind, scene.message[first:end], name.values)


def _after_article(scene: Scene, first: int, end: int) -> bool:
    """ "a faire counter" is a slip of the pen, "a HubSpot offer" is a company."""
    word = scene.message[first]
    before = scene.message[first - 1].key if first else ""
    after = scene.message[end].key if end < len(scene.message) else ""
    told = after in name_rules().after or _beside_after(scene, scene.message[end - 1].end)
    return before in ("a", "an") and not word.capital and end == first + 1 and not told


def means_company(scene: Scene, first: int, end: int, *, whole: bool) -> bool:
    """Whether an ordinary word is used as a company's name in this place; `whole` names need less ("at box", "at scale")."""
    words, message = scene.message[first:end], scene.message
    before = message[first - 1] if first else None
    after = message[end] if end < len(message) else None
    opens = before is None or _sentence_break(scene, before.end, words[0].start)
    told = after is not None and _told_after(scene, end) and _joined(scene, words[-1].end, after.start)
    if len(words) > 1 and all(word.capital for word in words if word.key not in ("of", "and", "the")):
        return True
    if _against_other(scene, first, end):
        return True
    beside = _beside(scene, words[0].start, words[-1].end)
    capital = all(word.capital for word in words) and not _shouting(scene)
    if scene.expected and len(message) <= 3:
        return True
    if before is not None and not opens and before.key in name_rules().ordinary_before:
        return capital and (told or beside or (before.key in ("the", "my") and not common(words[0].key)))
    if capital and not opens:
        return True
    if before is not None and not opens and before.key in name_rules().before:
        return beside or told or capital or (whole and before.key in ("at", "from", "join", "joining", "vs", "versus"))
    after_span = before is not None and any(
        end_ <= words[0].start and _is_gap(scene, end_, words[0].start) for _, end_ in scene.beside
    )
    if len(words) > 1 and (told or beside):
        return True
    if opens or after_span:
        return beside or told or len(message) == len(words) or (capital and not opens)
    return False


def _told_after(scene: Scene, end: int) -> bool:
    """ "Unity offered", "Unity is offering", "Box recruiter": what only a company does or has."""
    keys = [word.key for word in scene.message[end : end + 2]]
    if keys and keys[0] in ("is", "has", "have", "are", "just", "also"):
        keys = keys[1:]
    return bool(keys) and keys[0] in name_rules().after


def _against_other(scene: Scene, first: int, end: int) -> bool:
    """ "square or block", "meta vs robinhood": beside another company's name."""
    message, names = scene.message, scene.index.names
    ahead = message[end].key if end < len(message) else ""
    behind = message[first - 1].key if first else ""
    over = names.get(message[end + 1].key) if end + 1 < len(message) else None
    back = names.get(message[first - 2].key) if first > 1 else None
    words = ("or", "vs", "versus", "v", "and")
    return (ahead in words and _is_company(over)) or (behind in words and _is_company(back))


def _is_company(name: Name | None) -> bool:
    return name is not None and name.kind in ("full", "nickname")


def _shouting(scene: Scene) -> bool:
    return sum(word.capital for word in scene.message) > 0.8 * len(scene.message) and len(scene.message) > 4


def _sentence_break(scene: Scene, start: int, end: int) -> bool:
    return bool(re.search(r"[.!?;:,\n(\"“/]|\s[-–—]", scene.text[start:end]))


def _joined(scene: Scene, start: int, end: int) -> bool:
    return not re.search(r"[.!?;\n]", scene.text[start:end])


def _beside(scene: Scene, start: int, end: int) -> bool:
    return _beside_after(scene, end) or any(past <= start and _is_gap(scene, past, start) for _, past in scene.beside)


def _beside_after(scene: Scene, end: int) -> bool:
    return any(end <= first and _is_gap(scene, end, first) for first, _ in scene.beside)


def _is_gap(scene: Scene, start: int, end: int) -> bool:
    return end - start < 60 and bool(_GAP.fullmatch(scene.text, start, end))


def _longer(scene: Scene, first: int, end: int) -> tuple[Word, ...] | None:
    """A known one-word name inside a longer proper name that nobody knows: Square Enix, plaid-identity."""
    message = scene.message
    after = message[end] if end < len(message) else None
    if end - first > 1 or after is None or scene.index.names.get(after.key):
        return None
    gap = scene.text[message[end - 1].end : after.start]
    if within(after.start, scene.beside) or after.key in name_rules().jargon or after.text.isdigit():
        return None
    if gap == "-" and after.key not in ("based", "style", "level", "like", "wide", "type"):
        return message[first : end + 1]
    proper = message[first].capital and after.capital and not after.text.isupper() and not common(after.key)
    return message[first : end + 1] if gap == " " and proper else None


def _mended(scene: Scene, taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Names with a spelling slip; a slip that is not sure is `near`."""
    past = 0
    for first, end, key in runs(scene.message, min(4, max(scene.index.longest, 1))):
        if first < past or len(key) < 5 or not _may_be_slip(scene, first, end, taken):
            continue
        closest = _closest(scene.index.fuzzy, key)
        if closest is None:
            continue
        name, likeness = scene.index.names[closest[0]], closest[1]
        one_slip = (1 - likeness) * max(len(key), len(closest[0])) < 1.5
        sure = likeness >= SURE and (len(closest[0]) >= 8 or (one_slip and len(closest[0]) >= 6))
        sure = sure or (len(key) >= 7 and JaroWinkler.similarity(key, closest[0]) >= ALIKE)
        if likeness >= SURE or sure or (one_slip and likeness >= MAYBE):
            past = end
            mention = _mention(scene, "company" if sure else "near", scene.message[first:end], name.values)
            yield replace(mention, typo=True)


def _may_be_slip(scene: Scene, first: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    run = scene.message[first:end]
    if any(within(word.start, (*taken, *scene.beside)) for word in run):
        return False
    strange = [word for word in run if _strange(word)]
    return bool(strange) and _strange(run[0]) | _strange(run[-1])


def _strange(word: Word) -> bool:
    return len(word.key) > 2 and word.key.isalpha() and not common(word.key) and word.key not in name_rules().jargon


@lru_cache(maxsize=4096)
def _closest(names: tuple[str, ...], key: str) -> tuple[str, float] | None:
    found = process.extractOne(key, names, scorer=OSA.normalized_similarity, score_cutoff=MAYBE)
    return (found[0], float(found[1])) if found else None


def _unknown(scene: Scene, taken: Sequence[tuple[int, int]], *, known: bool) -> Iterator[Mention]:
    """Names that no list has, where the sentence means a company: "at Qwerty Dynamics", "flipkart sde2"."""
    past = 0
    for first, word in enumerate(scene.message):
        if first < past or within(word.start, (*taken, *scene.beside)):
            continue
        run = _proper_run(scene, first, taken)
        if _named_here(scene, first, first + len(run), known=known):
            past = first + len(run)
            yield _mention(scene, "foreign", run, (scene.text[run[0].start : run[-1].end],))


def _proper_run(scene: Scene, first: int, taken: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
    end = first + 1
    while end < len(scene.message) and scene.message[first].capital and scene.message[end].capital:
        word = scene.message[end]
        gap = scene.text[scene.message[end - 1].end : word.start]
        if (
            gap not in (" ", "-", " & ")
            or within(word.start, (*taken, *scene.beside))
            or word.key in name_rules().jargon
        ):
            break
        end += 1
    return scene.message[first:end]


def _named_here(scene: Scene, first: int, end: int, *, known: bool) -> bool:
    message, run = scene.message, scene.message[first:end]
    before = message[first - 1].key if first else ""
    after = message[end].key if end < len(message) else ""
    strange = any(_strange(word) for word in run)
    at = before in ("at", "from", "@", "with", "join", "joining", "for", "by", "meant", "mean", "called", "about")
    told = after in name_rules().after
    if run[0].capital and not _shouting(scene):
        if strange:
            return at or told or (not known and _beside(scene, run[0].start, run[-1].end)) or _whole(scene, run)
        return (
            before in ("at", "from", "join", "joining", "with")
            and first > 0
            and not known
            and not run[0].text.isupper()
        )
    if not strange or known:
        return strange and before in ("at", "from", "@") and told
    opens = first == 0 and _beside_after(scene, run[-1].end)
    return before in ("at", "@", "join", "joining", "from") or told or opens or _whole(scene, run)


def _whole(scene: Scene, run: Sequence[Word]) -> bool:
    return scene.expected and len(scene.message) <= len(run) + 2


def _mention(scene: Scene, kind: str, run: Sequence[Word], values: tuple[str, ...]) -> Mention:
    start, end = run[0].start, run[-1].end
    return Mention(kind, values, scene.text[start:end], start, end)
