"""No paste of 40,000 characters holds the reading of documents up."""

import time

import pytest

from parley.documents.paper import paper_of
from parley.reading.record import Understood
from parley.reading.writing import written

LETTER = "Dear Rowan,\nWe are pleased to offer. Base salary: £66,000 per annum.\n"
PASTES = {
    "dashes": LETTER + "-\n" * 19_000,
    "numbers": LETTER + "1 " * 19_000,
    "cells": LETTER + "1," * 19_000,
    "pipes": LETTER + "|a" * 19_000,
    "amounts": LETTER + "base $1,000, " * 3_000,
    "chat": "Me: 5 base\n" * 3_500,
    "letters": "LETTER A:\nbase $5,000\nLETTER B:\n" * 1_000,
    "headers": LETTER + "From: x\n" * 4_000,
    "signings": LETTER + "signing bonus $1,000 repaid " * 1_400,
    "repaid": LETTER + "signing bonus $1,000, repaid if you leave " + "within a " * 4_000,
    "braces": '{"baseSalary":' * 2_500,
}


@pytest.mark.parametrize("name", PASTES)
def test_a_hostile_paste_is_read_in_time(name) -> None:
    message = written(PASTES[name])
    begun = time.process_time()
    paper_of(message, Understood(message.text))
    assert time.process_time() - begun < 3
