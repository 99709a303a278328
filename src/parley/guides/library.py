"""All guides of a folder: read once, sorted, with every Issue; and the text behind a citation. Folders can be joined.

>>> from pathlib import Path
>>> load_library(Path("no such folder"))
Traceback (most recent call last):
parley.errors.UsageError: no such folder is not a folder of guides; name one that holds <company>/<role>.md files
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import overload

from parley.errors import GuideChanged, UsageError
from parley.guides.front_matter import UnreadableError
from parley.guides.model import Citation, Guide, Issue
from parley.guides.read import as_text, read_bytes, read_guide
from parley.guides.reading import Progress, read_all
from parley.guides.snapshot import Entry, FileReading, GuideSnapshot, load_snapshot, save_snapshot

REMEMBERED = 256
"""Guides kept decoded: about 30 MB."""
Subject = tuple[str, str]
"""Company and role, by slugs: what a guide is about."""
NOT_GUIDES = frozenset({"readme.md", "contributing.md", "changelog.md", "license.md", "index.md"})


@dataclass(frozen=True, slots=True)
class FoundGuide:
    """A guide where it lies: its folder, what it is about, how it was read."""

    folder: Path
    entry: Entry
    reading: FileReading

    @property
    def file(self) -> Path:
        """The guide's file."""
        return self.folder / self.entry.path


@dataclass(frozen=True, slots=True)
class Hidden:
    """A guide whose place one in an earlier folder takes."""

    file: Path
    by: Path


class KeptGuides(Sequence[Guide]):
    """The guides of a library in order, each decoded when it is asked for; the last ones are remembered.

    `entries` says of each what it is about, in the same order, at no cost.
    """

    def __init__(self, found: Sequence[FoundGuide]) -> None:
        self.found = found
        self._at = lru_cache(maxsize=REMEMBERED)(self._decoded)
        self.entries = tuple(one.entry for one in found)

    def __len__(self) -> int:
        return len(self.entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeptGuides) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    @overload
    def __getitem__(self, at: int) -> Guide: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Guide, ...]: ...

    def __getitem__(self, at: int | slice) -> Guide | tuple[Guide, ...]:
        if isinstance(at, slice):
            return tuple(map(self._at, range(*at.indices(len(self)))))
        return self._at(range(len(self))[at])

    def _decoded(self, at: int) -> Guide:
        """The guide; where its reading is damaged the file is read again. GuideChanged if that is another one now."""
        one = self.found[at]
        result = one.reading.result() or read_guide(one.file, one.folder)
        guide = result[0]
        if guide is None or guide.digest != one.entry.digest:
            raise GuideChanged(f"{one.entry.path}: has changed since the guides were read; start Parley again")
        return guide


