"""The corpora: a value and its many spellings, and what must never be read so."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.yaml_table import table

from parley.dialogue.model import DialogueState, Offer
from parley.dialogue.names.roles import find_roles
from parley.dialogue.state import replayed, update
from parley.guides.library import Library

FOLDER = Path(__file__).parent / "corpus"
OFFERS = ("offer", "asked", "wished", "current_pay")


def rows(name: str) -> Any:
    return table(FOLDER / f"{name}.yaml")


INTENTS = rows("intents")


def spellings(table: dict[str, Any]) -> list[Any]:
    return [
        pytest.param(value, text, id=f"{value}: {text}")
        for value, texts in table.items()
        if value != "never"
        for text in (texts if isinstance(texts, list) else [])
    ]


def intent_rows() -> list[Any]:
    return [
        pytest.param(intent, text, id=f"{intent}: {text}")
        for intent, block in INTENTS.items()
        for text in (block if isinstance(block, list) else [])
    ]


@pytest.mark.parametrize(("intent", "text"), intent_rows())
def test_intent(intent: str, text: str, seeds: Library) -> None:
    assert replayed([text], seeds).intent == intent


def parts(state: DialogueState) -> set[str]:
    told = set()
    for name in OFFERS:
        offer: Offer | None = getattr(state, name)
        for component in ("base", "equity", "bonus_pct", "bonus", "signing", "total"):
            stated = getattr(offer, component) if offer else None
            if stated:
                told.add(f"{'' if name == 'offer' else name + ':'}{component}={stated.value:f}")
    return told | ({f"walk_away:base={state.walk_away.value:f}"} if state.walk_away else set())


@pytest.mark.parametrize(("value", "text"), spellings(rows("amounts")["reads"]))
def test_amounts(value: str, text: str, seeds: Library) -> None:
    assert parts(replayed(["W&B New York", text], seeds)) == set(value.split())


@pytest.mark.parametrize("text", rows("amounts")["never"])
def test_quantities_that_are_not_pay(text: str, seeds: Library) -> None:
    assert parts(replayed(["W&B New York", text], seeds)) == set()


@pytest.fixture(scope="module")
def invented(seeds: Library) -> Library:
    guide = seeds.guides[-1]
    slugs = [
        (name, "-".join(name.lower().replace("(", "").replace(")", "").split()))
        for name in rows("companies")["library"]
    ]
    guides = [
        replace(guide, company=slug, company_display=name, path=f"{slug}/{guide.role}.md") for name, slug in slugs
    ]
    return Library(seeds.folder, tuple(guides), ())


@pytest.mark.parametrize(("name", "text"), spellings(rows("companies")["reads"]))
def test_company(name: str, text: str, invented: Library) -> None:
    state = replayed([text], invented)
    assert invented.companies.get(state.subject.company or "") == name


@pytest.mark.parametrize("text", rows("companies")["never"])
def test_no_company(text: str, invented: Library) -> None:
    assert replayed([text], invented).subject.company is None


@pytest.mark.parametrize(("slug", "text"), spellings(rows("roles")))
def test_role(slug: str, text: str) -> None:
    assert [mention.values[0] for mention in find_roles(text)] == [slug]


@pytest.mark.parametrize("text", rows("roles")["never"])
def test_no_role(text: str) -> None:
    assert find_roles(text) == []


def test_replay_is_update_over_messages(seeds: Library) -> None:
    talk = ["W&B London", "they offered 130k", "no, 135", "and New York?"]
    assert replayed(talk, seeds) == update(replayed(talk[:-1], seeds), talk[-1], seeds)


@pytest.mark.parametrize(
    "text", ["", "   ", "?", "🙂", "<b>hi</b>", "x" * 100_000, "a " * 50_000, "9" * 500, "\x00\u202e", "١٢٣"]
)
def test_any_message_gives_a_state(text: str, seeds: Library) -> None:
    state = replayed([text], seeds)
    assert state.subject.company is None
    assert state.offers == ()
