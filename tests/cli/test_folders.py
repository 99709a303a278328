"""Where things lie: in a checkout beside the code, installed in the user's own folders."""

import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from parley import __version__, folders
from parley.cli import app
from parley.coach.start import open_library
from parley.errors import UsageError
from parley.guides.model import Citation

ROOT = Path(__file__).parents[2]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As if the package lay in an environment; the home is empty."""
    monkeypatch.setattr(folders, "_checkout", lambda: None)
    monkeypatch.setattr(folders, "PACKAGE", ROOT)  # its seeds/ are those that ship
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.mark.parametrize("here", [ROOT, ROOT / "docs", Path("/")])
def test_a_checkout_keeps_to_itself_from_any_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here)
    assert folders.guides_folder().resolve() == folders.own_guides().resolve() == ROOT / "seeds"
    assert folders.index_folder(Path("other")).resolve() == ROOT / "index"


def guide(path: Path, company: str = "acme", role: str = "baker") -> Path:
    """A small guide that can be read, of a company and a role."""
    path.parent.mkdir(parents=True, exist_ok=True)
    about = f"company: {company}\ncompany_display: {company.title()}\nrole: {role}\nrole_display: {role.title()}"
    path.write_text(
        f"---\n{about}\n---\n\n| Region | Base Salary |\n|---|---|\n| London | £30K-£35K |\n", encoding="utf-8"
    )
    return path


def guides(*words: str) -> Result:
    return CliRunner().invoke(app, ["guides", *words])


def test_guides_are_looked_for_in_own_then_given_then_those_that_ship(installed: Path) -> None:
    given = installed / "given"
    guide(given / "acme" / "baker.md")
    guide(given / "northwind" / "baker.md", "northwind")
    assert guides("add", str(given)).exit_code == 0
    mine = guide(folders.own_guides() / "acme" / "baker.md")
    listed = guides("list").output
    assert f"yours              Acme, Baker: {mine}" in listed
    assert f"given              Northwind, Baker: {given / 'northwind' / 'baker.md'}" in listed
    assert "ships with Parley  Weights & Biases, DevOps Engineer: " in listed
    assert f"not used: {given / 'acme' / 'baker.md'}; {mine} is the guide for this role" in listed
    order = [row.split()[1] for row in guides("where").output.splitlines() if row[:1].isdigit()]
    assert order == ["yours", "given", "ships"]


def test_a_citation_is_read_from_the_folder_of_its_guide(installed: Path) -> None:
    guide(folders.own_guides() / "acme" / "baker.md")
    library = open_library(folders.guides_folder())
    assert library.lines(Citation("acme/baker.md", 10, 10)) == "| London | £30K-£35K |"
    assert "Weights" in library.lines(Citation("weights-and-biases/devops-engineer.md", 1, 5))


def test_a_folder_named_by_hand_stands_alone(installed: Path) -> None:
    guide(folders.own_guides() / "acme" / "baker.md")
    guide(installed / "named" / "northwind" / "baker.md", "northwind")
    assert [entry.company for entry in open_library(installed / "named").entries] == ["northwind"]


def test_a_given_folder_that_is_gone_is_named_and_the_rest_is_served(
    installed: Path, caplog: pytest.LogCaptureFixture
) -> None:
    given = guide(installed / "given" / "acme" / "baker.md").parents[1]
    guides("add", str(given))
    shutil.rmtree(given)
    assert "is not there" in guides("where").output
    assert len(open_library(folders.guides_folder()).entries) == 2
    assert f"{given}: no such folder of guides" in caplog.text


@pytest.mark.parametrize("what", ["nowhere", "file.md", "empty"])
def test_what_is_no_folder_of_guides_is_not_added(installed: Path, what: str) -> None:
    (installed / "file.md").touch()
    (installed / "empty").mkdir()
    assert isinstance(guides("add", str(installed / what)).exception, UsageError)
    assert folders.given_folders() == ()


def test_a_folder_is_added_once(installed: Path) -> None:
    given = guide(installed / "given" / "acme" / "baker.md").parents[1]
    for _ in range(2):
        assert guides("add", str(given)).exit_code == 0
    assert folders.given_folders() == (given,)


def test_installed_the_users_own_guides_come_first(installed: Path) -> None:
    assert folders.guides_folder() == folders.PACKAGE / "seeds"
    own = folders.own_guides()
    (own / "acme").mkdir(parents=True)
    assert folders.guides_folder() == folders.PACKAGE / "seeds"
    (own / "acme" / "baker.md").touch()
    assert folders.guides_folder() == own


@pytest.mark.skipif(folders.user_cache_path("x").name != "x", reason="these are the folders of Linux")
def test_installed_each_folder_of_guides_has_its_own_index(installed: Path) -> None:
    one, other = (folders.index_folder(installed / name) for name in ("one", "other"))
    assert one != other
    assert one == folders.index_folder(installed / "." / "one")
    assert one.is_relative_to(installed / "cache")


def test_it_says_its_version() -> None:
    assert CliRunner().invoke(app, ["--version"]).output == f"parley {__version__}\n"
