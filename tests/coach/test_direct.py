"""A question that wants a yes or a no gets it in the first words (data/direct.yaml)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parley.guides.library import Library

from .hand import answered, offer, state

OFFER = replace(offer(80000), currency="EUR")
WISHES = (
    (86000, "is 86 too much?", "**No, €86K is not too much.**"),
    (92000, "is 92 too ambitious?", "**No, €92K is firm, but not too much.**"),
    (160000, "would 160 be realistic?", "**No, on this offer alone €160K is out of reach.**"),
)


@pytest.mark.parametrize(("wish", "said", "first"), WISHES, ids=[said for _, said, _ in WISHES])
def test_a_wish_is_judged_first(wish: int, said: str, first: str, library: Library) -> None:
    reply = answered(state(said, offers=(OFFER,), wished=offer(wish)), library)
    assert reply.text.startswith(first)


def test_no_question_no_answer(library: Library) -> None:
    reply = answered(state("they offer 80, I want 86", offers=(OFFER,), wished=offer(86000)), library)
    assert reply.text.startswith("**Ask for €86K base**. That is 8% over what they offer, an ordinary ask.")


ROUNDS = (
    (84000, "is that a fair move?", "move.**"),
    (81000, "or are they bluffing?", "**Treat it as real"),
)


@pytest.mark.parametrize(("now", "said", "first"), ROUNDS, ids=[said for _, said, _ in ROUNDS])
def test_a_round_is_judged_first(now: int, said: str, first: str, library: Library) -> None:
    rounds = (OFFER, replace(offer(now), currency="EUR"))
    told = {"offers": rounds, "asked": replace(offer(90000), currency="EUR"), "want": "decide"}
    reply = answered(state(said, "offer_check", stage="answered:partly", **told), library)
    assert first in reply.text.splitlines()[0]
    assert "moved from €80K" in reply.text.split("```")[0]


def test_a_last_word_gets_both_answers(library: Library) -> None:
    rounds = (OFFER, replace(offer(81000), currency="EUR"))
    told = {"offers": rounds, "asked": replace(offer(95000), currency="EUR"), "want": "decide", "stage": "final"}
    reply = answered(state("final, by noon. what now", "offer_check", **told), library)
    assert [one.kind for one in reply.scripts] == ["accept", "decline"]
