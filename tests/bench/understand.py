"""Which guide a question is about: Parley against plain retrieval; intents by cues against example sentences; time.

    python tests/bench/understand.py GUIDES QUESTIONS... [--encoder index/encoder]

QUESTIONS are files of tests/dialogue (YAML) or of the evaluation form (JSON Lines). Every method gets all the user's
messages of a question. "right" counts questions with a guide (company and role) where that guide comes first; "refused"
those about no guide where none is given: the baselines always give one, so they may refuse below the best threshold
that could have been chosen for them in hindsight. "wrong" are guides given with confidence that are not the asked one.
"""

import argparse
import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import quantiles
from typing import Any

import bm25s
import numpy as np
import yaml
from parley.dialogue.intents import find_intent
from rapidfuzz import fuzz, process

from parley.dialogue.model import DialogueState
from parley.dialogue.names.roles import find_roles
from parley.dialogue.policy import decide
from parley.dialogue.state import replay, update
from parley.guides.library import Library, load_library
from parley.guides.model import Guide
from parley.retrieval.compiled import compile_minilm

TODAY = date(2026, 6, 1)
LIKENESS = 85
EXAMPLES = Path(__file__).parent.parent / "dialogue" / "corpus" / "intents.yaml"
Pick = tuple[str | None, float]
"""The path of a guide (None for none) and how sure a method is of it."""


@dataclass(frozen=True)
class Question:
    """What the user says, and the guide (None where none should be given) and intent that are meant."""

    say: tuple[str, ...]
    company: str | None
    role: str | None
    intent: str

    @property
    def guide(self) -> str | None:
        return f"{self.company}/{self.role}.md" if self.company and self.role else None


def questions(path: Path) -> Iterator[Question]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        for row in map(json.loads, filter(str.strip, text.splitlines())):
            gold = row["gold"]
            yield Question(tuple(row["turns"]), gold["company"], gold["role"], gold["intent"])
        return
    for row in yaml.safe_load(text):
        company, role, _, intent = (None if value == "-" else value for value in row["gold"])
        yield Question(tuple(row["say"]), company, role, intent)


def described(guide: Guide) -> str:
    """One text a guide, as plain retrieval would have it: whose it is, its summary, its first lever."""
    levers = [f"{lever.title}. {lever.quote or ''}" for lever in guide.levers[:1]]
    return f"{guide.company_display} {guide.role_display}. {guide.dna_summary or ''} {' '.join(levers)}"


def by_meaning(guides: Sequence[Guide], embed: Callable[[Sequence[str]], Any]) -> Callable[[Question], Pick]:
    vectors = embed([described(guide) for guide in guides])

    def pick(question: Question) -> Pick:
        scores = vectors @ embed([" ".join(question.say)])[0]
        return guides[int(np.argmax(scores))].path, float(np.max(scores))

    return pick


def by_words(guides: Sequence[Guide]) -> Callable[[Question], Pick]:
    index = bm25s.BM25()
    index.index(bm25s.tokenize([described(guide) for guide in guides], show_progress=False), show_progress=False)

    def pick(question: Question) -> Pick:
        query = bm25s.tokenize([" ".join(question.say)], show_progress=False)
        found, scores = index.retrieve(query, k=1, show_progress=False)
        return guides[int(found[0, 0])].path, float(scores[0, 0])

    return pick


def by_spelling(library: Library) -> Callable[[Question], Pick]:
    names = {slug: name.casefold() for slug, name in library.companies.items()}

    def pick(question: Question) -> Pick:
        text = " ".join(question.say)
        found = process.extractOne(text.casefold(), names, scorer=fuzz.WRatio, score_cutoff=LIKENESS)
        roles = [mention.values[0] for mention in find_roles(text)]
        guide = library.guide(found[2], roles[-1]) if found and roles else None
        return (guide.path, found[1]) if guide and found else (None, 0)

    return pick


def by_parley(library: Library) -> Callable[[Question], Pick]:
    def pick(question: Question) -> Pick:
        state = replay(question.say, library)
        subject = state.compared[0] if state.compared else state.subject
        given = decide(state, library, TODAY).kind == "answer" or subject.role
        return (f"{subject.company}/{subject.role}.md" if given and subject.company and subject.role else None), 1

    return pick


