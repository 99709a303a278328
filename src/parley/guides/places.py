"""Places in words: what a guide's region label means, which places a message names, and which label fits a place.

In: a label (`US (San Francisco / Seattle)`) or a person's message. Out: `Place` records and spans.

>>> [place.name for place in places_of("🇺🇸 US (San Francisco / Austin TX)")]
['San Francisco', 'Austin']
>>> [(found.name, found.kind, found.start) for found in find_places("no, not London: DC, or remote US")]
[('London', 'place', 8), ('Washington DC', 'place', 16), ('Remote', 'remote', 23), ('United States', 'country', 30)]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from parley.guides.gazetteer import WORD, Spelling, gazetteer, spelling_of
from parley.guides.model import PayBand, Place
from parley.money import codes_by_symbol

GAP = re.compile(r"[ \u00a0,.'’()\-]{0,3}")
"""What may stand between the words of one spelling: `Washington, D.C.`, `Cambridge (MA)`."""
EMOJI_CODE = re.compile(r":[a-z_]+:")
PIECES = re.compile(r"[/()&+]|\band\b|\bor\b")


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that a text names, by its canonical `name`, with the characters it was read from.

    `kind` is "place", "country" (`India`), "area" (`Europe`), "state" (`Texas`) or "remote". `place` is set for a
    "place" only; `country` is the ISO code of a place, country or state.
    """

    name: str
    kind: str
    place: Place | None
    country: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RegionLabel:
    """What a guide's region label says.

    `places` are the towns it names; `country` is the one country it speaks of, if it is one; `covers` the countries of
    an area (`Remote EU`); `remote` that people who work from anywhere are meant.
    """

    text: str
    places: tuple[Place, ...]
    country: str | None
    covers: tuple[str, ...]
    remote: bool
    states: tuple[str, ...] = ()


def find_places(text: str) -> list[FoundPlace]:
    """Every place, country, area and "remote" in a person's words, longest spelling first, in order of appearance.

    Spellings count at word boundaries and in any case, but for those that are English words (`LA`, `US`, `Reading`),
    which count only as written so. Names of companies may hold places (`Bank of America`): callers drop what lies
    inside a company's name.

    >>> [found.name for found in find_places("tell us about la scene: Cambridge MA or cambridge (the UK one)?")]
    ['Cambridge MA', 'Cambridge', 'United Kingdom']
    """
    return list(_found(text, strict=True))


def places_of(label: str) -> tuple[Place, ...]:
    """The places that a guide's region label names, in its order; none for `Remote US` or `Other US`.

    A town that Parley does not know is a place of its own if the label tells the country:

    >>> places_of("Center Ridge, AR (HQ)")
    (Place(name='Center Ridge AR', country='US', currency='USD'),)
    """
    return read_label(label).places


@cache
def read_label(label: str) -> RegionLabel:
    """What a region label says: its places, or its country, or that it is for remote work."""
    text = EMOJI_CODE.sub(" ", label).replace("*", "").replace("`", "")
    found = list(_found(text, strict=False))
    known = [item.place for item in found if item.place]
    places = tuple(dict.fromkeys([*known, *_unknown_towns(text, found)]))
    countries = {place.country for place in places} or {item.country for item in found if item.country}
    areas = [item.name for item in found if item.kind == "area"]
    return RegionLabel(
        text=label,
        places=places,
        country=countries.pop() if len(countries) == 1 else None,
        covers=tuple(code for area in areas for code in gazetteer().covers[area]),
        remote=any(item.kind == "remote" for item in found),
        states=tuple(item.name for item in found if item.kind == "state"),
    )


def match_region(wanted: Place | FoundPlace, bands: Sequence[PayBand]) -> str | None:
    """The guide's own label for a place that a person named, or None when no row is for it.

    The first of these that fits decides: a row for that place alone; a combined row that names it; a row for the place
    people there call the same; the pay region it lies in (Oakland: San Francisco) or a town of its own pay region; a
    row for its whole country or area (`US (Other Markets)`, `Europe`). Where two labels fit alike the answer is None.
    """
    return match_label(wanted, [band.region for band in bands if band.region])


