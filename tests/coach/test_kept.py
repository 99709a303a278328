"""What a person told of one employer's pay becomes a guide of theirs, cited by line; nothing private gets into it."""

from datetime import date
from pathlib import Path

import pytest

from parley.coach import Coach
from parley.coach.kept import kept_guide
from parley.errors import UsageError
from parley.gathering.model import Gathered
from parley.gathering.small_guide import guide_text, write_guide
from parley.guides.codes import UNUSABLE
from parley.guides.library import Library, load_library

DAY = date(2026, 11, 30)
POSTING = """Senior Data Engineer
Acme Labs
Location: Austin, TX
About the role
We are looking for a Senior Data Engineer to join us.
The base salary range for this role is $140,000 - $175,000 per year in Austin and $160,000 - $200,000 in San Francisco.
How to apply: send your CV."""
ROWS = [
    (["Nurse at Mercy Hospital in Dallas, they offered 79k. The band for level II is 75-92k, for level III 88-105k."],
     [("Dallas", "level II", 75000, 92000, "USD"), ("Dallas", "level III", 88000, 105000, "USD")]),
    (["I have an offer from Acme Labs as a data engineer in Austin", "The posting says the range is $120k to $150k."],
     [("Austin", "", 120000, 150000, "USD")]),
    (["data engineer at Acme, posting says 120k-150k in Austin and 140k-175k in New York"],
     [("Austin", "", 120000, 150000, "USD"), ("New York", "", 140000, 175000, "USD")]),
    (["I'd be a welder at Iron Works in Tulsa, posting says $24-31 an hour. I'd take 22 an hour, I earn 20 now"],
     [("Tulsa", "", 49920, 64480, "USD")]),
    ([POSTING], [("Austin", "", 140000, 175000, "USD"), ("San Francisco", "", 160000, 200000, "USD")]),
]  # fmt: skip


def kept(coach: Coach, library: Library, messages: list[str], *names: str) -> Gathered:
    return kept_guide(messages, coach.conversation(messages), library, DAY, *names)


@pytest.mark.parametrize(("messages", "pays"), ROWS, ids=lambda row: str(row[-1])[:40])
def test_the_ranges_that_were_told(
    coach: Coach, library: Library, messages: list[str], pays: list[tuple[str, str, int, int, str]]
) -> None:
    found = kept(coach, library, messages)
    assert [(pay.place, pay.level, int(pay.low), int(pay.high), pay.currency) for pay in found.pays] == pays


def test_the_guide_is_read_without_a_fault_and_answers_with_its_line(
    coach: Coach, library: Library, tmp_path: Path
) -> None:
    path = write_guide(kept(coach, library, ROWS[0][0]), tmp_path, DAY)
    guides = load_library(tmp_path)
    assert not [issue for issue in guides.issues if issue.code in UNUSABLE]
    guide = guides.guide("mercy-hospital", "nurse")
    assert guide is not None
    band = guide.bands[1]
    assert (band.level, band.region, band.base and band.base.low) == ("level III", "Dallas (USD)", 88000)
    assert "88,000" in path.read_text(encoding="utf-8").splitlines()[band.citation.line_from - 1]
    assert any('told as "88-105k" in message 1' in source.text for source in guide.sources)


def test_a_range_that_can_be_read_in_two_ways_is_left_out_and_named(coach: Coach, library: Library) -> None:
    talk = ["Acme Labs in Austin offered me 130k as a data engineer. Their ranges: mid $120-140k, senior $140-170k"]
    found = kept(coach, library, talk)
    assert [(pay.level, int(pay.low), int(pay.high)) for pay in found.pays] == [("senior", 140000, 170000)]
    assert found.left_out[0].startswith("mid $120-140k was not taken")


def test_what_is_private_stays_out(coach: Coach, library: Library) -> None:
    talk = [
        "Product designer at Northwind in Leeds, they offered 72k. Their range is £70k-£85k. I earn 58k, floor 66k."
    ]
    text = guide_text(kept(coach, library, talk), DAY)
    assert "£70,000 - £85,000" in text
    assert not [private for private in ("58", "66", "72") if private in text.replace("2026", "")]


@pytest.mark.parametrize(
    ("then", "low"),
    [
        (["Northwind offered me £35k as a nurse in York, their range is £34k-£39k"], 34000),
        (["What about Northwind? They said the range is £34k-£39k"], 28000),
        (["start over", "I'm a nurse, Mercy Hospital in Leeds offered me £35k, their range is £34k-£39k"], 34000),
    ],
)
def test_of_several_employers_only_the_last_ones_ranges_are_taken(
    coach: Coach, library: Library, then: list[str], low: int
) -> None:
    talk = ["Nurse at Mercy Hospital in Leeds, they offered £31k, their range is £28k-£33k", *then]
    assert [int(pay.low) for pay in kept(coach, library, talk).pays] == [low]


@pytest.mark.parametrize(
    ("messages", "why"),
    [
        ([], "no company"),
        (["hello"], "no company"),
        (["offer from Acme Labs, they offered 100k"], "no job"),
        (["data engineer at Acme Labs, they offered 100k, I want 110 to 120"], "no range"),
    ],
)
def test_what_a_talk_lacks_is_said(coach: Coach, library: Library, messages: list[str], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        kept(coach, library, messages)


def test_names_that_the_user_gives_win(coach: Coach, library: Library) -> None:
    found = kept(coach, library, ROWS[1][0], "Acme Laboratories", "Data Engineer II")
    assert (found.company, found.role) == ("Acme Laboratories", "Data Engineer II")
