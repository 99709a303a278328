"""Whole conversations on the two seed guides: user, what was understood, what came out (dialogues/*.yaml)."""

from typing import Any

import pytest
from tests.talks import Talk, talks

from parley.coach import Coach, Reply
from parley.coach.answer import answer
from parley.money import find_amounts


@pytest.mark.parametrize("talk", talks("coach"), ids=str)
def test_conversation(talk: Talk, coach: Coach) -> None:
    before = None
    for turn, reply in zip(talk.turns, coach.conversation(talk.said), strict=True):
        faults = list(faults_of(turn, reply, before))
        assert not faults, f"after {turn['user']!r}: {faults}\n\n{reply.text}"
        before = reply


def faults_of(turn: dict[str, Any], reply: Reply, before: Reply | None):
    got = answer(reply)
    script = got["scripts"][0] if got["scripts"] else {"text": "", "kind": None, "channel": None}
    for key in ("intent", "company", "role", "region", "currency"):
        if key in turn and got[key] != turn[key]:
            yield f"{key} is {got[key]}, not {turn[key]}"
    if "kind" in turn and reply.action.kind != turn["kind"]:
        yield f"kind is {reply.action.kind}"
    for rung in ("opening", "target", "acceptable", "floor"):
        for part, amount in turn.get(rung, {}).items():
            seen = ((got["counter"] or {}).get(rung) or {}).get(part)
            if seen != amount:
                yield f"{rung} {part} is {seen}, not {amount}"
    yield from offer_faults(turn, got["offer"])
    if "ask" in turn and (got["ask"] or {}).get("slot") != turn["ask"]:
        yield f"asks {got['ask']}"
    if "script" in turn and script["kind"] != turn["script"]:
        yield f"script is {script['kind']}"
    if "channel" in turn and script["channel"] != turn["channel"]:
        yield f"channel is {script['channel']}"
    yield from (f"does not show {text!r}" for text in turn.get("shows", ()) if text not in reply.text)
    yield from (f"shows {text!r}" for text in turn.get("hides", ()) if text in reply.text)
    yield from (f"script lacks {text!r}" for text in turn.get("script_shows", ()) if text not in script["text"])
    yield from (f"script has {text!r}" for text in turn.get("script_hides", ()) if text in script["text"])
    if turn.get("shorter_script") and before and len(script["text"]) >= 0.8 * len(before.scripts[0].text):
        yield "the script is not clearly shorter"
    if turn.get("no_amounts") and list(find_amounts(reply.text)):
        yield f"amounts without a guide: {[found.text for found in find_amounts(reply.text)]}"
    if not reply.text.strip():
        yield "says nothing"


def offer_faults(turn: dict[str, Any], offer: dict[str, Any] | None):
    if "offer" not in turn:
        return
    if turn["offer"] is None:
        if offer is not None:
            yield f"offer is {offer}, not null"
        return
    for part, amount in turn["offer"].items():
        if (offer or {}).get(part) != amount:
            yield f"offer {part} is {(offer or {}).get(part)}, not {amount}"
