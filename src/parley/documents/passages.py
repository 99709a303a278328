"""Who says what, and how old it is: the rounds of a mail chain, the turns of a chat, the letters of one message.

In: the lines of a message but the person's own sentence. Out: `Passage`s in order, and the kind that the form tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parley.documents.model import LetterPassage, Line
from parley.documents.tables import pattern

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"\b(?:(?P<d>\d{1,2})\.?\s(?P<m>[A-Za-z]{3})|(?P<m2>[A-Za-z]{3})[a-z]*\.?\s(?P<d2>\d{1,2}))")
_GREETING = re.compile(r"^\W*(?i:dear|hi|hello|hey)\s+(?P<who>[A-Z][\w'-]+)")
HEADERS = 2
"""Header lines that make a mail of what stands below them."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where another hand begins: its line's index, the speaker, when, and whether the line itself is theirs."""

    at: int
    speaker: str
    when: str = ""
    whole: bool = False


def letter_passages(lines: Sequence[Line]) -> tuple[str, tuple[LetterPassage, ...]]:
    """The kind that the form shows (chat, mail, letters or "") and the passages, aged."""
    for kind, cuts_in in _FORMS:
        cuts = cuts_in(lines)
        if cuts:
            return kind, _aged(kind, _cut(lines, cuts), cuts)
    return "", (LetterPassage(tuple(lines)),)


