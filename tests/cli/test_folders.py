"""Where things lie: in a checkout beside the code, installed in the user's own folders."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from parley import __version__, folders
from parley.cli import app

ROOT = Path(__file__).parents[2]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As if the package lay in an environment; the home is empty."""
    monkeypatch.setattr(folders, "_checkout", lambda: None)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.mark.parametrize("here", [ROOT, ROOT / "docs", Path("/")])
def test_a_checkout_keeps_to_itself_from_any_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here)
    assert folders.guides_folder().resolve() == folders.own_guides().resolve() == ROOT / "seeds"
    assert folders.index_folder(Path("other")).resolve() == ROOT / "index"


def test_installed_the_users_own_guides_take_the_place_of_those_that_ship(installed: Path) -> None:
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
