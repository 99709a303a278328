"""Settings of `parley serve`: a flag wins, then a PARLEY_* variable, then the file, then the default."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from parley.cli import app
from parley.coach import Coach
from parley.errors import UsageError

FILE = 'port = 1003\nhost = "10.0.0.3"\nroot-path = "/three"\nallow-host = ["a.example", "b.example"]\nwatch = false\n'


@pytest.fixture
def served(coach: Coach, monkeypatch: pytest.MonkeyPatch):
    """Start `serve` with some words and see what it would have served with."""
    got: dict[str, object] = {}
    monkeypatch.setattr(sys.modules["parley.cli.serve"], "open_coach", lambda guides, index, **more: coach)
    monkeypatch.setattr("parley.web.server.create_app", lambda live, doors, metrics, apart: got.update(doors=doors))
    monkeypatch.setattr(
        "parley.web.server.run", lambda app, live, host, port, *, open_browser: got.update(host=host, port=port)
    )

    def serve(*words: str, **variables: str) -> dict[str, object]:
        result = CliRunner().invoke(app, ["serve", *words], env=variables)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return got | {"code": result.exit_code}

    return serve


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "parley.toml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def test_the_default_is_this_machine_alone(served) -> None:
    got = served("--no-watch")
    assert (got["host"], got["port"], got["doors"].root_path) == ("127.0.0.1", 7860, "")


def test_the_file_before_the_default(served, file: str) -> None:
    got = served("--settings", file)
    assert (got["host"], got["port"]) == ("10.0.0.3", 1003)
    assert got["doors"].hosts == ("a.example", "b.example")


def test_the_file_may_be_named_by_a_variable(served, file: str) -> None:
    assert served(PARLEY_SETTINGS=file)["port"] == 1003


def test_a_variable_before_the_file(served, file: str) -> None:
    got = served("--settings", file, PARLEY_PORT="1002", PARLEY_ALLOW_HOST="c.example d.example")
    assert (got["port"], got["host"]) == (1002, "10.0.0.3")
    assert got["doors"].hosts == ("c.example", "d.example")


def test_a_flag_before_the_variable(served, file: str) -> None:
    got = served("--settings", file, "--port", "1001", PARLEY_PORT="1002", PARLEY_ROOT_PATH="/two")
    assert (got["port"], got["doors"].root_path) == (1001, "/two")


def test_the_password_is_never_printed(served) -> None:
    got = served("--no-watch", PARLEY_PASSWORD="sesame")
    assert got["doors"].password == "sesame"
    assert "sesame" not in repr(got["doors"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("prot = 1", "no setting is called prot; there are allow-host", id="a key that is none"),
        pytest.param("port =", "cannot be read as TOML", id="no TOML"),
        pytest.param(None, "cannot be read as TOML", id="no file"),
    ],
)
def test_a_wrong_file_is_named(served, tmp_path: Path, text: str | None, says: str) -> None:
    path = tmp_path / "wrong.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        served("--settings", str(path))


def test_a_value_of_the_wrong_kind_is_wrong_usage(served, tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text('port = "many"', encoding="utf-8")
    assert served("--settings", str(path))["code"] == 2
