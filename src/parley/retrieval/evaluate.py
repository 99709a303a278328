"""How well search finds what people judged right: right first, recall@k, MRR and nDCG for each way of searching.

In: queries (JSON Lines: `id`, `text` and any of `company`, `role`, `region`, `kinds`) and judgements (tab-separated:
query id, guide, title or kind, grade 1 to 3). Out: one row of measures a way. A judgement names a passage by its title
(a lever's, a section's) or by its kind, never by line, so that editing a guide does not unsettle it.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.errors import UsageError
from parley.retrieval.model import Filters, Passage
from parley.retrieval.search import WAYS, Searcher

CUT = 10
"""Places that count in recall@10, MRR@10 and nDCG@10."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question with the filters that the dialogue would have set."""

    id: str
    text: str
    filters: Filters


@dataclass(frozen=True, slots=True)
class Judgement:
    """`passage` is the title or the kind of what answers; `grade` 3 answers fully, 1 touches it."""

    query: str
    guide: str
    passage: str
    grade: int

    def holds(self, passage: Passage) -> bool:
        """Whether `passage` is the one that was judged."""
        return passage.guide == self.guide and self.passage in (passage.title, passage.kind)


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over all queries, each from 0 to 1; `right_first` is the share whose first hit is judged right.

    `recall_at_10` is out of as many as ten places can hold, so that a question with fifty right levers can be perfect.
    """

    way: str
    right_first: float
    recall_at_10: float
    mrr: float
    ndcg: float


def measures_of(searcher: Searcher, queries: Sequence[Query], judgements: Sequence[Judgement]) -> tuple[Measures, ...]:
    """Measures of each way of searching: dense, lexical, fused."""
    judged: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        judged.setdefault(judgement.query, []).append(judgement)
    return tuple(_measures(searcher, way, queries, judged) for way in WAYS)


def _measures(
    searcher: Searcher, way: str, queries: Sequence[Query], judged: Mapping[str, Sequence[Judgement]]
) -> Measures:
    rows = [_grades(searcher, way, query, judged.get(query.id, ())) for query in queries]
    return Measures(
        way,
        _mean(rows, lambda grades, best: float(any(grades[:1]))),
        _mean(rows, lambda grades, best: sum(map(bool, grades)) / max(1, min(CUT, len(best)))),
        _mean(rows, lambda grades, best: next((1 / place for place, grade in enumerate(grades, 1) if grade), 0.0)),
        _mean(rows, lambda grades, best: _gain(grades) / (_gain(best[:CUT]) or 1.0)),
    )


def _grades(searcher: Searcher, way: str, query: Query, judged: Sequence[Judgement]) -> tuple[list[int], list[int]]:
    """The grade of each hit in order (a judgement counts once), and the best grades there are."""
    left = list(judged)
    grades = []
    for hit in searcher.search(query.text, query.filters, CUT, way=way):
        found = next((judgement for judgement in left if judgement.holds(hit.passage)), None)
        grades.append(found.grade if found else 0)
        if found:
            left.remove(found)
    return grades, sorted((judgement.grade for judgement in judged), reverse=True)


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def _mean(rows: Sequence[tuple[list[int], list[int]]], measure: Callable[[list[int], list[int]], float]) -> float:
    return sum(measure(grades, best) for grades, best in rows) / max(1, len(rows))


def read_queries(path: Path) -> tuple[Query, ...]:
    """The queries of a JSON Lines file; UsageError names the line that is none."""
    return tuple(_query(path, number, line) for number, line in enumerate(_lines(path), 1) if line.strip())


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a tab-separated file; UsageError names the line that is none. `#` starts a remark."""
    rows = csv.reader(_lines(path), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(_judgement(path, number, row) for number, row in enumerate(rows, 1) if row and row[0][:1] != "#")


def _query(path: Path, number: int, line: str) -> Query:
    try:
        row = json.loads(line)
        kinds = tuple(row.get("kinds", ()))
        return Query(row["id"], row["text"], Filters(row.get("company"), row.get("role"), row.get("region"), kinds))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f'{path}:{number}: not a query; write {{"id": "1", "text": "..."}}') from None


def _judgement(path: Path, number: int, row: Sequence[str]) -> Judgement:
    try:
        query, guide, passage, grade = row
        return Judgement(query, guide, passage, int(grade))
    except ValueError:
        raise UsageError(f"{path}:{number}: not a judgement; write: query id, guide, title or kind, grade") from None


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from None