def row(name: str, pick: Callable[[Question], Pick], asked: Sequence[Question]) -> str:
    """The line of one method, at the threshold that is best for it in hindsight."""
    picks = [(question, *pick(question)) for question in asked]
    thresholds = sorted({score for _, _, score in picks})[:: max(1, len(picks) // 60)]
    right, refused, wrong = max((_counted(picks, low) for low in (0.0, *thresholds)), key=lambda n: n[0] + n[1])
    covered = sum(question.guide is not None for question in asked)
    return f"{name:28} {right:4}/{covered} {right / covered:6.3f}   {refused:3}/{len(asked) - covered:<3}   {wrong:4}"


def _counted(picks: Sequence[tuple[Question, str | None, float]], low: float) -> tuple[int, int, int]:
    given = [(question, path if score >= low else None) for question, path, score in picks]
    right = sum(path == question.guide for question, path in given if question.guide)
    refused = sum(path is None for question, path in given if not question.guide)
    wrong = sum(path not in (None, question.guide) for question, path in given)
    return right, refused, wrong


def intents(library: Library, asked: Sequence[Question], embed: Callable[[Sequence[str]], Any]) -> Iterator[str]:
    """How often the intent is right: by cues, by the nearest example, and by the nearest where no cue speaks."""
    table = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    examples = [(intent, text) for intent, texts in table.items() if isinstance(texts, list) for text in texts]
    vectors = embed([text for _, text in examples])
    cues = [replay(question.say, library).intent for question in asked]
    near = [examples[int(np.argmax(vectors @ embed([question.say[-1]])[0]))][0] for question in asked]
    silent = [
        find_intent(question.say[-1], frozenset()) is None and len(question.say[-1].split()) > 3 for question in asked
    ]
    both = [close if none else cue for cue, close, none in zip(cues, near, silent, strict=True)]
    for name, found in (("cues", cues), ("nearest example", near), ("nearest where no cue speaks", both)):
        right = sum(intent == question.intent for intent, question in zip(found, asked, strict=True))
        yield f"{name:28} {right:4}/{len(asked)} {right / len(asked):6.3f}"


def grown(library: Library, times: int) -> Library:
    """The library with every company once more under another name, for each time beyond the first."""
    more = [
        replace(guide, company=f"{guide.company}-{turn}", company_display=f"{guide.company_display[::-1]} {turn}x",
                path=f"{guide.company}-{turn}/{guide.role}.md")
        for turn in range(1, times) for guide in library.guides
    ]  # fmt: skip
    return Library(library.folder, (*library.guides, *more), ())


def speed(library: Library, asked: Sequence[Question]) -> str:
    seconds = []
    update(DialogueState(), "hello", library)
    replay(asked[0].say, library)
    for question in asked:
        state = DialogueState()
        for message in question.say:
            start = time.perf_counter()
            state = update(state, message, library)
            seconds.append(time.perf_counter() - start)
    cuts = quantiles(seconds, n=20)
    size = f"{len(library.companies)} companies, {len(library.guides)} guides"
    return f"{size:28} p50 {cuts[9] * 1e3:5.2f} ms  p95 {cuts[18] * 1e3:5.2f} ms  over {len(seconds)} messages"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("guides", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--encoder", type=Path, default=Path("index/encoder"))
    options = parser.parse_args()
    logging.disable()
    library = load_library(options.guides)
    asked = [question for path in options.questions for question in questions(path)]
    one = [question for question in asked if question.intent != "compare"]
    embed = compile_minilm(options.encoder).embed
    print(f"{'guide, of ' + str(len(one)) + ' questions':28} right           refused   wrong")
    print(row("dense, one text a guide", by_meaning(library.guides, embed), one))
    print(row("BM25, one text a guide", by_words(library.guides), one))
    print(row("rapidfuzz and role words", by_spelling(library), one))
    print(row("Parley", by_parley(library), one))
    print("\nintent", *intents(library, asked, embed), sep="\n")
    print("\ntime", speed(library, asked), speed(grown(library, 2), asked), sep="\n")


if __name__ == "__main__":
    main()
