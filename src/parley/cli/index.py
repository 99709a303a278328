"""Commands about the index: build it, search it, measure it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from parley.cli.options import GUIDES, INDEX, GuidesDir, IndexDir, index_of_guides
from parley.cli.progress import progress_bar
from parley.cli.terminal import console, note, print_json
from parley.coach.start import open_library
from parley.errors import BuildStopped
from parley.retrieval.embedding import Progress as Report
from parley.retrieval.evaluate import measures_of as measure
from parley.retrieval.evaluate import read_judgements, read_queries
from parley.retrieval.model import Filters, Hit
from parley.retrieval.open import open_searcher
from parley.retrieval.search import Searcher


def index(
    guides: Annotated[Path, typer.Argument(help="The folder of guides.")] = GUIDES,
    out: Annotated[Path, typer.Option(callback=index_of_guides, help="Where to build the index.")] = INDEX,
) -> None:
    """Build the index of the guides, or bring it up to date; Ctrl-C loses nothing, the next run goes on."""
    with progress_bar(console(stderr=True)) as report:
        searcher = _ready(guides, out, report)
    passages, built_from = len(searcher.snapshot.passages), len(searcher.snapshot.origin.guides)
    note(f"{out}: {passages:,} passages of {built_from:,} guides, search by {searcher.mode}")


def search(  # noqa: PLR0913, PLR0917 - each is an option of the command
    text: Annotated[str, typer.Argument(help='What to look for, e.g. "on-call pay".')],
    as_json: Annotated[bool, typer.Option("--json", help="Print the hits as a JSON list.")] = False,
    k: Annotated[int, typer.Option("-k", min=1, help="How many hits.")] = 8,
    company: Annotated[str | None, typer.Option(help="Only this company's guides (its slug: scale-ai).")] = None,
    role: Annotated[str | None, typer.Option(help="Only guides of this role (its slug: devops-engineer).")] = None,
    region: Annotated[str | None, typer.Option(help="Leave out what names other regions (a guide's label).")] = None,
    guides: GuidesDir = GUIDES,
    index: IndexDir = INDEX,
) -> None:
    """Find the passages of the guides that answer a question."""
    hits = _ready(guides, index).search(text, Filters(company, role, region), k)
    if as_json:
        print_json([as_record(hit) for hit in hits], indent=2)
    else:
        _show(console(), hits)


def evaluate(
    queries: Annotated[Path, typer.Argument(help='JSON Lines: {"id", "text", "company", "role", "region", "kinds"}')],
    qrels: Annotated[Path, typer.Argument(help="Tab-separated: query id, guide, title or kind, grade.")],
    guides: GuidesDir = GUIDES,
    index: IndexDir = INDEX,
) -> None:
    """Measure search against judged queries: dense, lexical and fused."""
    table = Table("way", "right first", "recall@10", "MRR@10", "nDCG@10")
    for row in measure(_ready(guides, index), read_queries(queries), read_judgements(qrels)):
        table.add_row(row.way, *(f"{value:.3f}" for value in (row.right_first, row.recall_at_10, row.mrr, row.ndcg)))
    console().print(table)


def as_record(hit: Hit) -> dict[str, object]:
    """A hit as `parley search --json` prints it."""
    passage = hit.passage
    return {
        "guide": passage.guide,
        "section": passage.kind,
        "title": passage.title,
        "kind": passage.kind,
        "text": passage.text,
        "line_from": passage.citation.line_from,
        "line_to": passage.citation.line_to,
        "score": round(hit.score, 6),
    }


def _ready(guides: Path, out: Path, report: Report | None = None) -> Searcher:
    """A searcher that answers the same every time: the model is waited for."""
    try:
        searcher = open_searcher(open_library(guides, out), out, report)
    except KeyboardInterrupt:
        raise BuildStopped(f"{out}: stopped; run again to go on") from None
    searcher.wait_ready()
    return searcher


def _show(screen: Console, hits: tuple[Hit, ...]) -> None:
    if not hits:
        screen.print("Nothing found.")
    for place, hit in enumerate(hits, 1):
        cited = hit.passage.citation
        head = Text(f"{place}. {hit.passage.title} ", style="bold")
        head.append(f"{cited.guide}:{cited.line_from} {hit.passage.kind}", style="dim")
        screen.print(head)
        screen.print(Text(hit.passage.text))
