"""What official pay costs: the start of a process, its memory after answers, and the time of an answer, with the table
and without; interleaved processes, the best time of each question. The encoder is loaded in both, as it is on the page.

python tests/bench/official_pay.py [--rounds 3] [--questions 40]
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from statistics import median

QUESTIONS = Path(__file__).parents[1] / "market" / "questions.jsonl"
CODE = """
import json, sys, time, resource
start = time.perf_counter()
from functools import partial
from pathlib import Path
from parley.coach.start import open_coach
from parley.coach.turn import Coach
from parley.dialogue.state import update
from parley.dialogue.talks import Talks
coach = open_coach(Path("seeds"), Path("index"), hurry=False)
if not {with_table}:
    coach._talks = Talks(partial(update, library=coach.library, market=None))
started = time.perf_counter() - start
coach.searcher.wait_ready()  # the encoder, which the page loads in either case
for first in ("what should I counter at W&B London?", {warm!r}):
    coach.reply([first])
times = []
for question in {questions!r}:
    before = time.perf_counter()
    coach.reply([question])
    times.append(time.perf_counter() - before)
resident = int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
print(json.dumps([started, resident, times]))
"""


def once(questions: list[str], *, with_table: bool) -> tuple[float, float, list[float]]:
    code = CODE.format(with_table=with_table, questions=questions[1:], warm=questions[0])
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    started, resident, times = json.loads(shown.stdout.splitlines()[-1])
    return started, resident / 1e6, times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--questions", type=int, default=40)
    args = parser.parse_args()
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["text"] for line in lines[:: max(1, len(lines) // args.questions)]]
    runs = {with_table: [] for with_table in (True, False)}
    for _ in range(args.rounds):
        for with_table, found in runs.items():
            found.append(once(questions, with_table=with_table))
    for with_table, found in runs.items():
        starts, megabytes, _ = zip(*found, strict=True)
        each = of_each(found)
        print(
            f"{'with' if with_table else 'without'} the table: start {median(starts):.2f} s, "
            f"{median(megabytes):.0f} MB, an answer {median(each) * 1000:.1f} ms, slowest {max(each) * 1000:.1f} ms"
        )
    more = sorted(a - b for a, b in zip(of_each(runs[True]), of_each(runs[False]), strict=True))
    print(f"more for each question: {median(more) * 1000:.1f} ms, {more[int(len(more) * 0.95)] * 1000:.1f} ms at 95%")


def of_each(runs: list[tuple[float, float, list[float]]]) -> list[float]:
    """The best time of each question: what else the machine does is left out."""
    return [min(column) for column in zip(*(times for *_, times in runs), strict=True)]


if __name__ == "__main__":
    main()
