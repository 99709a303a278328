"""A folder of guides: bad files are named and hide nothing, what has not changed is not parsed again."""

import os
import random
import time
from pathlib import Path

import pytest

from parley.errors import UsageError
from parley.guides import read, reading, snapshot
from parley.guides.codes import CODES, UNUSABLE
from parley.guides.library import load_library
from parley.guides.model import Citation
from parley.guides.read import read_data

from .damage import WAYS

GOOD = Path(__file__).parent / "variants" / "region-rows" / "guide.md"
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def folder(tmp_path):
    """A good guide among bad ones."""
    good = tmp_path / "acme" / "devops-engineer.md"
    good.parent.mkdir()
    good.write_bytes(GOOD.read_bytes())
    text = good.read_text(encoding="utf-8")
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "broken-yaml.md").write_text(text.replace("role_type: standard", "role_type: [standard"), encoding="utf-8")
    (bad / "not-utf8.md").write_bytes(good.read_bytes().replace("£".encode(), b"\xa3"))
    (bad / "empty.md").write_text("\n\n", encoding="utf-8")
    (bad / "no-pay.md").write_text(text.replace("|", ""), encoding="utf-8")
    (bad / "no-front-matter.md").write_text("# Just a note\n", encoding="utf-8")
    (bad / "too-large.md").write_bytes(b"x" * 1_200_000)
    (bad / "yaml-alias.md").write_text("---\na: &a [1]\nb: [*a, *a]\n---\n", encoding="utf-8")
    (bad / "not-a-file.md").mkdir()
    (bad / "loop.md").symlink_to(bad / "loop.md")
    (bad / "loop").symlink_to(tmp_path)
    (bad / "duplicate-guide.md").write_text(text, encoding="utf-8")
    (tmp_path / "README.md").write_text("no guide\n", encoding="utf-8")
    return tmp_path


def test_every_bad_guide_is_named_with_line_and_reason_and_the_good_one_is_served(folder):
    library = load_library(folder)
    assert [guide.path for guide in library.guides] == ["acme/devops-engineer.md"]
    named = {issue.guide: (issue.code, issue.line) for issue in library.issues if issue.code in UNUSABLE}
    assert named == {
        "bad/broken-yaml.md": ("broken-yaml", 7),
        "bad/not-utf8.md": ("not-utf8", 23),
        "bad/empty.md": ("empty", 1),
        "bad/no-pay.md": ("no-pay", 17),
        "bad/no-front-matter.md": ("no-front-matter", 1),
        "bad/too-large.md": ("too-large", 1),
        "bad/yaml-alias.md": ("yaml-alias", 3),
        "bad/not-a-file.md": ("not-a-file", 1),
        "bad/loop.md": ("not-a-file", 1),
        "bad/duplicate-guide.md": ("duplicate-guide", 1),
    }
    assert all(issue.message and issue.code in CODES for issue in library.issues)


@pytest.mark.parametrize("copy", ["acme/devops-engineer copy.md", "acme/a.md", "aa/acme/devops-engineer.md"])
def test_a_copy_beside_a_guide_never_takes_its_place(folder, copy):
    guide = folder / "acme" / "devops-engineer.md"
    (folder / copy).parent.mkdir(parents=True, exist_ok=True)
    (folder / copy).write_text(guide.read_text(encoding="utf-8").replace("$215K", "$999K"), encoding="utf-8")
    library = load_library(folder)
    assert [one.path for one in library.guides] == ["acme/devops-engineer.md"]
    (issue,) = [one for one in library.unreadable if one.guide == copy and one.code == "duplicate-guide"]
    assert "acme/devops-engineer.md is the guide for this role" in issue.message


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="is not a folder of guides"):
        load_library(tmp_path / "nowhere")


def test_progress_is_told_up_to_the_last_file(folder):
    told = []
    load_library(folder, lambda done, total: told.append((done, total)))
    assert told[-1] == (11, 11)


def test_a_citation_of_a_file_that_is_gone_gives_no_text(folder):
    library = load_library(folder)
    (folder / "acme" / "devops-engineer.md").unlink()
    assert library.lines(Citation("acme/devops-engineer.md", 1, 3)) == ""


def test_a_citation_of_a_file_that_is_another_one_by_now_gives_no_text(folder):
    library = load_library(folder)
    path = folder / "acme" / "devops-engineer.md"
    path.write_text(path.read_text(encoding="utf-8").replace("1", "2"), encoding="utf-8")
    assert library.lines(Citation("acme/devops-engineer.md", 1, 3)) == ""


