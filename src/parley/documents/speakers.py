"""Which of the hands of a chat or a mail chain is the person's own.

In: passages with their speakers. Out: for each whether the person wrote it: the one called "me"; else the speaker whom
the others greet, who writes from a private address, and who asks more than they offer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from parley.documents.model import LetterPassage
from parley.documents.tables import pattern

GREETED, PRIVATE, OTHERS = 2, 2, 4
"""What weighs for a speaker: another greets them, a private address; and against: a name like "HR" or "Recruiter"."""
_GREETING = re.compile(
    r"^\W*(?i:dear|hi|hello|hey|good (?:morning|afternoon)|hiya|thanks|thank you)\s+(?P<who>[A-Z][\w'-]+)"
    r"|^\W{0,3}(?P<name>[A-Z][\w'-]+),$"
)


def bare(speaker: str) -> str:
    """The speaker without what stands in brackets: the name by which two passages are one hand's.

    >>> bare("Gareth (Bluebell Care)"), bare("Ana Ruiz <ana@x.example>"), bare("Kowalczyk, Marta (TA)")
    ('gareth', 'ana ruiz', 'kowalczyk, marta')
    """
    return re.sub(r"\s*[(<\[].*", "", speaker).strip(" \"'").casefold()


def is_myself(speaker: str) -> bool:
    """Whether a chat calls the speaker "me"."""
    return pattern("myself").match(bare(speaker)) is not None


def mine_of(passages: Sequence[LetterPassage]) -> tuple[bool, ...]:
    """For each passage whether the person wrote it."""
    if any(is_myself(one.speaker) for one in passages if one.speaker):
        return tuple(bool(one.speaker) and is_myself(one.speaker) for one in passages)
    weights = _weights(passages)
    person = max(weights, key=lambda name: weights[name], default="")
    others = [weight for name, weight in weights.items() if name != person]
    found = weights.get(person, 0) > 0 or (weights.get(person) == 0 and bool(others) and max(others) < 0)
    return tuple(found and bare(one.speaker) == person if one.speaker else _asked(one) > 0 for one in passages)


def _weights(passages: Sequence[LetterPassage]) -> Mapping[str, int]:
    """What speaks for each speaker being the person."""
    found: dict[str, int] = {}
    greeted = [(bare(one.speaker), name) for one in passages for name in _greeted(one)]
    for one in passages:
        if one.speaker:
            found[bare(one.speaker)] = found.get(bare(one.speaker), 0) + _asked(one)
    for name in found:
        found[name] += GREETED * any(by != name and who in re.split(r"\W+", name) for by, who in greeted)
    for speaker in dict.fromkeys(one.speaker for one in passages if one.speaker):
        found[bare(speaker)] -= OTHERS * bool(pattern("other_side").search(speaker))
        found[bare(speaker)] += PRIVATE * bool(pattern("private").search(speaker))
    return found


def _asked(passage: LetterPassage) -> int:
    """How much more a passage asks than it offers."""
    text = "\n".join(line.text for line in passage.lines)
    return len(pattern("asks").findall(text)) - len(pattern("offers").findall(text))


def _greeted(passage: LetterPassage) -> list[str]:
    """Whom a passage greets, at the head of its lines."""
    found = (_GREETING.match(_said(line.text)) for line in passage.lines[:6])
    return [(match["who"] or match["name"]).casefold() for match in found if match]


def _said(text: str) -> str:
    """A line without the stamp and the speaker in front of it."""
    stamp = pattern("stamp").match(text)
    return text[stamp.end() :] if stamp else text
