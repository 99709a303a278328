"""How grants vest by a guide's own words: what states a schedule, and what only wishes for one."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.guides.read import read_data
from parley.guides.vesting import states

ROWS = table(Path(__file__).parent / "vesting.yaml")
HEAD = (
    "---\ncompany: acme\ncompany_display: Acme\nrole: data-engineer\nrole_display: Data Engineer\n---\n"
    "| Region | Base | Equity (4yr) |\n|---|---|---|\n| London | £100K-£120K | £40K-£60K |\n\n"
)


def vesting(body: str):
    guide, issues = read_data("acme/data-engineer.md", (HEAD + body).encode())
    assert guide is not None, issues
    return guide.vesting


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["says"])
def test_a_sentence_states_a_schedule(row):
    assert states(row["says"], "Acme") == tuple(map(Decimal, row["shares"]))


def test_a_guide_states_it_with_its_line():
    found = vesting("Grants vest 5/15/40/40.\n")
    assert (found.text, found.citation.line_from) == ("5/15/40/40", 11)


@pytest.mark.parametrize(
    "body",
    [
        "Grants vest 25/25/25/25.\n",
        "Grants vest 33/33/34.\n",
        "Grants vest 5/15/40/40.\n\nGrants vest 40/30/20/10.\n",
        '- **Equity:** "My grant: stock that vests 40/30/20/10."\n',
        "> Stock vests 40/30/20/10.\n",
        "Ask for a front-loaded grant. A 40/30/20/10 schedule of the grant aligns both sides.\n",
    ],
    ids=[
        "equal parts",
        "thirds",
        "two that disagree",
        "words to say",
        "a quote",
        "an argument for what was wished for",
    ],
)
def test_nothing_is_stated_for_sure(body):
    assert vesting(body) is None
