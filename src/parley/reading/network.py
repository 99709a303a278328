"""Runs the trained reader: the shipped graphs, checked by their checksums, on onnxruntime.

They are loaded once, at the first message.

The encoder reads a window and tags its pieces; the heads say what each number and name of it is.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.errors import ReaderMissing
from parley.models.session import open_session
from parley.models.weights import sha256_of
from parley.reading.encoding import Encoded
from parley.reading.items import ItemTable

Scores = NDArray[np.float32]
ROOM = files("parley.reading") / "artefact"
ENCODER, HEADS, CARD = "encoder.onnx", "heads.onnx", "card.json"
THREADS = 2
PIECEWISE = ("ids", "kinds", "number_kind", "case", "word_kind", "mask")
ITEMWISE = ("first", "last", "sort", "kind", "around", "setting", "real")
MESSAGE_HEADS = ("tags", "want", "wants", "told")
ITEM_HEADS = ("part", "whose", "per", "scale", "step", "relation", "teller")


@dataclass(frozen=True, slots=True)
class ArtefactCard:
    """What is known of the artefact: its files' checksums, that of the data it was trained on, its rows and figures."""

    files: Mapping[str, str]
    data_sha256: str
    rows: int
    figures: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """What the encoder says of a window: `hidden` and `message` for the heads, and its own logits."""

    hidden: Scores
    message: Scores
    tags: Scores
    want: Scores
    wants: Scores
    told: Scores


@cache
def card() -> ArtefactCard:
    """The artefact's card."""
    return ArtefactCard(**json.loads((ROOM / CARD).read_text(encoding="utf-8")))


def scored(window: Encoded) -> Scored:
    """The encoder's word on a window; the same for the same window on one machine."""
    feed = {name: getattr(window, name)[None] for name in PIECEWISE[:-1]}
    feed["mask"] = np.ones_like(window.ids)[None]
    found = _session(ENCODER).run(None, feed)
    return Scored(found[0], found[1], *(head[0] for head in found[2:]))


def item_scores(window: Scored, items: ItemTable) -> dict[str, Scores]:
    """The heads' logits for the items of a window, by name."""
    feed = {name: getattr(items, name)[None] for name in ITEMWISE[:-1]}
    feed["real"] = np.ones_like(items.first)[None]
    found = _session(HEADS).run(None, {"hidden": window.hidden, "message": window.message, **feed})
    return {name: head[0] for name, head in zip(ITEM_HEADS, found, strict=True)}


_door = threading.Lock()


def _session(name: str) -> Any:
    with _door:
        return _opened(name)


@cache
def _opened(name: str) -> Any:
    with as_file(ROOM / name) as path:
        if not path.is_file():
            raise ReaderMissing("the trained reader is missing from the package; run: make reader")
        if sha256_of(path) != card().files[name]:
            raise ReaderMissing(f"{path.name} is not the one of its card; reinstall Parley or run: make reader")
        return open_session(path, THREADS)
