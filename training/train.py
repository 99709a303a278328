"""Trains the reader: `python -m training.train --out build/reader`. Two cores, offline, the same result for the same
data. Progress goes to the terminal.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from parley.models.weights import weights_folder
from training.augment import varied
from training.batches import batches, collate
from training.network import Reader, outputs_of
from training.rows import IGNORED, Example, Row, examples_of, read_rows

HERE = Path(__file__).parent
FASTEST, HEADS = 1.2e-4, 1e-3
"""The pace of the encoder's highest layer, and of the heads."""
WARM = 0.06
SEED = 7
SMOOTH = 0.05

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


def held(row: Row) -> bool:
    """Whether a row is kept aside while developing: every ninth of `talk.jsonl`, by its number."""
    if row.id[0] not in "tuvw":
        return False
    digits = int("".join(char for char in row.id if char.isdigit()) or 0)
    return (digits * 7 + sum(map(ord, row.id[:2]))) % 9 == 0


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
            smooth = SMOOTH if name in ("part", "whose", "want", "relation") else 0.0
            one = nn.functional.cross_entropy(flat, target.reshape(-1), ignore_index=IGNORED, label_smoothing=smooth)
        total = total + WEIGHTS[name] * one
    return total


def groups_of(model: Reader) -> list[dict]:
    """Parameters with their pace: the encoder's lower layers slower."""
    model.encoder.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    layers = model.encoder.encoder.encoder.layer
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
                "lr": FASTEST * 0.9 ** (len(layers) - 1 - layer),
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


def written_anew(rows: Sequence[Row], at: int) -> list[Example]:
    """All rows as windows: as they are for the first writing, varied for the later ones."""
    chance = random.Random(SEED + at)
    return [example for row in rows for example in examples_of(varied(row, rows, chance) if at else row)]


def train(rows: Sequence[Row], epochs: int, out: Path) -> Reader:
    """The trained network; its weights lie in `out`."""
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    chance = random.Random(SEED)
    model = Reader(weights_folder())
    pace = groups_of(model)
    optimizer = torch.optim.AdamW(pace)
    peaks = [group["lr"] for group in pace]
    out.mkdir(parents=True, exist_ok=True)
    mean = Mean()
    total, step = 0, 0
    for epoch in range(epochs):
        groups = list(batches(written_anew(rows, epoch), chance))
        total = total or len(groups) * epochs
        model.train()
        began, summed = time.time(), 0.0
        for at, group in enumerate(groups, 1):
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
                mean.add(model)
            if at % 100 == 0 or at == len(groups):
                told = f"epoch {epoch + 1}, {at} of {len(groups)}: loss {summed / at:.3f}, {time.time() - began:.0f} s"
                print(told, flush=True)
    mean.into(model)
    torch.save(model.state_dict(), out / "weights.pt")
    return model


class Mean:
    """The mean of a network's weights over the last quarter of its steps."""

    def __init__(self) -> None:
        self.many = 0
        self.weights: dict[str, Tensor] = {}

    def add(self, model: Reader) -> None:
        """One more look at the weights."""
        self.many += 1
        for name, value in model.state_dict().items():
            if value.dtype.is_floating_point:
                mean = self.weights.setdefault(name, value.clone())
                mean += (value - mean) / self.many

    def into(self, model: Reader) -> None:
        """Gives the network the mean."""
        model.load_state_dict({**model.state_dict(), **self.weights})


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE / "data")
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--hold", action="store_true", help="keep every ninth row of talk.jsonl aside, to score on it")
    options = parser.parse_args()
    torch.set_num_threads(2)
    rows = read_rows(sorted(options.data.glob("*.jsonl")))
    kept = [row for row in rows if not (options.hold and held(row))]
    print(f"{len(kept)} of {len(rows)} rows", flush=True)
    train(kept, options.epochs, options.out)


if __name__ == "__main__":
    main()
