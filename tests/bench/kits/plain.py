"""What people write first: sentence-transformers' encode in its own batches of 32, FAISS, the nearest passage.

It is given Parley's own passages (`passages.jsonl` beside the companies), so that passages a second compare exactly.
"""

import json
from pathlib import Path

import faiss
from job import Find, minilm, run
from sentence_transformers import SentenceTransformer


def load(_: Path) -> SentenceTransformer:
    return SentenceTransformer(minilm(), device="cpu")


def build(model: SentenceTransformer, guides: Path, folder: Path) -> int:
    passages = [json.loads(line) for line in (guides / "passages.jsonl").read_text(encoding="utf-8").splitlines()]
    vectors = model.encode([passage["text"] for passage in passages], batch_size=32, normalize_embeddings=True)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    faiss.write_index(index, str(folder / "plain.faiss"))
    (folder / "guides.json").write_text(json.dumps([passage["guide"] for passage in passages]))
    return len(passages)


def open_index(_: Path, folder: Path) -> Find:
    model = load(folder)
    index = faiss.read_index(str(folder / "plain.faiss"))
    names = json.loads((folder / "guides.json").read_text())

    def find(question: str) -> str:
        _, rows = index.search(model.encode([question], normalize_embeddings=True), 5)
        return names[rows[0][0]]

    return find


run(load, build, open_index)
