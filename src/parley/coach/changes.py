"""What a message changed since the answer before: what was noted, and how the ask moved.

In: two Replies of one talk, one message apart, before they are put into words. Out: `Changes`.
"""

from __future__ import annotations

from dataclasses import replace

from parley.advice.model import Advice, Rung
from parley.coach.facts import facts
from parley.coach.lines import asked_parts
from parley.coach.model import Changes, Reply
from parley.coach.own_words import own_period
from parley.coach.phrases import component_words, package
from parley.coach.questions import ask_nearest
from parley.coach.staged import ASKING
from parley.data import load
from parley.dialogue.answers import is_option
from parley.dialogue.form import changes_form
from parley.dialogue.liked import SLOT as LIKED
from parley.dialogue.model import Ask
from parley.dialogue.words.cues import says
from parley.money import compact
from parley.render import escape_markdown
from parley.scripts.facts import NOTHING
from parley.templates import figure_list

REPEATED = ("answer", "ask", "refuse", "unknown", "out_of_scope")
"""Kinds of turn whose answer is not given twice in a row."""
NAMED_ANYWAY = ("company", "role", "region", "question")
"""Slots whose answer every headline names."""
OTHER, PRIVATE = "Other offer", "(never sent)"
"""Facts that are noted without their amounts: they may be in another currency, or stand in the private box alone."""
LATER = ("counter", "offer_check", "competing")
"""Intents whose later replies say what changed instead of the ask anew."""


def asks_the_number(reply: Reply) -> bool:
    """Whether the message asks what to ask for and tells nothing: the answer is the ask, also where it was given."""
    state = reply.state
    asks = reply.action.script_kind in ASKING and reply.action.intent == "counter" and state.want == "counter"
    return asks and "?" in state.message and state.read is not None and not (state.read.numbers or state.events)


def changes(before: Reply | None, now: Reply) -> Changes | None:
    """What changed; None for the first answer with an ask, and where it says something else than the ask."""
    if before is None or now.action.kind != "answer" or now.action.intent not in LATER:
        return None
    if (
        now.question
        or asks_the_number(now)
        or now.state.supposed
        or before.state.supposed
        or (now.advice and now.advice.verdict)
    ):
        return None
    if before.state.subject.company != now.state.subject.company or before.currency != now.currency:
        return None
    moved = moved_ask(before.advice, now.advice)
    told = [script.text for script in before.scripts]
    same = [script.text for script in now.scripts] == told
    first = now.state.offer is not None and before.state.offer is None
    ladder = before.advice.ladder if before.advice else None
    was = tuple(ladder.opening.figures()) if ladder else ()
    return Changes(_noted(before, now), moved, same, first, was) if moved else None


def _noted(before: Reply, now: Reply) -> tuple[str, ...]:
    known = dict(facts(before))
    reason = ("what they liked, as your reason",) if _liked(now) and _liked(now) != _liked(before) else ()
    new = [(name, value) for name, value in facts(now) if known.get(name) != value]
    told = reason + tuple(_told(name, value, now) for name, value in new)
    return told or _picked(before, now)


def noted_reply(before: Reply | None, now: Reply) -> str:
    """What a quick reply told, where the answer says something else than how the ask moved; empty where it names it."""
    if before is None or now.changes or now.action.kind not in ("answer", "ask") or now.question or now.pressed:
        return ""
    elsewhere = now.action.intent == "levers"  # its headline names no place
    if elsewhere and before.state.subject.region not in (None, now.state.subject.region):
        return figure_list(list(_noted(before, now)))
    named = before.ask is not None and before.ask.slot in NAMED_ANYWAY and not elsewhere
    if named or not is_option(now.state.message, before.ask):
        return ""
    return figure_list(list(_noted(before, now)))


def _picked(before: Reply, now: Reply) -> tuple[str, ...]:
    """A quick reply in words, by the question that it answers (data/replies/options.yaml)."""
    ask, said = before.ask, now.state.message.strip()
    if ask is None or not is_option(said, ask):
        return ()
    rows: dict[str, str] = load("replies/options").get(ask.slot, {})
    found = next((words for start, words in rows.items() if said.casefold().startswith(start.casefold())), None)
    return (found.format(said=escape_markdown(said)),) if found else ()


