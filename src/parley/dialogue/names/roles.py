"""Roles and levels in a message: canonical roles, a company's own signature roles, job titles that no guide has.

>>> [(m.values, m.text) for m in find_roles("sr swe or staff eng at Hex, not a nurse")]
[(('senior-software-engineer',), 'sr swe'), (('staff-software-engineer',), 'staff eng'), (('?nurse',), 'nurse')]
>>> [m.text for m in find_levels("I'm L5 at Google, so SDE II or IC4 here? GPT4 and 5 years")]
['L5', 'SDE II', 'IC4']
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from parley.data import load
from parley.dialogue.words.text import Mention, Word, fold, name_key, runs, within, words
from parley.dialogue.words.word_slips import mended_words

_LEVEL = re.compile(
    r"\b(?:(?:ICT|IC|SDE|SWE|SysDE|L|E|T|P|M|G|D)[ -]?\d{1,2}|level \d{1,2}"
    r"|(?:SDE|SWE|SysDE|engineer|level|PM|TPM|analyst|band) (?:I{1,3}|IV|V))\b(?![%.]\d)",
    re.IGNORECASE,
)
ENOUGH = 2
"""Telling words of a company's own role, more than which name it even where its end is left out."""
UNKNOWN = "?"
"""Starts the value of a role that no guide knows (`?nurse`)."""
GENERIC = frozenset(
    {"engineer", "platform", "ai", "developer", "role", "the", "and", "specialist", "systems", "software"}
)


@dataclass(frozen=True, slots=True)
class RoleBook:
    """data/roles.yaml: spellings to slugs, careful ones apart, ranks that are a role alone, seniority, short words,
    what spellings begin with."""

    spellings: Mapping[str, str]
    careful: Mapping[str, str]
    alone: Mapping[str, str]
    seniority: tuple[str, ...]
    short: Mapping[str, str]
    longest: int
    beginnings: frozenset[str]


@cache
def role_book() -> RoleBook:
    """The table as a record."""
    table = load("roles")
    spellings = {name_key(other): UNKNOWN + other for other in table["others"]}
    careful = {}
    for slug, row in table["roles"].items():
        spellings[name_key(slug)] = slug
        spellings.update({name_key(text): slug for text in row["also"]})
        careful.update({name_key(text): slug for text in row.get("careful", ())})
    longest = max(key.count(" ") + 1 for key in spellings)
    beginnings = frozenset(key.split()[0] for key in spellings if key)
    return RoleBook(spellings, careful, table["alone"], tuple(table["seniority"]), table["short"], longest, beginnings)


def find_roles(text: str, message: Sequence[Word] | None = None) -> list[Mention]:
    """The roles that the message names in words that can mean nothing else, longest first, in order."""
    message = mended_words(words(text) if message is None else message)
    found, past = [], 0
    for first, end, key in runs(message, role_book().longest, partial(begins_in_full, role_book().beginnings)):
        slug = role_book().spellings.get(key) or (role_book().spellings.get(told_in_full(key)) if " " in key else None)
        if slug and first >= past:
            found.append(_mention(text, message[first:end], slug))
            past = end
    return found


def find_careful(text: str, message: Sequence[Word], beside: Sequence[Mention | tuple[int, int]]) -> list[Mention]:
    """Short role names ("PM", "DE", "ml") that stand in capitals or right beside a company or a place.

    `beside` are the spans of companies and places.
    """
    spans = [(item.start, item.end) if isinstance(item, Mention) else item for item in beside]
    found = []
    for index, word in enumerate(message):
        slug = role_book().careful.get(word.key)
        if slug and (len(message) <= 2 or _is_role_here(text, message, index, spans)):
            found.append(_mention(text, [word], slug))
    return found


