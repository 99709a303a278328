"""Builds killed at random moments, and two at once: the old index or the new one, never a mix, and no hand needed."""

import multiprocessing
from pathlib import Path
from random import Random

from parley.retrieval.embedders import HashEmbedder
from parley.retrieval.index import refresh

from .crash import Victim, contents, library


def test_killed_at_ten_random_moments_and_finished_the_index_is_the_same(tmp_path: Path) -> None:
    victim = Victim(tmp_path, Random(5))
    for moment in range(60):  # a build may be over before its moment comes: then it is tried again
        if moment >= 10 and victim.seen["killed"] >= 5:
            break
        victim.kill_once()
    victim.finish()
    victim.close()
    assert victim.seen["killed"] >= 5


def test_an_old_index_half_deleted_by_a_killed_builder_is_gone_after_the_next(tmp_path: Path, monkeypatch) -> None:
    """Killed between two files of it, the first of them gone already; what is not the index's is left alone."""

    def half(folder: Path, **_: object) -> None:
        for path in sorted(folder.rglob("*.npz")):
            path.unlink()

    mine = tmp_path / "index" / "0123456789abcdef" / "notes.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("not of the index")
    refresh(library(1), tmp_path / "index", HashEmbedder())
    with monkeypatch.context() as killed:
        killed.setattr("parley.retrieval.files.shutil.rmtree", half)
        refresh(library(2), tmp_path / "index", HashEmbedder())
    refresh(library(3), tmp_path / "index", HashEmbedder())
    assert mine.is_file()
    mine.unlink()
    refresh(library(3), tmp_path / "alone", HashEmbedder())
    assert contents(tmp_path / "index") == contents(tmp_path / "alone")


def _build(index_dir: Path, begin, embedded) -> None:  # type: ignore[no-untyped-def]
    seen: list[int] = []
    begin.wait()
    refresh(library(1), index_dir, HashEmbedder(), lambda done, total: seen.append(done))
    embedded.put(sum(seen))


def test_of_two_processes_one_builds_and_the_other_waits_and_opens(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    begin, embedded = spawn.Barrier(2), spawn.Queue()
    both = [spawn.Process(target=_build, args=(tmp_path / "index", begin, embedded)) for _ in range(2)]
    for process in both:
        process.start()
    counts = sorted(embedded.get(timeout=60) for _ in both)
    for process in both:
        process.join()
    assert counts[0] == 0 < counts[1]
    refresh(library(1), tmp_path / "alone", HashEmbedder())
    assert contents(tmp_path / "index") == contents(tmp_path / "alone")
