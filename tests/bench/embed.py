"""How fast passages are embedded, compiled against plain sentence-transformers, and whether quality holds.

    python tests/bench/embed.py [GUIDES_DIR] [--passages 400] [--rounds 3] [--levers 1500 | all]

Runs are interleaved (a noisy machine then hurts both alike) and medians compared. Quality: each lever asked for by its
title alone among the bodies of all these levers (MRR) and of its own guide (share right first), by vectors alone; the
plain loop needs six minutes for nine thousand. The bound: how many passages a second the 8-bit matrix products of the
model would allow if nothing else had to be done, measured with products of the same sizes by the same library.
"""

import argparse
import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import mean, median

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from parley.guides.library import load_library
from parley.guides.model import Guide
from parley.retrieval.embedders import Embedder, MiniLM
from parley.retrieval.open import best_embedder
from parley.retrieval.passages import passages_of, searchable

LAYERS, WIDTH = 6, 384


class Plain(MiniLM):
    """The loop that people write first: passages as they come, batches of 32."""

    def embed(self, texts):  # type: ignore[no-untyped-def]
        return self._loaded().encode(list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False)


def speed(embedder: Embedder, texts: list[str]) -> float:
    start = time.perf_counter()
    embedder.embed(texts)
    return len(texts) / (time.perf_counter() - start)


def lever_quality(embedder: Embedder, guides: Sequence[Guide]) -> tuple[int, float, float]:
    levers = [(guide.path, lever) for guide in guides for lever in guide.levers if lever.quote]
    titles = embedder.embed([lever.title for _, lever in levers])
    bodies = embedder.embed([lever.quote or "" for _, lever in levers])
    cosines = titles @ bodies.T
    own = np.diag(cosines)[:, None]
    paths = np.array([path for path, _ in levers])
    same_guide = paths[:, None] == paths[None, :]
    ranks = 1 + (cosines > own).sum(axis=1)
    first_at_home = ((cosines > own) & same_guide).sum(axis=1) == 0
    return len(levers), float((1 / ranks).mean()), float(first_at_home.mean())


def product(rows: int, inner: int, columns: int) -> onnxruntime.InferenceSession:
    """One 8-bit matrix product as the compiled model has them, on one thread."""
    weights = np.random.default_rng(1).integers(-127, 127, (inner, columns), dtype=np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["x", "w"], ["y"])],
        "product",
        [helper.make_tensor_value_info("x", TensorProto.UINT8, [rows, inner])],
        [helper.make_tensor_value_info("y", TensorProto.INT32, [rows, columns])],
        [numpy_helper.from_array(weights, "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def bound(pieces: int) -> float:
    """Passages of so many word pieces a second, if the matrix products of the six layers were all there is to do."""
    sizes = [(WIDTH, WIDTH)] * 4 + [(WIDTH, 4 * WIDTH), (4 * WIDTH, WIDTH)]
    layer = [(product(pieces, *size), np.ones((pieces, size[0]), dtype=np.uint8)) for size in sizes]

    def passage(_: int) -> None:
        for _ in range(LAYERS):
            for session, x in layer:
                session.run(None, {"x": x})

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(passage, range(8)))
        begun = time.perf_counter()
        list(pool.map(passage, range(100)))
    return 100 / (time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("guides", nargs="?", type=Path, default=Path("seeds"))
    parser.add_argument("--passages", type=int, default=400)
    parser.add_argument("--levers", default="1500", help="how many to ask for, or: all")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()

    library = load_library(args.guides)
    step = max(1, len(library.guides) * 13 // args.passages)
    guides = list(library.guides[::step])
    texts = [searchable(passage) for guide in guides for passage in passages_of(guide)][: args.passages]
    ways: dict[str, Embedder] = {"sentence-transformers": Plain(), "compiled": best_embedder()}
    for embedder in ways.values():
        embedder.embed(texts[:2])
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(args.rounds):
        for name, embedder in ways.items():
            rates[name].append(speed(embedder, texts))
    print(f"{len(texts)} passages, {sum(map(len, texts)) / len(texts):.0f} characters each, {args.rounds} rounds")
    base = median(rates["sentence-transformers"])
    asked = (
        library.guides
        if args.levers == "all"
        else list(library.guides[:: max(1, len(library.guides) * 4 // int(args.levers))])
    )
    for name, embedder in ways.items():
        levers, mrr, at_home = lever_quality(embedder, asked)
        rate = median(rates[name])
        print(
            f"{name:22} {rate:7.1f} passages/s  x{rate / base:4.1f}   {levers:,} levers by title: "
            f"MRR {mrr:.3f}  first in its guide {at_home:.3f}",
            flush=True,
        )
    pieces = round(mean(len(ways["compiled"].embed_pieces(text).texts) + 2 for text in texts))
    print(
        f"bound: {bound(pieces):.0f} passages/s of {pieces} word pieces, were 8-bit matrix products all there is to do"
    )


if __name__ == "__main__":
    main()
