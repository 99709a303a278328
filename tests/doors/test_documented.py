"""Every example of docs/api.md is run against a real server, and prints what the page says it prints."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serving import serving

from parley.coach import Coach
from parley.web.server import create_app

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```(sh|python)\n(.*?)```\n```text\n(.*?)```", PAGE, re.DOTALL)
ADDRESS = "127.0.0.1:7860"


@pytest.fixture(scope="module")
def address(coach: Coach) -> Iterator[str]:
    with serving(create_app(coach)) as address:
        yield address


def test_there_are_examples_of_both_kinds() -> None:
    assert {kind for kind, _, _ in EXAMPLES} == {"sh", "python"}
    assert PAGE.count("```sh") + PAGE.count("```python") == len(EXAMPLES)


@pytest.mark.parametrize(("kind", "code", "prints"), EXAMPLES, ids=lambda text: text.split("\n")[0][:40])
def test_an_example_prints_what_the_page_says(address: str, kind: str, code: str, prints: str) -> None:
    command = ["bash", "-c"] if kind == "sh" else [sys.executable, "-c"]
    run = subprocess.run(
        [*command, code.replace(ADDRESS, address)], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stdout.strip() == prints.strip(), run.stderr[-1000:]
