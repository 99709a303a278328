"""Faults of disk, clock and guides: the old index stays until the new one is whole, and nothing wrong is ever read."""

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import filelock  # noqa: F401 - while it may still be read
import numpy as np
import pytest

from parley.errors import IndexUnusable, ModelMissing
from parley.guides.library import load_library
from parley.models.weights import TOKENIZER
from parley.retrieval.compiled import CARD, MODEL, CompiledMiniLM, EncoderCard
from parley.retrieval.dense import FILE as DENSE
from parley.retrieval.dense import DenseIndex
from parley.retrieval.embedders import HashEmbedder
from parley.retrieval.files import checksums, write_json
from parley.retrieval.index import refresh
from parley.retrieval.journal import FILE as JOURNAL
from parley.retrieval.journal import Journal
from parley.retrieval.snapshot import Snapshot

from .crash import contents, library
from .faults import full_disk, has_small_disks, on_a_small_disk, wrong_bytes
from .guides import ROCKETS, SHELF, Shelf

PLACES = 25  # tests/bench/faults.py takes 500


def test_a_wrong_byte_anywhere_in_an_index_is_found(tmp_path: Path) -> None:
    origin = refresh(SHELF, tmp_path, HashEmbedder()).origin
    whole = contents(tmp_path)
    for name in whole:
        for at in wrong_bytes(tmp_path / name, PLACES):
            try:
                assert Snapshot.open(tmp_path).origin == origin, (name, at)
                assert name == "manifest.json", (name, at)  # a space for another between two words of JSON
            except IndexUnusable:
                continue
    assert contents(tmp_path) == whole


def test_a_wrong_byte_in_the_compiled_model_is_found(tmp_path: Path) -> None:
    for name in (MODEL, TOKENIZER):
        (tmp_path / name).write_bytes(os.urandom(5000))
    card = EncoderCard("53aa51172d14", "int7", 0.99, checksums(tmp_path))
    write_json(tmp_path / CARD, {name: getattr(card, name) for name in card.__slots__})
    assert CompiledMiniLM(tmp_path).revision == "53aa51172d14/int7"
    for name in (MODEL, TOKENIZER, CARD):
        for at in wrong_bytes(tmp_path / name, PLACES):
            try:
                assert CompiledMiniLM(tmp_path).card == card, (name, at)
                assert name == CARD, (name, at)
            except ModelMissing:
                continue


def test_a_wrong_byte_in_the_journal_costs_its_vector_and_gives_no_other(tmp_path: Path) -> None:
    keys = [bytes([number]) * 16 for number in range(20)]
    vectors = HashEmbedder().embed([f"text {number}" for number in range(20)])
    Journal(tmp_path, HashEmbedder()).add(keys, vectors)
    right = dict(zip(keys, vectors, strict=True))
    for _ in wrong_bytes(tmp_path / JOURNAL, PLACES):
        known = Journal(tmp_path, HashEmbedder()).known
        assert len(known) in {0, 19}  # none at all where the first line is wrong
        assert all(np.array_equal(right[key], vector) for key, vector in known.items())


@pytest.mark.parametrize("room", [0, 100, 1000, 5000, 10_000, 20_000, 40_000])
def test_on_a_full_disk_the_old_index_stays(tmp_path: Path, room: int) -> None:
    index = tmp_path / "index"
    old = refresh(library(1), index, HashEmbedder()).origin
    before = contents(index)
    with full_disk(room), pytest.raises(IndexUnusable, match=r"cannot be written .* give another folder with --out"):
        refresh(library(2), index, HashEmbedder())
    assert Snapshot.open(index).origin == old
    left = contents(index)
    assert {name: left[name] for name in before} == before
    _equals_fresh(library(2), index, tmp_path / "fresh")  # with room again


@pytest.mark.skipif(not has_small_disks(), reason="no file system of our own may be mounted here")
def test_on_a_disk_that_really_is_full_the_old_index_stays(tmp_path: Path) -> None:
    assert on_a_small_disk("tests.retrieval.full", tmp_path) == "kept and finished: 6 times"


