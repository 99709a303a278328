"""Windows of like length together, padded: what the network takes at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from parley.reading.network import ITEM_HEADS, PIECEWISE
from training.rows import IGNORED, Example

TOKENS = 2048
"""Word pieces in a batch, padding included."""


def collate(batch: Sequence[Example]) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """A batch of windows, padded."""
    pieces = max(len(one.inputs.ids) for one in batch)
    numbers = max(1, *(len(one.items.first) for one in batch))

    def wide(name: str, fill: int = 0, size: int = pieces, source: str = "inputs") -> Tensor:
        rows = [getattr(getattr(one, source), name) for one in batch]
        return torch.tensor(np.array([np.pad(row, (0, size - len(row)), constant_values=fill) for row in rows]))

    inputs = {name: wide(name) for name in PIECEWISE[:-1]}
    inputs["mask"] = torch.tensor(
        np.array([[at < len(one.inputs.ids) for at in range(pieces)] for one in batch])
    ).long()
    inputs |= {name: wide(name, 0, numbers, "items") for name in ("first", "last", "sort", "kind")}
    for name in ("around", "setting"):
        rows = [getattr(one.items, name) for one in batch]
        inputs[name] = torch.tensor(np.array([np.pad(row, ((0, numbers - len(row)), (0, 0))) for row in rows]))
    inputs["real"] = torch.tensor(
        np.array([[at < len(one.items.first) for at in range(numbers)] for one in batch])
    ).long()
    targets = {name: wide(name, IGNORED, numbers, "target") for name in ITEM_HEADS}
    targets["tags"] = wide("tags", IGNORED, pieces, "target")
    targets["want"] = torch.tensor([one.target.want for one in batch])
    for name in ("wants", "told"):
        targets[name] = torch.tensor(np.array([getattr(one.target, name) for one in batch])).float()
    return inputs, targets


def batches(examples: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """The examples in batches of like length, in random order."""
    groups: list[list[Example]] = [[]]
    for example in sorted(examples, key=lambda one: len(one.inputs.ids) + chance.random() * 16):
        if groups[-1] and len(example.inputs.ids) * (len(groups[-1]) + 1) > TOKENS:
            groups.append([])
        groups[-1].append(example)
    chance.shuffle(groups)
    yield from groups
