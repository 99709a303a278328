"""The compiled index: opened when it matches, rebuilt where something changed, never trusted when damaged."""

import logging
import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from parley.errors import BuildStopped, IndexUnusable
from parley.guides.model import Guide
from parley.retrieval import build, manifest
from parley.retrieval.embedders import HashEmbedder, Vectors
from parley.retrieval.index import refresh
from parley.retrieval.journal import FILE as JOURNAL
from parley.retrieval.model import Filters, Passage
from parley.retrieval.search import Searcher
from parley.retrieval.snapshot import Snapshot

from .guides import BAKERY, BAKERY_EM, ROCKETS, SHELF, Shelf, guide


class Counting(HashEmbedder):
    """Remembers what it embedded; stops like Ctrl-C after `stop_after` batches."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.embedded: list[str] = []
        self.stop_after = stop_after
        self.calls = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self.calls == self.stop_after:
            raise KeyboardInterrupt
        self.calls += 1
        self.embedded += texts
        return super().embed(texts)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.stat().st_size
    }


def test_an_index_that_is_up_to_date_is_opened_without_embedding(tmp_path: Path) -> None:
    refresh(SHELF, tmp_path, Counting())
    again = Counting()
    snapshot = refresh(SHELF, tmp_path, again)
    assert again.embedded == []
    assert len(snapshot.passages) == len(snapshot.dense) == len(snapshot.lexical) > 10


def test_rows_mean_the_same_passage_in_all_parts(tmp_path: Path) -> None:
    snapshot = refresh(SHELF, tmp_path, HashEmbedder())
    for row in range(len(snapshot.passages)):
        passage = snapshot.passages[row]
        vector = HashEmbedder().embed([f"{passage.title}. {passage.text}"])[0]
        nearest, scores = snapshot.dense.search(vector, 3)
        twins = [snapshot.passages[int(found)].text for found in nearest[scores > scores[0] - 1e-3]]
        assert passage.text in twins
    rows = [
        (snapshot.passages[row].guide, snapshot.passages[row].citation.line_from)
        for row in range(len(snapshot.passages))
    ]
    assert rows == sorted(rows)


def test_a_guide_that_breaks_the_cutter_is_named_and_the_others_are_searched(tmp_path, monkeypatch, caplog) -> None:  # type: ignore[no-untyped-def]
    def broken(guide: Guide) -> tuple[Passage, ...]:
        if guide is ROCKETS:
            raise ValueError
        return cut(guide)

    cut = build.passages_of
    monkeypatch.setattr(build, "passages_of", broken)
    snapshot = refresh(SHELF, tmp_path, HashEmbedder())
    assert {passage.guide for passage in map(snapshot.passages.__getitem__, range(len(snapshot.passages)))} == {
        guide.path for guide in SHELF.guides if guide is not ROCKETS
    }
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith(f"{ROCKETS.path} is left out of the search")
    assert "ValueError at " in line


def test_equal_texts_are_embedded_once(tmp_path: Path) -> None:
    embedder = Counting()
    refresh(SHELF, tmp_path, embedder)
    assert len(embedder.embedded) == len(set(embedder.embedded))  # "Level Mapping" is the same in all three guides


@pytest.mark.parametrize(
    ("guides", "embedded"),
    [
        ((ROCKETS, BAKERY), []),
        (
            (ROCKETS, BAKERY, BAKERY_EM, guide("cellar", "designer", {"Taste": "I taste well."})),
            ["Taste. I taste well."],
        ),
        ((ROCKETS, BAKERY, replace(BAKERY_EM, digest="other")), []),
        ((), []),
    ],
    ids=["a guide removed", "a guide added", "a guide touched", "all removed"],
)
def test_only_what_is_new_is_embedded_and_the_index_equals_a_fresh_one(tmp_path, guides, embedded) -> None:  # type: ignore[no-untyped-def]
    refresh(SHELF, tmp_path / "a", HashEmbedder())
    counting = Counting()
    refresh(Shelf(guides), tmp_path / "a", counting)
    assert counting.embedded == embedded
    refresh(Shelf(guides), tmp_path / "b", HashEmbedder())
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_the_order_of_guides_does_not_matter(tmp_path: Path) -> None:
    refresh(SHELF, tmp_path / "a", HashEmbedder())
    refresh(Shelf(tuple(reversed(SHELF.guides))), tmp_path / "b", HashEmbedder())
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@pytest.mark.parametrize("stop_after", [0, 1, 2, 3])
@pytest.mark.parametrize("torn", [0, 7])
def test_an_interrupted_build_goes_on_where_it_was(tmp_path, monkeypatch, stop_after, torn) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("parley.retrieval.embedding.BATCH", 3)
    with pytest.raises(BuildStopped, match=rf"stopped at {3 * stop_after} of \d+ passages; run again to go on"):
        refresh(SHELF, tmp_path / "a", first := Counting(stop_after))
    if torn and stop_after:
        journal = tmp_path / "a" / JOURNAL
        journal.write_bytes(journal.read_bytes()[:-torn])
    refresh(SHELF, tmp_path / "a", second := Counting())
    refresh(SHELF, tmp_path / "b", whole := Counting())
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    again = {text for text in first.embedded if text in second.embedded}
    assert len(again) <= (1 if torn and stop_after else 0)
    assert set(first.embedded) | set(second.embedded) == set(whole.embedded)


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


DAMAGES = [_truncate, _flip_a_bit, Path.unlink]
FILES = [
    "passages.jsonl",
    "tags.json",
    "columns.npz",
    "offsets.npy",
    "dense.faiss",
    "lexical/starts.npy",
    "lexical/rows.npy",
    "lexical/times.npy",
    "lexical/lengths.npy",
    "lexical/words.json",
]


@pytest.mark.parametrize("damage", DAMAGES, ids=["truncated", "bit-flipped", "missing"])
@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_damaged_index_is_refused_and_rebuilt_with_one_line(tmp_path, caplog, name, damage) -> None:  # type: ignore[no-untyped-def]
    origin = refresh(SHELF, tmp_path, HashEmbedder()).origin
    whole = contents(tmp_path)
    damage(tmp_path / name if name == "manifest.json" else tmp_path / origin.folder / name)
    with pytest.raises(IndexUnusable):
        Snapshot.open(tmp_path)
    with caplog.at_level(logging.WARNING):
        refresh(SHELF, tmp_path, HashEmbedder())
    assert contents(tmp_path) == whole
    assert len(caplog.records) == (0 if name == "manifest.json" and damage is Path.unlink else 1)


@pytest.mark.parametrize(
    ("change", "lines"),
    [({"schema": 99}, 1), ({"revision": "2/exact"}, 1), ({"embedder": "other"}, 1), ({"dimension": 99}, 1),
     ({"made_by": "other code"}, 0)],
    ids=str,
)  # fmt: skip
def test_an_index_of_another_kind_is_rebuilt(tmp_path, caplog, change, lines) -> None:  # type: ignore[no-untyped-def]
    refresh(SHELF, tmp_path, HashEmbedder())
    whole, found = contents(tmp_path), manifest.read_manifest(tmp_path)
    other = replace(found.origin, **change)
    (tmp_path / found.origin.folder).rename(tmp_path / other.folder)
    manifest.write_manifest(tmp_path, replace(found, origin=other))
    with caplog.at_level(logging.WARNING):
        snapshot = refresh(SHELF, tmp_path, counting := Counting())
    assert contents(tmp_path) == whole
    assert snapshot.origin.dimension == 64
    assert len(caplog.records) == lines
    assert bool(counting.embedded) == bool(lines)  # other code cuts again, but equal texts keep their vectors


def test_nothing_is_searched_when_there_is_nothing(tmp_path: Path) -> None:
    searcher = Searcher(refresh(Shelf(()), tmp_path, HashEmbedder()), HashEmbedder())
    assert searcher.search("uptime") == ()
    assert searcher.search("uptime", Filters(company="rocketry")) == ()


def test_progress_counts_up_to_all(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    refresh(SHELF, tmp_path, HashEmbedder(), lambda done, total: seen.append((done, total)))
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1] > 0


def test_the_readme_of_the_index_folder_survives(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("about this folder")
    refresh(SHELF, tmp_path, HashEmbedder())
    refresh(Shelf((ROCKETS,)), tmp_path, HashEmbedder())
    assert (tmp_path / "README.md").read_text() == "about this folder"
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_vectors_survive_storage_closely(tmp_path: Path) -> None:
    snapshot = refresh(SHELF, tmp_path, HashEmbedder())
    texts = [f"{snapshot.passages[row].title}. {snapshot.passages[row].text}" for row in range(3)]
    assert np.allclose(snapshot.dense.halves[:3], HashEmbedder().embed(texts), atol=1e-3)


def test_whatever_changes_step_by_step_the_index_is_that_of_a_fresh_build(tmp_path: Path) -> None:
    dice = random.Random(4)
    words = ["uptime", "night", "bread", "margin", "kernel", "audit", "launch", "crane", "pager", "team"]
    guides: dict[str, Guide] = {}
    for _ in range(25):
        for _ in range(dice.randint(1, 3)):
            company = dice.choice(("anvil", "bakery", "crane", "dairy", "echo", "foundry"))
            if company in guides and dice.random() < 0.4:
                del guides[company]
            else:
                levers = {dice.choice(words): " ".join(dice.choices(words, k=6)) for _ in range(dice.randint(0, 3))}
                strategy = dice.choice(("", "In London, ask for more base.", "In NYC, for equity."))
                guides[company] = guide(company, dice.choice(("designer", "developer")), levers, strategy=strategy)
        snapshot = refresh(Shelf(tuple(guides.values())), tmp_path / "steps", HashEmbedder())
        shutil.rmtree(tmp_path / "fresh", ignore_errors=True)
        refresh(Shelf(tuple(guides.values())), tmp_path / "fresh", HashEmbedder())
        assert contents(tmp_path / "steps") == contents(tmp_path / "fresh")
    assert len(snapshot.passages) == len(snapshot.dense) == len(snapshot.lexical) > 0
