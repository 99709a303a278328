"""A path among the guides that is no ordinary file, or that has no end, holds up neither reading nor watching."""

import os
import sys
import threading
from pathlib import Path

import pytest

from parley.coach.live import glance
from parley.guides.front_matter import UnreadableError
from parley.guides.library import load_library
from parley.guides.read import LARGEST, read_bytes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="files of Linux")
ENDLESS = ("/dev/zero", "/proc/self/pagemap", "/proc/kmsg", "/proc/self/mem", "/proc/self/maps", "/dev/tty")


def within(seconds: float, act) -> object:
    got: list[object] = []
    thread = threading.Thread(target=lambda: got.append(act()), daemon=True)
    thread.start()
    thread.join(seconds)
    assert got, f"not done in {seconds} seconds"
    return got[0]


@pytest.mark.parametrize("target", ENDLESS)
def test_a_link_to_a_file_of_the_kernel_is_left_out_and_named(target: str, tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "role.md").symlink_to(target)
    library = within(3, lambda: load_library(tmp_path))
    assert [issue.guide for issue in library.unreadable] == ["acme/role.md"]
    assert within(3, lambda: glance(tmp_path))


def test_a_pipe_is_left_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "pipe.md")
    library = within(3, lambda: load_library(tmp_path))
    assert {issue.code for issue in library.unreadable} == {"not-a-file"}


def test_a_file_that_turns_into_a_pipe_before_it_is_opened_holds_up_nobody(tmp_path: Path, monkeypatch) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    assert within(3, lambda: _fault(tmp_path / "pipe.md")) == "not-a-file"


def _fault(path: Path) -> str | None:
    try:
        read_bytes(path, path.name)
    except UnreadableError as fault:
        return fault.code
    return None


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "large.md").write_bytes(b"x" * (LARGEST + 1))
    assert _fault(tmp_path / "large.md") == "too-large"
