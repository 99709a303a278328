"""Who says what, and how old it is: the rounds of a mail chain, the turns of a chat, the letters of one message.

In: the lines of a message but the person's own sentence. Out: `Passage`s in order, and the kind that the form tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parley.documents.labels import labels_in
from parley.documents.model import LetterPassage, Line
from parley.documents.speakers import bare, is_myself, mine_of
from parley.documents.tables import pattern
from parley.documents.terms import clause_book

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"\b(?:(?P<d>\d{1,2})\.?\s(?P<m>[A-Za-z]{3})|(?P<m2>[A-Za-z]{3})[a-z]*\.?\s(?P<d2>\d{1,2}))")
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


def spoken_lines(lines: Sequence[Line], text: str) -> tuple[Line, ...]:
    """The lines that a chat or a mail gives a speaker, its header lines included: none is said to the coach. What goes
    on below a speaker's name without an empty line is theirs too."""
    kind, _ = letter_passages(lines)
    if kind == "chat":
        cuts = {cut.at: cut for cut in (*_stamps(lines), *_turns(lines))}
        below = [at + 1 for at, cut in cuts.items() if cut.whole]
        last = max(below, default=0)
        while last and last < len(lines) - 1 and "\n\n" not in text[lines[last].end : lines[last + 1].start]:
            below.append(last := last + 1)
        return tuple(lines[at] for at in sorted({*cuts, *below}) if at < len(lines))
    if kind != "mail":
        return ()
    heads = [index for index, line in enumerate(lines) if _is_head(line.text)]
    return tuple(line for at, line in enumerate(lines) if at in heads or any(at == head + 1 for head in heads))


def _is_head(text: str) -> bool:
    names = ("header", "original", "attribution", "attribution_short")
    return any(pattern(name).match(text) for name in names)


def _stamps(lines: Sequence[Line]) -> list[Cut]:
    cuts: list[Cut] = []
    for at, line in enumerate(lines):
        beside = pattern("stamp").match(line.text)
        alone = None if beside else pattern("stamp_behind").match(line.text) or pattern("stamp_ahead").match(line.text)
        match = beside or alone
        if match:
            cuts.append(Cut(at, match["who"].strip(" ,"), match["when"], whole=beside is None))
    return cuts if len(cuts) > 1 else []


def _turns(lines: Sequence[Line]) -> list[Cut]:
    found = [(at, pattern("turn").match(line.text)) for at, line in enumerate(lines)]
    cuts = [Cut(at, match["who"].strip()) for at, match in found if match]
    often = Counter(cut.speaker for cut in cuts)
    people = [cut for cut in cuts if _is_person(cut.speaker, often[cut.speaker])]
    if not any(is_myself(cut.speaker) or "(" in cut.speaker for cut in people):
        return _by_turns(cuts)
    speakers = {cut.speaker.casefold() for cut in people}
    told = "\n".join(line.text for line in lines)
    return [
        cut
        for cut in cuts
        if cut.speaker.casefold() in speakers or bare(cut.speaker) in speakers or _is_named(cut.speaker, told)
    ]


def _is_named(speaker: str, text: str) -> bool:
    """Whether what stands before a colon is somebody whom the text names elsewhere too."""
    capital = re.fullmatch(r"[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?", speaker) is not None
    return capital and text.count(speaker) > 1 and not _is_label(speaker)


def _by_turns(cuts: Sequence[Cut]) -> list[Cut]:
    """The turns of two or more people who are only named, each more than once: "Rohit: …", "Neha: …"."""
    counts = Counter(bare(cut.speaker) for cut in cuts if not _is_label(cut.speaker))
    people = {name for name, count in counts.items() if count > 1}
    told = [cut for cut in cuts if bare(cut.speaker) in people]
    changes = sum(bare(one.speaker) != bare(two.speaker) for one, two in pairwise(told))
    return told if len(people) > 1 and changes > 1 else []


def _is_label(words: str) -> bool:
    """Whether the words before a colon name a term of pay or a clause and nobody."""
    known = any(labels_in(words, kind) for kind in ("money", "percent", "count"))
    return known or any(
        clause.words.search(words) or clause.name.casefold() == bare(words) for clause in clause_book().values()
    )


def _is_person(speaker: str, times: int) -> bool:
    """Whether a turn has a speaker: "me", a recruiter, or a name with its firm in brackets, more than once."""
    name = bare(speaker)
    if is_myself(speaker):
        return True
    other = bool(pattern("other_side").search(name)) and len(name.split()) <= 2
    return (("(" in speaker and times > 1) or other) and not _is_label(name)


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
    named = [replace(one, mine=mine) for one, mine in zip(passages, mine_of(passages), strict=True)]
    newest_first = kind == "mail" and not _ascends(cuts)
    order = list(range(len(named))) if newest_first else list(reversed(range(len(named))))
    return tuple(replace(one, age=order[index]) for index, one in enumerate(named))


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
