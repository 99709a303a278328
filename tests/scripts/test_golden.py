"""Golden scripts: whole files, reviewed as prose. `pytest tests/scripts --accept` rewrites them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.yaml_table import table

from .drafting import script

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
CASES = table(HERE / "golden.yaml")


def drafted(case):
    form = {key: case[key] for key in ("channel", "tone", "short", "deadline", "pushback", "refused") if key in case}
    return script(case["situation"], case["kind"], **form)


def whole(found) -> str:
    head = f"Subject: {found.subject}\n\n" if found.subject else ""
    return f"{head}{found.text}\n"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden(case, request) -> None:
    found = drafted(case)
    path = GOLDEN / f"{case['name']}.md"
    if request.config.getoption("--accept", default=False):
        path.write_text(whole(found), encoding="utf-8")
    assert whole(found) == path.read_text(encoding="utf-8")
    body = re.sub(r"^(?:Hi|Dear) \[Name\],|\n\S[^\n]*,\n\[Your name\]$", "", found.text)
    least, most = case["words"]
    assert least <= len(body.split()) <= most, len(body.split())


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.md")} == {case["name"] for case in CASES}
