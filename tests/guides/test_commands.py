"""`parley export`, `check` and `new`: what they print, and their exit codes."""

import json
import re
from pathlib import Path

import pytest
import typer
import yaml
from typer.testing import CliRunner

from parley.cli.guides import check, export, new
from parley.errors import UsageError
from parley.guides.codes import CODES
from parley.guides.read import read_guide

DOCS = Path(__file__).parents[2] / "docs"

app = typer.Typer()
for command in (export, check, new):
    app.command()(command)


@pytest.fixture(autouse=True)
def _a_cache_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_export_prints_a_line_of_json_a_guide(seeds_dir):
    result = run("export", seeds_dir)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [record["guide"] for record in records] == [
        "scale-ai/devops-engineer.md",
        "weights-and-biases/devops-engineer.md",
    ]
    assert records[1]["strategy"][0]["floors"][0]["base"] == [195000, 195000]
    assert records[1]["level_mapping"]["equivalents"][1] == {"company": "Google", "level": "L4 SRE"}


def test_check_prints_issues_and_a_summary(seeds_dir):
    result = run("check", seeds_dir)
    assert result.exit_code == 0
    assert "weights-and-biases/devops-engineer.md:17 bonus-cut San Francisco: bonus 5% here, 5–10%" in result.stdout
    assert "2 guides can be used, 0 cannot; 3 issues" in result.stdout


def test_check_names_a_guide_that_cannot_be_used_and_exits_with_1(tmp_path):
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "engineer.md").write_text("---\ncompany: [\n---\n", encoding="utf-8")
    result = run("check", tmp_path, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["codes"] == {"broken-yaml": 1}
    assert run("export", tmp_path).exit_code == 1


def test_a_folder_that_is_not_there_is_a_usage_error(tmp_path):
    result = run("check", tmp_path / "nowhere")
    assert isinstance(result.exception, UsageError)


@pytest.mark.parametrize(
    ("company", "role"), [("Weights & Biases", "DevOps Engineer"), ('A "B" \\ C: d', "ML / AI\nLead")]
)
def test_a_new_guide_lacks_nothing_but_its_pay(tmp_path, company, role):
    result = run("new", company, role, "--in", tmp_path)
    path = Path(result.stdout.strip())
    assert result.exit_code == 0
    guide, issues = read_guide(path, tmp_path)
    assert (guide, [issue.code for issue in issues]) == (None, ["no-pay"])
    assert "the pay table is empty" in issues[0].message
    filled = path.read_text(encoding="utf-8").replace("| London | — |", "| London | £90K-£120K |")
    path.write_text(filled, encoding="utf-8")
    guide, issues = read_guide(path, tmp_path)
    assert [issue.code for issue in issues] == ["row-without-pay"]
    assert (guide.company_display, len(guide.levers)) == (" ".join(company.split()), 2)
    assert isinstance(run("new", company, role, "--in", tmp_path).exception, UsageError)


def test_every_code_is_described_and_every_described_code_exists():
    page = (DOCS / "issue-codes.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE)
    assert sorted(described) == sorted(CODES)


def test_the_example_in_the_format_page_is_front_matter():
    page = (DOCS / "guide-format.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert yaml.safe_load(example[1])["next_review_due"].isoformat() == "2026-05-23"
