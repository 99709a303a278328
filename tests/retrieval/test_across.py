"""Questions across guides, on the seeds: the right guides lead; where nothing fits, that is said."""

from datetime import date
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.coach import Coach
from parley.coach.answer import answer
from parley.dialogue.state import replayed
from parley.guides.library import Library, load_library
from parley.retrieval.compiled import CompiledMiniLM
from parley.retrieval.index import refresh
from parley.retrieval.search import Searcher

TABLE = table(Path(__file__).parent / "across.yaml")
STRANGE = table(Path(__file__).parent / "topics.yaml")["strange"]


@pytest.fixture(scope="module")
def library(seeds_dir: Path) -> Library:
    return load_library(seeds_dir)


@pytest.fixture(scope="module")
def coach(library: Library, encoder: CompiledMiniLM, tmp_path_factory: pytest.TempPathFactory) -> Coach:
    snapshot = refresh(library, tmp_path_factory.mktemp("across"), encoder)
    return Coach(library, Searcher(snapshot, encoder), lambda: date(2026, 11, 22))


@pytest.mark.parametrize("row", TABLE["asked"], ids=lambda row: row["say"][-1])
def test_what_is_asked_of_all_guides(library: Library, row: dict) -> None:  # type: ignore[type-arg]
    assert replayed(row["say"], library).across == row["about"]


@pytest.mark.model
@pytest.mark.parametrize("row", TABLE["answered"], ids=lambda row: row["say"][-1])
def test_the_right_guides_lead(coach: Coach, row: dict) -> None:  # type: ignore[type-arg]
    reply = coach.reply(row["say"])
    found = [(lever["guide"], lever["title"]) for lever in answer(reply)["levers"]]
    assert found[: len(row["first"])] == [tuple(pair) for pair in row["first"]]
    for guide, title in found:
        assert guide in reply.text
        assert title in reply.text
    assert reply.text.count("?**") <= 1


@pytest.mark.model
@pytest.mark.parametrize("question", STRANGE)
def test_nothing_fits_is_said(coach: Coach, question: str) -> None:
    reply = coach.reply([question])
    if reply.action.kind == "across":
        assert reply.text.startswith("**Nothing fits")
    assert not reply.levers
