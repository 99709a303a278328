"""One kit once: its processes, timed and weighed from outside. Standard library only, so that this process stays small.

That matters: on Linux a new process's peak memory counts what its parent had when it started.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from install import python_of

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "PYTHONPATH": str(ROOT / "src")}
OURS = "parley"
PROGRAMS = {"plain": "plain.py", "langchain": "langchain_faiss.py", "txtai": "txtai_sections.py", OURS: "ours.py"}


@dataclass(frozen=True)
class Run:
    """One process: seconds to its first line and to its end, peak megabytes, and what it printed."""

    first: float
    whole: float
    megabytes: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Round:
    """One kit once: its start with the seeds; its build, questions and memory with the many guides."""

    start: float
    start_megabytes: float
    passages: int
    build: float
    megabytes: float
    found: tuple[str | None, ...]
    seconds: tuple[float, ...]


@dataclass(frozen=True)
class Place:
    """Guides with their questions, where the kits put what they build of them, and where the kits are installed."""

    guides: Path
    builds: Path
    kits: Path

    @property
    def questions(self) -> Path:
        return self.guides / "questions.jsonl"

    def built(self, kit: str) -> Path:
        folder = self.builds / kit
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def command(self, kit: str, word: str, *more: str) -> list[str]:
        python = sys.executable if kit == OURS else str(python_of(kit, self.kits))
        return [python, str(HERE / PROGRAMS[kit]), word, str(self.guides), str(self.built(kit)), *more]


def run(command: list[str]) -> Run:
    """Run a process to its end; where it fails, so does everything, with what it wrote."""
    with tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT, env=OFFLINE | os.environ
        )
        assert process.stdout is not None
        line = process.stdout.readline()
        first = time.perf_counter() - start
        lines = (line, *process.stdout)
        _, status, used = os.wait4(process.pid, 0)
        whole = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{errors.read()[-2000:]}")
    bytes_a_unit = 1 if sys.platform == "darwin" else 1024
    return Run(first, whole, used.ru_maxrss * bytes_a_unit / 2**20, lines)


def start_of(kit: str, seeds: Place) -> tuple[float, float]:
    """Seconds and peak megabytes of a new process to its first answer; for Parley the `parley ask` that people type."""
    if kit != OURS:
        asked = run(seeds.command(kit, "ask", str(seeds.questions)))
        return asked.first, asked.megabytes
    text = json.loads(seeds.questions.read_text(encoding="utf-8").splitlines()[0])["turns"][-1]
    where = ["--guides", str(seeds.guides), "--index", str(seeds.built(kit))]
    asked = run([sys.executable, "-m", "parley", "ask", text, *where])
    return asked.whole, asked.megabytes


def one_round(kit: str, seeds: Place, many: Place) -> Round:
    start, start_megabytes = start_of(kit, seeds)
    built = json.loads(run(many.command(kit, "build")).lines[-1])
    asked = run(many.command(kit, "ask", str(many.questions)))
    told = json.loads(asked.lines[-1])
    found, seconds = tuple(told["found"]), tuple(told["seconds"])
    return Round(start, start_megabytes, built["passages"], built["seconds"], asked.megabytes, found, seconds)
