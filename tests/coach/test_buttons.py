"""Every button that the coach offers, pressed in every state in which it appears here: the reply changes, and says how.

States are reached by pressing too: from each talk below two presses deep. A button that only begins a message is
finished by hand. Issue 17, part 7.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from parley.coach import Coach, Reply
from parley.web.steps import next_steps

OFFER = "W&B London offered me £130k base, £95k equity over 4 years, 5% bonus. what should I counter?"
SEEDS = (
    ("hi",), ("what should I counter?",), ("what should I counter at W&B?",), ("what should I counter at W&B London?",),
    (OFFER,), ("W&B London offered £130k base", "They said no to my counter"),
    ("W&B London offered £130k base", "They want my answer by Friday"),
    ("Acme Widgets in Austin offered me 146k base. what do I ask?",),
    ("Acme Widgets in Austin offered me 146k base, posting 140-175k. what do I ask?", "They said no to my counter"),
    ("what if they say no?",), ("who pays for on-call?",), ("I'm so anxious about asking",),
    (OFFER, "Let's practise: you play the recruiter"), ("Zillow offered me a job, what should I ask?",),
    ("which levers do I have at Scale?",), ("I want a raise at W&B London, I'm on £120k",),
    (OFFER, "They came back with £140k base"), (OFFER, "what is the weather?"),
)  # fmt: skip
LEVELS = (
    ("Acme London data engineer offered £120k base, what do I counter?",),
    ("what does Acme pay data engineers in London?",),
)
DEPTH = 2
ENDS = {
    "They offered ": "130k base, 95k equity over 4 years, 5% bonus",
    "They came back with ": "145k base, 112k equity over 4 years",
    "I have another offer from ": "Google: 150k base",
}
NAMES = {
    "They said no to my counter": ("no",), "Write the acceptance e-mail": ("acceptance",),
    "What if they still refuse?": ("still have the offer",), "Let's practise: you play the recruiter": ("recruiter",),
    "Put everything on one page": ("where it lies",), "Should I accept it?": ("offer", "base"),
    "Write the counter e-mail": ("e-mail", "general script"), "They asked for my salary expectation": ("range",),
    "Which levers fit me?": ("levers",), "I need more time to decide": ("days", "time"),
    "Where do these numbers come from?": ("figures come from", "figure comes from"),
    "What should I ask about the equity?": ("equity",),
    "Give me a general counter script without numbers": ("general",),
    "They say this is their best offer": ("fixed", "best offer"), "They want my answer by Friday": ("days",),
    "help": ("line for that",), "stop": ("how it went",), "They offered ": ("130",), "They came back with ": ("145",),
    "I have another offer from ": ("google",), "Make it shorter": ("",), "As a phone call": ("call", "say"),
    "They said no to my number": ("no",),
}  # fmt: skip
"""Words of which the reply to a suggestion holds at least one."""
NOTED = ("liked", "deadline", "equity_terms", "offer", "competing", "priority", "confirm")
"""Questions whose quick replies are noted in the answer, or are in its next question."""
UNHELPED = ("unchanged", "unknown", "out_of_scope", "smalltalk")


@dataclass(frozen=True, slots=True)
class Button:
    """A button: the slot of the question it answers ("" for a suggestion), its label, what pressing it says."""

    slot: str
    label: str
    says: str


def buttons(reply: Reply) -> Iterator[Button]:
    if reply.ask:
        yield from (Button(reply.ask.slot, option, option) for option in reply.ask.options)
    for step in next_steps(reply):
        yield Button("", step.say, step.say + ENDS[step.say] if step.fill else step.say)


def faults(before: Reply, button: Button, after: Reply) -> Iterator[str]:
    said = after.text.casefold()
    if after.text == before.text:
        yield "the reply is the same"
    if after.action.kind in UNHELPED:
        yield f"the reply is {after.action.kind}"
    if not any(name.casefold() in said for name in names(button, after)):
        yield f"the reply does not name it: {after.text[:200]!r}"


def names(button: Button, after: Reply) -> Sequence[str]:
    """What the reply is to hold one of."""
    if button.slot in NOTED:
        return ("noted", "you have the offer", "what did they offer", button.label)
    if button.slot in ("question",):
        return NAMES.get(button.label, ("",))
    if button.slot:
        return (button.label.partition(" (")[0], button.label)
    if button.label.startswith("What about "):
        return (button.label[len("What about ") : -1].partition(" (")[0],)
    return NAMES[button.label]


def pressed(coach: Coach, messages: Sequence[str], depth: int, seen: set[object]) -> Iterator[str]:
    """The faults of every button from this state on, each button once in each kind of state."""
    before = coach.reply(messages)
    for button in buttons(before):
        state = (button, before.action.kind, before.action.intent, before.action.script_kind, bool(before.state.offers))
        if state in seen:
            continue
        seen.add(state)
        after = coach.reply([*messages, button.says])
        yield from (f"{messages} + {button.label!r}: {fault}" for fault in faults(before, button, after))
        if depth > 1:
            yield from pressed(coach, [*messages, button.says], depth - 1, seen)


@pytest.mark.parametrize("talk", SEEDS, ids=[" / ".join(talk)[:60] for talk in SEEDS])
def test_every_button_changes_something_that_the_reply_names(talk: Sequence[str], coach: Coach) -> None:
    found = list(pressed(coach, talk, DEPTH, set()))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("talk", LEVELS, ids=[" / ".join(talk)[:60] for talk in LEVELS])
def test_every_button_beside_levels(talk: Sequence[str], levelled: Coach) -> None:
    found = list(pressed(levelled, talk, DEPTH, set()))
    assert not found, "\n".join(found)