@dataclass(frozen=True)
class Library:
    """The guides of `folder`, sorted by path; `unreadable` says why files could not be used: their Issues.

    Of several folders `folder` is the first, and `hidden` are the guides whose place one of an earlier folder takes.
    """

    folder: Path
    guides: Sequence[Guide]
    unreadable: tuple[Issue, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def entries(self) -> Sequence[Entry | Guide]:
        """What each guide is about (path, digest, company and role with their display names), none of them opened."""
        return self.guides.entries if isinstance(self.guides, KeptGuides) else self.guides

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """All Issues, of guides and of files that are none, by path. Opens every guide."""
        of_guides = (issue for guide in self.guides for issue in guide.issues)
        return tuple(sorted([*of_guides, *self.unreadable], key=lambda issue: issue.guide))

    @cached_property
    def companies(self) -> dict[str, str]:
        """Every company's slug and its name, sorted by slug."""
        return dict(sorted({entry.company: entry.company_display for entry in reversed(self.entries)}.items()))

    def guide(self, company: str, role: str) -> Guide | None:
        """The guide for a company and a role, by slugs."""
        at = self._by_subject.get((company, role))
        return None if at is None else self.guides[at]

    def by_path(self, path: str) -> Guide | None:
        """The guide of a file, by its path in the folder."""
        at = self._by_path.get(path)
        return None if at is None else self.guides[at]

    def folder_of(self, path: str) -> Path:
        """The folder in which the guide of a path lies."""
        at = self._by_path.get(path)
        return self.folder if at is None or not isinstance(self.guides, KeptGuides) else self.guides.found[at].folder

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """The folders that the guides lie in; `folder` where there is none."""
        return tuple(dict.fromkeys(self.folder_of(entry.path) for entry in self.entries)) or (self.folder,)

    def roles(self, company: str | None) -> Sequence[Entry | Guide]:
        """What a company's guides are about, sorted by path."""
        return self._by_company.get(company or "", ())

    @cached_property
    def _by_subject(self) -> Mapping[tuple[str, str], int]:
        return {(entry.company, entry.role): at for at, entry in enumerate(self.entries)}

    @cached_property
    def _by_path(self) -> Mapping[str, int]:
        return {entry.path: at for at, entry in enumerate(self.entries)}

    @cached_property
    def _by_company(self) -> Mapping[str, Sequence[Entry | Guide]]:
        found: dict[str, list[Entry | Guide]] = {}
        for entry in self.entries:
            found.setdefault(entry.company, []).append(entry)
        return found

    def lines(self, citation: Citation) -> str:
        """The raw text that a citation names, from disk; empty if the file is gone or another one than was read."""
        if citation.guide not in self._lines:
            self._lines[citation.guide] = self._lines_of(citation.guide)
        return "\n".join(self._lines[citation.guide][citation.line_from - 1 : citation.line_to])

    def _lines_of(self, path: str) -> tuple[str, ...]:
        at = self._by_path.get(path)
        try:
            data = read_bytes(self.folder_of(path) / path, path) if at is not None else b""
            is_as_read = at is not None and hashlib.sha256(data).hexdigest() == self.entries[at].digest
            return tuple(as_text(data).removesuffix("\n").split("\n")) if is_as_read else ()
        except (UnreadableError, UnicodeDecodeError):
            return ()


def load_library(folder: Path, progress: Progress | None = None, cache: Path | None = None) -> Library:
    """Every guide of a folder. `progress` is told (done, total); `cache` is a file for the parsed snapshot, if wanted.

    Raises `UsageError` when `folder` is no folder; bad files are Issues.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder of guides; name one that holds <company>/<role>.md files")
    looked = time.time_ns()
    paths = list(guide_files(folder))
    known = load_snapshot(cache) if cache else GuideSnapshot()
    readings = read_all(paths, folder, known, progress)
    if cache:
        _keep(cache, known, readings, looked)
    return _collect(folder, readings)


def _keep(cache: Path, known: GuideSnapshot, readings: Sequence[FileReading], looked: int) -> None:
    """Write the snapshot where something is new; only the files that are there now are kept."""
    fresh = {reading.path: reading for reading in readings if reading.digest}
    if fresh.keys() != known.found.keys() or any(known.found[path] is not fresh[path] for path in fresh):
        save_snapshot(cache, GuideSnapshot(looked, fresh))


def _collect(folder: Path, readings: Sequence[FileReading]) -> Library:
    """The guides; of several files about one role the one at the role's own path is its guide, else the first."""
    found = [FoundGuide(folder, reading.entry, reading) for reading in readings if reading.entry]
    guides: dict[Subject, FoundGuide] = {}
    for one in sorted(found, key=lambda one: _from_its_own_path(one.entry)):
        guides.setdefault(_subject(one.entry), one)
    unreadable: list[Issue] = []
    for reading in readings:
        first = guides[_subject(reading.entry)].entry.path if reading.entry else None
        if first == reading.path:
            continue
        unreadable.extend(_issues(folder, reading))
        if first:
            why = f"left out: {first} is the guide for this role already"
            unreadable.append(Issue("duplicate-guide", reading.path, 1, why))
    return Library(folder, KeptGuides(_sorted(guides.values())), tuple(unreadable))


def joined(libraries: Sequence[Library]) -> Library:
    """One library of several; where two have a guide for a role, or a file of one path, the earlier one's is its."""
    first, *behind = libraries
    guides = {_subject(one.entry): one for one in _found(first)}
    paths = {one.entry.path: one for one in guides.values()}
    hidden: list[Hidden] = []
    for library in behind:
        for one in _found(library):
            before = guides.get(_subject(one.entry)) or paths.get(one.entry.path)
            if before:
                hidden.append(Hidden(one.file, before.file))
            else:
                guides[_subject(one.entry)] = paths[one.entry.path] = one
    unreadable = tuple(issue for library in libraries for issue in library.unreadable)
    folder = next((library.folder for library in libraries if library.guides), first.folder)
    return Library(folder, KeptGuides(_sorted(guides.values())), unreadable, tuple(hidden))


def _found(library: Library) -> Sequence[FoundGuide]:
    return library.guides.found if isinstance(library.guides, KeptGuides) else ()


def _sorted(found: Iterable[FoundGuide]) -> tuple[FoundGuide, ...]:
    return tuple(sorted(found, key=lambda one: one.entry.path))


def _subject(entry: Entry) -> Subject:
    return entry.company, entry.role


def _from_its_own_path(entry: Entry) -> tuple[bool, int]:
    """How far a guide's file is from `<company>/<role>.md`, its own path: not so called, then how deep it lies.

    So no copy that lies beside a guide, or in a folder of copies, takes its place.
    """
    own = f"/{entry.company}/{entry.role}.md"
    return not f"/{entry.path}".endswith(own), entry.path.count("/")


def _issues(folder: Path, reading: FileReading) -> tuple[Issue, ...]:
    return (reading.result() or read_guide(folder / reading.path, folder))[1]


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
