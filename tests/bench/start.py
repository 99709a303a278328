"""From a new process to the first vector, and to the first search, each way; medians of interleaved runs.

python tests/bench/start.py [GUIDES_DIR] [--index index] [--rounds 5]
"""

import argparse
import subprocess
import sys
from pathlib import Path
from statistics import median

CLOCK = "import time, resource; start = time.perf_counter(); "
REPORT = "; print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
WAYS = {
    "sentence-transformers, first vector": "from parley.retrieval.embedders import MiniLM; MiniLM().embed(['hello'])",
    "compiled, first vector": (
        "from parley.retrieval.compiled import CompiledMiniLM; CompiledMiniLM().embed(['hello'])"
    ),
    "guides, index and first search": (
        "from pathlib import Path; from parley.guides.library import load_library; "
        "from parley.retrieval.open import open_searcher; "
        "searcher = open_searcher(load_library(Path({guides!r})), Path({index!r})); "
        "searcher.wait_ready(); searcher.search('on-call pay')"
    ),
}


def once(code: str) -> tuple[float, float]:
    shown = subprocess.run([sys.executable, "-c", CLOCK + code + REPORT], capture_output=True, text=True, check=True)
    seconds, megabytes = shown.stdout.split()
    return float(seconds), float(megabytes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("guides", nargs="?", default="seeds")
    parser.add_argument("--index", default="index")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    codes = {name: code.format(guides=args.guides, index=args.index) for name, code in WAYS.items()}
    once(codes["guides, index and first search"])  # builds what is not built
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in codes}
    for _ in range(args.rounds):
        for name, code in codes.items():
            runs[name].append(once(code))
    for name, measured in runs.items():
        seconds, megabytes = (median(column) for column in zip(*measured, strict=True))
        print(f"{name:38} {seconds:6.2f} s  {megabytes:5.0f} MB  {Path(args.guides).name}")


if __name__ == "__main__":
    main()