def match_label(wanted: Place | FoundPlace, told: Iterable[str]) -> str | None:
    """The one of several labels that is for a place, as `match_region` finds it.

    >>> match_label(find_places("Oakland")[0], ["San Francisco", "Austin, New York"])
    'San Francisco'
    """
    labels = [read_label(label) for label in dict.fromkeys(told) if label]
    for rule in _rules(wanted):
        fitting = [label.text for label in labels if rule(label)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


Rule = Callable[[RegionLabel], bool]


def _rules(wanted: Place | FoundPlace) -> tuple[Rule, ...]:
    if isinstance(wanted, Place):
        return _place_rules(wanted)
    if wanted.place:
        return _place_rules(wanted.place)
    return _wide_rules(wanted)


def _place_rules(place: Place) -> tuple[Rule, ...]:
    book = gazetteer()
    hub = book.hubs.get(place.name)

    def alone(label: RegionLabel) -> bool:
        return label.places == (place,) and not label.remote

    def combined(label: RegionLabel) -> bool:
        return place in label.places

    def namesake(label: RegionLabel) -> bool:
        return any(book.called.get(other.name) == place.name for other in label.places)

    def hub_of(label: RegionLabel) -> bool:
        return any(other.name == hub for other in label.places)

    def town_of(label: RegionLabel) -> bool:
        return any(book.hubs.get(other.name) == place.name for other in label.places)

    def whole_country(label: RegionLabel) -> bool:
        return not label.places and not label.remote and label.country == place.country

    def area(label: RegionLabel) -> bool:
        return not label.remote and place.country in label.covers

    return (alone, combined, namesake, hub_of, town_of, whole_country, area)


def _wide_rules(wanted: FoundPlace) -> tuple[Rule, ...]:
    states = gazetteer().states

    def remote(label: RegionLabel) -> bool:
        return wanted.kind == "remote" and label.remote and wanted.country in (None, label.country)

    def alone(label: RegionLabel) -> bool:
        return wanted.kind == "country" and label.country == wanted.country and not label.places and not label.remote

    def in_country(label: RegionLabel) -> bool:
        return wanted.kind == "country" and label.country == wanted.country and not label.remote

    def in_state(label: RegionLabel) -> bool:
        return wanted.kind == "state" and (
            wanted.name in label.states or any(states.get(place.name) == wanted.name for place in label.places)
        )

    def area(label: RegionLabel) -> bool:
        covered = gazetteer().covers.get(wanted.name, ())
        return wanted.kind == "area" and not label.remote and (label.covers == covered or label.country in covered)

    return (remote, alone, in_country, in_state, area)


def _found(text: str, *, strict: bool) -> Iterator[FoundPlace]:
    tokens = [(spelling_of(match[0]), match.start(), match.end()) for match in WORD.finditer(text)]
    position = 0
    while position < len(tokens):
        size, spelling = _longest(text, tokens, position, strict=strict)
        if spelling:
            start, end = tokens[position][1], tokens[position + size - 1][2]
            yield FoundPlace(
                spelling.name, spelling.kind, spelling.place, spelling.country, text[start:end], start, end
            )
        position += size


def _longest(
    text: str, tokens: Sequence[tuple[str, int, int]], position: int, *, strict: bool
) -> tuple[int, Spelling | None]:
    book = gazetteer()
    most = book.longest.get(tokens[position][0], 0)
    for size in range(min(most, len(tokens) - position), 0, -1):
        run = tokens[position : position + size]
        for spelling in book.spellings.get(tuple(token[0] for token in run), ()):
            written = text[run[0][1] : run[-1][2]]
            if _close(text, run) and (not spelling.exact or spelling.exact == written or not strict):
                return size, spelling
    return 1, None


def _close(text: str, run: Sequence[tuple[str, int, int]]) -> bool:
    return all(GAP.fullmatch(text, before[2], after[1]) for before, after in pairwise(run))


def _unknown_towns(text: str, found: Sequence[FoundPlace]) -> Iterator[Place]:
    """Towns that no row knows, where a state (`Center Ridge, AR`) or a country in the label says where they are."""
    countries = {item.country for item in found if item.country}
    for piece in _pieces(text, found):
        *head, last = WORD.findall(piece) or [""]
        if head and last in gazetteer().state_codes:
            country = gazetteer().state_codes[last][0]
            yield Place(" ".join([*head, last]), country, gazetteer().currencies[country])
        elif len(countries) == 1 and not any(item.place for item in found) and _is_name(piece):
            country = next(iter(countries))
            yield Place(piece, country, gazetteer().currencies[country])


def _pieces(text: str, found: Iterable[FoundPlace]) -> Iterator[str]:
    """What is left of a label without its known places, cut at slashes and parentheses."""
    for item in found:
        text = text[: item.start] + "/" * (item.end - item.start) + text[item.end :]
    for piece in PIECES.split(text):
        yield piece.strip(" ,.-–—:;")


def _is_name(piece: str) -> bool:
    names = WORD.findall(piece)
    key = tuple(spelling_of(name) for name in names)
    told = key in gazetteer().remarks or any((word,) in gazetteer().remarks for word in key)
    return bool(names) and all(name[0].isupper() for name in names) and not told and not _is_currency(names)


def _is_currency(names: Sequence[str]) -> bool:
    return any(name in codes_by_symbol() for name in names)
