"""Region labels, places in messages, and which label is for a place."""

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.guides.model import Citation, PayBand
from parley.guides.places import find_places, match_region, places_of, read_label

HERE = Path(__file__).parent
LABELS = table(HERE / "labels.yaml")
MESSAGES = table(HERE / "messages.yaml")


@pytest.mark.parametrize("row", LABELS, ids=lambda row: row["label"])
def test_a_label_says_which_places_it_means(row):
    label = read_label(row["label"])
    assert [place.name for place in label.places] == row["places"]
    assert label.remote == row.get("remote", False)
    if "country" in row:
        assert label.country == row["country"]


@pytest.mark.parametrize("row", MESSAGES, ids=lambda row: row.get("text") or row["never"])
def test_a_message_names_places(row):
    found = find_places(row.get("text") or row["never"])
    assert [place.name for place in found] == row.get("found", [])
    for place in found:
        assert (row.get("text") or row["never"])[place.start : place.end] == place.text


@pytest.mark.parametrize(
    ("said", "labels", "expected"),
    [
        ("London", ["San Francisco", "London (GBP)"], "London (GBP)"),
        ("Dublin", ["US (San Francisco / Seattle)", "EMEA (London/Dublin)"], "EMEA (London/Dublin)"),
        ("Austin", ["Austin / Seattle", "Austin TX"], "Austin TX"),
        ("Oakland", ["New York", "San Francisco (HQ)"], "San Francisco (HQ)"),
        ("SF", ["Palo Alto", "New York"], "Palo Alto"),
        ("SF", ["Bay Area / Mountain View (US)", "New York"], "Bay Area / Mountain View (US)"),
        ("Cambridge", ["Cambridge (MA)", "New York"], "Cambridge (MA)"),
        ("London", ["San Francisco", "New York"], None),
        ("Denver", ["Seattle", "US (Other Markets)"], "US (Other Markets)"),
        ("Paris", ["San Francisco", "London", "Europe (EUR)"], "Europe (EUR)"),
        ("remote", ["San Francisco", "Remote US"], "Remote US"),
        ("remote", ["Remote EU", "Remote US"], None),
        ("India", ["San Francisco", "India (Bangalore)"], "India (Bangalore)"),
        ("USA", ["San Francisco", "New York"], None),
        ("Texas", ["San Francisco", "Austin"], "Austin"),
        ("Denver", ["Remote US", "San Francisco"], None),
    ],
)
def test_the_guides_own_label_for_a_place(said, labels, expected):
    bands = [band(label) for label in labels]
    assert match_region(find_places(said)[0], bands) == expected


def band(label):
    return PayBand(
        region=label, places=places_of(label), level=None, currency="USD", base=None, equity=None, bonus_pct=None,
        bonus=None, signing_bonus=None, total_comp=None, period="year", open_ended=False, source="table",
        citation=Citation("a/b.md", 1, 1),
    )  # fmt: skip
