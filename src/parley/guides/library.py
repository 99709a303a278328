"""All guides of a folder: read once, sorted, with every Issue; and the text behind a citation.

>>> from pathlib import Path
>>> load_library(Path("no such folder"))
Traceback (most recent call last):
parley.errors.UsageError: no such folder is not a folder of guides; name one that holds <company>/<role>.md files
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from parley.errors import UsageError
from parley.guides.model import Citation, Guide, Issue
from parley.guides.reading import Found, Progress, read_all
from parley.guides.snapshot import Result, Snapshot, load_snapshot, save_snapshot

NOT_GUIDES = frozenset({"readme.md", "contributing.md", "changelog.md", "license.md", "index.md"})


@dataclass(frozen=True)
class Library:
    """The guides of `folder`, sorted by path, and all Issues, those of unreadable files too."""

    folder: Path
    guides: tuple[Guide, ...]
    issues: tuple[Issue, ...]
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _by_subject(self) -> dict[tuple[str, str], Guide]:
        return {(guide.company, guide.role): guide for guide in self.guides}

    @cached_property
    def _by_path(self) -> dict[str, Guide]:
        return {guide.path: guide for guide in self.guides}

    @cached_property
    def companies(self) -> dict[str, str]:
        """Every company's slug and its name, sorted by slug."""
        return dict(sorted({guide.company: guide.company_display for guide in reversed(self.guides)}.items()))

    @cached_property
    def unreadable(self) -> tuple[Issue, ...]:
        """Why files could not be used: the Issues of those that are no guide here."""
        return tuple(issue for issue in self.issues if issue.guide not in self._by_path)

    def guide(self, company: str, role: str) -> Guide | None:
        """The guide for a company and a role, by slugs."""
        return self._by_subject.get((company, role))

    def by_path(self, path: str) -> Guide | None:
        """The guide of a file, by its path in the folder."""
        return self._by_path.get(path)

    def roles(self, company: str) -> tuple[Guide, ...]:
        """A company's guides, sorted by path."""
        return tuple(guide for guide in self.guides if guide.company == company)

    def lines(self, citation: Citation) -> str:
        """The raw text that a citation names, from disk; empty if the file is gone or unreadable."""
        if citation.guide not in self._lines:
            self._lines[citation.guide] = _lines_of(self.folder / citation.guide)
        return "\n".join(self._lines[citation.guide][citation.line_from - 1 : citation.line_to])


def _lines_of(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError):
        return ()


def load_library(folder: Path, progress: Progress | None = None, cache: Path | None = None) -> Library:
    """Every guide of a folder. `progress` is told (done, total); `cache` is a file for the parsed snapshot, if wanted.

    Raises `UsageError` when `folder` is no folder; bad files are Issues.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder of guides; name one that holds <company>/<role>.md files")
    paths = list(guide_files(folder))
    with _no_collection():
        known = load_snapshot(cache) if cache else Snapshot()
        read = read_all(paths, folder, known, progress)
        if cache:
            _keep(cache, known, read)
    return _collect(folder, [found.result for found in read])


@contextmanager
def _no_collection() -> Iterator[None]:
    """Garbage collection off: reading makes millions of lasting records and no cycles; looking for some doubles it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _keep(cache: Path, known: Snapshot, read: Sequence[Found]) -> None:
    """Write the snapshot where something changed; only the files that are there now are kept."""
    fresh = {found.name: (found.digest, found.encoded) for found in read if found.digest}
    before = {name: digest for name, (digest, _) in known.found.items()}
    if before != {name: digest for name, (digest, _) in fresh.items()}:
        save_snapshot(cache, Snapshot(fresh))


def _collect(folder: Path, results: Iterable[Result]) -> Library:
    guides: list[Guide] = []
    issues: list[Issue] = []
    subjects: dict[tuple[str, str], str] = {}
    for guide, found in results:
        issues.extend(found)
        if guide is None:
            continue
        first = subjects.setdefault((guide.company, guide.role), guide.path)
        if first == guide.path:
            guides.append(guide)
        else:
            issues.append(
                Issue("duplicate-guide", guide.path, 1, f"left out: {first} is the guide for this role already")
            )
    return Library(folder, tuple(guides), tuple(issues))


def guide_files(folder: Path) -> Iterator[Path]:
    """Every path that ends in `.md` under `folder`, sorted by its path; links to folders are not followed."""
    found: list[Path] = []
    for directory, names, files in os.walk(folder, followlinks=False):
        names[:] = sorted(name for name in names if not name.startswith("."))
        entries = [*files, *(name for name in names if name.endswith(".md"))]
        found.extend(Path(directory) / name for name in entries if _is_guide_name(name))
    return iter(sorted(found, key=lambda path: path.relative_to(folder).as_posix()))


def _is_guide_name(name: str) -> bool:
    return name.endswith(".md") and name.lower() not in NOT_GUIDES and not name.startswith(".")