def spoken_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that a chat or a mail gives a speaker, its header lines included: none is said to the coach."""
    kind, _ = letter_passages(lines)
    if kind == "chat":
        return tuple(lines[cut.at] for cut in (*_stamps(lines), *_turns(lines)))
    if kind != "mail":
        return ()
    heads = [index for index, line in enumerate(lines) if _is_head(line.text)]
    return tuple(line for at, line in enumerate(lines) if at in heads or any(at == head + 1 for head in heads))


def _is_head(text: str) -> bool:
    names = ("header", "original", "attribution", "attribution_short")
    return any(pattern(name).match(text) for name in names)


def _stamps(lines: Sequence[Line]) -> list[Cut]:
    found = [(at, pattern("stamp").match(line.text)) for at, line in enumerate(lines)]
    cuts = [Cut(at, match["who"].strip(), match["when"]) for at, match in found if match]
    behind = [(at, pattern("stamp_behind").match(line.text)) for at, line in enumerate(lines)]
    cuts += [Cut(at, match["who"].strip(), match["when"], whole=True) for at, match in behind if match]
    return sorted(cuts, key=lambda cut: cut.at) if len(cuts) > 1 else []


def _turns(lines: Sequence[Line]) -> list[Cut]:
    found = [(at, pattern("turn").match(line.text)) for at, line in enumerate(lines)]
    cuts = [Cut(at, match["who"].strip()) for at, match in found if match]
    people = [cut for cut in cuts if _is_person(cut.speaker)]
    if not any(pattern("myself").match(_bare(cut.speaker)) or "(" in cut.speaker for cut in people):
        return []
    speakers = {cut.speaker.casefold() for cut in people}
    return (
        [cut for cut in cuts if cut.speaker.casefold() in speakers or _bare(cut.speaker) in speakers] if people else []
    )


def _bare(speaker: str) -> str:
    return re.sub(r"\s*\(.*", "", speaker).casefold()


def _is_person(speaker: str) -> bool:
    bare = _bare(speaker)
    if pattern("myself").match(bare):
        return True
    return "(" in speaker or (bool(pattern("other_side").search(bare)) and len(bare.split()) <= 2)


def _mails(lines: Sequence[Line]) -> list[Cut]:
    cuts: list[Cut] = []
    for at, line in enumerate(lines):
        told = pattern("attribution").match(line.text) or pattern("attribution_short").match(line.text)
        header = pattern("header").match(line.text)
        if told:
            cuts.append(Cut(at, told["who"].strip(), line.text, whole=True))
        elif header and header["key"].casefold() in ("from", "von", "de") and _headers(lines[at : at + 5]) >= HEADERS:
            sent = next((pattern("header").match(one.text) for one in lines[at + 1 : at + 5]), None)
            cuts.append(Cut(at, header["value"].strip(), sent["value"] if sent else "", whole=True))
    depths = {line.depth for line in lines}
    if not cuts and len(depths) > 1:
        cuts = [Cut(at, "") for at, (one, two) in enumerate(pairwise(lines), 1) if one.depth != two.depth]
    return cuts


def _headers(lines: Sequence[Line]) -> int:
    return sum(pattern("header").match(line.text) is not None for line in lines)


def _letters(lines: Sequence[Line]) -> list[Cut]:
    found = [(at, pattern("letter").match(line.text)) for at, line in enumerate(lines)]
    cuts = [Cut(at, match[0].strip()) for at, match in found if match]
    return cuts if len({re.sub(r"\W+", " ", cut.speaker.casefold()) for cut in cuts}) > 1 else []


_FORMS: tuple[tuple[str, Callable[[Sequence[Line]], list[Cut]]], ...] = (
    ("chat", _stamps),
    ("mail", _mails),
    ("chat", _turns),
    ("letters", _letters),
)


def _cut(lines: Sequence[Line], cuts: Sequence[Cut]) -> list[LetterPassage]:
    starts = [cut.at for cut in cuts]
    bounds = [*starts, len(lines)]
    found = [LetterPassage(tuple(lines[: starts[0]]))] if starts[0] else []
    for cut, end in zip(cuts, bounds[1:], strict=True):
        found.append(LetterPassage(tuple(lines[cut.at : end]), cut.speaker))
    return found


def _aged(kind: str, passages: list[LetterPassage], cuts: Sequence[Cut]) -> tuple[LetterPassage, ...]:
    if kind == "letters":
        first = 0 if len(passages) == len(cuts) else -1
        return tuple(replace(one, document=max(index + first, 0)) for index, one in enumerate(passages))
    me = any(pattern("myself").match(_bare(one.speaker)) for one in passages if one.speaker)
    greeted = _greeted(passages)
    named = [replace(one, mine=_is_mine(one, greeted, names_me=me)) for one in passages]
    newest_first = kind == "mail" and not _ascends(cuts)
    order = list(range(len(named))) if newest_first else list(reversed(range(len(named))))
    return tuple(replace(one, age=order[index]) for index, one in enumerate(named))


def _is_mine(passage: LetterPassage, greeted: str, *, names_me: bool) -> bool:
    """Whether the person wrote it: by the speaker's name, by who is greeted, else by what only one side says."""
    speaker, text = passage.speaker.casefold(), "\n".join(line.text for line in passage.lines)
    if names_me:
        return bool(speaker) and pattern("myself").match(_bare(speaker)) is not None
    if speaker and pattern("other_side").search(speaker):
        return False
    if speaker and greeted:
        return greeted in speaker
    asks = len(pattern("asks").findall(text))
    return asks > len(pattern("offers").findall(text))


def _greeted(passages: Sequence[LetterPassage]) -> str:
    """Whom the newest mail greets: the person."""
    first = next((one for one in passages if one.lines), None)
    lines = first.lines if first else ()
    found = next((match for line in lines if (match := _GREETING.match(line.text))), None)
    return found["who"].casefold() if found else ""


def _ascends(cuts: Sequence[Cut]) -> bool:
    """Whether the dates of a chain run forward, so that the newest stands below."""
    days = [day for cut in cuts if (day := _day(cut.when))]
    return len(days) > 1 and days[0] < days[-1]


def _day(text: str) -> tuple[int, int] | None:
    for match in _DAY.finditer(text):
        month, day = (match["m"] or match["m2"]).casefold()[:3], match["d"] or match["d2"]
        if month in _MONTHS:
            return _MONTHS.index(month), int(day)
    return None
