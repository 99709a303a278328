"""Shell completion, as the README says: `parley --install-completion` writes what this prints."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_shell_completes_commands_and_options(shell: str) -> None:
    """What the installed script asks the program for when somebody types `parley se` and the tabulator key."""
    asks = {
        "_PARLEY_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "parley se",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    words = {"COMP_WORDS": "parley se", "COMP_CWORD": "1"}
    program = "import sys; sys.argv[0] = 'parley'; from parley.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**asks, **words, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "serve" in run.stdout, run.stderr
    assert "search" in run.stdout
    assert "check" not in run.stdout
