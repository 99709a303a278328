"""Weights in torch to the artefact that ships: ONNX, its matrices in eight bits, with its card."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from parley.models.weights import weights_folder
from parley.reading.decode import HEADS
from parley.reading.encoding import encoded
from parley.reading.writing import written
from training.network import Reader
from training.rows import Example, Target
from training.train import HERE, collate

ARTEFACT = Path("src/parley/reading/artefact")
NAMES = ("ids", "kinds", "number_kind", "case", "word_kind", "mask", "first", "last", "around", "setting", "real")


def data_sha256(folder: Path) -> str:
    """One sum over all labelled files, by name and content."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.jsonl")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def example_inputs() -> dict[str, torch.Tensor]:
    """Two messages of unlike length, to trace with."""
    windows = [encoded(written(text))[0] for text in ("offer 90k base and 10% bonus, I want 100", "is 50 ok?")]
    empty = np.zeros(0, dtype=np.int64)
    blank = Target(
        empty, empty, empty, empty, empty, empty, 0, np.zeros(23, dtype=np.int64), np.zeros(27, dtype=np.int64)
    )
    return collate([Example(window, blank) for window in windows])[0]


def export(weights: Path, out: Path) -> None:
    """Writes reader.onnx (int8) into `out`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = Reader(weights_folder())
    model.load_state_dict(torch.load(weights / "weights.pt"))
    model.eval()
    inputs = example_inputs()
    full = weights / "reader.fp32.onnx"
    axes = {
        name: {0: "batch", 1: "numbers" if name in ("first", "last", "around", "setting", "real") else "pieces"}
        for name in NAMES
    }
    outs = {
        name: {0: "batch", 1: "numbers" if name in HEADS[:5] else "pieces"} if name in HEADS[:6] else {0: "batch"}
        for name in HEADS
    }
    torch.onnx.export(
        model, tuple(inputs[name] for name in NAMES), str(full), input_names=list(NAMES), output_names=list(HEADS),
        dynamic_axes={**axes, **outs}, opset_version=17, dynamo=False,
    )  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    quantize_dynamic(
        str(full), str(out / "reader.onnx"), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def write_card(out: Path, rows: int, figures: dict) -> None:
    """What the artefact is, beside it."""
    digest = hashlib.sha256((out / "reader.onnx").read_bytes()).hexdigest()
    card = {"sha256": digest, "data_sha256": data_sha256(HERE / "data"), "rows": rows, "figures": figures}
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=ARTEFACT)
    options = parser.parse_args()
    export(options.weights, options.out)
    rows = sum(1 for file in (HERE / "data").glob("*.jsonl") for line in file.read_text().splitlines() if line.strip())
    write_card(options.out, rows, {})


if __name__ == "__main__":
    main()
