"""Weights in torch to the artefact that ships: ONNX, its matrices in eight bits, with its card."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch

from parley.models.session import quantized
from parley.models.weights import weights_folder
from parley.reading.network import CARD, ENCODER, HEADS, ITEM_HEADS, ITEMWISE, MESSAGE_HEADS, PIECEWISE
from training.batches import collate
from training.network import Reader
from training.rows import examples_of, row_of
from training.train import HERE

WHOLE = ("message", "want", "wants", "told")
ARTEFACT = Path("src/parley/reading/artefact")


def data_sha256(folder: Path) -> str:
    """One sum over all labelled files, by name and content."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.jsonl")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def example_inputs() -> dict[str, torch.Tensor]:
    """Two messages of unlike length, to trace with."""
    texts = ("Acme offer 90k base and 10% bonus, I want 100", "is 50 ok?")
    rows = [row_of({"id": "x", "text": text, "wants": ["judge"]}) for text in texts]
    return collate([examples_of(row)[0] for row in rows])[0]


def export(weights: Path, out: Path) -> None:
    """Writes encoder.onnx and heads.onnx (int8) into `out`."""
    model = Reader(weights_folder())
    model.load_state_dict(torch.load(weights / "weights.pt"))
    model.eval()
    out.mkdir(parents=True, exist_ok=True)
    inputs = example_inputs()
    with torch.no_grad():
        hidden, message, *_ = model.encoder(*(inputs[name] for name in PIECEWISE))
    whole, pieces, items = {0: "batch"}, {0: "batch", 1: "pieces"}, {0: "batch", 1: "items"}
    _graph(
        model.encoder, {name: inputs[name] for name in PIECEWISE}, ("hidden", "message", *MESSAGE_HEADS), out / ENCODER,
        {**dict.fromkeys((*PIECEWISE, "hidden", "tags"), pieces), **dict.fromkeys(WHOLE, whole)},
    )  # fmt: skip
    _graph(
        model.heads, {"hidden": hidden, "message": message, **{name: inputs[name] for name in ITEMWISE}}, ITEM_HEADS,
        out / HEADS,
        {"hidden": pieces, "message": whole, **dict.fromkeys((*ITEMWISE, *ITEM_HEADS[:-1]), items),
         "teller": {**items, 2: "names"}},
    )  # fmt: skip


def _graph(module: torch.nn.Module, inputs: dict, outputs: tuple[str, ...], path: Path, axes: dict) -> None:
    full = path.with_suffix(".fp32.onnx")
    torch.onnx.export(
        module, tuple(inputs.values()), str(full), input_names=list(inputs), output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    quantized(full, path)
    full.unlink()


def write_card(out: Path, rows: int, figures: dict) -> None:
    """What the artefact is, beside it."""
    sums = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in (ENCODER, HEADS)}
    card = {"files": sums, "data_sha256": data_sha256(HERE / "data"), "rows": rows, "figures": figures}
    (out / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=ARTEFACT)
    options = parser.parse_args()
    export(options.weights, options.out)
    figures = json.loads((HERE / "figures.json").read_text(encoding="utf-8"))
    rows = sum(1 for file in (HERE / "data").glob("*.jsonl") for line in file.read_text().splitlines() if line.strip())
    write_card(options.out, rows, figures)


if __name__ == "__main__":
    main()