def test_all_files_are_on_disk_before_the_manifest_names_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a power cut leaves the old index or the new one; what happened is told in order, by name."""
    steps: list[tuple[str, str]] = []
    for name in ("replace", "rename", "fsync"):
        monkeypatch.setattr(os, name, _telling(name, getattr(os, name), steps))
    refresh(library(1), tmp_path, HashEmbedder())
    origin = Snapshot.open(tmp_path).origin.folder
    files = {path.name for path in (tmp_path / origin).rglob("*")}
    moved, named = steps.index(("rename", origin)), steps.index(("replace", "manifest.json"))
    assert {name for kind, name in steps[:moved] if kind == "fsync"} >= files
    assert ("fsync", tmp_path.name) in steps[moved:named]
    assert steps[named - 1][0] == "fsync"
    assert steps[named - 1][1].startswith(".manifest.json.")
    assert steps[named + 1] == ("fsync", tmp_path.name)


def _telling(name: str, real: Callable[..., Any], steps: list[tuple[str, str]]) -> Callable[..., Any]:
    def told(what: Any, *to: Any) -> Any:
        real(what, *to)
        steps.append((name, Path(to[0] if to else os.readlink(f"/proc/self/fd/{what}")).name))

    return told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux's disk that is always full")
@pytest.mark.parametrize("rows", [1, 3000])
def test_vectors_that_find_no_room_are_missed_at_once(tmp_path: Path, rows: int) -> None:
    (tmp_path / DENSE).symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        DenseIndex.of(np.ones((rows, 64), np.float16)).save(tmp_path)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder that this process can read and not write, even where it is root's."""
    folder = Path(tempfile.mkdtemp())
    user = os.geteuid()
    try:
        refresh(SHELF, folder, HashEmbedder())
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
        if not user:
            os.seteuid(65534)
        yield folder
    finally:
        os.seteuid(user)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(folder)


def test_a_read_only_index_is_opened_where_it_fits_and_refused_where_not(read_only: Path) -> None:
    assert len(refresh(SHELF, read_only, HashEmbedder()).passages) > 10
    with pytest.raises(IndexUnusable, match=r"cannot be written .* give another folder with --out"):
        refresh(Shelf((ROCKETS,)), read_only, HashEmbedder())
    assert len(Snapshot.open(read_only).passages) > 10


@pytest.mark.parametrize("year", [1971, 2001, 2100])
def test_the_times_of_files_decide_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture, year: int) -> None:
    refresh(SHELF, tmp_path, HashEmbedder())
    whole = contents(tmp_path)
    for path in tmp_path.rglob("*"):
        os.utime(path, ((year - 1970) * 31_556_952,) * 2)
    with caplog.at_level(logging.WARNING):
        assert len(refresh(SHELF, tmp_path, HashEmbedder()).passages) > 10
    assert contents(tmp_path) == whole
    assert not caplog.records


def test_a_guide_that_changes_while_the_clock_is_set_back_is_read_again(seeds_dir: Path, tmp_path: Path) -> None:
    guides = tmp_path / "guides"
    shutil.copytree(seeds_dir, guides)
    cache, index = tmp_path / "guides.snapshot", tmp_path / "index"
    refresh(load_library(guides, cache=cache), index, HashEmbedder())
    path = next(guides.rglob("*/*.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Engineer", "Enginees"), encoding="utf-8")  # as many bytes as before
    os.utime(path, (0, 0))
    library_now = load_library(guides, cache=cache)
    snapshot = refresh(library_now, index, HashEmbedder())
    assert any("Enginees" in snapshot.passages[row].text for row in range(len(snapshot.passages)))


def test_guides_deleted_or_half_written_during_a_reload_are_followed(seeds_dir: Path, tmp_path: Path) -> None:
    guides, index = tmp_path / "guides", tmp_path / "index"
    shutil.copytree(seeds_dir, guides)
    refresh(load_library(guides), index, HashEmbedder())
    path = sorted(guides.rglob("*/*.md"))[0]
    whole = path.read_bytes()
    for part in (0, 1, len(whole) // 3, len(whole) // 2, len(whole) - 1, len(whole)):
        path.write_bytes(whole[:part])
        _equals_fresh(load_library(guides), index, tmp_path / "fresh")
    path.unlink()
    _equals_fresh(load_library(guides), index, tmp_path / "fresh")


def _equals_fresh(found, index: Path, fresh: Path) -> None:  # type: ignore[no-untyped-def]
    refresh(found, index, HashEmbedder())
    shutil.rmtree(fresh, ignore_errors=True)
    refresh(found, fresh, HashEmbedder())
    assert contents(index) == contents(fresh)
