"""The unit and the proxy's file say what the program rests on."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from parley.web.process import ALIVE, FINISHING, STOPPING

DEPLOY = Path(__file__).parents[2] / "deploy"
UNIT = (DEPLOY / "parley@.service").read_text(encoding="utf-8")


def setting(name: str) -> str:
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)[-1]


def test_the_figures_have_a_port_of_their_own_and_the_proxy_knows_none() -> None:
    assert "--metrics-port 1%i" in setting("ExecStart")
    assert "metrics" not in (DEPLOY / "nginx.conf").read_text(encoding="utf-8")


def test_the_unit_bounds_memory_and_ends_what_hangs() -> None:
    assert setting("Type") == "notify"
    assert int(setting("WatchdogSec")) >= 4 * ALIVE
    assert FINISHING < STOPPING < 5 < int(setting("TimeoutStopSec")) <= 10
    assert int(setting("MemoryHigh").rstrip("M")) < int(setting("MemoryMax").rstrip("M"))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "parley@7861.service"
    unit.write_text(UNIT.replace("/opt/parley/.venv/bin/parley", "/bin/true").replace("file:///opt", "https://opt"))
    found = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert not [line for line in found.stderr.splitlines() if "parley" in line], found.stderr
