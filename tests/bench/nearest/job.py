"""What every way of keeping vectors does, in two commands, so that `search.py` can compare them. numpy only.

    WAYS.py build WAY DATA FOLDER     keep DATA/vectors.npy in FOLDER; prints {"build": seconds, "peak": megabytes}
    WAYS.py ask WAY DATA FOLDER       open FOLDER, ask for each of DATA/queries.npy; prints {"open", "first", "p50",
                                      "p95", "work": seconds, the last of the processor, "memory",
                                      "mapped": megabytes more, "found": rows of each}

Each is a process of its own, so that the memory told is that of serving alone.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

import numpy as np

K, BATCH, WARM = 10, 1 << 14, 10
Search = Callable[[np.ndarray], list[int]]
"""A query, `[dimension]` -> its nearest K rows, best first."""
Build = Callable[[str, np.ndarray, Path], None]
Open = Callable[[str, Path], Search]


def batches(vectors: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """The first row of each batch, and the batch in full precision."""
    for first in range(0, len(vectors), BATCH):
        yield first, vectors[first : first + BATCH].astype(np.float32)


def run(build: Build, opened: Open) -> None:
    """Do what the command line says with a kind's two functions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=("build", "ask"))
    parser.add_argument("way")
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    if given.command == "ask":
        print(json.dumps(_asked(lambda: opened(given.way, given.folder), np.load(given.data / "queries.npy"))))
        return
    vectors = np.load(given.data / "vectors.npy", "r")
    begun = time.perf_counter()
    build(given.way, vectors, given.folder)
    print(json.dumps({"build": time.perf_counter() - begun, "peak": _megabytes("VmHWM")}))


def _asked(opened: Callable[[], Search], queries: np.ndarray) -> dict[str, object]:
    before, begun = (_megabytes("RssAnon"), _megabytes("RssFile")), time.perf_counter()
    search = opened()
    loaded = time.perf_counter() - begun
    found, seconds, worked = [], [], []
    for query in queries:
        begun, working = time.perf_counter(), time.process_time()
        found.append(search(query))
        worked.append(time.process_time() - working)
        seconds.append(time.perf_counter() - begun)
    memory, mapped = _megabytes("RssAnon") - before[0], _megabytes("RssFile") - before[1]
    cuts = quantiles(seconds[WARM:], n=20)
    times = {"open": loaded, "first": seconds[0], "p50": cuts[9], "p95": cuts[18], "work": median(worked[WARM:])}
    return times | {"memory": memory, "mapped": mapped, "found": found}


def _megabytes(row: str) -> float:
    """Of this process: RssAnon its own, RssFile of mapped files (the system may take them back), VmHWM the most."""
    rows = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(rows[row].split()[0]) / 1024
