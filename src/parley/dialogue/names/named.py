"""The companies of a message with their part in the talk: read names, looked up among the library's.

In: the text, what was read of it, the library's names found in it by rule. Out: `Mention`s with their relation. What
the
reader says is a name is one; what it is called in the library is looked up, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.dialogue.names.index import NameIndex, name_index, name_rules
from parley.dialogue.words.text import Mention, name_key
from parley.guides.library import Library
from parley.reading.record import ReadName, Understood

UNREAD = "subject"
"""What a company of the library is that the reader did not see as a name: nearly always the one talked about."""


def with_relations(found: Sequence[Mention], read: Understood, library: Library) -> list[Mention]:
    """The library's names with the relation that was read, and the read names that the library does not know."""
    index = name_index(library)
    known = [
        _related(_known(mention, index), read)
        for mention in found
        if mention.kind != "foreign" or _name_at(mention, read)
    ]
    spans = [(mention.start, mention.end) for mention in known]
    strangers = (_looked_up(name, index) for name in read.names if not _covered(name, spans))
    return sorted([*known, *strangers], key=lambda mention: mention.start)


def _related(mention: Mention, read: Understood) -> Mention:
    name = _name_at(mention, read)
    return replace(mention, relation=name.relation if name else UNREAD, seen=name is not None)


def _name_at(mention: Mention, read: Understood) -> ReadName | None:
    key = name_key(mention.text)
    here = (name for name in read.names if name.start < mention.end and mention.start < name.end)
    same = (name for name in read.names if name_key(name.said) == key)
    return next((*here, *same).__iter__(), None)


def _covered(name: ReadName, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < name.end and name.start < end for start, end in spans)


def _known(mention: Mention, index: NameIndex) -> Mention:
    """A stranger that is one of the library's companies by its legal name ("Shopify Inc")."""
    if mention.kind != "foreign":
        return mention
    found = next((known for key in list(_keys(mention.text))[1:] if (known := index.names.get(key))), None)
    return (
        replace(mention, kind="company", values=found.values)
        if found and found.kind not in ("foreign", "near")
        else mention
    )


def _looked_up(name: ReadName, index: NameIndex) -> Mention:
    """The name as the library has it, without its legal form if need be; else a company that no guide covers."""
    for key in _keys(name.said):
        known = index.names.get(key) or index.squashed.get(key.replace(" ", ""))
        if known:
            kind = known.kind if known.kind in ("foreign", "near") else "company"
            return Mention(kind, known.values, name.said, name.start, name.end, relation=name.relation, seen=True)
    where = (name.said, name.start, name.end)
    return Mention("foreign", (name.said,), *where, relation=name.relation, seen=True, sure=name.sure)


def _keys(said: str) -> Iterator[str]:
    """The name's key, then without its tails ("Stripe, Inc.", "Monzo Bank Limited")."""
    key = name_key(said)
    yield key
    words = key.split()
    while len(words) > 1 and words[-1] in name_rules().tails:
        words.pop()
        yield " ".join(words)
