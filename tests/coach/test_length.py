"""How long replies are: little above the first script, and later only what changed (issue 17)."""

from __future__ import annotations

from dataclasses import replace
from statistics import median, quantiles

import pytest
from tests.talks import talks

from parley.coach import Coach
from parley.coach.model import Reply
from parley.dialogue.model import DialogueState, Subject
from parley.guides.library import Library

from .hand import answered, evidence, offer, state

LONDON = Subject(company="weights-and-biases", role="devops-engineer", region="London")
TOLD = replace(offer(130000, equity=95000, bonus_pct=5, signing=10000), equity_years=4, currency="GBP")
MOST_ABOVE = 120
BELOW = ("_script", "_years", "_why", "closing")
"""Where what is read first ends: at the script, else at the table or the reasons."""
INTENTS = ("counter", "offer_check", "competing", "equity", "pushback", "deadline", "script", "level")
OFFERS = {
    "no offer": {"subject": LONDON},
    "an offer": {"subject": LONDON, "offers": (TOLD,)},
    "uneven": {"subject": LONDON, "offers": (replace(TOLD, signing_second=offer(5000).base),)},
    "a rival": {"subject": LONDON, "offers": (TOLD,), "competing": (replace(offer(170000), currency="GBP"),)},
    "a range": {"company": "Aldi", "offers": (offer(80000),), "evidence": (evidence("employer_range", 75000, 95000),)},
    "a wish": {"company": "Aldi", "offers": (offer(80000),), "wished": offer(86000)},
    "the offer alone": {"offers": (offer(80000),)},
}


def words_above(reply: Reply) -> int:
    names = [name for name, _ in reply.sections]
    end = next((names.index(name) for name in BELOW if name in names), len(names))
    said = " ".join(text for _, text in reply.sections[:end])
    return sum(any(letter.isalnum() for letter in word) for word in said.split())


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("told", OFFERS)
def test_the_first_reply_has_little_above_its_script(told: str, intent: str, library: Library) -> None:
    reply = answered(state("what do I do with the vest each year?", intent, **OFFERS[told]), library)
    assert words_above(reply) <= MOST_ABOVE, reply.text


def later(before: DialogueState, message: str, **told) -> DialogueState:
    return replace(before, turn=2, message=message, **told)


def test_a_later_reply_says_what_changed(library: Library) -> None:
    first = state(subject=LONDON, offers=(TOLD,))
    more = later(first, "they also said 8% bonus", offers=(replace(TOLD, base=offer(128000).base),))
    reply = answered(more, library, before=first)
    assert reply.text.startswith("**Noted: their offer £128K base")
    assert "The ask goes from £156K to £153K base" in reply.text or "The ask" in reply.text.split("\n")[0]
    assert reply.sections[0][0] == "counter"
    assert {"_levers", "_if_no", "_norms"}.isdisjoint(name for name, _ in reply.sections)


def test_what_changes_nothing_of_the_ask_is_noted_and_the_words_stay(library: Library) -> None:
    first = state(subject=LONDON, offers=(TOLD,))
    reply = answered(later(first, "they want it by Friday", deadline="Friday"), library, before=first)
    assert reply.text.startswith("**Noted: deadline Friday. The ask stays £156K base")
    assert "The words to send stay as they are." in reply.text
    assert "```" not in reply.text
    assert reply.scripts  # in the machine-readable answer, and on the page above


def test_a_part_more_or_less_is_told(library: Library) -> None:
    first = state(offers=(offer(80000),))
    more = later(first, "and 20k equity", offers=(replace(offer(80000, equity=20000), equity_years=4),))
    reply = answered(more, library, before=first)
    assert "The ask" in reply.text.split("\n")[0]
    assert "adds" in reply.text.split("\n")[0] or "keeps" in reply.text.split("\n")[0]


def test_an_answer_to_our_question_is_no_riddle(library: Library) -> None:
    first = state(subject=LONDON, offers=(TOLD,), settled=("liked",))
    asked = answered(first, library).ask
    assert asked.options
    reply = answered(later(first, asked.options[-1]), library, before=first)
    assert "could not tell" not in reply.text
    assert reply.text.startswith("**Noted: ")


def test_what_they_liked_is_asked_and_fills_the_reason(library: Library) -> None:
    first = state(subject=LONDON, offers=(replace(TOLD, equity=None, assumed_equity_years=False),))
    assert answered(first, library).ask.question == "What did they like about you?"
    told = later(first, "my work on the GPU scheduler", details=(("liked", "my work on the GPU scheduler"),))
    reply = answered(replace(told, settled=("liked",)), library, before=first)
    assert "Noted: what they liked, as your reason." in reply.text
    assert "You told me that you liked my work on the GPU scheduler." in reply.scripts[0].text
    nothing = answered(later(first, "no idea", settled=("liked",)), library, before=first)
    assert "could not tell" not in nothing.text


FOLDED = ("_why", "_levers", "_sums", "_private", "_age", "_evidence")  # kinds fold, private and sources
MEDIAN, P90 = 220, 350


def test_replies_are_short_over_all_talks(coach: Coach) -> None:
    counts = [visible(reply) for talk in talks("coach") for reply in coach.conversation(talk.said) if not reply.planned]
    assert median(counts) <= MEDIAN
    assert quantiles(counts, n=10)[8] <= P90


def visible(reply: Reply) -> int:
    """Words of a reply without what the page folds."""
    said = " ".join(text for name, text in reply.sections if name not in FOLDED)
    return sum(any(letter.isalnum() for letter in word) for word in said.split())
