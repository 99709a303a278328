"""Whether a question that names company, role and place leads to the right guide and row, in the whole product.

    python tests/bench/subjects.py GUIDES_DIR [--count 300] [--failures]

The generated questions of questions.py, then the same with the company as people miswrite it: by a nickname of
data/companies.yaml, and with two neighbouring letters swapped or one left out. No search by likeness is involved: the
dialogue reads the names and the library is looked up.
"""

import argparse
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from questions import WORDINGS, Question, questions

from parley.data import load
from parley.dialogue.state import replayed
from parley.guides.library import Library, load_library

SHORTEST_MISSPELT = 6
"""Letters below which a slip makes another word."""


def nicknamed(asked: Sequence[Question], library: Library) -> Iterator[Question]:
    """Each question about a company that has nicknames, with each of them in turn."""
    names = load("companies")["nicknames"]
    for turn, question in enumerate(asked):
        shown = library.companies[question.company]
        if names.get(shown) and shown in question.text:
            nickname = names[shown][turn % len(names[shown])]
            yield replace(question, text=question.text.replace(shown, nickname))


def misspelt(asked: Sequence[Question], library: Library) -> Iterator[Question]:
    """Each question about a company with a name long enough, with one slip in its longest word."""
    for turn, question in enumerate(asked):
        shown = library.companies[question.company]
        word = max(shown.split(), key=len)
        if len(word) >= SHORTEST_MISSPELT and word in question.text:
            yield replace(question, text=question.text.replace(word, _slip(word, turn)))


def _slip(word: str, turn: int) -> str:
    at = 2 + turn % (len(word) - 3)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return swapped if turn % 2 and swapped != word else word[:at] + word[at + 1 :]


def report(name: str, asked: Sequence[Question], library: Library, failures: bool) -> None:
    guides = rows = 0
    for question in asked:
        subject = replayed([question.text], library).subject
        guide = library.guide(subject.company, subject.role) if subject.company and subject.role else None
        right = guide is not None and guide.path == question.guide
        guides, rows = guides + right, rows + (right and subject.region == question.region)
        if failures and not (right and subject.region == question.region):
            print(f"  {question.text}\n    wanted {question.guide} {question.region!r}, found {subject}")
    total = max(1, len(asked))
    print(f"{name:44} right guide {guides / total:.3f}  and its row {rows / total:.3f}  of {len(asked)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("guides", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    logging.disable()
    library = load_library(options.guides)
    asked = questions(library.guides, options.count)
    report("all", asked, library, options.failures)
    for turn, wording in enumerate(WORDINGS):
        report(f'"{wording[:40]}"', asked[turn :: len(WORDINGS)], library, False)
    report("company by a nickname", list(nicknamed(asked, library)), library, options.failures)
    report("company misspelt by one letter", list(misspelt(asked, library)), library, options.failures)


if __name__ == "__main__":
    main()
