"""How long each field of the state lasts: said by its type, and nowhere else."""

from dataclasses import fields

from parley.dialogue.matters import OF_A_MATTER
from parley.dialogue.model import DialogueState, Lasts, Matter
from parley.dialogue.state import update
from parley.guides.library import Library


def test_every_field_says_how_long_it_lasts() -> None:
    assert set(DialogueState.lasting(*Lasts)) == {one.name for one in fields(DialogueState)}


def test_a_matter_keeps_what_is_a_company_s() -> None:
    assert {one.name for one in fields(Matter)} == {*OF_A_MATTER, "subject"}


def test_the_next_message_forgets_what_was_of_the_last(library: Library) -> None:
    told = update(DialogueState(), "Stripe offered me 180k base in Dublin. what if they come back with 190?", library)
    later = update(told, "thanks!", library)
    assert later.offers == told.offers
    for name in DialogueState.lasting(Lasts.MESSAGE):
        assert getattr(told.before_next(), name) == getattr(DialogueState(), name)
    assert later.supposed is None
