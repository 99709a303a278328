"""Guides change under a running coach: the new ones are served whole, the old ones until then."""

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from parley.coach.live import REFUSED, RELOADED, SETTLING, UNCHANGED, LiveCoach, Watch
from parley.coach.start import open_coach

SCALE = Path("scale-ai/devops-engineer.md")
WANDB = Path("weights-and-biases/devops-engineer.md")
TALK = ["what should I counter at W&B London?"]
WRITER = """
import sys, time
path, one, other = sys.argv[1], *(open(name, "rb").read() for name in sys.argv[2:])
for turn in range(501):
    whole = (one, other)[turn % 2]
    with open(path, "wb", buffering=0) as file:
        file.write(whole[: len(whole) * 2 // 3])
        time.sleep(0.002)
        file.write(whole[len(whole) * 2 // 3 :])
    time.sleep(0.001)
"""
"""Rewrites a file in place 501 times, by turns with the one content and the other, half of it at a time."""


@pytest.fixture
def guides(seeds_dir: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seeds_dir, tmp_path / "guides"))


@pytest.fixture
def watched(guides: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Watch, LiveCoach]:
    monkeypatch.setattr("parley.retrieval.open.best_embedder", _hash_embedder)
    watch = Watch(guides, tmp_path / "index")
    return watch, LiveCoach(open_coach(guides, tmp_path / "index", hurry=True))


def _hash_embedder():
    from parley.retrieval.embedders import HashEmbedder

    return HashEmbedder()


def settle(watch: Watch, live: LiveCoach) -> str:
    assert watch.look(live) == SETTLING
    return watch.look(live)


def test_nothing_happens_while_nothing_changes(watched) -> None:
    watch, live = watched
    before = live.now
    assert [watch.look(live) for _ in range(3)] == [UNCHANGED] * 3
    assert live.now is before


def test_a_changed_figure_is_served_and_the_conversation_goes_on(watched, guides: Path) -> None:
    watch, live = watched
    assert live.now.reply(TALK).band.base.high == 163000
    text = (guides / WANDB).read_text(encoding="utf-8")
    (guides / WANDB).write_text(text.replace("163,000", "173,000").replace("£163K", "£173K"), encoding="utf-8")
    assert settle(watch, live) == RELOADED
    assert live.now.reply([*TALK, "and as a call?"]).band.base.high == 173000
    assert watch.look(live) == UNCHANGED


def test_a_new_guide_and_a_deleted_one(watched, guides: Path) -> None:
    watch, live = watched
    (guides / SCALE).unlink()
    (guides / "new-co").mkdir()
    text = (guides / WANDB).read_text(encoding="utf-8")
    (guides / "new-co" / "devops-engineer.md").write_text(
        text.replace("weights-and-biases", "new-co").replace("Weights & Biases", "New Co"), encoding="utf-8"
    )
    assert settle(watch, live) == RELOADED
    assert "new-co" in live.now.library.companies
    assert "scale-ai" not in live.now.library.companies


def test_a_broken_guide_is_named_and_the_rest_served(watched, guides: Path, caplog: pytest.LogCaptureFixture) -> None:
    watch, live = watched
    (guides / SCALE).write_bytes(b"---\ncompany: [\n\xff\xfe half a guide")
    assert settle(watch, live) == RELOADED
    assert str(SCALE) in caplog.text
    assert live.now.reply(TALK).band
    assert len(live.now.library.guides) == 1


def test_when_no_guide_is_left_the_earlier_ones_are_served_on(watched, guides: Path) -> None:
    watch, live = watched
    before = live.now
    shutil.rmtree(guides)
    assert settle(watch, live) == REFUSED
    assert live.now is before
    assert live.now.reply(TALK).band


def test_files_that_still_change_are_waited_for(watched, guides: Path) -> None:
    watch, live = watched
    text = (guides / WANDB).read_bytes()
    for end in (200, 900, len(text)):
        (guides / WANDB).write_bytes(text[:end])
        assert watch.look(live) == SETTLING
    assert watch.look(live) == RELOADED
    assert live.now.reply(TALK).band


def test_a_guide_that_breaks_the_reader_does_not_end_the_watch(
    watched, guides: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    watch, live = watched
    (guides / SCALE).unlink()
    with monkeypatch.context() as broken:
        broken.setattr("parley.coach.live.open_coach", lambda *_, **__: {}["no such"])
        assert settle(watch, live) == REFUSED
    assert "served on" in caplog.text
    assert live.now.reply(TALK).band
    (guides / "README.txt").touch()
    (guides / WANDB).touch()
    assert settle(watch, live) == RELOADED


def test_what_changes_while_it_is_read_is_not_served(watched, guides: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch, live = watched
    before, text = live.now, (guides / WANDB).read_text(encoding="utf-8")

    def reading(folder: Path, *rest, **options):
        coach = open_coach(folder, *rest, **options)
        (guides / WANDB).write_text(text, encoding="utf-8")
        return coach

    (guides / WANDB).write_text(text[: len(text) * 2 // 3], encoding="utf-8")
    with monkeypatch.context() as writing:
        writing.setattr("parley.coach.live.open_coach", reading)
        assert settle(watch, live) == SETTLING
    assert live.now is before
    assert settle(watch, live) == RELOADED
    assert live.now.reply(TALK).levers == before.reply(TALK).levers


def test_while_another_process_rewrites_a_guide_each_answer_is_from_a_whole_one(watched, guides, tmp_path) -> None:
    watch, live = watched
    one = (guides / WANDB).read_bytes()
    other = one.replace(b"163,000", b"173,000").replace("£163K".encode(), "£173K".encode())
    whole = {hashlib.sha256(text).hexdigest(): text.decode().splitlines() for text in (one, other)}
    for name, text in (("one", one), ("other", other)):
        (tmp_path / name).write_bytes(text)
    command = [sys.executable, "-c", WRITER, *map(str, (guides / WANDB, tmp_path / "one", tmp_path / "other"))]
    with subprocess.Popen(command) as writer:
        while writer.poll() is None:
            watch.look(live)
            now = live.now
            guide, cited = now.reply(TALK).guide, now.reply(TALK).band.citation
            lines = "\n".join(whole[guide.digest][cited.line_from - 1 : cited.line_to])
            assert now.library.lines(cited) in ("", lines)
            time.sleep(0.2)
    (guides / WANDB).write_bytes(other)
    outcomes = [watch.look(live) for _ in range(3)]
    assert outcomes[-1] == UNCHANGED
    assert live.now.reply(TALK).band.base.high == 173000
