"""Which row of a guide's pay a message means: the place, and the level where rows are levels.

In: the places read, the user's words, a guide's bands. Out: the guide's own labels; None where no row fits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from parley.dialogue.model import Subject
from parley.dialogue.names.roles import seniority_of
from parley.dialogue.reading import Reading
from parley.dialogue.rivals import touches
from parley.dialogue.words.cues import stands_before, stands_behind
from parley.dialogue.words.text import fold, name_key
from parley.guides.library import Library
from parley.guides.model import Guide, PayBand
from parley.guides.places import FoundPlace, find_places, match_region

KINDS = {"place": 2, "remote": 2, "state": 1, "area": 1}
_NUMBER = re.compile(r"(?:l|e|ic|ict|t|sde|swe|p|m|g|d)?(\d{1,2})")
_SPAN = re.compile(r"(\d{1,2})(?:\s*[-–]\s*[A-Za-z]{0,3}(\d{1,2}))?(\+)?")
ROMAN = ("i", "ii", "iii", "iv", "v")
SAME_RANK = {"sr": "senior", "snr": "senior", "jr": "junior"}


def guide_of(subject: Subject, library: Library) -> Guide | None:
    """The guide of a subject whose company and role are known."""
    return library.guide(subject.company, subject.role) if subject.company and subject.role else None


def choose_places(reading: Reading) -> tuple[FoundPlace, ...]:
    """The places that are meant, likeliest first: moved to, beside a company or role, towns before countries."""
    meant = [place for place in reading.places if reading.stands(place.start)]
    return tuple(sorted(meant, key=lambda place: (-_weight(reading, place), place.start)))


def _weight(reading: Reading, place: FoundPlace) -> int:
    ahead = reading.text[: place.start]
    merely = place.kind != "remote" and len(reading.places) > 1 and stands_before("merely_in", ahead)
    reasons = (
        (2, any(touches(reading.text, other, place) for other in (*reading.companies, *reading.roles))),
        (1, stands_before("job_in", ahead)),
        (2, stands_before("moved_to", ahead)),
        (-4, merely),
        (-4, place.kind == "country" and _tells_where_remote(reading, place)),
    )
    return KINDS.get(place.kind, 0) + sum(weight for weight, holds in reasons if holds)


def _tells_where_remote(reading: Reading, country: FoundPlace) -> bool:
    """ "US remote": the country only says where one works from anywhere."""
    return any(other.kind == "remote" and touches(reading.text, other, country) for other in reading.places)


def said_of(places: Sequence[FoundPlace], text: str) -> str | None:
    """The user's words for the place, so that they can be read again against another guide."""
    if not places:
        return None
    first = places[0]
    if first.kind != "remote":
        return first.text
    country = next((place.country for place in places if place.kind == "country"), None)
    if country == "US" or stands_behind("in_us", text[first.end :]):
        return "Remote US"
    return " ".join(dict.fromkeys(place.text for place in places))


def resolve_region(said: str | None, bands: Sequence[PayBand]) -> str | None:
    """The guide's own label for the place in the user's words, or None."""
    if not said:
        return None
    exact = next((band.region for band in bands if band.region and fold(band.region) == fold(said)), None)
    return exact or next(filter(None, (match_region(place, bands) for place in find_places(said))), None)


def regions(bands: Sequence[PayBand]) -> tuple[str, ...]:
    """The region labels of a guide, each once, in its order."""
    return tuple(dict.fromkeys(band.region for band in bands if band.region))


def levels(bands: Sequence[PayBand], region: str | None) -> tuple[str, ...]:
    """The levels of the rows that fit the region, in the guide's order."""
    return tuple(dict.fromkeys(band.level for band in bands if band.level and band.region in (region, None)))


def has_row(subject: Subject, library: Library) -> bool:
    """Whether the guide has a row for exactly the subject's region and level."""
    guide = guide_of(subject, library)
    rows = {(band.region, band.level) for band in guide.bands} if guide else set()
    return (subject.region, subject.level) in rows


def titles(bands: Sequence[PayBand]) -> dict[str, str]:
    """The job titles of the level rows that have one, by level ("61-62": "Senior Security Engineer")."""
    return {band.level: band.title for band in bands if band.level and band.title}


def resolve_level(text: str, labels: Sequence[str], titled: Mapping[str, str] | None = None) -> str | None:
    """The guide's own level row for what the user says ("L61", "senior", "SDE II"), or None; `titled` as by `titles`.

    >>> resolve_level("I'm E5", ("E4", "E5 / Senior")), resolve_level("L61", ("59-60", "61-62"))
    ('E5 / Senior', '61-62')
    """
    names = {label: (titled or {}).get(label, label) for label in labels}
    whole = [label for label in labels if fold(label) in fold(text)]
    whole = whole or [label for label in labels if fold(names[label]) in fold(text)]
    if whole:
        return max(whole, key=len)
    keys = name_key(text).split()
    numbers = [int(code[1]) for key in keys if (code := _NUMBER.fullmatch(key))]
    roman = next((key for key in keys if key in ROMAN), None)
    numbered = [label for label in labels if any(_spans(label, number) for number in numbers) or _has(label, roman)]
    return next(iter(numbered), None) or _by_rank(text, names)


def _by_rank(text: str, names: Mapping[str, str]) -> str | None:
    rank = seniority_of(text)
    return next((label for label, name in names.items() if rank and _has(name, SAME_RANK.get(rank, rank))), None)


def _has(label: str, word: str | None) -> bool:
    return word is not None and word in name_key(label).split()


def _spans(label: str, number: int) -> bool:
    """Whether a level's number lies in a label such as "61-62", "L3-L4", "65+" or "Senior (L5)"."""
    for low, high, more in _SPAN.findall(label):
        if int(low) <= number <= (int(high) if high else 99 if more else int(low)):
            return True
    return False
