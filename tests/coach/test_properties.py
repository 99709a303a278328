"""What holds of any negotiation: random talks over the seeds always, over a corpus of guides where one is named."""

from __future__ import annotations

import os
from random import Random

import pytest
from tests.bench.situations import coach_of

from parley.guides.library import Library

from .properties import faults_of
from .random_talks import random_talk

MANY = int(os.environ.get("PARLEY_TALKS", "60"))


def faults_in(library: Library, numbers: range) -> list[str]:
    found = []
    for number in numbers:
        talk, coach = random_talk(Random(number), library.guides), coach_of(library)
        for turn in range(1, len(talk.messages) + 1):
            said = talk.messages[:turn]
            found += [f"talk {number} {said}: {kind}: {words}" for kind, words in faults_of(said, coach.reply(said))]
    return found


def test_any_talk_on_the_seeds(library: Library) -> None:
    assert faults_in(library, range(MANY)) == []


@pytest.mark.corpus
def test_any_talk_on_the_corpus(corpus: Library) -> None:
    assert faults_in(corpus, range(1000, 1000 + MANY)) == []


def test_two_coaches_answer_alike(library: Library) -> None:
    for number in range(500, 515):
        said = random_talk(Random(number), library.guides).messages
        assert coach_of(library).reply(said).text == coach_of(library).reply(said).text
