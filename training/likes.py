"""Makes the vectors of the phrasings in data/likes.yaml: `make likes`, after every change of the table."""

from __future__ import annotations

from parley.coach.likeness import phrasings, write_likes
from parley.retrieval.compiled import CompiledMiniLM


def main() -> None:
    """Write parley/coach/artefact."""
    encoder = CompiledMiniLM()
    _, texts = phrasings()
    write_likes(encoder.embed(texts), encoder.revision, texts)


if __name__ == "__main__":
    main()
