"""What they liked about the user: asked once after an ask, its answer kept for the reason (issue 17)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

from parley.dialogue.liked import ask_liked, liked_in
from parley.dialogue.model import Ask, DialogueState, Offer, Stated
from parley.dialogue.told import Heard

OFFERED = DialogueState(intent="counter", offers=(Offer(base=Stated(Decimal(80000), "80k", 1)),))
ASKED = Ask("liked", "What did they like about you?", ("They didn't say",))


def test_it_is_asked_where_there_is_an_offer_and_no_reason_yet() -> None:
    assert ask_liked(OFFERED) == ASKED
    assert ask_liked(DialogueState(intent="counter")) is None
    assert ask_liked(replace(OFFERED, intent="pushback")) is None
    assert ask_liked(replace(OFFERED, stage="accepted")) is None
    assert ask_liked(replace(OFFERED, experience=("I cut costs by 20%",))) is None
    assert ask_liked(replace(OFFERED, details=(("liked", "my calm"),))) is None


def heard(text: str, want: str = "chat", told: tuple = (), parts: tuple = (), asked: Ask | None = ASKED) -> Heard:
    understood = SimpleNamespace(told=told)
    reading = SimpleNamespace(text=text, own=text, want=want, parts=parts, understood=understood)
    return cast("Heard", SimpleNamespace(before=DialogueState(last_ask=asked), reading=reading))


def test_only_its_own_answer_is_kept() -> None:
    assert liked_in(heard("my calm in incidents")) == "my calm in incidents"
    for said in ("they loved how calm I was", "I speak Dutch", "that I had run clusters", "They didn't say"):
        assert liked_in(heard(said)) == said
    assert len(liked_in(heard("my " + "word " * 200))) <= 120
    other = (
        heard("my calm", asked=Ask("deadline", "When?")),
        heard("my calm", asked=None),
        heard("what do you mean?"),
        heard("thanks!"),
        heard("ok let me think"),
        heard("give me everything on one page"),
        heard("make it shorter", want="form"),
        heard("they want it by Friday", told=(("deadline", 1.0),)),
        heard("now it is 90k", parts=("90k",)),
    )
    assert not any(map(liked_in, other))