@pytest.mark.parametrize("sign", ["\u2028", "\x0c", "\x0b", "\x85", "\r"])
def test_lines_are_counted_as_citations_count_them(folder, sign):
    path = folder / "acme" / "devops-engineer.md"
    path.write_bytes(path.read_bytes().replace(b"\n\n", f"\n\nfirst{sign}second\n\n".encode(), 1))
    library = load_library(folder)
    cited = library.by_path("acme/devops-engineer.md").bands[0].citation
    assert "|" in library.lines(cited)
    assert len(library.lines(cited).split("\n")) == cited.line_to - cited.line_from + 1


def test_the_snapshot_gives_back_equal_guides_without_parsing(folder, tmp_path, monkeypatch):
    kept = tmp_path / "kept" / "guides.json"
    first = load_library(folder, cache=kept)
    monkeypatch.setattr(reading, "read_data", lambda *_: pytest.fail("parsed again"))
    again = load_library(folder, cache=kept)
    assert (again.guides, again.issues) == (first.guides, first.issues)


def test_only_the_changed_file_is_parsed_again(folder, tmp_path, monkeypatch):
    kept = tmp_path / "guides.json"
    load_library(folder, cache=kept)
    guide = folder / "acme" / "devops-engineer.md"
    guide.write_text(guide.read_text(encoding="utf-8").replace("$215K", "$225K"), encoding="utf-8")
    parsed = []
    monkeypatch.setattr(reading, "read_data", lambda name, data: parsed.append(name) or read_data(name, data))
    library = load_library(folder, cache=kept)
    assert parsed == ["acme/devops-engineer.md"]
    assert library.guides[0].bands[0].base.high == 225000


@pytest.mark.parametrize("content", [b"", b"not json", b"[]", b'{"made_by": "another version", "found": {}}', b"\xff"])
def test_a_damaged_snapshot_is_read_as_empty_and_written_anew(folder, tmp_path, content):
    kept = tmp_path / "guides.json"
    kept.write_bytes(content)
    assert len(load_library(folder, cache=kept).guides) == 1
    assert snapshot.load_snapshot(kept).found


def test_reading_on_several_cores_gives_the_same(folder, monkeypatch):
    alone = load_library(folder)
    monkeypatch.setattr(reading, "MANY", 1)
    assert load_library(folder).guides == alone.guides


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_damaged_seed_is_read_or_named_and_never_hangs(way):
    dice = random.Random(way.__name__)
    for path in sorted(SEEDS.glob("*/*.md")) * 6:
        check_damaged(way(path.read_bytes(), dice))


def test_a_guide_that_breaks_the_reader_is_named_and_the_others_are_served(folder, monkeypatch):
    def broken(name, bands):
        if name == "bad/fine.md":
            raise ZeroDivisionError
        return totals(name, bands)

    totals = read.check_totals
    monkeypatch.setattr(read, "check_totals", broken)
    (folder / "bad" / "fine.md").write_text(
        (folder / "acme" / "devops-engineer.md").read_text(encoding="utf-8"), "utf-8"
    )
    library = load_library(folder)
    assert [guide.path for guide in library.guides] == ["acme/devops-engineer.md"]
    (issue,) = [issue for issue in library.issues if issue.code == "reader-fault"]
    assert issue.guide == "bad/fine.md"
    assert "please report it" in issue.message
    assert "ZeroDivisionError at " in issue.message


@pytest.mark.corpus
def test_two_thousand_damaged_guides(corpus_dir):
    dice = random.Random(7)
    paths = sorted(corpus_dir.glob("*/*.md"))
    for _ in range(int(os.environ.get("PARLEY_DAMAGED", "2000"))):
        check_damaged(dice.choice(WAYS)(dice.choice(paths).read_bytes(), dice))


def check_damaged(data: bytes) -> None:
    """A damaged guide is read, or named with a line and a reason; within a second."""
    start = time.perf_counter()
    guide, issues = read_data("acme/engineer.md", data)
    assert time.perf_counter() - start < 1
    assert guide or (issues[0].code in set(UNUSABLE) - {"reader-fault"} and issues[0].line >= 1 and issues[0].message)


@pytest.mark.corpus
def test_every_guide_of_the_corpus_is_read(corpus):
    library = corpus
    assert [issue for issue in library.issues if issue.code in UNUSABLE] == []
    assert all(guide.bands and guide.levers and guide.strategies for guide in library.guides)
    assert {issue.code for issue in library.issues} <= set(CODES)
