"""The documents stay true: every command, data file, intent, script kind and Issue code is named where people look."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from parley import __version__
from parley.cli import app
from parley.data import load
from parley.dialogue.model import SLOTS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
DATA = ROOT / "src" / "parley" / "data"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "llms.txt"]
LINKS = sorted(
    {
        (page.relative_to(ROOT).as_posix(), link)
        for page in PAGES
        for link in re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text(encoding="utf-8"))
    }
)
"""Page and relative link."""
ABOUT = (
    "README.md", "CONTRIBUTING.md", "CITATION.cff", "server.json", "pyproject.toml",
    ".github/ISSUE_TEMPLATE/config.yml",
)  # fmt: skip
"""Files that tell where the project lives."""


@pytest.mark.parametrize("command", [command.callback.__name__ for command in app.registered_commands])
def test_every_command_is_documented(command: str) -> None:
    assert f"| `parley {command}` |" in COMMANDS


@pytest.mark.parametrize("name", SLOTS)
def test_every_slot_is_in_the_contract(name: str) -> None:
    assert name in CONTRACT


ADVICE = dict(
    re.findall(
        r"^#{2,3} ([\d.]+?)\.? [^\n]*\n(.*?)(?=^## |^### |\Z)",
        (ROOT / "docs" / "advice.md").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
)
"""Sections of the rules by number."""
IN_WORDS = {
    "0.25": "quarter",
    "0.5": "half|middle",
    "0.75": "75%|three quarters",
    "0.05": "5%|five",
    "4": "four",
    "3": "three",
    "2": "two",
    "10": "ten",
}


@pytest.mark.parametrize("name", load("counter_rules")["constants"])
def test_every_constant_stands_in_the_section_that_it_names(name: str) -> None:
    row = load("counter_rules")["constants"][name]
    value = float(row["value"])
    plain = [f"{value:g}", f"{value:.2f}", f"{value * 100:g}%", f"{(value - 1) * 100:g}%", f"{value * 100:g}"]
    forms = "|".join([*map(re.escape, plain), *filter(None, [IN_WORDS.get(f"{value:g}")])])
    assert re.search(rf"(?<![\d.])(?:{forms})(?!\d)", ADVICE[row["see"]]), (
        f"docs/advice.md {row['see']} does not tell {value:g}"
    )


def test_every_folder_of_tests_is_told_of() -> None:
    page = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/*.py")}
    assert not sorted(name for name in folders if f"{name}/" not in page)


def test_assistants_are_told_how_many_tools_there_are() -> None:
    tools = re.search(r"<- tools: ([^\n]+)", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"))
    words = {7: "seven", 8: "eight", 9: "nine", 10: "ten"}
    assert tools
    assert f"{words[len(tools[1].split(', '))]} tools" in (ROOT / "llms.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yaml")), ids=lambda path: path.name)
def test_every_data_file_says_what_it_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("#"), f"{path} needs a comment on its first line"


def test_every_section_is_a_template() -> None:
    for sections in load("replies/sections").values():
        assert all((DATA / "replies" / f"_{section}.j2").exists() for section in sections)


def test_every_issue_code_is_described() -> None:
    codes = set()
    for path in (ROOT / "src" / "parley" / "guides").glob("*.py"):
        codes |= set(re.findall(r'Issue\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8")))
    page = (ROOT / "docs" / "issue-codes.md").read_text(encoding="utf-8")
    assert not sorted(code for code in codes if code not in page)


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_every_link_leads_somewhere(page: str, link: str) -> None:
    assert ((ROOT / page).parent / link).exists()


NAMED = sorted(
    {
        (page.relative_to(ROOT).as_posix(), name)
        for page in [*PAGES, ROOT / "tests" / "README.md", ROOT / "training" / "README.md"]
        for name in re.findall(r"`([a-z_]+/[\w./-]+\.(?:py|yaml|md|j2|js|jsonl))`", page.read_text(encoding="utf-8"))
    }
)
"""Page and file that it names."""
ROOMS = ("src", "tests", "docs", "training", "deploy")


FILES = [
    f"/{path.relative_to(ROOT).as_posix()}" for room in ROOMS for path in (ROOT / room).rglob("*.*") if path.is_file()
]


@pytest.mark.parametrize(("page", "name"), NAMED)
def test_every_file_that_is_named_is_there(page: str, name: str) -> None:
    """By its path, or by the end of it as one says it within a room."""
    assert any(path.endswith(f"/{name}") for path in FILES)


def test_the_readme_installs_what_ci_runs() -> None:
    assert "make test" in README
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_project_lives_at_one_address() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ABOUT]
    homes = {
        home for text in texts for home in re.findall(r"github\.com/([\w-]+/[\w-]+)|io\.github\.([\w-]+/[\w-]+)", text)
    }
    assert len({one or other for one, other in homes}) == 1


def test_it_has_one_version() -> None:
    served = json.loads((ROOT / "server.json").read_text(encoding="utf-8"))
    assert {served["version"], *(package["version"] for package in served["packages"])} == {__version__}
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_a_registry_of_mcp_servers_finds_the_package() -> None:
    """The name in README proves that whoever publishes the package publishes the server."""
    served = json.loads((ROOT / "server.json").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"<!-- mcp-name: {served['name']} -->" in README
    assert len(served["description"]) <= 100
    assert served["packages"][0]["identifier"] == project["name"]
    assert project["scripts"][project["name"]] == project["scripts"]["parley"]


@pytest.mark.parametrize(
    "form", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml")), ids=lambda path: path.name
)
def test_every_issue_form_asks_for_changed_names(form: Path) -> None:
    told = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= set(told)
    assert "names" in str(told["body"])


def test_a_space_can_read_its_card() -> None:
    card = next(yaml.safe_load_all((ROOT / "deploy" / "space" / "README.md").read_text(encoding="utf-8")))
    assert card["sdk"] == "docker"
    assert f"EXPOSE {card['app_port']}" in (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    assert len(card["short_description"]) <= 60


def test_the_way_of_a_message_names_every_file() -> None:
    page = (ROOT / "docs" / "dialogue.md").read_text(encoding="utf-8")
    names = {path.name for path in (ROOT / "src" / "parley" / "dialogue").glob("[a-z]*.py")}
    assert sorted(name for name in names if f"`{name}`" not in page) == []


PROMISES = ("security.md", "reliability.md")
TESTS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))


def shown_by(page: str) -> list[str]:
    """The last cells of the tables that say what shows each of their rows."""
    lines = (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()
    cells, inside = [], False
    for line in lines:
        last = line.rstrip(" |").rpartition("| ")[2]
        inside = line.startswith("|") and (inside or last.startswith("shown by"))
        cells += [last] if inside and not re.match(r"shown by|[|-]+$", last) else []
    return cells


@pytest.mark.parametrize("page", PROMISES)
def test_every_promise_names_its_test(page: str) -> None:
    cells = shown_by(page)
    assert len(cells) > 20
    assert not [cell for cell in cells if not re.search(r"`(?:tests/[\w/]+\.py|test_\w+)", cell)]


@pytest.mark.parametrize("page", PROMISES)
def test_every_test_that_a_promise_names_is_there(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    names = set(re.findall(r"(?:`|::)(test_\w+)`", text))
    assert len(names) > 10
    assert not [name for name in names if f"def {name}(" not in TESTS]
    paths = set(re.findall(r"`(?:python )?(tests/[\w/.]+\w|test_\w+\.py)", text))
    files = {path.name for path in (ROOT / "tests").rglob("*.py")}
    assert not [path for path in paths if not ((ROOT / path).exists() or path in files)]
