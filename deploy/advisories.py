"""Which locked packages have a known advisory, without the network: `advisories.py requirements.lock all.zip`.

The database is OSV's for PyPI, one file that any machine with the network can fetch and carry over:
https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip. Prints a line for each advisory. Exit 0: none; 1: some;
2: the check cannot be trusted (no database, a damaged one, or one older than a fortnight).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;]+)", re.MULTILINE)
OLDEST = timedelta(days=14)
"""A database whose newest record is older was not refreshed; advisories for Python packages come daily."""
FEWEST = 1_000
"""Records of a whole database; it has had more than ten thousand since 2023."""


@dataclass(frozen=True, slots=True)
class Advisory:
    """One advisory that touches a locked package, and the versions that mend it."""

    package: str
    version: str
    name: str
    says: str
    fixed: tuple[str, ...]

    def line(self) -> str:
        """As it is printed."""
        mended = f"fixed in {', '.join(self.fixed)}" if self.fixed else "no fixed version is named"
        return f"{self.package} {self.version}: {self.name}, {mended}. {self.says}"


class Unusable(Exception):
    """The database cannot be trusted; the message says why and where to get one."""


def pins(lock: str) -> dict[str, str]:
    """Package -> version, as a lock or a file of constraints names them."""
    return {canonicalize_name(name): version for name, version in PIN.findall(lock)}


def records(database: Path) -> Iterator[Mapping[str, Any]]:
    """The advisories of a database, withdrawn ones left out. Unusable: damaged, cut short, or old."""
    try:
        with zipfile.ZipFile(database) as packed:
            found = [json.loads(packed.read(name)) for name in packed.namelist() if name.endswith(".json")]
    except (OSError, zipfile.BadZipFile, ValueError) as fault:
        raise Unusable(f"{database}: {fault}; fetch it anew, see the head of {Path(__file__).name}") from fault
    if len(found) < FEWEST:
        raise Unusable(f"{database} has {len(found)} advisories, of some twenty thousand; fetch it anew")
    newest = max(datetime.fromisoformat(record["modified"]) for record in found)
    if datetime.now(UTC) - newest > OLDEST:
        raise Unusable(f"{database} ends on {newest:%d %B %Y}; fetch it anew")
    yield from (record for record in found if not record.get("withdrawn"))


def advisories(pinned: Mapping[str, str], database: Path) -> list[Advisory]:
    """Those that touch one of the pinned versions."""
    return sorted(
        (
            Advisory(name, pinned[name], record["id"], record.get("summary", "").strip(), tuple(_fixes(affected)))
            for record in records(database)
            for affected in record.get("affected", ())
            if (name := _package(affected)) in pinned and touches(affected, pinned[name])
        ),
        key=lambda found: (found.package, found.name),
    )


def _package(affected: Mapping[str, Any]) -> str:
    package = affected.get("package", {})
    return canonicalize_name(package["name"]) if package.get("ecosystem") == "PyPI" else ""


def touches(affected: Mapping[str, Any], version: str) -> bool:
    """Whether a version is among those listed, or in one of the ranges."""
    mine = Version(version)
    if any(_version(listed) == mine for listed in affected.get("versions", ())):
        return True
    return any(_reaches(span["events"], mine) for span in affected.get("ranges", ()) if span["type"] == "ECOSYSTEM")


def _reaches(events: list[Mapping[str, str]], mine: Version) -> bool:
    inside = False
    for event in sorted(events, key=lambda event: _version(next(iter(event.values()))) or Version("0")):
        (kind, said), *_ = event.items()
        bound = _version(said)
        if bound is None:
            continue
        if kind == "introduced" and mine >= bound:
            inside = True
        elif (kind == "fixed" and mine >= bound) or (kind == "last_affected" and mine > bound):
            inside = False
    return inside


def _fixes(affected: Mapping[str, Any]) -> Iterator[str]:
    for span in affected.get("ranges", ()):
        if span["type"] == "ECOSYSTEM":
            yield from (event["fixed"] for event in span["events"] if "fixed" in event)


def _version(said: str) -> Version | None:
    try:
        return Version(said)
    except InvalidVersion:
        return None


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lock", type=Path)
    parser.add_argument("database", type=Path)
    given = parser.parse_args()
    try:
        pinned = pins(given.lock.read_text(encoding="utf-8"))
        found = advisories(pinned, given.database)
    except (Unusable, OSError) as fault:
        print(f"not checked: {fault}", file=sys.stderr)
        return 2
    print("\n".join(one.line() for one in found) or f"{len(pinned)} packages, no known advisory")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
