"""Runs the trained reader: the shipped artefact, checked by its checksum, on onnxruntime.

In: `Encoded` windows. Out: the heads' logits. Loaded once, at the first message.
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

from parley.errors import ReaderMissing
from parley.models.session import open_session
from parley.models.weights import sha256_of
from parley.reading.decode import HEADS, Scores
from parley.reading.encoding import Encoded

ROOM = files("parley.reading") / "artefact"
THREADS = 2


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of the artefact: its checksum, the checksum of the data it was trained on, and its figures."""

    sha256: str
    data_sha256: str
    rows: int
    figures: Mapping[str, float]


@cache
def card() -> Card:
    """The artefact's card."""
    raw = json.loads((ROOM / "card.json").read_text(encoding="utf-8"))
    return Card(raw["sha256"], raw["data_sha256"], raw["rows"], raw["figures"])


_door = threading.Lock()


def logits(window: Encoded) -> dict[str, Scores]:
    """What the network says of one window; the same for the same window on one machine."""
    with _door:
        session = _session()
    many = max(len(window.first), 1)
    feed = {name: getattr(window, name)[None] for name in ("ids", "kinds", "number_kind", "case", "word_kind")}
    feed["mask"] = np.ones_like(window.ids)[None]
    feed["first"], feed["last"] = (_padded(getattr(window, name), many)[None] for name in ("first", "last"))
    around = window.around if len(window.first) else np.zeros((1, window.around.shape[1]), dtype=np.int64)
    feed["around"] = around[None]
    setting = window.setting if len(window.first) else np.zeros((1, window.setting.shape[1]), dtype=np.float32)
    feed["setting"] = setting[None]
    feed["real"] = np.array([[at < len(window.first) for at in range(many)]], dtype=np.int64)
    return {name: head[0] for name, head in zip(HEADS, session.run(list(HEADS), feed), strict=True)}


def _padded(row: np.ndarray, size: int) -> np.ndarray:
    return np.pad(row, (0, size - len(row)))


@cache
def _session() -> Any:
    with as_file(ROOM / "reader.onnx") as path:
        if not path.is_file():
            raise ReaderMissing("the trained reader is missing from the package; run: make reader")
        found = sha256_of(path)
        if found != card().sha256:
            raise ReaderMissing(
                f"{path.name} is not the reader of its card (SHA-256 {found[:12]}...); reinstall Parley"
            )
        return open_session(path, THREADS)
