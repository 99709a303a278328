"""deploy/Dockerfile, line by line, in a root of its own over this machine's files: what it copies, runs and starts.

No container can be run here and no package fetched, so each `pip install` installs what is copied and nothing beside
it: the libraries are this machine's. Nothing outside the root is changed; the network is shut.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = r"""
set -eu
cd "$1"
mkdir -p tmpfs && mount -t tmpfs tmpfs tmpfs && mkdir -p tmpfs/up tmpfs/work tmpfs/root
mount -t overlay overlay -o lowerdir=/,upperdir=tmpfs/up,workdir=tmpfs/work tmpfs/root
mount --bind "$2" tmpfs/root/mnt
for place in proc dev; do mount --rbind /$place tmpfs/root/$place; done
mount -t tmpfs tmpfs tmpfs/root/tmp
ip link set lo up 2>/dev/null || true
exec chroot tmpfs/root bash -eu /mnt/steps
"""
ALONE = "--no-deps --no-build-isolation --no-index --quiet --disable-pip-version-check"


@dataclass
class Image:
    """What the file says of the image, and its steps as lines of a shell."""

    steps: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    user: str = "root"
    folder: str = "/"
    ports: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    check: list[str] = field(default_factory=list)


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """Each instruction with its argument, lines joined, remarks left out."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, rest = line.partition(" ")
            yield word, rest.strip()


def image(text: str, python: str) -> Image:
    """The file as steps: COPY takes from the project, RUN runs, the rest is remembered."""
    made = Image()
    for word, rest in instructions(text):
        if word == "WORKDIR":
            made.folder = rest
            made.steps.append(f"rm -rf {rest}; mkdir -p {rest}")
        elif word == "COPY":
            *sources, to = shlex.split(rest)
            made.steps += [f"cd {made.folder}; {_copied(source, to)}" for source in sources]
        elif word == "RUN":
            said = re.sub(r"\bpip install( --no-cache-dir)?", f"{python} -m pip install {ALONE}", rest)
            made.steps.append(f"cd {made.folder}; {said}")
        elif word == "ENV":
            made.env |= dict(part.split("=", 1) for part in shlex.split(rest))
        elif word == "USER":
            made.user = rest
        elif word == "EXPOSE":
            made.ports.append(rest)
        elif word == "CMD":
            made.command = json.loads(rest)
        elif word == "HEALTHCHECK":
            made.check = json.loads(rest.partition("CMD ")[2])
        else:
            assert word in ("FROM", "VOLUME", "LABEL"), f"{word}: this test does not know what it does"
    return made


def _copied(source: str, to: str) -> str:
    """A folder's content goes into `to`, a file beside its own name where `to` is a folder."""
    if (ROOT / source).is_dir():
        return f"mkdir -p {to} && cp -r /mnt/project/{source}/. {to}"
    return f"cp /mnt/project/{source} {to}"


@pytest.fixture(scope="module")
def read() -> Image:
    return image((ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8"), sys.executable)


def test_the_image_serves_as_nobody_in_particular(read: Image) -> None:
    assert read.user != "root"
    assert read.command == ["parley", "serve"]
    assert read.env["PARLEY_HOST"] == "0.0.0.0"
    assert read.ports == ["7860"]
    assert "PARLEY_PASSWORD" not in read.env


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True, text=True).stdout


def may_mount() -> bool:
    return (
        os.geteuid() == 0
        and not subprocess.run(["unshare", "--mount", "--net", "true"], capture_output=True, check=False).returncode
    )


@pytest.mark.skipif(sys.platform != "linux", reason="chroot and overlays")
def test_its_lines_build_a_root_that_serves(read: Image, tmp_path: Path) -> None:
    if not may_mount():
        pytest.skip("mounts need root")
    project = tmp_path / "in" / "project"
    for name in filter(None, _git("ls-files", "-z").split("\0")):
        if (ROOT / name).is_file():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_bytes((ROOT / name).read_bytes())
    bin_ = Path(sys.executable).parent
    serves = " ".join(map(shlex.quote, [str(bin_ / read.command[0]), *read.command[1:]]))
    check = " ".join(map(shlex.quote, [sys.executable, *read.check[1:]]))
    env = " ".join(f"{name}={shlex.quote(value)}" for name, value in read.env.items())
    inner = [str(path) for path in (*Path(sys.executable).parents, *Path(sys.executable).resolve().parents)]
    lines = [
        f"chmod o+x {shlex.join(inner)}",  # where this machine's Python lies in somebody's home
        *read.steps,
        f"cd {read.folder}",
        f"env -i PATH=$PATH HOME=/nonexistent {env} setpriv --reuid {read.user} --clear-groups {serves} & served=$!",
        f"for _ in $(seq 240); do sleep .5; {check} 2>/dev/null && break; done",
        check,
        "test $(stat -c %U /index/manifest.json) = parley",
        "kill $served; wait $served || true; echo served",
    ]
    (tmp_path / "in" / "steps").write_text("\n".join(lines))
    (tmp_path / "out").mkdir()
    command = ["unshare", "--mount", "--net", "sh", "-c", SCRIPT, "sh", str(tmp_path / "out"), str(tmp_path / "in")]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ran.stdout.endswith("served\n"), ran.stdout[-2000:] + ran.stderr[-3000:]
