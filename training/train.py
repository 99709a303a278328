"""Trains the reader: `python -m training.train --out build/reader`. Two cores, offline, the same result for the same
data.

Progress goes to the terminal; the weights of each epoch are kept in the folder, so that a stopped run goes on.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from parley.models.weights import weights_folder
from parley.reading.network import ITEM_HEADS, ITEMWISE, MESSAGE_HEADS, PIECEWISE
from training.augment import varied
from training.network import Reader
from training.rows import IGNORED, Example, Row, examples_of, read_rows

HERE = Path(__file__).parent
TOKENS = 2048
"""Word pieces in a batch, padding included."""
FASTEST, HEADS = 1.2e-4, 1e-3
WARM = 0.06
SEED = 7


def held(row: Row, files: str) -> bool:
    """Whether a row is kept aside while developing: every ninth, by its number."""
    if row.id[0] not in "tuvw":
        return False
    digits = int("".join(char for char in row.id if char.isdigit()) or 0)
    return (digits * 7 + sum(map(ord, row.id[:2]))) % 9 == 0


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


WEIGHTS = {
    "part": 1.0,
    "whose": 1.5,
    "per": 0.3,
    "scale": 0.4,
    "step": 0.1,
    "relation": 1.0,
    "teller": 0.5,
    "tags": 3.0,
    "want": 0.5,
    "wants": 4.0,
    "told": 5.0,
}


def outputs_of(model: Reader, inputs: dict[str, Tensor]) -> dict[str, Tensor]:
    """All heads' logits by name."""
    hidden, message, *whole = model.encoder(*(inputs[name] for name in PIECEWISE))
    items = model.heads(hidden, message, *(inputs[name] for name in ITEMWISE))
    return dict(zip((*MESSAGE_HEADS, *ITEM_HEADS), (*whole, *items), strict=True))


def loss_of(outputs: dict[str, Tensor], targets: dict[str, Tensor]) -> Tensor:
    """The sum of the heads' losses."""
    total = torch.zeros(())
    for name, scores in outputs.items():
        logits, target = scores.float(), targets[name]
        if name in ("wants", "told"):
            one = nn.functional.binary_cross_entropy_with_logits(logits, target)
        else:
            flat = logits.reshape(-1, logits.shape[-1])
            if not (target != IGNORED).any():
                continue
            smooth = 0.05 if name in ("part", "whose", "want", "relation") else 0.0
            one = nn.functional.cross_entropy(flat, target.reshape(-1), ignore_index=IGNORED, label_smoothing=smooth)
        total = total + WEIGHTS[name] * one
    return total


def batches(examples: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """The examples in batches of like length, in random order."""
    order = sorted(range(len(examples)), key=lambda at: len(examples[at].inputs.ids) + chance.random() * 16)
    groups: list[list[Example]] = [[]]
    for at in order:
        longest = len(examples[at].inputs.ids)
        if groups[-1] and longest * (len(groups[-1]) + 1) > TOKENS:
            groups.append([])
        groups[-1].append(examples[at])
    chance.shuffle(groups)
    yield from groups


def groups_of(model: Reader) -> list[dict]:
    """Parameters with their pace: the encoder's lower layers slower."""
    model.encoder.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    encoder = [
        (name, parameter) for name, parameter in model.encoder.encoder.named_parameters() if parameter.requires_grad
    ]
    known = {id(parameter) for _, parameter in encoder}
    rows = []
    for name, parameter in encoder:
        layer = int(name.split(".")[2]) if name.startswith("encoder.layer.") else -1
        rows.append(
            {
                "params": [parameter],
                "lr": FASTEST * 0.9 ** (5 - layer),
                "weight_decay": 0.01 if parameter.dim() > 1 else 0.0,
            }
        )
    rows.append(
        {
            "params": [p for p in model.parameters() if p.requires_grad and id(p) not in known],
            "lr": HEADS,
            "weight_decay": 0.01,
        }
    )
    return rows


def train(rows: Sequence[Row], epochs: int, out: Path, *, quick: bool = False) -> Reader:
    """The trained network; its weights lie in `out`."""
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    chance = random.Random(SEED)
    model = Reader(weights_folder())
    pace = groups_of(model)
    optimizer = torch.optim.AdamW(pace)
    peaks = [group["lr"] for group in pace]
    total = None
    averaged: dict[str, Tensor] = {}
    seen = 0
    step = 0
    for epoch in range(epochs):
        examples = [
            example for row in rows for example in examples_of(row if epoch == 0 else varied(row, rows, chance))
        ]
        groups = list(batches(examples, chance))
        total = total or len(groups) * epochs
        model.train()
        began, summed = time.time(), 0.0
        for group in groups:
            part = min(step / (WARM * total), max(1 - step / total, 0.0) / (1 - WARM))
            for row, peak in zip(optimizer.param_groups, peaks, strict=True):
                row["lr"] = peak * part
            inputs, targets = collate(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = outputs_of(model, inputs)
            loss = loss_of(outputs, targets)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            summed += float(loss.detach())
            step += 1
            if step >= 0.75 * total and step % 20 == 0:
                seen += 1
                for name, value in model.state_dict().items():
                    if value.dtype.is_floating_point:
                        averaged[name] = (
                            averaged.get(name, torch.zeros_like(value))
                            + (value - averaged.get(name, torch.zeros_like(value))) / seen
                        )
        out.mkdir(parents=True, exist_ok=True)
        torch.save(model.state_dict(), out / "last.pt")
        print(f"epoch {epoch + 1}: loss {summed / len(groups):.3f}, {time.time() - began:.0f} s", flush=True)
    if averaged:
        model.load_state_dict({**model.state_dict(), **averaged})
    out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), out / "weights.pt")
    return model


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE / "data")
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--hold", action="store_true", help="keep every ninth row aside, and score on it")
    options = parser.parse_args()
    rows = read_rows(sorted(options.data.glob("*.jsonl")))
    kept = [row for row in rows if not (options.hold and held(row, ""))]
    print(f"{len(kept)} of {len(rows)} rows", flush=True)
    train(kept, options.epochs, options.out)


if __name__ == "__main__":
    main()
