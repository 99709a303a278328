"""A guide changed, added and removed among thousands: how long until it is in the index, and what was embedded again.

    python tests/bench/changed.py GUIDES_DIR INDEX_DIR [--rounds 5]

INDEX_DIR is an index that `parley index GUIDES_DIR --out INDEX_DIR` built; both are copied and left as they are. Each
step is a new process, as after a restart; "imports" is what Python takes before anything is read.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

STEP = """
import json, sys, time
begun = time.perf_counter()
from pathlib import Path
from parley.coach.start import open_library
from parley.retrieval.index import refresh
from parley.retrieval.open import best_embedder
from parley.retrieval import embedding
texts = []
class Watched:
    def __init__(self, embedder): self._embedder = embedder
    def __getattr__(self, name): return getattr(self._embedder, name)
    def embed(self, batch):
        texts.extend(batch)
        return self._embedder.embed(batch)
guides, index = map(Path, sys.argv[1:])
times = [time.perf_counter()]
library = open_library(guides, index)
times.append(time.perf_counter())
embedder = best_embedder()
embedder.embed(["ready"])
times.append(time.perf_counter())
snapshot = refresh(library, index, Watched(embedder))
times.append(time.perf_counter())
seconds = [b - a for a, b in zip([begun, *times], times)]
print(json.dumps({"seconds": seconds, "texts": texts, "guides": len(library.guides), "rows": len(snapshot.passages)}))
"""


def nothing(path: Path, text: str) -> None:
    """The guides stay as they are."""


def changed(path: Path, text: str) -> None:
    line = next(line for line in text.splitlines() if line.startswith("> "))
    path.write_text(text.replace(line, f"{line} One sentence is new.", 1), encoding="utf-8")


def removed(path: Path, text: str) -> None:
    path.unlink()


def added(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


STEPS: dict[str, Callable[[Path, str], None]] = {
    "nothing new": nothing, "one changed": changed, "one removed": removed, "one added": added,
}  # fmt: skip


def step(guides: Path, index: Path) -> dict:  # type: ignore[type-arg]
    shown = subprocess.run([sys.executable, "-c", STEP, guides, index], capture_output=True, text=True, check=True)
    return json.loads(shown.stdout.splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("guides", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        guides, index = Path(folder) / "guides", Path(folder) / "index"
        shutil.copytree(args.guides, guides)
        shutil.copytree(args.index, index)
        step(guides, index)
        paths = [path for path in sorted(guides.glob("*/*.md")) if "\n> " in path.read_text(encoding="utf-8")]
        runs: dict[str, list[dict]] = {name: [] for name in STEPS}  # type: ignore[type-arg]
        for turn in range(args.rounds):
            path = paths[turn * len(paths) // args.rounds]
            text = path.read_text(encoding="utf-8")
            for name, change in STEPS.items():
                change(path, text)
                runs[name].append(step(guides, index))
    report(runs)


def report(runs: dict[str, list[dict]]) -> None:  # type: ignore[type-arg]
    for name, measured in runs.items():
        parts = [median(column) for column in zip(*(run["seconds"] for run in measured), strict=True)]
        names = ("imports", "guides", "model", "index")
        times = "  ".join(f"{part} {seconds:.2f} s" for part, seconds in zip(names, parts, strict=True))
        texts = [len(run["texts"]) for run in measured]
        print(f"{name:12} {times}  embedded {min(texts)} to {max(texts)} of {measured[0]['rows']:,} passages")
        for text in measured[0]["texts"][:3]:
            print(f"    again: {text[:100]}")


if __name__ == "__main__":
    main()
