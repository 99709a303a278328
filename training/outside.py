"""What tells a message that is none of a coach's business, fitted over the trained encoder's word on whole messages.

In: `training/outside/*.jsonl`, messages on anything but one's pay, and the messages of `training/data`.
Out: `outside.json` beside the reader: one weight for each number of the encoder's message vector, and a bias.
Run after training.export: the vectors are the shipped encoder's.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from parley.reading.encoding import encoded
from parley.reading.network import scored
from parley.reading.outside import OUTSIDE
from parley.reading.writing import written
from training.export import ARTEFACT, data_sha256
from training.rows import row_of
from training.train import HERE, held

STRENGTH = 0.001
"""How freely the weights may move (scikit-learn's C)."""
OUTSIDE_COUNTS = 4.0
"""What a message outside weighs against one inside; there are fourteen inside for each."""


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ARTEFACT)
    options = parser.parse_args()
    rows = [*_messages(), *((row["text"], True) for row in _rows(HERE / "outside"))]
    vectors = np.array([scored(encoded(written(text))[0]).message.ravel() for text, _ in rows])
    scale = StandardScaler().fit(vectors)
    fitted = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight={False: 1.0, True: OUTSIDE_COUNTS}).fit(
        scale.transform(vectors), [outside for _, outside in rows]
    )
    weights = fitted.coef_[0] / scale.scale_
    bias = float(fitted.intercept_[0] - weights @ scale.mean_)
    found = {
        "data_sha256": data_sha256(HERE / "outside"),
        "bias": round(bias, 5),
        "weights": [round(float(weight), 5) for weight in weights],
    }
    (options.out / OUTSIDE).write_text(json.dumps(found) + "\n", encoding="utf-8")


def _messages() -> Iterator[tuple[str, bool]]:
    """Messages that the network was trained on, each as if it opened a talk, and whether it is outside."""
    for row in _rows(HERE / "data"):
        if not held(row_of(row)):
            yield row["text"], row["wants"][0] == "out"


def _rows(folder: Path) -> Iterator[Mapping[str, Any]]:
    for file in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, filter(str.strip, file.read_text(encoding="utf-8").splitlines()))


if __name__ == "__main__":
    main()
