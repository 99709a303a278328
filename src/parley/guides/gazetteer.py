"""The places of `data/regions.yaml` as records, and the table that finds their spellings in words.

In: the data file. Out: `gazetteer()`, read once. `spellings` maps each spelling, as folded words, to what it names:

>>> gazetteer().spellings["new", "york", "ny"][0].name
'New York'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from parley.data import load
from parley.guides.model import Place

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """What one spelling names. `exact` is set where only this very writing counts (`LA`, `Reading`)."""

    kind: str  # "place", "country", "area", "state" or "remote"
    name: str
    place: Place | None = None
    country: str | None = None
    exact: str | None = None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every known place, country and area.

    `hubs` maps a town to the place whose pay region it belongs to, `called` a place to its name on the spot, `states` a
    place to the name of its state, `covers` an area to the countries in it, `state_codes` a code such as `TX` to its
    country and name, `remarks` the words of a label that name no place, `longest` a first word to the number of words
    in its longest spelling.
    """

    places: Mapping[str, Place]
    currencies: Mapping[str, str]
    spellings: Mapping[tuple[str, ...], tuple[Spelling, ...]]
    hubs: Mapping[str, str]
    called: Mapping[str, str]
    states: Mapping[str, str]
    covers: Mapping[str, tuple[str, ...]]
    state_codes: Mapping[str, tuple[str, str]]
    remarks: frozenset[tuple[str, ...]]
    longest: Mapping[str, int]


def spelling_of(text: str) -> str:
    """`text` without accents and case, so that `São Paulo` and `sao paulo` are one spelling."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text).replace("ł", "l").replace("Ł", "L")
    return "".join(mark for mark in bare if not unicodedata.combining(mark)).lower()


def spelling_words(text: str) -> tuple[str, ...]:
    """The folded words of a spelling: `Washington, D.C.` is `("washington", "d", "c")`."""
    return tuple(spelling_of(word) for word in WORD.findall(text))


@cache
def gazetteer() -> Gazetteer:
    """`data/regions.yaml` as records; where two rows claim one spelling, the earlier row comes first."""
    data = load("regions")
    currencies = {code: row["currency"] for code, row in data["countries"].items()}
    places = {name: Place(name, row["country"], currencies[row["country"]]) for name, row in data["places"].items()}
    table: dict[tuple[str, ...], tuple[Spelling, ...]] = {}
    for text, spelling in _all_spellings(data, places):
        key = spelling_words(text)
        table[key] = (*table.get(key, ()), spelling)
    rows = data["places"]
    return Gazetteer(
        places=places,
        currencies=currencies,
        spellings=table,
        hubs={town: hub for hub, row in rows.items() for town in row.get("near", ()) if town in places},
        called={name: row["called"] for name, row in rows.items() if "called" in row},
        states={name: data["states"][row["country"]][row["state"]] for name, row in rows.items() if "state" in row},
        covers={name: tuple(row["countries"]) for name, row in data["areas"].items()},
        state_codes={
            code: (country, name) for country in ("CA", "US") for code, name in data["states"][country].items()
        },
        remarks=frozenset(spelling_words(text) for text in data["remarks"]),
        longest=_longest_by_first_word(table),
    )


def _longest_by_first_word(keys: Iterable[tuple[str, ...]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in keys:
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return longest


def _all_spellings(data: Mapping[str, Any], places: Mapping[str, Place]) -> Iterator[tuple[str, Spelling]]:
    for name, row in data["places"].items():
        yield from _place_spellings(name, row, places, data)
    for code, row in data["countries"].items():
        spelling = Spelling("country", row["name"], country=code)
        yield from ((text, spelling) for text in (row["name"], *row.get("also", ())))
        yield from ((text, _exactly(spelling, text)) for text in row.get("codes", ()))
    for name, row in data["areas"].items():
        yield from ((text, Spelling("area", name)) for text in (name, *row.get("also", ())))
    for country, states in data["states"].items():
        yield from ((name, Spelling("state", name, country=country)) for name in states.values())
    yield from ((text, Spelling("remote", "Remote")) for text in data["remote"])


def _place_spellings(
    name: str, row: Mapping[str, Any], places: Mapping[str, Place], data: Mapping[str, Any]
) -> Iterator[tuple[str, Spelling]]:
    spelling = Spelling("place", name, places[name], row["country"])
    yield name, _exactly(spelling, name) if row.get("word") else spelling
    yield from ((text, spelling) for text in row.get("also", ()))
    yield from ((text, _exactly(spelling, text)) for text in row.get("codes", ()))
    yield from ((text, spelling) for text in row.get("near", ()) if text not in places)
    yield from ((f"{name} {suffix}", spelling) for suffix in _suffixes(row, data))


def _suffixes(row: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[str]:
    """What people add after a town's name: `TX`, `Texas`, `USA`, `UK`."""
    if "state" in row:
        yield row["state"]
        yield data["states"][row["country"]][row["state"]]
    country = data["countries"][row["country"]]
    yield from (country["name"], row["country"], *country.get("also", ()))


def _exactly(spelling: Spelling, text: str) -> Spelling:
    return Spelling(spelling.kind, spelling.name, spelling.place, spelling.country, exact=text)
