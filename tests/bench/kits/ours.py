"""Parley at the same job: its own index over its own passages, and the guide that its answer is about.

    ours.py prepare GUIDES INTO [--count 200] [--questions 300]    copy guides evenly drawn into INTO, with Parley's
                                                                   passages (`passages.jsonl`) and `questions.jsonl`
    ours.py build | ask                                            as in job.py

`ask` gives whole answers (understood, looked up, advised, drafted), which is more than the kits' nearest passage.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

from job import Find, run

from parley.coach.answer import answer
from parley.coach.start import open_coach, open_library
from parley.guides.library import load_library
from parley.retrieval.embedders import Embedder
from parley.retrieval.open import best_embedder, open_searcher
from parley.retrieval.passages import passages_of, searchable

sys.path.insert(0, str(Path(__file__).parent.parent))
from questions import questions, replay_line


def load(folder: Path) -> Embedder:
    embedder = best_embedder()
    embedder.embed(["ready"])
    return embedder


def build(_: Embedder, guides: Path, folder: Path) -> int:
    """What `parley index` does: read the guides, cut, embed, index by words, save."""
    return len(open_searcher(open_library(guides, folder), folder).snapshot.passages)


def open_index(guides: Path, folder: Path) -> Find:
    coach = open_coach(guides, folder, hurry=False)
    return lambda question: answer(coach.reply([question]))["guide"]


def prepare() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("prepare")
    parser.add_argument("guides", type=Path)
    parser.add_argument("into", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--questions", type=int, default=300)
    given = parser.parse_args()
    every = load_library(given.guides).guides
    count = min(given.count, len(every))
    guides = [every[number * len(every) // count] for number in range(count)]
    for guide in guides:
        (given.into / guide.path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(given.guides / guide.path, given.into / guide.path)
    cut = [{"guide": guide.path, "text": searchable(passage)} for guide in guides for passage in passages_of(guide)]
    _write(given.into / "passages.jsonl", [json.dumps(passage) for passage in cut])
    asked = questions(guides, given.questions)
    _write(given.into / "questions.jsonl", [replay_line(number, question) for number, question in enumerate(asked)])


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if sys.argv[1:2] == ["prepare"]:
    prepare()
else:
    run(load, build, open_index)
