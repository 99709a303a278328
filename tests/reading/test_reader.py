"""The shipped reader: that it belongs to the committed data, how well it reads, and how long it takes."""

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parley.reading.network import ROOM, card
from parley.reading.reader import understand
from parley.reading.writing import written
from reading.score import Score

ROOT = Path(__file__).parents[2]
ROUNDS = sorted((Path(__file__).parent / "rounds").glob("*.jsonl"))
MOST_BYTES = 30_000_000


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


ROWS = [row for file in ROUNDS for row in rows(file)]


def sum_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.jsonl")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def test_the_artefact_belongs_to_the_committed_data() -> None:
    assert card().data_sha256 == sum_of(ROOT / "training" / "data")
    for name, expected in card().files.items():
        assert hashlib.sha256((ROOM / name).read_bytes()).hexdigest() == expected
    assert sum(len((ROOM / name).read_bytes()) for name in card().files) <= MOST_BYTES


def test_what_is_outside_belongs_to_the_committed_data() -> None:
    fitted = json.loads((ROOM / "outside.json").read_text(encoding="utf-8"))
    assert fitted["data_sha256"] == sum_of(ROOT / "training" / "outside")


@pytest.mark.parametrize(
    "text",
    [
        "how long do I boil an egg for", "set an alarm for half six", "what's 18 percent of 240",
        "book a table for 4 at the Golden Lion on Friday", "is it going to rain in Leeds tomorrow",
        "what is my balance and when is the card bill due", "who won the world cup in 1998",
        "translate good morning to Greek",
        "my dog ate 200 grams of chocolate what now", "how many euros is 60 pounds",
    ],
)  # fmt: skip
def test_what_is_none_of_ours(text: str) -> None:
    assert (understand(text).want, understand(text).numbers) == ("out", ())


@pytest.mark.parametrize(
    "text",
    [
        "is 54 ok", "they said 61,500", "can I ask for more", "Offer letter came, 38k, warehouse supervisor",
        "what do nurses get in Cork", "I got the job!!", "help me write to my boss about pay",
    ],
)  # fmt: skip
def test_what_is_ours(text: str) -> None:
    assert understand(text).want != "out"


def figures(write: Callable[[str], str] = str) -> dict[str, float]:
    score = Score()
    for row in ROWS:
        text = write(row["text"])
        score.add({**row, "text": text}, understand(text, row["before"], row["coach"]))
    return score.figures


@pytest.fixture(scope="module")
def plainly() -> dict[str, float]:
    return figures()


def test_floors(plainly: dict[str, float]) -> None:
    """The fresh rounds, by hands who saw neither code nor failures: no figure falls below what was reached."""
    floors = card().figures["floors"]
    assert {name: value for name, value in plainly.items() if value < floors[name]} == {}


def test_every_number_has_a_place_and_a_probability() -> None:
    for row in ROWS:
        for number in understand(row["text"], row["before"], row["coach"]).numbers:
            assert row["text"][number.start : number.end] == number.said
            assert 0 <= number.sure <= 1
            assert number.value


def test_the_same_again() -> None:
    text = "they offered £130k base, I'm on 110 now and want 145"
    assert understand(text) == understand(text + "") == understand(written(text).original)


@pytest.mark.parametrize(
    "text", ["", " ", "?", "7", "é" * 600, "x" * 600, "Guten Tag, was soll ich sagen?", "\n\n\t", "🙂🙂"]
)
def test_odd_messages_are_read(text: str) -> None:
    assert understand(text).want


@pytest.mark.parametrize("unit", ["25/", "word and ", "$1m ", "7", "I ", "Base 190k\n", "é", "£", "a\tb\n", "| 1 "])
def test_nothing_takes_long(unit: str) -> None:
    """20,000 characters of anything within a second of processor time a core (two are used)."""
    text = (unit * 20_000)[:20_000]
    began = time.process_time()
    understand(text)
    assert time.process_time() - began < 3.0


def test_a_name_ends_where_its_possessive_begins() -> None:
    found = understand("AirAsia's digital arm in KL wants me, 11 to 13k a month. Same at Grab'.")
    assert {name.said for name in found.names} >= {"AirAsia"}
    assert not [name.said for name in found.names if name.said.endswith("'")]
