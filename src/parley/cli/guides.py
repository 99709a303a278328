"""Commands about guides: print what was read, check them, begin a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress as Bar

from parley.cli.kept import keep_talks
from parley.cli.options import GUIDES, OWN_GUIDES
from parley.cli.terminal import console, line, note, page, print_json
from parley.errors import UsageError
from parley.guides.blank import blank_guide, slug
from parley.guides.codes import CODES, UNUSABLE
from parley.guides.export import guide_record
from parley.guides.library import Library, load_library
from parley.guides.model import Issue
from parley.guides.reading import Progress
from parley.guides.snapshot import cache_file

GuidesArgument = Annotated[Path, typer.Argument(help="The folder of guides.")]
CacheOption = Annotated[bool, typer.Option(help="Keep what was read in the user's cache, for the next time.")]


def export(guides_dir: GuidesArgument = GUIDES, cache: CacheOption = True) -> None:
    """Print every guide as a line of JSON: bands, levers, strategy, level mapping, sources, issues."""
    library = _read(guides_dir, cache)
    for guide in library.guides:
        print_json(guide_record(guide))
    for issue in _unusable(library.issues):
        note(_line(issue))
    raise typer.Exit(1 if _unusable(library.issues) else 0)


def check(
    guides_dir: GuidesArgument = GUIDES,
    as_json: Annotated[bool, typer.Option("--json", help="Print the issues and the summary as JSON.")] = False,
    cache: CacheOption = True,
) -> None:
    """Name every fault of the guides as `file:line code message`; exit 1 only where a guide cannot be used."""
    library = _read(guides_dir, cache)
    if as_json:
        print_json(_summary(library.issues, len(library.guides)), indent=1)
    else:
        for issue in library.issues:
            line(_line(issue))
        _print_summary(library.issues, len(library.guides))
    raise typer.Exit(1 if _unusable(library.issues) else 0)


def new(
    company: Annotated[str, typer.Argument(help='The company\'s name, e.g. "Weights & Biases".')] = "",
    role: Annotated[str, typer.Argument(help='The role\'s name, e.g. "DevOps Engineer".')] = "",
    into: Annotated[Path, typer.Option("--in", help="The folder of guides to write into.")] = OWN_GUIDES,
    from_talk: Annotated[
        Path | None,
        typer.Option("--from-talk", help="A file of talks that the page exported, or a text, a message a paragraph."),
    ] = None,
) -> None:
    """Write an empty guide, ready to be filled in, or one of what a talk told; a file is never overwritten."""
    if from_talk:
        for path in keep_talks(from_talk, company, role, into):
            line(path)
        return
    if not slug(company) or not slug(role):
        raise UsageError("company and role need at least one letter or digit each")
    path = into / slug(company) / f"{slug(role)}.md"
    if path.exists():
        raise UsageError(f"{path} exists already; edit it, or name another role")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(blank_guide(company, role, date.today()), encoding="utf-8")
    line(path)
    note(f"Fill in the pay table first; `parley check {into}` then says what cannot be read.")


def _read(folder: Path, cache: bool) -> Library:
    with _progress() as report:
        return load_library(folder, report, cache_file(folder) if cache else None)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A progress bar on standard error, where that is a terminal."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield None
        return
    # Without a thread of its own, so that guides may be read on several cores.
    with Bar(console=screen, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("reading guides", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total, refresh=done % 20 == 0 or done == total)


def _unusable(issues: Sequence[Issue]) -> list[Issue]:
    return [issue for issue in issues if issue.code in UNUSABLE]


def _line(issue: Issue) -> str:
    return f"{issue.guide}:{issue.line} {issue.code} {issue.message}"


def _company(issue: Issue) -> str:
    return issue.guide.partition("/")[0]


def _summary(issues: Sequence[Issue], guides: int) -> dict[str, object]:
    return {
        "guides": guides,
        "unusable": len(_unusable(issues)),
        "codes": dict(sorted(Counter(issue.code for issue in issues).items())),
        "companies": dict(sorted(Counter(map(_company, issues)).items())),
        "issues": [
            {"guide": issue.guide, "line": issue.line, "code": issue.code, "message": issue.message} for issue in issues
        ],
    }


def _print_summary(issues: Sequence[Issue], guides: int) -> None:
    bad = len(_unusable(issues))
    page(f"\n{guides:,} guides can be used, {bad:,} cannot; {len(issues):,} issue{'s' if len(issues) != 1 else ''}")
    for code, count in Counter(issue.code for issue in issues).most_common():
        line(f"{count:7,}  {code}: {CODES[code]}")
    companies = Counter(map(_company, issues)).most_common(10)
    if companies:
        line("most issues: " + ", ".join(f"{company} {count:,}" for company, count in companies))
