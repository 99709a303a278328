"""Which areas of a pay table a person's words for a place mean, the narrowest first.

In: the words ("Plano", "Columbus, Ohio", "rural Iowa", "remote in the US"). Out: areas from the metropolitan one over
its state to the nation; none where the words name no place of the table's country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from parley.data import load
from parley.guides.gazetteer import gazetteer, spelling_of
from parley.guides.model import Place
from parley.guides.places import RegionLabel, read_label
from parley.market.layout import MarketTable
from parley.market.model import Area

WORD = re.compile(r"[^\W_]+")
STATES = re.compile(r",? ([A-Z]{2}(?:-[A-Z]{2})*)$")
"""How the name of a metropolitan area ends: with its states."""
RURAL = "nonmetropolitan"
JOINS = (".", "'", "’")
"""What is taken out of a name before it is looked up, so that what stands on both sides is one word."""
JOINED = str.maketrans(dict.fromkeys(JOINS, ""))
LONGEST = 4
"""Words of the longest name of a town or state."""
FAR_LARGER = 20
"""How many times as many jobs make a suburb's area meant, whatever other area begins with the name (Manhattan)."""
LARGER = 3
"""How many times as many jobs a town must have to be meant by a name that several share."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundAreas:
    """What words for a place mean: areas, narrowest first. `others` share the first one's name and may be meant."""

    areas: tuple[Area, ...]
    others: tuple[Area, ...] = ()


NOWHERE = FoundAreas(())


