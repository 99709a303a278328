"""The commands about the index: what they print and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from parley.cli import app
from parley.errors import IndexUnusable, UsageError
from parley.retrieval.embedders import HashEmbedder

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def small_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.retrieval.open.best_embedder", HashEmbedder)


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception:
        raise result.exception
    return result.output


def test_index_says_what_it_built(seeds_dir: Path, tmp_path: Path) -> None:
    shown = run("index", seeds_dir, "--out", tmp_path)
    assert "passages of 2 guides, search by dense+lexical" in " ".join(shown.split())
    assert (tmp_path / "manifest.json").is_file()


def test_search_prints_hits_as_the_contract_says(seeds_dir: Path, tmp_path: Path) -> None:
    arguments = ("--guides", seeds_dir, "--index", tmp_path, "--company", "scale-ai", "-k", 3, "--json")
    hits = json.loads(run("search", "FedRAMP deployment", *arguments))
    assert len(hits) == 3
    assert set(hits[0]) == {"guide", "section", "title", "kind", "text", "line_from", "line_to", "score"}
    assert {hit["guide"] for hit in hits} == {"scale-ai/devops-engineer.md"}
    lines = (seeds_dir / hits[0]["guide"]).read_text(encoding="utf-8").splitlines()
    cited = "\n".join(lines[hits[0]["line_from"] - 1 : hits[0]["line_to"]])
    assert hits[0]["text"][:40] in cited


def test_search_for_people_names_file_and_line(seeds_dir: Path, tmp_path: Path) -> None:
    shown = run("search", "FedRAMP", "--guides", seeds_dir, "--index", tmp_path, "-k", 1)
    assert "1. Government Deployment Expertise scale-ai/devops-engineer.md:68 lever" in " ".join(shown.split())
    assert "Nothing found" in run("search", "x", "--company", "nobody", "--guides", seeds_dir, "--index", tmp_path)


def test_evaluate_prints_a_row_a_way(seeds_dir: Path, tmp_path: Path) -> None:
    judged = (HERE / "queries.jsonl", HERE / "qrels.tsv")
    shown = run("evaluate", *judged, "--guides", seeds_dir, "--index", tmp_path)
    assert all(way in shown for way in ("dense", "lexical", "fused", "nDCG@10"))


def test_a_folder_that_is_not_there_or_cannot_be_written_is_named(seeds_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        run("index", tmp_path / "absent")
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(IndexUnusable, match="cannot be written"):
        run("index", seeds_dir, "--out", tmp_path / "file")
