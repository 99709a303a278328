"""The documents stay true: every command, data file, intent, script kind and Issue code is named where people look."""

import re
from pathlib import Path

import pytest

from parley.cli import app
from parley.data import load
from parley.dialogue.model import INTENTS, SLOTS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
DATA = ROOT / "src" / "parley" / "data"
ALL_DOCS = README + "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))


@pytest.mark.parametrize("command", [command.callback.__name__ for command in app.registered_commands])
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"parley {command}" in README


@pytest.mark.parametrize("name", [*INTENTS, *SLOTS])
def test_every_intent_and_slot_is_in_the_contract(name: str) -> None:
    assert name in CONTRACT


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yaml")), ids=lambda path: path.name)
def test_every_data_file_says_what_it_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("#"), f"{path} needs a comment on its first line"


@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_has_a_headline_and_sections(intent: str) -> None:
    assert (DATA / "replies" / f"{intent}.j2").exists()
    assert intent in load("replies/sections")


def test_every_section_is_a_template() -> None:
    for sections in load("replies/sections").values():
        assert all((DATA / "replies" / f"_{section}.j2").exists() for section in sections)


@pytest.mark.parametrize("kind", [path.stem for path in sorted((DATA / "scripts").glob("[a-z]*.j2"))])
def test_every_script_kind_has_a_title(kind: str) -> None:
    assert kind.partition("_")[0] == "pushback" or kind in load("replies/titles")


def test_every_issue_code_is_described() -> None:
    codes = set()
    for path in (ROOT / "src" / "parley" / "guides").glob("*.py"):
        codes |= set(re.findall(r'Issue\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8")))
    page = (ROOT / "docs" / "issue-codes.md").read_text(encoding="utf-8")
    assert not sorted(code for code in codes if code not in page)


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", ALL_DOCS))))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists() or (ROOT / "docs" / link).exists()


def test_the_readme_installs_what_ci_runs() -> None:
    assert "make test" in README
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
