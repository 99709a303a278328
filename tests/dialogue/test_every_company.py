"""Every company of the development corpus, called as people call it (skipped where the corpus is absent)."""

import os
import re

import pytest

from parley.dialogue.state import replayed
from parley.guides.library import Library

SENTENCES = (
    "{lower} software engineer pay",
    "software engineer at {name}, what's the band",
    "swe @ {lower} salary?",
    "what is {name}'s range for a data scientist",
    "I got an offer from {name} as a product manager, what should I counter",
    "{name} offered me 150k as a data engineer",
    "{joined} data engineer pay",
    "{upper} SWE PAY?",
    "just interviewed with {name} for a security engineer role. what do they pay?",
    "hi, {name} is interested in me (data scientist). how much should i ask?",
    "the {name} folks want a number, i'm a product designer",
)


LONGER = ("{name} Foods offered me 90k as a data engineer", "{lower} foods data engineer pay")
EACH = int(os.environ.get("PARLEY_SENTENCES", "3"))
"""Of the sentences, how many each company is called by; all are said of some."""


@pytest.mark.corpus
def test_every_company_is_understood(corpus: Library) -> None:
    wrong = {}
    for number, (slug, name) in enumerate(corpus.companies.items()):
        for sentence in (SENTENCES[(number + 4 * each) % len(SENTENCES)] for each in range(EACH)):
            read = replayed([said(sentence, name)], corpus).subject.company
            if read != slug:
                wrong[said(sentence, name)] = read
    assert wrong == {}


@pytest.mark.corpus
@pytest.mark.parametrize("sentence", LONGER)
def test_a_longer_name_is_another_company(sentence: str, corpus: Library) -> None:
    read = {slug: replayed([said(sentence, name)], corpus).subject.company for slug, name in corpus.companies.items()}
    assert {slug: company for slug, company in read.items() if company is not None} == {}


@pytest.mark.corpus
def test_a_slip_of_the_pen_is_mended_or_asked_about_never_another_company(corpus: Library) -> None:
    slipped = {slug: name.lower()[:-3] + name.lower()[-2:] for slug, name in corpus.companies.items() if len(name) > 6}
    read = {slug: replayed([f"{name} software engineer pay"], corpus).subject.company for slug, name in slipped.items()}
    assert {slug: company for slug, company in read.items() if company not in (slug, None)} == {}
    assert sum(company is None for company in read.values()) <= 0.1 * len(read)


def said(sentence: str, name: str) -> str:
    name = re.sub(r"\s*\(.*?\)", "", name)
    joined = re.sub(r"[^a-z0-9]", "", name.lower())
    return sentence.format(name=name, lower=name.lower(), upper=name.upper(), joined=joined)
