"""Which case or question a message is like: the nearest of the phrasings in data/likes.yaml, sentence by sentence.

In: a message, and the sentence encoder that ships. Out: for each record the sentence most like one of its phrasings,
with how near it is. Only the kind of a question comes from here, never a figure; where the encoder is not at hand,
cues alone decide.

>>> said_apart("hi. They lied to me!! The contract says 150.")
('They lied to me!!', 'The contract says 150.', 'They lied to me!! The contract says 150.')
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.data import load

Embed = Callable[[Sequence[str], str], "NDArray[np.float32] | None"]
"""One unit vector a text, by a model of the named weights; None where that model is not at hand."""
ARTEFACT = Path(__file__).parent / "artefact"
VECTORS, CARD = "likes.npy", "likes.json"
PLAIN = "plain"
BACKGROUND = frozenset({PLAIN, "facts", "asks"})
"""Phrasings of what is no case: an ask that figures answer, what only tells, what could be asked about anything."""
LONGEST, PAIRED, SHORTEST, MOST = 400, 45, 3, 40
"""Letters of a sentence that are read, words of two read together, words of the shortest, sentences of a message."""
ASKED = 0.05
"""What a sentence that asks is nearer than one that tells."""


@dataclass(frozen=True, slots=True)
class Near:
    """The sentence of a message that is nearest to a record, and how near, 0 to 1."""

    key: str
    score: float
    sentence: str


@lru_cache(maxsize=64)
def said_apart(text: str) -> tuple[str, ...]:
    """The sentences of a message and each two that follow one another, as far as a person would write them."""
    parts = (part.strip(" -|*#>\t") for part in re.split(r"(?<=[.!?;])[\"”’')]*\s+|\n+|\s\|\s", text))
    alone = [part[:LONGEST] for part in parts if len(part.split()) >= SHORTEST][:MOST]
    together = (f"{one} {other}" for one, other in pairwise(alone))
    return (*alone, *(both for both in together if len(both.split()) <= PAIRED))


def nearest(message: str, embed: Embed) -> Mapping[str, Near]:
    """How near the message comes to each record; empty without the encoder."""
    said = said_apart(message) or ((message.strip(),) if message.strip() else ())
    weights, keys, known = _phrasings()
    vectors = embed(said, weights) if said and known is not None else None
    if vectors is None or known is None:
        return {}
    found = vectors @ known.T
    return {near.key: near for near in _each(found, keys, said)}


def _each(found: NDArray[np.float32], keys: NDArray[np.str_], said: Sequence[str]) -> Iterator[Near]:
    """Of each record the nearest sentence, less where that sentence is nearer to what is no case."""
    none = np.max(found[:, np.isin(keys, list(BACKGROUND))], axis=1)
    asked = np.array([ASKED if "?" in one else 0.0 for one in said])
    for key in dict.fromkeys(keys.tolist()):
        own = np.max(found[:, keys == key], axis=1)
        score = own + asked - (0.0 if key in BACKGROUND else np.maximum(none - own, 0.0))
        row = int(np.argmax(score))
        yield Near(key, float(score[row]), said[row])


@cache
def _phrasings() -> tuple[str, NDArray[np.str_], NDArray[np.float32] | None]:
    """The weights' revision, the record of each phrasing, and its vector; no vectors where the table was edited."""
    card = json.loads((ARTEFACT / CARD).read_text(encoding="utf-8"))
    keys, texts = phrasings()
    fresh = card["table"] == table_sum(texts)
    vectors = np.load(ARTEFACT / VECTORS, allow_pickle=False).astype(np.float32) / 127 if fresh else None
    return card["weights"], np.array(keys), vectors


def phrasings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every phrasing of the table, behind the record of each."""
    rows = [(key, text) for key, texts in load("likes").items() for text in texts]
    keys, texts = zip(*rows, strict=True)
    return keys, texts


def table_sum(texts: Sequence[str]) -> str:
    """What the vectors were made of."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def write_likes(vectors: NDArray[np.float32], weights: str, texts: Sequence[str]) -> None:
    """Write the vectors of the phrasings, in eight bits (`make likes`)."""
    ARTEFACT.mkdir(exist_ok=True)
    np.save(ARTEFACT / VECTORS, np.round(vectors * 127).astype(np.int8))
    (ARTEFACT / CARD).write_text(json.dumps({"weights": weights, "table": table_sum(texts)}), encoding="utf-8")
