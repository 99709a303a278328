"""Close reading tells the levers of one guide apart, and what the filters know is not searched for."""

import numpy as np
import pytest

from parley.retrieval.close import closeness, telling
from parley.retrieval.embedders import HashEmbedder, Pieces
from parley.retrieval.model import Filters
from parley.retrieval.question import without_known

EYE = np.eye(3, dtype=np.float32)


def test_each_word_looks_for_its_nearest_and_longer_passages_gain_nothing() -> None:
    assert closeness(EYE[:2], EYE[:2]) == 1
    assert closeness(EYE[:2], EYE[:1]) == 0.5
    assert closeness(EYE[:1], np.repeat(EYE[:1], 50, axis=0)) == closeness(EYE[:1], EYE[:1])


@pytest.mark.parametrize(("question", "passage"), [(EYE[:0], EYE), (EYE, EYE[:0])])
def test_nothing_is_near_nothing(question, passage) -> None:  # type: ignore[no-untyped-def]
    assert closeness(question, passage) == 0


def test_small_words_and_marks_are_left_out_unless_there_are_no_others() -> None:
    embedder = HashEmbedder()
    assert len(telling(embedder.embed_pieces("at the pager"))) == 1
    assert len(telling(embedder.embed_pieces("at the"))) == 2
    assert len(telling(Pieces(("?", "!"), EYE[:2]))) == 0


@pytest.mark.parametrize(
    ("text", "filters", "left"),
    [
        ("wandb mle: I ran pipelines", Filters("weights-and-biases", "ml-ai-engineer"), "I ran pipelines"),
        ("W&B's security engineer", Filters("weights-and-biases"), "security engineer"),
        ("Scale AI EM, half my reports", Filters("scale-ai", "engineering-manager"), "half my reports"),
        ("scalefactor is not scale", Filters("scale-ai"), "scalefactor is not"),
        ("in London, which lever?", Filters(region="London"), "in , which lever?"),
        ("what about Acme", Filters(), "what about Acme"),
        ("Acme", Filters("acme"), "Acme"),
        ("", Filters("acme"), ""),
        ("the art of bread", Filters("house-of-the-rising-sun"), "the art of bread"),
        ("a (b [c", Filters("a.*(["), "(b [c"),
    ],
)  # fmt: skip
def test_what_the_filters_know_is_not_searched_for(text: str, filters: Filters, left: str) -> None:
    assert without_known(text, filters) == left
