"""Questions that name company, role and place, in three wordings, drawn evenly from a library; the answers are known.

    python tests/bench/questions.py GUIDES_DIR [--count 300] > questions.jsonl

prints JSON Lines as `parley replay` reads them: `{"id", "turns", "gold": {"guide", "company", "role", "region"}}`. The
same guides give the same questions on every machine, in any order of files.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from parley.guides.library import load_library
from parley.guides.model import Guide, PayBand

WORDINGS = (
    "What should I counter at {company} in {place}? {role} role",
    "I'm a {role} in {place} and {company} wants to hire me. What base can I ask for?",
    "{company} {role} {place} pay range",
)


@dataclass(frozen=True)
class Question:
    """What is asked, and what it is about: `guide` a path in the folder, `region` a label of that guide."""

    text: str
    guide: str
    company: str
    role: str
    region: str


def questions(guides: Sequence[Guide], count: int = 300) -> tuple[Question, ...]:
    """`count` questions over the guides that name a place, or as many as differ; wording and place take turns.

    The texts name company, role and place as people write them: without brackets, the place by its plain name.
    """
    placed = [guide for guide in sorted(guides, key=lambda guide: guide.path) if any(_placed(guide))]
    drawn = [placed[turn * len(placed) // count] for turn in range(count)] if placed else []
    return tuple(dict.fromkeys(_question(guide, turn) for turn, guide in enumerate(drawn)))


def _placed(guide: Guide) -> Iterator[PayBand]:
    return (band for band in guide.bands if band.places and band.region)


def _question(guide: Guide, turn: int) -> Question:
    bands = list(_placed(guide))
    band = bands[turn // len(WORDINGS) % len(bands)]
    names = {"company": said(guide.company_display), "role": said(guide.role_display), "place": band.places[0].name}
    text = WORDINGS[turn % len(WORDINGS)].format(**names)
    return Question(text, guide.path, guide.company, guide.role, band.region or "")


def said(name: str) -> str:
    """A name as people say it: "Block (Square)" is Block."""
    return re.sub(r"\s*\(.*?\)", "", name).strip() or name


def replay_line(number: int, question: Question) -> str:
    """The question as a line for `parley replay`, its answer beside it."""
    gold = asdict(question)
    text = gold.pop("text")
    return json.dumps({"id": f"asked-{number:03}", "turns": [text], "gold": gold}, ensure_ascii=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("guides", type=Path)
    parser.add_argument("--count", type=int, default=300)
    options = parser.parse_args()
    for number, question in enumerate(questions(load_library(options.guides).guides, options.count)):
        print(replay_line(number, question))


if __name__ == "__main__":
    main()
