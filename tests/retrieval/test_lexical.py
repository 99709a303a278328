"""Scores from the counts of an index agree with bm25s, and with the formula."""

import math

import bm25s
import numpy as np
import pytest

from parley.retrieval.lexical import K1, B, LexicalIndex, tokens
from parley.retrieval.passages import passages_of, searchable
from parley.retrieval.postings import Postings

from .guides import SHELF

TEXTS = [searchable(passage) for guide in SHELF.guides for passage in passages_of(guide)]
QUESTIONS = ["on-call pager at night", "bread, bread and more bread", "price experiments raised margin", "L4 engineers"]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    LexicalIndex.of(TEXTS).postings.save(folder := tmp_path_factory.mktemp("words"))
    return LexicalIndex(Postings.open(folder))


@pytest.mark.parametrize("question", QUESTIONS)
def test_scores_are_those_of_bm25s(index: LexicalIndex, question: str) -> None:
    reference = bm25s.BM25(k1=K1, b=B, method="lucene")
    reference.index([tokens(text) for text in TEXTS], show_progress=False)
    known = [word for word in dict.fromkeys(tokens(question)) if word in reference.vocab_dict]
    assert np.allclose(index.scores(question), reference.get_scores(known), atol=1e-5)


@pytest.mark.parametrize("question", QUESTIONS)
def test_scores_are_those_of_the_formula(index: LexicalIndex, question: str) -> None:
    rows = [tokens(text) for text in TEXTS]
    average = sum(map(len, rows)) / len(rows)
    expected = []
    for row in rows:
        score = 0.0
        for word in dict.fromkeys(tokens(question)):
            having = sum(word in other for other in rows)
            rarity = math.log(1 + (len(rows) - having + 0.5) / (having + 0.5))
            score += rarity * row.count(word) / (row.count(word) + K1 * (1 - B + B * len(row) / average))
        expected.append(score)
    assert np.allclose(index.scores(question), expected, atol=1e-4)


def test_words_nobody_has_find_nothing(index: LexicalIndex) -> None:
    assert len(index.search("zebra the of", 5)[0]) == 0
    assert len(index.search("", 5)[0]) == 0
    assert len(index.search("bread", 0)[0]) == 0


def test_equal_scores_are_in_the_order_of_rows(index: LexicalIndex) -> None:
    rows, scores = index.search("L4", 2)
    assert rows.tolist() == sorted(rows.tolist())
    assert len(set(scores.tolist())) == 1
