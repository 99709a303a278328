"""A wheel built from this tree and installed in a fresh environment: once for all tests here, in about a minute."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "constraints.txt", "src", "seeds")
NO_NETWORK = "the package index cannot be reached"


@dataclass(frozen=True)
class Installed:
    """A fresh environment, an empty folder to stand in and an empty home."""

    python: Path
    folder: Path
    env: dict[str, str]

    @property
    def parley(self) -> Path:
        return self.python.with_name("parley.exe" if os.name == "nt" else "parley")

    def run(self, *words: str, told: str = "") -> str:
        """What a command of the wheel prints; it must end well."""
        done = subprocess.run(
            [str(self.parley), *words], cwd=self.folder, env=self.env, input=told, capture_output=True, text=True,
            encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def pip(python: Path | str, *words: str) -> subprocess.CompletedProcess[str]:
    """What pip says in an environment, which sees nothing of this one."""
    command = [str(python), "-m", "pip", "--disable-pip-version-check", *words]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def fresh_python(folder: Path) -> Path:
    """The interpreter of a new environment."""
    venv.create(folder, with_pip=True)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing of an earlier build gets into it; skipped without an index."""
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, tree / name)
    if pip(sys.executable, "download", "--no-deps", "--dest", str(out / "probe"), "platformdirs").returncode:
        pytest.skip(NO_NETWORK)
    built = pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", str(out), str(tree))
    assert built.returncode == 0, built.stderr[-2000:]
    return next(out.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a fresh environment, with nothing beside what it asks for."""
    python, home = fresh_python(tmp_path_factory.mktemp("fresh")), tmp_path_factory.mktemp("home")
    done = pip(python, "install", "--constraint", str(ROOT / "constraints.txt"), str(wheel))
    assert done.returncode == 0, done.stderr[-2000:]
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return Installed(python, tmp_path_factory.mktemp("empty"), {**kept, "HOME": str(home), "USERPROFILE": str(home)})
