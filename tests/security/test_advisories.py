"""The check of advisories against a downloaded database: what it finds, and no pass where it cannot see."""

import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOW = datetime.now(UTC)
LOCK = "gradio==6.31.0 \\\n    --hash=sha256:00\nPyYAML==6.0.3\nonnx==1.20.0 ; python_version > '3'\n"


def record(name: str, package: str, *events: dict[str, str], **more: Any) -> dict[str, Any]:
    affected = {"package": {"ecosystem": "PyPI", "name": package}}
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}]
    day = more.pop("modified", NOW)
    return {"id": name, "modified": day.isoformat(), "affected": [{**affected, "ranges": ranges}], **more}


FILL = [record(f"OTHER-{number}", "somebody-elses", {"introduced": "0"}) for number in range(1000)]


def checked(tmp_path: Path, *records: dict[str, Any], lock: str = LOCK) -> subprocess.CompletedProcess[str]:
    database = tmp_path / "all.zip"
    with zipfile.ZipFile(database, "w") as packed:
        for each in records:
            packed.writestr(f"{each['id']}.json", json.dumps(each))
    return run(tmp_path, database, lock)


def run(tmp_path: Path, database: Path, lock: str = LOCK) -> subprocess.CompletedProcess[str]:
    (tmp_path / "lock").write_text(lock)
    command = [sys.executable, str(ROOT / "deploy" / "advisories.py"), str(tmp_path / "lock"), str(database)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "events",
    [
        [{"introduced": "0"}],
        [{"introduced": "6.0"}, {"fixed": "6.31.1"}],
        [{"introduced": "1.0"}, {"fixed": "2.0"}, {"introduced": "6.31.0"}, {"fixed": "7"}],
        [{"introduced": "0"}, {"last_affected": "6.31.0"}],
        [{"fixed": "6.31.0.1"}, {"introduced": "0"}],
    ],
)
def test_a_version_inside_a_range_is_told(tmp_path: Path, events: list[dict[str, str]]) -> None:
    found = checked(tmp_path, *FILL, record("GHSA-1", "Gradio", *events, summary="Files are read."))
    assert found.returncode == 1
    assert found.stdout.startswith("gradio 6.31.0: GHSA-1, ")
    assert "Files are read." in found.stdout


@pytest.mark.parametrize(
    "events",
    [
        [{"introduced": "0"}, {"fixed": "6.31.0"}],
        [{"introduced": "6.32"}],
        [{"introduced": "0"}, {"last_affected": "6.30.9"}],
        [{"introduced": "0"}, {"fixed": "5"}, {"introduced": "7"}],
    ],
)
def test_a_version_outside_is_not(tmp_path: Path, events: list[dict[str, str]]) -> None:
    found = checked(tmp_path, *FILL, record("GHSA-1", "gradio", *events))
    assert (found.returncode, found.stdout) == (0, "3 packages, no known advisory\n")


def test_a_listed_version_is_told_and_a_withdrawn_advisory_is_not(tmp_path: Path) -> None:
    listed = record("PYSEC-1", "pyyaml", {"introduced": "99"})
    listed["affected"][0]["versions"] = ["6.0.3"]
    gone = record("PYSEC-2", "onnx", {"introduced": "0"}, withdrawn=NOW.isoformat())
    other = record("GO-1", "onnx", {"introduced": "0"})
    other["affected"][0]["package"]["ecosystem"] = "Go"
    found = checked(tmp_path, *FILL, listed, gone, other)
    assert (found.returncode, found.stdout.count("\n")) == (1, 1)
    assert "pyyaml 6.0.3: PYSEC-1, no fixed version is named" in found.stdout


def test_a_database_that_is_old_cut_short_damaged_or_not_there_is_no_pass(tmp_path: Path) -> None:
    old = [{**each, "modified": (NOW - timedelta(days=15)).isoformat()} for each in FILL]
    (tmp_path / "text").write_text("<html>")
    for found in (
        checked(tmp_path, *old),
        checked(tmp_path, *FILL[:10]),
        run(tmp_path, tmp_path / "text"),
        run(tmp_path, tmp_path / "missing"),
    ):
        assert found.returncode == 2
        assert found.stderr.startswith("not checked: ")
        assert "Traceback" not in found.stderr


def test_make_audit_takes_the_file() -> None:
    made = subprocess.run(
        ["make", "--dry-run", "audit", "DATABASE=all.zip"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "deploy/advisories.py requirements.lock all.zip" in made.stdout


def test_every_locked_version_can_be_compared(tmp_path: Path) -> None:
    found = checked(tmp_path, *FILL, lock=(ROOT / "requirements.lock").read_text(encoding="utf-8"))
    assert found.returncode == 0
    assert int(found.stdout.split()[0]) > 100
