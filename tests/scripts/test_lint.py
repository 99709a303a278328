"""The send lint: each row fails what it should, passes what it should, and draft() refuses what fails."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.advice.model import Figure, FromUser
from parley.data import load
from parley.errors import UnsafeScript
from parley.money import Money
from parley.scripts import draft as drafting_module
from parley.scripts.lint import faults_of
from parley.scripts.model import Script

from .drafting import advice_for, script

TABLE = table(Path(__file__).parent / "lint.yaml")
LETTER = "Hi [Name],\n\nThank you for the offer. {}\n\nCould we talk?\n\nBest,\n[Your name]"
LONDON = "W&B London at 130"


def letter(words: str, kind: str = "counter_email", figures: tuple[Figure, ...] = ()) -> Script:
    return Script(kind, "email", "warm", "An offer", LETTER.format(words), (), figures)


def codes(found: Script, advice=None, currency="GBP") -> set[str]:
    return {fault.code for fault in faults_of(found, advice, currency)}


def test_every_rule_has_examples() -> None:
    assert set(TABLE) == set(load("send_lint")["never"])


@pytest.mark.parametrize("rule", TABLE)
def test_rule(rule) -> None:
    for words in TABLE[rule]["fails"]:
        found = replace(letter(""), text=words) if rule == "markup" else letter(words)
        assert rule in codes(found), words
    for words in TABLE[rule]["passes"]:
        assert not codes(letter(words)), words


def test_an_amount_without_a_figure_is_refused() -> None:
    assert "untraced_amount" in codes(letter("I'd like £150,000."))


def test_another_currency_is_refused() -> None:
    dollars = Figure("base", Money(210000, "USD"), 210000, FromUser(1, "210k"))
    assert "other_currency" in codes(letter("I'd like $210,000.", figures=(dollars,)))


def test_a_rival_nobody_told_of_is_refused() -> None:
    assert "unstated_rival" in codes(letter("I also have an offer from Google."), advice_for(LONDON))
    assert "unstated_rival" not in codes(
        letter("I also have an offer from Google."), advice_for("Scale New York against")
    )


def test_a_private_figure_is_refused() -> None:
    advice = advice_for(LONDON)
    target = advice.ladder.target.base
    assert "private_figure" in codes(letter("I'd like £147,000.", figures=(target,)), advice)


@pytest.mark.parametrize("rule", [name for name, row in load("send_lint")["must"].items()])
def test_what_must_be_there_is_missed(rule) -> None:
    row = load("send_lint")["must"][rule]
    kind, channel = row.get("kinds", ["counter_email"])[0], row.get("channels", ["email"])[0]
    assert rule in {fault.code for fault in faults_of(Script(kind, channel, "warm", None, "No.", (), ()), None, "GBP")}


def test_a_kind_without_numbers_has_none() -> None:
    assert "amount_in_kind" in codes(letter("I'd like £1,000.", kind="buy_time"))


def test_draft_refuses_a_faulty_template(monkeypatch) -> None:
    monkeypatch.setattr(drafting_module, "_tidy", lambda text: text + "\nMy floor is £1,000.")
    with pytest.raises(UnsafeScript, match="private_line"):
        script(LONDON, "counter_email")


def test_every_pushback_of_the_dialogue_has_words() -> None:
    templates = {path.stem for path in Path(drafting_module.__file__).parents[1].glob("data/scripts/pushback_*.j2")}
    assert {f"pushback_{key}" for key in load("pushbacks")} <= templates


def test_tones_share_their_keys() -> None:
    tones = load("tones")
    assert len({tuple(sorted(row)) for row in tones.values()}) == 1


def test_tones_change_words_and_never_numbers() -> None:
    texts = [script(LONDON, "counter_email", tone=tone).text for tone in ("warm", "direct", "formal")]
    amounts = [re.findall(r"£[\d,]+", text) for text in texts]
    assert len(set(texts)) == 3
    assert amounts[0] == amounts[1] == amounts[2]
