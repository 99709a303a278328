"""One line above an answer: what the message changed, with a way back, and what was guessed, with what else it may be.

In: a Reply and the one before. Out: HTML; the guesses and their other readings are rows of data/guesses.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from parley.coach import Reply
from parley.coach.facts import facts, stated_words
from parley.coach.lines import region_labels
from parley.coach.phrases import years_words
from parley.data import load
from parley.money import NO_CURRENCY, Money, full

MOST = 4
"""Facts that the line names; a letter tells more, and the panel shows all."""
ALTERNATIVES = 3
OFFER = "Their offer"


@dataclass(frozen=True, slots=True)
class Assumption:
    """What was taken for granted, in words, and the messages that say it otherwise: label and message."""

    words: str
    others: tuple[tuple[str, str], ...]


def noted(before: Reply | None, reply: Reply) -> str:
    """The line; empty where nothing changed and nothing was guessed."""
    told = _changed(before, reply) if reply.changes is None and before is not None else ()
    guesses = tuple(_new_guesses(before, reply))
    if not told and not guesses:
        return ""
    shown = "; ".join(f"{name} {value}" for name, value in told[:MOST])
    more = f"; {len(told) - MOST} more" if len(told) > MOST else ""
    line = f"<span>Noted: {escape(shown + more)}.</span>" if told else ""
    undo = '<button type="button" data-act="undo">Undo</button>' if told else ""
    return f'<div class="noted">{line}{undo}{"".join(map(_guess, guesses))}</div>'


def _changed(before: Reply | None, reply: Reply) -> tuple[tuple[str, str], ...]:
    known = dict(facts(before)) if before else {}
    new = (
        (name, value) for name, value in facts(reply) if known.get(name) != value and not _is_older(name, value, known)
    )
    return tuple((name.lower().partition(" (")[0], value) for name, value in new)


def _is_older(name: str, value: str, known: Mapping[str, str]) -> bool:
    """Whether it is an offer that was known before it became one of several rounds."""
    return name.startswith(OFFER) and value in (told for other, told in known.items() if other.startswith(OFFER))


def _guess(guess: Assumption) -> str:
    others = "".join(
        f'<button type="button" class="quick" data-say="{escape(say)}">{escape(label)}</button>'
        for label, say in guess.others
    )
    return f'<span class="guess">{escape(guess.words)}</span>{others}'


def _new_guesses(before: Reply | None, reply: Reply) -> Iterator[Assumption]:
    earlier = set(_guessed(before)) if before else set()
    yield from (guess for guess in _guessed(reply) if guess not in earlier)


def _asks_years(reply: Reply) -> bool:
    """Whether the coach asks for the years itself."""
    return reply.ask is not None and "equity" in reply.ask.slot


def _guessed(reply: Reply) -> Iterator[Assumption]:
    """What this reply takes for granted."""
    rows, offer, subject = load("guesses"), reply.state.offer, reply.state.subject
    if offer and offer.assumed_scale and offer.base:
        words = stated_words(offer, reply.currency).partition(" ")[0]
        yield Assumption(rows["scale"]["words"].format(value=words, said=offer.base.text), ())
    if offer and offer.equity and not offer.equity_years and not _asks_years(reply):
        row = rows["years"]
        granted = full(Money(offer.equity.value, offer.currency or reply.currency or NO_CURRENCY))
        others = tuple((years_words(count), row["says"].format(granted, years_words(count))) for count in row["others"])
        yield Assumption(row["words"], others)
    if subject.region_assumed and subject.region:
        row = rows["place"]
        labels = [label for label in region_labels(reply.guide) if label != subject.region]
        others = tuple((label, row["says"].format(label)) for label in labels[:ALTERNATIVES])
        yield Assumption(row["words"].format(place=subject.region), others)
