"""txtai as its documentation builds it: an `Embeddings` index with content over the sections of each guide."""

import re
from pathlib import Path

from job import Find, guide_files, minilm, name_of, run
from txtai import Embeddings

HEADING = re.compile(r"^(?=#{1,6} )", re.MULTILINE)


def load(_: Path) -> Embeddings:
    embeddings = Embeddings(path=minilm(), content=True)
    embeddings.transform("the model loads at its first use")
    return embeddings


def build(embeddings: Embeddings, guides: Path, folder: Path) -> int:
    rows = [
        {"text": section.strip(), "source": name_of(path)}
        for path in guide_files(guides)
        for section in HEADING.split(path.read_text(encoding="utf-8"))
        if section.strip()
    ]
    embeddings.index(rows)
    embeddings.save(str(folder))
    return len(rows)


def open_index(_: Path, folder: Path) -> Find:
    embeddings = Embeddings()
    embeddings.load(str(folder))
    query = "select source, score from txtai where similar(:question) limit 5"
    return lambda question: embeddings.search(query, parameters={"question": question})[0]["source"]


run(load, build, open_index)
