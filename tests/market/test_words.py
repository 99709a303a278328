"""From people's words to occupation and area: the corpora, and the tables that the look-up rests on."""

import json
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.data import load
from parley.market.layout import MarketTable
from parley.market.open import ARTEFACT, SHIPPED, Market, known_titles
from parley.market.places import Places
from parley.market.titles import title_key

HERE = Path(__file__).parent
PLACES = table(HERE / "places.yaml")
MARKET = Market()


@pytest.mark.parametrize("words", PLACES)
def test_a_place_is_an_area(words: str) -> None:
    found = (
        Places(MarketTable(ARTEFACT / SHIPPED)).find(words)
        if words == "Dallas"
        else MARKET.books[-1].places.find(words)
    )
    assert (found.areas[0].name if found.areas else "") == PLACES[words]


def test_a_town_is_followed_by_its_state_and_the_nation() -> None:
    found = MARKET.books[-1].places.find("Boise")
    assert [area.kind for area in found.areas] == ["metro", "state", "nation"]
    assert [area.name for area in MARKET.books[-1].places.find("Springfield").others][:1] == ["Springfield, MA"]


def test_every_title_belongs_to_one_occupation_of_the_table() -> None:
    aliases = load("occupations")
    table = MarketTable(ARTEFACT / SHIPPED)
    assert set(aliases) == {occupation.code for occupation in table.occupations}
    owner: dict[tuple[str, ...], str] = {}
    twice = [
        alias for code, row in aliases.items() for alias in row if owner.setdefault(title_key(alias), code) != code
    ]
    assert not twice


def test_the_titles_that_ship_are_those_of_the_data() -> None:
    known = known_titles().codes
    missing = [
        alias for code, row in load("occupations").items() for alias in row if known.get(title_key(alias)) != code
    ]
    assert not missing


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("RN", "29-1141"),
        ("Sr. Welder II", "51-4121"),
        ("pediatric cardiac ICU nurse at a clinic", "29-1141"),
        ("Registered Nurses", "29-1141"),
        ("Electrician, journeyman", "47-2111"),
        ("director of nursing at a nursing home", "11-9111"),
        ("marine welder", "51-4121"),
        ("night stocker at Walmart", "53-7065"),
    ],
)
def test_a_title_is_an_occupation(words: str, code: str) -> None:
    found = MARKET.books[-1].titles.find(words)
    assert found.sure
    assert found.occupations[0].code == code


@pytest.mark.parametrize("words", ["technician", "manager", "assistant manager", "blorp wrangler technician", ""])
def test_what_may_be_many_is_not_sure(words: str) -> None:
    assert not MARKET.books[-1].titles.find(words).sure


def test_the_widest_title_around_the_words_read() -> None:
    text = "Offered $71,000 as an elementary school teacher in Columbus"
    start = text.index("teacher")
    assert MARKET.widest(text, start, start + len("teacher")) == "elementary school teacher"


def test_titles_by_another_hand() -> None:
    rows = [json.loads(line) for line in (HERE / "titles.jsonl").read_text(encoding="utf-8").splitlines()]
    right = [
        row
        for row in rows
        if (found := MARKET.books[-1].titles.find(row["title"])).sure and found.occupations[0].code == row["code"]
    ]
    assert len(right) >= 0.95 * len(rows)
