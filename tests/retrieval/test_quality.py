"""Judged questions on the two seed guides: what search must find, by each way, and never less than it finds today."""

from pathlib import Path

import pytest

from parley.errors import UsageError
from parley.guides.library import Library, load_library
from parley.retrieval.compiled import CompiledMiniLM
from parley.retrieval.evaluate import Judgement, Query, measures_of, read_judgements, read_queries
from parley.retrieval.index import refresh
from parley.retrieval.model import Filters
from parley.retrieval.search import Searcher

HERE = Path(__file__).parent
QUERIES, QRELS = HERE / "queries.jsonl", HERE / "qrels.tsv"
FLOORS = {  # right first, recall@10, MRR, nDCG; a little under what is measured, for other processors' rounding
    "dense": (0.83, 0.96, 0.90, 0.90),
    "lexical": (0.66, 0.69, 0.68, 0.68),
    "fused": (0.90, 0.98, 0.93, 0.93),
}
CORPUS_QUERIES, CORPUS_QRELS = HERE / "corpus_queries.jsonl", HERE / "corpus_qrels.tsv"
FEW_RIGHT = 12
"""Questions across guides with at most so many right levers are asked here; all of them by `parley evaluate`."""
CORPUS_FLOORS = {"in its guide": (0.89, 0.99, 0.93, 0.94), "across guides": (0.85, 0.75, 0.87, 0.75)}


@pytest.fixture(scope="module")
def library(seeds_dir: Path) -> Library:
    return load_library(seeds_dir)


@pytest.fixture(scope="module")
def searcher(library: Library, encoder: CompiledMiniLM, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return Searcher(refresh(library, tmp_path_factory.mktemp("seeds"), encoder), encoder)


@pytest.mark.model
def test_search_on_the_seeds_stays_above_its_floors(searcher: Searcher) -> None:
    for row in measures_of(searcher, read_queries(QUERIES), read_judgements(QRELS)):
        measured = (row.right_first, row.recall_at_10, row.mrr, row.ndcg)
        assert all(value >= floor for value, floor in zip(measured, FLOORS[row.way], strict=True)), row


@pytest.fixture(scope="module")
def corpus_searcher(corpus_dir: Path, encoder: CompiledMiniLM, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """The development guides that the questions below are about, some 130 of them, indexed in seconds."""
    wanted = {judgement.guide for _, judgements in _judged().values() for judgement in judgements}
    folder = tmp_path_factory.mktemp("judged")
    for path in sorted(wanted):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes((corpus_dir / path).read_bytes())
    return Searcher(refresh(load_library(folder), tmp_path_factory.mktemp("index"), encoder), encoder)


def _judged() -> dict[str, tuple[Query, list[Judgement]]]:
    """The questions about one guide, and those across guides that few levers answer; with their judgements."""
    queries = {query.id: query for query in read_queries(CORPUS_QUERIES)}
    judged: dict[str, list[Judgement]] = {}
    for judgement in read_judgements(CORPUS_QRELS):
        judged.setdefault(judgement.query, []).append(judgement)
    return {name: (queries[name], found) for name, found in judged.items() if len(found) <= FEW_RIGHT}


@pytest.mark.model
@pytest.mark.corpus
@pytest.mark.parametrize("kind", CORPUS_FLOORS)
def test_search_on_the_development_guides_stays_above_its_floors(corpus_searcher: Searcher, kind: str) -> None:
    asked = [(q, found) for q, found in _judged().values() if bool(q.filters.company) == (kind == "in its guide")]
    judgements = [judgement for _, found in asked for judgement in found]
    row = measures_of(corpus_searcher, [query for query, _ in asked], judgements)[-1]
    measured = (row.right_first, row.recall_at_10, row.mrr, row.ndcg)
    assert all(value >= floor for value, floor in zip(measured, CORPUS_FLOORS[kind], strict=True)), row


def test_there_are_judged_questions_enough() -> None:
    queries = {query.id for query in read_queries(CORPUS_QUERIES)}
    assert len(queries) >= 120
    assert {judgement.query for judgement in read_judgements(CORPUS_QRELS)} == queries


@pytest.mark.model
def test_the_same_question_gets_the_same_answer_whoever_asked_before(searcher: Searcher) -> None:
    queries = read_queries(QUERIES)
    once = [searcher.search(query.text, query.filters) for query in queries]
    assert [searcher.search(query.text, query.filters) for query in reversed(queries)] == once[::-1]


@pytest.mark.model
def test_every_judgement_names_a_passage_that_is_there_and_a_query_that_is_asked(searcher: Searcher) -> None:
    passages = [searcher.snapshot.passages[row] for row in range(len(searcher.snapshot.passages))]
    queries = {query.id for query in read_queries(QUERIES)}
    judgements = read_judgements(QRELS)
    assert len(queries) >= 40
    assert {judgement.query for judgement in judgements} == queries
    for judgement in judgements:
        assert any(judgement.holds(passage) for passage in passages), judgement


@pytest.mark.model
def test_measures_are_those_of_the_books(searcher: Searcher) -> None:
    levers = Filters("scale-ai", "devops-engineer", kinds=("lever",))
    hits = searcher.search("uptime", levers)
    right_second = [Judgement("1", hits[1].passage.guide, hits[1].passage.title, 3)]
    fused = measures_of(searcher, [Query("1", "uptime", levers)], right_second)[-1]
    assert (fused.right_first, fused.recall_at_10, fused.mrr) == (0, 1, 0.5)
    assert fused.ndcg == pytest.approx(0.6309, abs=1e-4)  # 1 / log2(3)


@pytest.mark.parametrize("line", ["not json", "[]", '{"text": "no id"}'])
def test_a_line_that_is_no_query_is_named(tmp_path: Path, line: str) -> None:
    (path := tmp_path / "q.jsonl").write_text(f'{{"id": "1", "text": "fine"}}\n\n{line}\n')
    with pytest.raises(UsageError, match=r"q\.jsonl:3: not a query"):
        read_queries(path)


@pytest.mark.parametrize("line", ["one", "a\tb\tc", "a\tb\tc\tmany"])
def test_a_line_that_is_no_judgement_is_named(tmp_path: Path, line: str) -> None:
    (path := tmp_path / "q.tsv").write_text(f"# remark\nq\tg\tt\t3\n{line}\n")
    with pytest.raises(UsageError, match=r"q\.tsv:3: not a judgement"):
        read_judgements(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_judgements(tmp_path / "absent.tsv")
