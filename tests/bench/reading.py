"""How well and how fast messages are read: `python tests/bench/reading.py ROWS.jsonl... [--writings] [--layouts]`.

ROWS are labelled messages (docs/reading.md). `--writings` reads them again in ten writings, `--layouts` two offers in
eight layouts for six companies, `--time` a message of 60 words and a letter of 1,500.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from parley.reading.reader import understand
from reading.score import Score

Row = dict[str, Any]


def wrapped(text: str, width: int) -> str:
    """`text` broken where the next word would not fit, as mail programs do."""
    lines = []
    for line in text.split("\n"):
        now = ""
        for word in line.split(" "):
            if now and len(now) + 1 + len(word) > width:
                lines.append(now)
                now = word
            else:
                now = f"{now} {word}" if now else word
        lines.append(now)
    return "\n".join(lines)


WRITINGS: dict[str, Callable[[str], str]] = {
    "as is": str,
    "curly quotes": lambda text: text.replace("'", "’").replace('"', "”"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "wrapped at 24": lambda text: wrapped(text, 24),
    "wrapped at 40": lambda text: wrapped(text, 40),
    "quoted mail": lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
    "upper": str.upper,
    "lower": str.lower,
    "no end mark": lambda text: text.rstrip(" .!?"),
    "filler in front": lambda text: f"hey so {text}",
    "emoji": lambda text: f"{text} 🙏",
}
LAYOUTS = (
    "{a} offered me 190k base and 200k equity over 4 years. {b} offered 210k base and 240k equity.",
    "{a}: 190k base, 200k equity over 4 years\n{b}: 210k base, 240k equity over 4 years",
    "Offer 1 ({a}): 190k base, 200k equity over 4 years\nOffer 2 ({b}): 210k base, 240k equity over 4 years",
    "{a} - 190k base, 200k equity over 4 years\n{b} - 210k base, 240k equity over 4 years",
    "{a}:\n- base $190k\n- equity $200k over 4 years\n\n{b}:\n- base $210k\n- equity $240k over 4 years",
    "{a}\nBase 190k\nEquity 200k\n\n{b}\nBase 210k\nEquity 240k",
    "They offer:\nbase 190k\nequity 200k over 4 years\n\n{b} offers:\nbase 210k\nequity 240k",
    "| | {a} | {b} |\n|---|---|---|\n| base | $190k | $210k |\n| equity | $200k | $240k |",
)
OTHERS = ("Stripe", "Airbnb", "OpenAI", "Google", "Nvidia", "Snowflake")


def figures(rows: Sequence[Row], write: Callable[[str], str] = str) -> dict[str, float]:
    """The scores of the rows in one writing; labels are found again in the text as it then reads."""
    score = Score()
    for row in rows:
        text = write(row["text"])
        score.add(_relabelled(row, text, write), understand(text, row["before"], row["coach"]))
    return score.figures


def _relabelled(row: Row, text: str, write: Callable[[str], str]) -> Row:
    def said(words: str) -> str:
        for form in (words, words.replace(" ", "  "), words.upper(), words.lower(), words.replace("'", "’")):
            if form in text:
                return form
        broken = re.search(r"\s(?:> )?".join(map(re.escape, words.split(" "))), text)
        return broken[0] if broken else words

    return {**row, "text": text, "numbers": [{**number, "said": said(number["said"])} for number in row["numbers"]]}


def layouts() -> dict[int, int]:
    """Of each layout, for how many companies both offers are kept apart."""
    before = ["I want to negotiate with Databricks: software engineer, San Francisco"]
    right: dict[int, int] = {}
    for number, layout in enumerate(LAYOUTS):
        for other in OTHERS:
            found = understand(layout.format(a="Databricks", b=other), before)
            told = {(one.whose, one.part, one.value[0]) for one in found.numbers}
            want = {
                ("offer", "base", 190000.0), ("offer", "equity", 200000.0),
                ("rival", "base", 210000.0), ("rival", "equity", 240000.0),
            }  # fmt: skip
            right[number] = right.get(number, 0) + (told == want)
    return right


def times(rows: Sequence[Row]) -> dict[str, float]:
    """Milliseconds: the 95th of a hundred in each."""
    chance = random.Random(1)
    words = [word for row in rows for word in row["text"].split()]
    found = {}
    for name, count in (("60 words", 60), ("1,500 words", 1500)):
        took = []
        for _ in range(100 if count < 100 else 20):
            at = chance.randrange(max(len(words) - count, 1))
            text = " ".join(words[at : at + count])
            began = time.perf_counter()
            understand(text)
            took.append((time.perf_counter() - began) * 1000)
        found[name] = sorted(took)[int(len(took) * 0.95)]
    return found


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path, nargs="+")
    for name in ("writings", "layouts", "time"):
        parser.add_argument(f"--{name}", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for file in options.rows for line in file.read_text(encoding="utf-8").splitlines()]
    for name, write in WRITINGS.items() if options.writings else [("as is", str)]:
        print(f"{name:16}", "  ".join(f"{key} {value:.3f}" for key, value in figures(rows, write).items()), flush=True)
    if options.layouts:
        print("layouts right of six:", layouts())
    if options.time:
        print("p95 in ms:", {name: round(value, 1) for name, value in times(rows).items()})


if __name__ == "__main__":
    main()
