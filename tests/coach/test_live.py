"""Guides change under a running coach: the new ones are served whole, the old ones until then."""

import shutil
from pathlib import Path

import pytest

from parley.coach.live import REFUSED, RELOADED, SETTLING, UNCHANGED, LiveCoach, Watch
from parley.coach.start import open_coach

SCALE = Path("scale-ai/devops-engineer.md")
WANDB = Path("weights-and-biases/devops-engineer.md")
TALK = ["what should I counter at W&B London?"]


@pytest.fixture
def guides(seeds_dir: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seeds_dir, tmp_path / "guides"))


@pytest.fixture
def watched(guides: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Watch, LiveCoach]:
    monkeypatch.setattr("parley.retrieval.open.best_embedder", lambda index_dir: _hash_embedder())
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
