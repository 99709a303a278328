"""The kept readings: opened at no cost, never trusted when damaged or when the file may be another one."""

from dataclasses import replace

import pytest

from parley.errors import GuideChanged
from parley.guides import reading, snapshot
from parley.guides.library import load_library
from parley.guides.snapshot import FileReading, GuideSnapshot, Stamp, load_snapshot

NOON = 1_000 * snapshot.TICK
STAMP = Stamp(size=900, written=NOON, changed=NOON, inode=7)


@pytest.fixture
def folder(seeds_dir, tmp_path):
    copy = tmp_path / "guides" / "acme"
    copy.mkdir(parents=True)
    for seed in seeds_dir.glob("*/devops-engineer.md"):
        (copy / f"{seed.parent.name}.md").write_bytes(seed.read_bytes())
    return tmp_path / "guides"


def test_files_that_have_not_been_touched_are_not_opened(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "TICK", 0)
    first = load_library(folder, cache=tmp_path / "kept")
    monkeypatch.setattr(reading, "read_bytes", lambda path: pytest.fail(f"{path} was opened"))
    assert load_library(folder, cache=tmp_path / "kept").guides == first.guides


def test_a_guide_is_decoded_only_when_it_is_asked_for(folder, tmp_path, monkeypatch):
    load_library(folder, cache=tmp_path / "kept")
    monkeypatch.setattr(snapshot, "decode", lambda line: pytest.fail("decoded"))
    library = load_library(folder, cache=tmp_path / "kept")
    assert list(library.companies.values()) == ["Scale AI", "Weights & Biases"]
    with pytest.raises(pytest.fail.Exception, match="decoded"):
        _ = library.guides[0]


@pytest.mark.parametrize(
    ("now", "trusted"),
    [
        (STAMP, True),
        (replace(STAMP, size=901), False),
        (replace(STAMP, written=NOON + 1), False),
        (replace(STAMP, changed=NOON + 1), False),
        (replace(STAMP, inode=8), False),
        (None, False),
    ],
)
def test_only_the_same_stamp_is_trusted(now, trusted):
    known = GuideSnapshot(NOON + 2 * snapshot.TICK, {"a.md": FileReading("a.md", "x", STAMP, None, 0, b"")})
    assert bool(known.untouched("a.md", now)) is trusted


@pytest.mark.parametrize("looked", [NOON - snapshot.TICK, NOON, NOON + snapshot.TICK // 2])
def test_a_file_written_about_when_it_was_read_is_read_again(looked):
    known = GuideSnapshot(looked, {"a.md": FileReading("a.md", "x", STAMP, None, 0, b"")})
    assert known.untouched("a.md", STAMP) is None


def flipped(kept, at: int) -> None:
    data = bytearray(kept.read_bytes())
    data[at] ^= 1
    kept.write_bytes(data)


def test_a_flipped_bit_in_a_reading_is_noticed_and_the_file_read_again(folder, tmp_path):
    kept = tmp_path / "kept"
    first = load_library(folder, cache=kept)
    for at in range(len(kept.read_bytes()) - 3000, len(kept.read_bytes()), 199):
        flipped(kept, at)
        assert load_library(folder, cache=kept).guides == first.guides
        flipped(kept, at)


def test_a_flipped_bit_in_the_catalogue_makes_it_empty(folder, tmp_path):
    kept = tmp_path / "kept"
    first = load_library(folder, cache=kept)
    ends = [line_end for line_end, byte in enumerate(kept.read_bytes()) if byte == ord("\n")][:2]
    for at in range(3, ends[1], 17):
        flipped(kept, at)
        assert load_snapshot(kept).found == {}
        flipped(kept, at)
    assert load_library(folder, cache=kept).guides == first.guides


def test_a_damaged_reading_of_a_file_that_is_gone_names_the_file(folder, tmp_path):
    kept = tmp_path / "kept"
    load_library(folder, cache=kept)
    flipped(kept, len(kept.read_bytes()) - 9)
    library = load_library(folder, cache=kept)
    (folder / "acme" / "weights-and-biases.md").unlink()
    with pytest.raises(GuideChanged, match=r"acme/weights-and-biases\.md: has changed"):
        _ = library.guides[1]