def _is_role_here(text: str, message: Sequence[Word], index: int, spans: Sequence[tuple[int, int]]) -> bool:
    word = message[index]
    before = message[index - 1].key if index else ""
    beside_name = bool(index) and within(message[index - 1].start, spans)
    if (before[-1:].isdigit() and not beside_name) or within(word.start, spans):
        return False
    if len(word.key) <= 3 and word.text.isupper():
        return not text.isupper()
    after = message[index + 1].key if index + 1 < len(message) else ""
    named = after in ("role", "job", "position", "at", "@", "offer", "in", "for", "interview", "folks", "team")
    said = before in ("a", "an", "as", "am", "i'm", "im", "the", "for", "and")
    beside = any(_touch(text, word, span) for span in spans)
    return beside or (said and (named or after == "")) or (named and len(word.key) <= 3)


def _touch(text: str, word: Word, span: tuple[int, int]) -> bool:
    gap = text[word.end : span[0]] if word.end <= span[0] else text[span[1] : word.start]
    return bool(re.fullmatch(r"[\s,:/(\-–—@]*(?:at|in|for|the|a|as)?[\s,(]*", gap, re.IGNORECASE))


def find_signature(text: str, message: Sequence[Word], displays: Mapping[str, str]) -> list[Mention]:
    """A company's own roles (`displays`: slug -> display) by a stretch of their name that tells them apart.

    >>> text = "the lean elite platform eng thing"
    >>> find_signature(text, words(text), {"lean": "Lean Elite Platform Engineer"})[0].text
    'lean elite platform eng'
    """
    book = role_book()
    keys = [book.short.get(word.key, word.key) for word in message]
    best: list[tuple[int, Mention]] = []
    for slug, display in displays.items():
        name = [book.short.get(key, key) for key in name_key(re.sub(r"\(.*?\)", " ", display)).split()]
        size, first = max(_longest_run(keys, name), _longest_run(keys, [key for key in name if key != "and"]))
        if size and slug not in book.spellings.values():
            best.append((size, _mention(text, message[first : first + size], slug)))
    top = max((size for size, _ in best), default=0)
    return [mention for size, mention in best if size == top]


def _longest_run(keys: Sequence[str], name: Sequence[str]) -> tuple[int, int]:
    """The longest stretch of `name` in the message that ends like the name or holds all its telling words."""
    telling = [key for key in name if key not in GENERIC]
    for size in range(len(name), 1, -1):
        for offset in range(len(name) - size + 1):
            part = list(name[offset : offset + size])
            told = sum(key in part for key in telling)
            whole = offset + size == len(name) or (told == len(telling) and size > 2) or told > ENOUGH
            if told < min(2, len(telling)) or not whole:
                continue
            for first in range(len(keys) - size + 1):
                if list(keys[first : first + size]) == part:
                    return size, first
    return 0, 0


def told_in_full(key: str) -> str:
    """A folded name with its shortened words written out.

    >>> told_in_full("data eng")
    'data engineer'
    """
    return " ".join(role_book().short.get(word, word) for word in key.split())


def begins_in_full(beginnings: Container[str], word: Word) -> bool:
    """Whether a word is one of the beginnings, as it stands or written out."""
    return word.key in beginnings or told_in_full(word.key).split(" ")[0] in beginnings


def find_levels(text: str) -> list[Mention]:
    """Levels as companies number them; seniority words are read with the role (`seniority_of`)."""
    return [Mention("level", (match[0],), match[0], match.start(), match.end()) for match in _LEVEL.finditer(text)]


def seniority_of(text: str) -> str | None:
    """The seniority word of a message, longest first.

    >>> seniority_of("Senior Security Engineer at a bank"), seniority_of("security engineer")
    ('senior', None)
    """
    found = [
        (match.start(), word) for word in role_book().seniority if (match := re.search(rf"\b{word}\b", fold(text)))
    ]
    return min(found, key=lambda item: (item[0], -len(item[1])))[1] if found else None


def _mention(text: str, run: Sequence[Word], slug: str) -> Mention:
    return Mention("role", (slug,), text[run[0].start : run[-1].end], run[0].start, run[-1].end)
