"""What of a question is searched for: not what the filters say, not the asking itself, but the trade's word as well.

* Inside one company's guides the company's name tells nothing apart, but draws likeness to whatever repeats it.
* "which companies talk about ..." is in no guide, and similar to many.
* People say "exams" where guides say "certification": `also_called` in data/lever_words.yaml.

What each of the three adds over judged questions: docs/retrieval.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from parley.data import load
from parley.retrieval.model import Filters

LONGEST_SHORT_NAME = 3
"""Letters up to which a role's one-word name ("SRE", "PM") is taken for nothing else."""
_SMALL = frozenset(("and", "of", "the"))
_WORD = re.compile(r"[^\s,;:?!]+")


def searched_for(text: str, filters: Filters) -> str:
    """What to search for, of a question asked under `filters`.

    >>> searched_for("which companies talk about being woken at night?", Filters())
    'being woken at night? on-call incident response'
    """
    asked = without_asking(without_known(text, filters))
    return " ".join((asked, *trade_words(asked)))


def without_asking(text: str) -> str:
    """`text` without the words that only ask; all of it where nothing else is in it.

    >>> without_asking("Which lever is about pagers?"), without_asking("which lever?")
    ('pagers?', 'which lever?')
    """
    asking = _asking()
    kept = [match[0] for match in _WORD.finditer(text) if match[0].lower() not in asking]
    shorter = re.sub(r"\s+", " ", _WORD.sub(lambda m: "" if m[0].lower() in asking else m[0], text)).strip(" ,;:")
    return shorter if any(re.search(r"\w", word) for word in kept) else text


def trade_words(text: str) -> tuple[str, ...]:
    """What guides call the things that `text` says in everyday words.

    >>> trade_words("I passed the exams and carried a pager")
    ('certification', 'on-call incident response')
    """
    plain = text.replace("’", "'")
    return tuple(words for words, said in _also_called() if said.search(plain))


def told_both_ways(text: str) -> tuple[str, str]:
    """What a question is about as it was typed, and in the trade's words.

    >>> told_both_ways("who wants pen testers?")
    ('wants pen testers?', 'wants penetration testing?')
    """
    asked = plain = without_asking(text)
    for words, said in _also_called():
        plain = said.sub(words, plain)
    return asked, plain


def without_known(text: str, filters: Filters) -> str:
    """`text` without the words that name the company, role and region of `filters`, nicknames and initials included.

    >>> without_known("W&B security engineer in NYC: which lever?", Filters("weights-and-biases", "security-engineer"))
    'in NYC: which lever?'
    >>> without_known("Acme", Filters("acme"))
    'Acme'
    """
    kept = _known(filters.company, filters.role, filters.region).sub("", text)
    shorter = re.sub(r"\s+", " ", kept).strip(" ,;:.-–—")
    return shorter if re.search(r"\w", shorter) else text


@cache
def _asking() -> frozenset[str]:
    return frozenset(load("lever_words")["asking"])


@cache
def _also_called() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = load("lever_words")["also_called"].items()
    return tuple((words, re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)", re.IGNORECASE)) for words, said in rows)


@lru_cache(maxsize=256)
def _known(company: str | None, role: str | None, region: str | None) -> re.Pattern[str]:
    """All that may be said for what the filters name: words of company and place, whole names of the role."""
    found: set[str] = set()
    for name in filter(None, (company, region)):
        words = re.findall(r"[^\W_]+", name.lower())
        found |= {*words, "".join(word[0] for word in words if word not in _SMALL)} - _SMALL
    found.update(_nicknames(company), _role_names(role))
    longest_first = sorted(map(re.escape, found), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w&])(?:{'|'.join(longest_first) or '(?!)'})(?:['’]s)?(?![\w&])", re.IGNORECASE)


def _nicknames(company: str | None) -> Iterator[str]:
    for name, others in load("companies")["nicknames"].items():
        if "-".join(re.findall(r"[a-z0-9]+", name.lower().replace("&", " and "))) == company:
            yield from (name.lower(), *others)


def _role_names(role: str | None) -> Iterator[str]:
    """The role's names that mean nothing else: of several words, or as short as initials.

    A security engineer who says "security" may well speak of the work.
    """
    row = load("roles")["roles"].get(role, {})
    names = ((role or "").replace("-", " "), *row.get("also", ()), *row.get("careful", ()))
    yield from (name for name in names if name and (" " in name or len(name) <= LONGEST_SHORT_NAME))
