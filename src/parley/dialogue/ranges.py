"""Ranges told for several places: the place of the talk decides which one counts.

In: a message as read, or what was told so far and the place. Out: the place of each range; the one that counts
here, and those that stand open while no place is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parley.dialogue.model import DialogueState, Evidence
from parley.dialogue.words.text import within
from parley.documents.corrected import Corrected
from parley.documents.model import Paper
from parley.documents.whereabouts import passages_in, places_beside
from parley.guides.places import FoundPlace, find_places, match_label, read_label
from parley.reading.record import ReadNumber, Understood

OWNERS = ("range", "market")
"""Whose figures can be told for a place each."""
FEWEST = 2
"""Places from which on they are told apart."""


def placed_ranges(read: Understood, paper: Paper | None) -> Mapping[int, str]:
    """Where each range starts, with its place; empty unless one part is told for several places."""
    ranges = [number for number in read.numbers if number.whose in OWNERS]
    if len(ranges) < FEWEST:
        return {}
    claimed = {claim.start: claim.place for claim in paper.claims} if paper else {}
    told = places_beside(read.text, [(number.start, number.end) for number in ranges])
    places = {number.start: claimed.get(number.start) or place for number, place in zip(ranges, told, strict=True)}
    groups = {(number.whose, number.part): _places(ranges, number, places) for number in ranges}
    return {number.start: places[number.start] for number in ranges if len(groups[number.whose, number.part]) >= FEWEST}


def places_put_right(read: Understood, put: Corrected) -> Mapping[int, str]:
    """The places of the rows that a sentence of the card puts right."""
    told = {claim.said: claim.place for claim in put.news}
    return {number.start: told[number.said] for number in read.numbers if told.get(number.said)}


def _places(ranges: Sequence[ReadNumber], like: ReadNumber, places: Mapping[int, str]) -> set[str]:
    return {places[one.start] for one in ranges if (one.whose, one.part) == (like.whose, like.part)}


def of_the_talk(
    places: Sequence[FoundPlace], ranges: Mapping[int, str], text: str, paper: Paper | None
) -> list[FoundPlace]:
    """The places but for those that only tell ranges apart: beside a document the person's own words tell the place,
    else the sentences without a range."""
    if not ranges:
        return list(places)
    if paper:
        return [place for place in places if within(place.start, paper.own_spans)]
    told = [span for span in passages_in(text) if any(within(start, [span]) for start in ranges)]
    return [place for place in places if not within(place.start, told)]


def evidence_here(ranges: Sequence[Evidence], place: str | None) -> Iterator[Evidence]:
    """Of the ranges of each part the one for a place in the user's words; that for no place where none fits."""
    for key in dict.fromkeys((one.kind, one.component) for one in ranges):
        labels = {one.place: one for one in ranges if (one.kind, one.component) == key}
        found = [label for wanted in find_places(place or "") if (label := match_label(wanted, list(labels)))]
        if found:
            yield labels[found[0]]
        elif place and "" in labels:
            yield labels[""]


def paid_in(place: str) -> str | None:
    """What people are paid in at a range's place; None where that is unknown or several."""
    found = {one.currency for one in read_label(place).places}
    return found.pop() if len(found) == 1 else None


def open_ranges(state: DialogueState) -> tuple[Evidence, ...]:
    """The ranges that no place decides between."""
    decided = {(one.kind, one.component) for one in state.evidence}
    return tuple(one for one in state.ranges if (one.kind, one.component) not in decided)
