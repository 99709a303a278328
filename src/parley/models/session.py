"""Sessions of onnxruntime: the one door to it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
"""Read as onnxruntime loads. From 1.31 on it would file a device id and send reports of its use to its makers."""


def open_session(model: Path, threads: int = 1) -> Any:
    """A session of the model in a file, each run on so many threads."""
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # to wait by spinning doubled the work
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def quantized(full: Path, model: Path, *, seven_bits: bool = False) -> None:
    """Writes `full` to `model` with the weights of its matrices in eight bits; `seven_bits` leaves one of them free.

    Sums of eight bits by eight overflow on processors without VNNI or ARM's dot product; with seven they never do.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]

    quantize_dynamic(full, model, per_channel=True, reduce_range=seven_bits, weight_type=QuantType.QInt8)
