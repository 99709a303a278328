"""Reads labelled rows with weights in torch and scores them: `python -m training.evaluate build/reader --hold`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from parley.models.weights import weights_folder
from parley.reading.contract import record
from parley.reading.decode import HEADS, scored, understood
from parley.reading.encoding import encoded
from parley.reading.writing import written
from training.network import Reader
from training.rows import Example, row_of
from training.train import HERE, collate, held


def scores_of(model: Reader, windows: list, batch: int = 32) -> list[dict[str, np.ndarray]]:
    """The heads' logits of each window."""
    from training.rows import Target

    found: list[dict[str, np.ndarray] | None] = [None] * len(windows)
    order = sorted(range(len(windows)), key=lambda at: len(windows[at].ids))
    empty = np.zeros(0, dtype=np.int64)
    blank = Target(
        empty, empty, empty, empty, empty, empty, 0, np.zeros(23, dtype=np.int64), np.zeros(27, dtype=np.int64)
    )
    for start in range(0, len(order), batch):
        part = order[start : start + batch]
        inputs, _ = collate([Example(windows[at], blank) for at in part])
        with torch.no_grad():
            outputs = model(**inputs)
        for row, at in enumerate(part):
            found[at] = {name: head[row].float().numpy() for name, head in zip(HEADS, outputs, strict=True)}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, default=HERE / "data")
    parser.add_argument("--files", type=Path, nargs="*")
    parser.add_argument("--hold", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("/tmp/read"))
    options = parser.parse_args()
    torch.set_num_threads(2)
    files = options.files or sorted(options.data.glob("*.jsonl"))
    lines = [json.loads(line) for file in files for line in file.read_text().splitlines() if line.strip()]
    raws = [raw for raw in lines if not options.hold or held(row_of(raw), "")]
    messages = [written(raw["text"]) for raw in raws]
    windows = [encoded(message, raw["before"], raw["coach"]) for message, raw in zip(messages, raws, strict=True)]
    flat = [window for group in windows for window in group]
    sums = None
    for weights in options.weights:
        model = Reader(weights_folder())
        model.load_state_dict(torch.load(weights / "weights.pt"))
        model.eval()
        scores = scores_of(model, flat)
        sums = scores if sums is None else [{k: a[k] + b[k] for k in a} for a, b in zip(sums, scores, strict=True)]
    scores = [{k: v / len(options.weights) for k, v in one.items()} for one in sums]
    at = 0
    options.out.mkdir(exist_ok=True, parents=True)
    with (options.out / "gold.jsonl").open("w") as gold, (options.out / "read.jsonl").open("w") as read:
        for raw, message, group in zip(raws, messages, windows, strict=True):
            parts = [scored(window, scores[at + k]) for k, window in enumerate(group)]
            at += len(group)
            gold.write(json.dumps(raw) + "\n")
            read.write(json.dumps({"id": raw["id"], **record(understood(message, parts))}) + "\n")


if __name__ == "__main__":
    main()
