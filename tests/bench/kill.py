"""kill -9 at random moments of building and reloading an index: it stays whole, and the next start needs no hand.

    python tests/bench/kill.py [--times 200] [--seed 1]

The quick form of it, ten kills, is tests/retrieval/test_crash.py.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.retrieval.crash import Victim


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice = Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        victim = Victim(Path(folder), dice)
        while victim.seen["killed"] < args.times:
            victim.kill_once()
            if dice.random() < 0.3:
                victim.finish()
        victim.finish()
        victim.close()
    for what, times in victim.seen.items():
        print(f"{times:5}  {what}")
    print("the index was whole, and wholly one version, each time")


if __name__ == "__main__":
    main()
