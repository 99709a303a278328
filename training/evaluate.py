"""Reads labelled rows with weights in torch and scores them: `python -m training.evaluate build/reader --hold`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from parley.models.weights import weights_folder
from parley.reading.contract import record
from parley.reading.decode import Window, understood, window_of
from parley.reading.encoding import Encoded, encoded
from parley.reading.items import ItemTable
from parley.reading.network import ITEM_HEADS, ITEMWISE, PIECEWISE, Scored
from parley.reading.writing import written
from training.network import Reader
from training.rows import row_of
from training.train import HERE, held


def judged_by(models: list[Reader], window: Encoded) -> Window:
    """A window judged by the mean of the models' logits."""
    feed = {name: torch.tensor(getattr(window, name)[None]) for name in PIECEWISE[:-1]}
    feed["mask"] = torch.ones_like(feed["ids"])
    with torch.no_grad():
        found = [model.encoder(*(feed[name] for name in PIECEWISE)) for model in models]
    means = [sum(parts).numpy() / len(models) for parts in zip(*(one[2:] for one in found), strict=True)]
    mean = Scored(found[0][0].numpy(), found[0][1].numpy(), *(head[0] for head in means))

    def heads(items: ItemTable) -> dict[str, np.ndarray]:
        asked = {name: torch.tensor(getattr(items, name)[None]) for name in ITEMWISE[:-1]}
        asked["real"] = torch.ones_like(asked["first"])
        with torch.no_grad():
            answers = [
                model.heads(one[0], one[1], *(asked[name] for name in ITEMWISE))
                for model, one in zip(models, found, strict=True)
            ]
        return {
            name: (sum(parts) / len(models))[0].numpy()
            for name, parts in zip(ITEM_HEADS, zip(*answers, strict=True), strict=True)
        }

    return window_of(window, mean, heads)


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, default=HERE / "data")
    parser.add_argument("--files", type=Path, nargs="*")
    parser.add_argument("--name", default="weights.pt")
    parser.add_argument("--hold", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("build/read"))
    options = parser.parse_args()
    torch.set_num_threads(2)
    files = options.files or sorted(options.data.glob("*.jsonl"))
    lines = [json.loads(line) for file in files for line in file.read_text().splitlines() if line.strip()]
    raws = [raw for raw in lines if not options.hold or held(row_of(raw))]
    models = []
    for weights in options.weights:
        model = Reader(weights_folder())
        model.load_state_dict(torch.load(weights / options.name))
        models.append(model.eval())
    options.out.mkdir(exist_ok=True, parents=True)
    with (options.out / "gold.jsonl").open("w") as gold, (options.out / "read.jsonl").open("w") as read:
        for raw in raws:
            message = written(raw["text"])
            windows = [judged_by(models, window) for window in encoded(message, raw["before"], raw["coach"])]
            gold.write(json.dumps(raw) + "\n")
            read.write(json.dumps({"id": raw["id"], **record(understood(message, windows))}) + "\n")


if __name__ == "__main__":
    main()
