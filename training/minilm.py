"""MiniLM written down as an ONNX graph for one text at a time, straight from its weights; no torch involved.

In: the safetensors file. Out: an ONNX model that takes the `ids` of one text's word pieces, `[n]`, and gives its unit
`vector`, `[384]`, and a unit vector for each of its `pieces`, `[n, 384]`. It is BERT with six layers (Devlin et al.
2019), then the mean over all pieces, then unit length, as sentence-transformers runs it. One text a run means no
padding, and a vector that no neighbour in a batch can change.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

LAYERS, HEADS, WIDTH = 6, 12, 384
OPSET, IR_VERSION = 17, 9
EPSILON = 1e-12  # of layer normalisation, from the model's config.json


def minilm_graph(weights: Path) -> ModelProto:
    """The whole model as ONNX, in float32."""
    return _Graph(load_file(weights)).model()


class _Graph:
    """Nodes and constants gathered while the layers are written down; each method returns the name of its output."""

    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        self._weights = weights
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, TensorProto] = {}

    def model(self) -> ModelProto:
        x = self._embedded()
        for layer in range(LAYERS):
            x = self._feed_forward(self._attention(x, f"encoder.layer.{layer}."), f"encoder.layer.{layer}.")
        self._node("LpNormalization", x, out="pieces", axis=-1, p=2)
        mean = self._node("ReduceMean", x, axes=[0], keepdims=0)
        self._node("LpNormalization", mean, out="vector", axis=0, p=2)
        takes = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["n"])]
        gives = [
            helper.make_tensor_value_info("vector", TensorProto.FLOAT, [WIDTH]),
            helper.make_tensor_value_info("pieces", TensorProto.FLOAT, ["n", WIDTH]),
        ]
        graph = helper.make_graph(self._nodes, "minilm", takes, gives, list(self._constants.values()))
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)

    def _embedded(self) -> str:
        """Word, place and (always the first) sentence embeddings, added and normalised."""
        words = self._node("Gather", self._weight("embeddings.word_embeddings.weight"), "ids")
        table = self._weights["embeddings.position_embeddings.weight"]
        places = self._constant("places", table + self._weights["embeddings.token_type_embeddings.weight"][0])
        count = self._node("Shape", "ids", start=0, end=1)
        here = self._node("Slice", places, self._constant("start", np.array([0], dtype=np.int64)), count)
        return self._normalised(self._node("Add", words, here), "embeddings.LayerNorm")

    def _attention(self, x: str, layer: str) -> str:
        split = self._constant("split", np.array([0, HEADS, WIDTH // HEADS], dtype=np.int64))
        joined = self._constant("joined", np.array([0, WIDTH], dtype=np.int64))
        scale = self._constant("scale", np.array((WIDTH // HEADS) ** -0.5, dtype=np.float32))
        query, key, value = (
            self._node("Transpose", self._node("Reshape", part, split), perm=to)
            for part, to in (
                (self._linear(x, f"{layer}attention.self.query"), [1, 0, 2]),
                (self._linear(x, f"{layer}attention.self.key"), [1, 2, 0]),
                (self._linear(x, f"{layer}attention.self.value"), [1, 0, 2]),
            )
        )
        weight = self._node("Softmax", self._node("Mul", self._node("MatMul", query, key), scale), axis=-1)
        seen = self._node("Transpose", self._node("MatMul", weight, value), perm=[1, 0, 2])
        out = self._linear(self._node("Reshape", seen, joined), f"{layer}attention.output.dense")
        return self._normalised(self._node("Add", out, x), f"{layer}attention.output.LayerNorm")

    def _feed_forward(self, x: str, layer: str) -> str:
        inner = self._gelu(self._linear(x, f"{layer}intermediate.dense"))
        out = self._linear(inner, f"{layer}output.dense")
        return self._normalised(self._node("Add", out, x), f"{layer}output.LayerNorm")

    def _gelu(self, x: str) -> str:
        """x/2 * (1 + erf(x/sqrt 2)), in the order that onnxruntime knows how to fuse."""
        root, one, half = (self._constant(f"c{c:.3f}", np.array(c, dtype=np.float32)) for c in (2**0.5, 1.0, 0.5))
        erf = self._node("Erf", self._node("Div", x, root))
        return self._node("Mul", self._node("Mul", x, self._node("Add", erf, one)), half)

    def _linear(self, x: str, name: str) -> str:
        weight = self._constant(f"{name}.weight", self._weights[f"{name}.weight"].T)
        return self._node("Add", self._node("MatMul", x, weight), self._weight(f"{name}.bias"))

    def _normalised(self, x: str, name: str) -> str:
        weight, bias = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        return self._node("LayerNormalization", x, weight, bias, axis=-1, epsilon=EPSILON)

    def _weight(self, name: str) -> str:
        return self._constant(name, self._weights[name])

    def _constant(self, name: str, value: NDArray[np.generic]) -> str:
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def _node(self, kind: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        out = out or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out
