"""Every script as a copy editor reads it (copy.yaml): all kinds and pushbacks, in every channel, tone and length."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.coach.question_book import CASE, question_book
from parley.data import load
from parley.scripts.model import Script

from .drafting import case_letter, script

ROWS = table(Path(__file__).parent / "copy.yaml")
KINDS = tuple(kind for kind in load("kinds") if kind != CASE)
CASES = tuple(key for key, one in question_book().items() if one.letter)
FORMS = tuple(product(("email", "call", "text", "linkedin"), load("tones"), (False, True)))
LONDON, AGAINST_GOOGLE = "W&B London at 130", "Scale New York against"
MOST_BLANKS = 4
MOST_WORDS = 50


@cache
def scripts() -> tuple[tuple[str, Script], ...]:
    """Every script with the words that find it again."""
    kinds = [(kind, None) for kind in KINDS if kind != "pushback"] + [("pushback", key) for key in load("pushbacks")]
    plain = [(kind, form, AGAINST_GOOGLE, None) for kind, form in product(kinds, FORMS[:8])]
    wanted = [*((kind, form, LONDON, "Friday") for kind, form in product(kinds, FORMS)), *plain]
    cases = [(key, form) for key, form in product(CASES, FORMS)]
    return (
        *(
            (f"{kind} {key} {form} {at}", script(at, kind, *form, pushback=key, deadline=day))
            for (kind, key), form, at, day in wanted
        ),
        *((f"case {key} {form}", script(LONDON, CASE, *form, letter=case_letter(key))) for key, form in cases),
    )


def faults(row) -> list[str]:
    return [f"{name}: {found}" for name, made in scripts() if applies(row, made) and (found := at_fault(row, made))]


def applies(row, made: Script) -> bool:
    about = {"channels": made.channel, "kinds": made.kind, "tones": made.tone}
    return all(about[key] in row[key] for key in about if key in row)


def at_fault(row, made: Script) -> str | None:
    text = re.sub(r"\[[^\]]*\]", lambda blank: blank[0] if "[day" in row["pattern"] else "[blank]", made.text)
    found = re.search(row["pattern"], text.replace("e.g.", "eg"), re.IGNORECASE)
    return found[0] if found else None


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_no_script_has_the_fault(row) -> None:
    assert not faults(row)[:5]


def test_a_counter_email_has_few_blanks() -> None:
    made = [found for _, found in scripts() if found.kind == "counter_email"]
    made.append(script("W&B London before", "counter_email"))
    assert all(len(found.blanks) <= MOST_BLANKS for found in made)


def test_a_short_message_is_short() -> None:
    chat = [(name, len(made.text.split())) for name, made in scripts() if made.channel in ("text", "linkedin")]
    long = [(name, count) for name, count in chat if count > MOST_WORDS]
    assert not long