def _told(name: str, value: str, now: Reply) -> str:
    """A fact as it is noted; of offers in another currency than the ask only that they are."""
    foreign = now.state.offer.currency if now.state.offer else None
    if name.startswith("Their offer") and foreign not in (None, now.currency):
        return f"{_begun(name)}, in {foreign}"
    return _begun(name) if name.startswith(OTHER) or name.endswith(PRIVATE) else f"{_begun(name)} {value}"


def _liked(reply: Reply) -> str:
    said = dict(reply.state.details).get(LIKED, "")
    return "" if NOTHING.match(said) else said


def _begun(name: str) -> str:
    """A fact's name within a sentence, without what only the page says of it; another offer by whose it is."""
    plain = name.replace("Other offer", "your other offer") if name.startswith(OTHER) else name.partition(" (")[0]
    return plain[:1].lower() + plain[1:]


def moved_ask(before: Advice | None, now: Advice | None) -> str:
    """How the ask moved: `The ask goes from £156K to £160K base`; empty where there was none, or there is none now."""
    earlier, parts = asked_parts(before), asked_parts(now)
    if not earlier or not parts or before is None or now is None or not (before.ladder and now.ladder):
        return ""
    years = now.offer.equity_years if now.offer else 4
    old, new = before.ladder.opening, now.ladder.opening
    if earlier == parts and all(getattr(old, part).money == getattr(new, part).money for part in parts):
        return f"The ask stays {package(new, parts, years, own_period(now))}"
    gone = tuple(part for part in earlier if part not in parts)
    clauses = [_clause(part, old, new, years) for part in sorted(parts, key=lambda part: _is_held(part, old, new))]
    return f"The ask {figure_list([*clauses, *([f'drops {figure_list(list(gone))}'] if gone else [])])}"


def _is_held(part: str, old: Rung, new: Rung) -> bool:
    earlier, later = getattr(old, part), getattr(new, part)
    return earlier is not None and earlier.money == later.money


def _clause(part: str, old: Rung, new: Rung, years: int) -> str:
    earlier, words = getattr(old, part), component_words(part, getattr(new, part), years)
    if _is_held(part, old, new):
        return f"keeps {words}"
    return f"goes from {compact(earlier.money)} to {words}" if earlier else f"adds {words}"


def is_same(before: Reply | None, now: Reply) -> bool:
    """Whether the answer before would be given again, word for word."""
    if before is None or now.action.kind not in REPEATED or now.action.kind != before.action.kind:
        return False
    if asks_the_number(now) and now.state.message != before.state.message:
        return False
    if _answers(now, before) or now.state.left_out or now.state.paper or changes_form(now.state.message):
        return False
    return _content(before) == _content(now)


def _answers(now: Reply, before: Reply) -> bool:
    """Whether the message answers the question of the answer before, so that it needs no other effect."""
    none = before.ask is not None and before.ask.slot == LIKED and NOTHING.match(now.state.message.strip())
    return is_option(now.state.message, before.ask) or bool(none)


def _content(reply: Reply) -> tuple[object, ...]:
    alone = says("alone", reply.state.message)
    chooses = says("which_one", reply.state.message)
    said = (reply.action.intent, reply.question, reply.state.named, reply.state.bluff, reply.state.language, alone)
    made = (reply.advice, reply.band, reply.comparison, reply.levers, reply.across)
    return (*said, chooses, *made, *((script.kind, script.text) for script in reply.scripts), tuple(facts(reply)))


ANOTHER_WAY = ("Make it shorter", "As a phone call", "They said no to my number")


def unchanged(reply: Reply) -> Reply:
    """The reply that nothing changes with the message, with what would change something as its question."""
    options = ANOTHER_WAY if reply.scripts else ask_nearest(reply.state.message).options
    ask = reply.ask if reply.action.kind == "ask" else Ask("question", "What should be different?", options)
    ask = None if reply.pressed else ask
    action = replace(reply.action, kind="unchanged", ask=ask, script_kind=None)
    return replace(reply, action=action, scripts=(), question=None)
