"""Companies in a message: which of the library's are meant, which known or unknown ones no guide covers.

In: a `NameScene`: the text, its words, the spans of roles and places, what was read, the library's names. Out:
`Mention`s of kind company (slugs), foreign (names without a guide) and near (asked about, never taken). Ordinary words
("target", "unity") count only where the reader took them for a name or what stands behind them tells; a spelling slip
is mended when it is sure and asked about when it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from parley.dialogue.names.evidence import NameScene, adds_nothing, means_company, read_behind
from parley.dialogue.names.index import Name, is_ordinary, name_rules
from parley.dialogue.names.roles import begins_in_full, told_in_full
from parley.dialogue.names.slips import company_mention, mended_names, nearly_whole
from parley.dialogue.words.text import Covered, Mention, Word, name_key, runs, spans_of


def find_companies(scene: NameScene) -> list[Mention]:
    """Every company of the message in order; see the module for the kinds."""
    own = tuple(_whole_own_roles(scene))
    scene = replace(scene, beside=(*scene.beside, *spans_of(own)), own=own)
    found = list(nearly_whole(scene))
    found += _outside_roles(scene, list(_exact(scene, spans_of(found))))
    found += mended_names(scene, Covered(spans_of(found)))
    return sorted(found, key=lambda mention: mention.start)


def _whole_own_roles(scene: NameScene) -> Iterator[Mention]:
    """Whole names of roles that only some companies have, with these companies, before any name is lengthened."""
    past, message, index = 0, scene.message, scene.index
    for first, end, key in runs(message, index.longest_role, partial(begins_in_full, index.role_beginnings)):
        owners = index.own_roles.get(told_in_full(key))
        if owners and first >= past:
            past = end
            start, stop = message[first].start, message[end - 1].end
            yield Mention("role", owners, scene.text[start:stop], start, stop)


def _outside_roles(scene: NameScene, found: Sequence[Mention]) -> Iterator[Mention]:
    """The names, but for those in another company's own role: "Anchor-Architect Platform Engineer" is not at Anchor.

    A name that is no ordinary word stays, unless the company that has the role is named too.
    """
    named = {mention.value for mention in found}
    for mention in found:
        owners = next((set(role.values) for role in scene.own if role.start <= mention.start < role.end), None)
        theirs = owners is None or bool(owners & set(mention.values))
        if theirs or not (is_ordinary(name_key(mention.text)) or named & (owners or set())):
            yield mention


def _exact(scene: NameScene, taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Names as the index has them, longest first, none inside another."""
    past, covered = 0, Covered(taken)
    for first, end, key in runs(scene.message, max(scene.index.longest, 1), scene.index.begins):
        if scene.message[first].start < past or any(w.start in covered for w in scene.message[first:end]):
            continue
        name = scene.index.names.get(key) or _in_two(scene, key) or _by_initials(scene, first, end)
        mention = _accepted(scene, first, end, name) if name else None
        if mention:
            past = mention.end
            yield mention


def _by_initials(scene: NameScene, first: int, end: int) -> Name | None:
    return scene.index.initials.get(scene.message[first].text) if end == first + 1 else None


def _in_two(scene: NameScene, key: str) -> Name | None:
    """ "door dash" for DoorDash, "united health group"; words that part into ordinary ones need the sentence too."""
    if not 1 <= key.count(" ") <= 2 or len(key) <= 6:
        return None
    name = scene.index.squashed.get(key.replace(" ", ""))
    return replace(name, kind="nickname", ordinary=is_ordinary(key)) if name else None


def _accepted(scene: NameScene, first: int, end: int, name: Name) -> Mention | None:
    """The mention, or None where the words are no company here; a longer unknown name swallows a short known one."""
    if name.ordinary and not means_company(scene, first, end, whole=name.kind == "full"):
        return None
    if _is_longer(scene, first, end, name):
        return company_mention(scene, "foreign", scene.message[first : end + 1])
    kind = name.kind if name.kind in ("foreign", "near") else "company"
    return company_mention(scene, kind, scene.message[first:end], name.values)


def _is_longer(scene: NameScene, first: int, end: int, name: Name) -> bool:
    """Whether a known name is part of a longer one that nobody knows: Square Enix, plaid-identity, Epic Games Foods."""
    after = scene.message[end] if end < len(scene.message) else None
    if after is None or scene.index.names.get(after.key) or after.text.isdigit() or adds_nothing(scene, after):
        return False
    if scene.text[scene.message[end - 1].end : after.start] == " " and after.key in name_rules().firms:
        return True
    return after in read_behind(scene, first, end) and not _is_own_word(scene, name, after)


def _is_own_word(scene: NameScene, name: Name, after: Word) -> bool:
    """Whether the word begins one of the company's own roles ("VMware Tanzu cloud engineer")."""
    return any(after.key in scene.index.own_words.get(value, ()) for value in name.values)