class Places:
    """The areas of one table by the names people use for them."""

    def __init__(self, table: MarketTable) -> None:
        self._table = table
        self._country = table.release.country

    def find(self, words: str) -> FoundAreas:
        """The areas that `words` mean."""
        keys, label = self._keys(words), read_label(words)
        state = self._state(keys, words, label)
        if not keys or (state is None and label.country not in (None, self._country)):
            return NOWHERE
        towns = () if keys[-1] == "state" else self._towns(keys, state) or (() if state else self._known(label))
        if towns:
            return self._largest(towns, keys, state)
        state = state or self._state_of(label)
        if state:
            return FoundAreas(self._above(state), self._by_town.get(keys, ()))
        return FoundAreas(self._nation) if label.country == self._country else NOWHERE

    def widest(self, text: str, said: str) -> str:
        """The words for a place with the town before them: "Lansing Michigan" where only "Michigan" was read.

        Without words for a place, a town that is told with its state: "welder, mobile al".
        """
        spans = [(match.start(), match.end()) for match in WORD.finditer(text)]
        told = re.search(rf"(?<!\w){re.escape(said)}(?!\w)", text, re.IGNORECASE) if said else None
        ends = [number for number, span in enumerate(spans) if told and told.start() < span[1] <= told.end()]
        lasts = ends[-1:] if said else [at for at, span in enumerate(spans) if self._may_end(text, span)]
        runs = (
            text[spans[first][0] : spans[last][1]] for last in lasts for first in range(max(0, last - LONGEST), last)
        )
        known = [run for run in runs if self._is_town_of_state(self._keys(run))]
        return max(known, key=len, default=said)

    def _may_end(self, text: str, span: tuple[int, int]) -> bool:
        """Whether a town and its state may end with the word there; "D.C." is judged with what is before it."""
        word = text[span[0] : span[1]]
        return text[span[0] - 1 : span[0]] in JOINS or spelling_of(word) in self._last_words

    @cached_property
    def _last_words(self) -> frozenset[str]:
        """The last words of the states' names, and their codes."""
        return frozenset((*(key[-1] for key in self._state_codes), *(code.lower() for code in self._states)))

    def _is_town_of_state(self, keys: Key) -> bool:
        return len(keys) > 1 and keys[-1].upper() in self._states and keys in self._by_town

    def _keys(self, words: str) -> Key:
        """The folded words, a state's name behind a town as its code: ("columbus", "oh")."""
        keys = tuple(spelling_of(word) for word in WORD.findall(words.translate(JOINED)))
        return tuple(self._with_codes(keys))

    def _with_codes(self, keys: Key) -> Iterator[str]:
        at = 0
        while at < len(keys):
            size = next((size for size in range(LONGEST, 0, -1) if keys[at : at + size] in self._state_codes), 0)
            run = keys[at : at + max(size, 1)]
            yield from (self._state_codes[run].lower(),) if size and at else run
            at += max(size, 1)

    def _state(self, keys: Key, words: str, label: RegionLabel) -> str | None:
        """The state that is named: by its code in capitals or behind a town, else by the whole name."""
        capitals = [word for word in WORD.findall(words) if word in self._states]
        behind = keys[-1].upper() if keys[:-1] in self._by_town else ""
        code = capitals[-1] if capitals and (len(keys) > 1 or not label.places) else behind
        code = code or next((code for name, code in self._state_codes.items() if _ends(words, name)), "")
        whole = keys[:-1] if keys and keys[-1] == "state" else keys
        return code if code in self._states else self._state_codes.get(whole)

    def _towns(self, keys: Key, state: str | None) -> tuple[Area, ...]:
        """The areas of the longest run of words that is a town's name, within the state where one is named."""
        for run in _runs(keys):
            found = self._by_town.get(run, ())
            inside = tuple(area for area in found if state is None or state in states_of(area))
            if inside:
                return inside
        return ()

    def _known(self, label: RegionLabel) -> tuple[Area, ...]:
        """The area of a town that Parley knows, by the larger place whose pay region it belongs to."""
        book = gazetteer()
        hubs = (self._keys(book.hubs[place.name]) for place in label.places if place.name in book.hubs)
        return next((found for found in map(self._by_town.get, hubs) if found), ())

    def _state_of(self, label: RegionLabel) -> str | None:
        return next((code for place in label.places if (code := self._code(place))), None)

    def _code(self, place: Place) -> str | None:
        name = gazetteer().states.get(place.name)
        return self._state_codes.get(tuple(spelling_of(word) for word in WORD.findall(name))) if name else None

    def _largest(self, towns: tuple[Area, ...], keys: Key, state: str | None) -> FoundAreas:
        """The town meant: one whose area begins with the name, then the larger; others unless they are far smaller."""
        said = " ".join(keys)
        most = max(area.jobs for area in towns)
        ranked = sorted(towns, key=lambda area: (spelling_of(names_of(area)[0]) not in said, -area.jobs))
        first, *rest = sorted(ranked, key=lambda area: area.jobs * FAR_LARGER < most)
        rivals = tuple(area for area in rest if area.jobs * LARGER > first.jobs and first.state != area.state)
        return FoundAreas((first, *self._above(state or first.state)), rivals)

    def _above(self, state: str) -> tuple[Area, ...]:
        return (*filter(None, (self._states.get(state),)), *self._nation)

    @cached_property
    def _nation(self) -> tuple[Area, ...]:
        return tuple(area for area in self._table.areas if area.kind == "nation")

    @cached_property
    def _states(self) -> dict[str, Area]:
        return {area.state: area for area in self._table.areas if area.kind == "state"}

    @cached_property
    def _state_codes(self) -> dict[Key, str]:
        return {
            tuple(spelling_of(word) for word in WORD.findall(area.name)): code for code, area in self._states.items()
        }

    @cached_property
    def _by_town(self) -> dict[Key, tuple[Area, ...]]:
        towns: dict[Key, tuple[Area, ...]] = {}
        for area in self._table.areas:
            for name in names_of(area) if area.kind == "metro" else ():
                for key in self._spellings(name, states_of(area)):
                    towns[key] = (*towns.get(key, ()), area)
        for hub, names in self._suburbs().items():
            home = next(iter(towns.get(self._keys(hub), ())), None)
            for key in (self._keys(name) for name in names if home):
                towns[key] = tuple(dict.fromkeys((*towns.get(key, ()), *filter(None, (home,)))))
        return towns

    def _spellings(self, name: str, states: tuple[str, ...]) -> Iterator[Key]:
        yield self._keys(name)
        yield from (self._keys(f"{name} {state}") for state in states)

    def _suburbs(self) -> dict[str, list[str]]:
        return load("areas")["towns"] if self._country == "US" else {}


def _runs(keys: Key) -> Iterator[Key]:
    """Every run of words, the longest first."""
    for size in range(min(LONGEST + 1, len(keys)), 0, -1):
        for first in range(len(keys) - size + 1):
            yield keys[first : first + size]


def _ends(words: str, name: Key) -> bool:
    """Whether something is said and then the state's name: "Columbus, Ohio", "rural Iowa"."""
    keys = tuple(spelling_of(word) for word in WORD.findall(words))
    return len(keys) > len(name) and keys[-len(name) :] == name and (name[0] != "virginia" or keys[-2] != "west")


def states_of(area: Area) -> tuple[str, ...]:
    """The states that an area's name ends with; else its own."""
    found = STATES.search(area.name)
    return tuple(found[1].split("-")) if found else (area.state,)


def names_of(area: Area) -> tuple[str, ...]:
    """The towns that an area's name joins: Dallas, Fort Worth and Arlington; none of an area outside all towns.

    >>> names_of(Area("1", "Nashville-Davidson--Murfreesboro--Franklin, TN", "metro", "TN"))
    ('Nashville', 'Davidson', 'Murfreesboro', 'Franklin')
    """
    if RURAL in area.name:
        return ()
    if not STATES.search(area.name):
        return (area.name,)
    towns = STATES.sub("", area.name)
    return tuple(town.strip() for town in re.split(r"-+|/", towns) if town.strip())
