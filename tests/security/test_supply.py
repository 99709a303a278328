"""What Parley is built from: every file pinned by its hash, every licence listed, no code that runs what it reads."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "parley").rglob("*.py"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LICENCES = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
LOCKED = ("reference", "test", "dev", "qdrant", "supply")
"""The extras that requirements.lock covers; atheris has too few wheels."""
RUNS_WHAT_IT_READS = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.execv", "os.spawnv", "yaml.unsafe_load",
    "yaml.full_load", "torch.load", "joblib.load", "importlib.import_module",
}  # fmt: skip
"""Calls, by their dotted path."""
UNSAFE_MODULES = {"pickle", "dill", "marshal", "shelve", "ctypes", "runpy", "code", "pty", "joblib"}
OUTWARD_MODULES = {"socket", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "telnetlib", "subprocess"}
MAY_REACH_OUT = {
    "retrieval/qdrant.py": "a server of vectors, only where somebody names one with --store",
    "web/visitors.py": "asks the machine for its own name",
    "web/port.py": "tries whether the port that it is to serve is free",
    "web/process.py": "tells systemd on this machine that it lives, where systemd asked for it",
    "files/apart.py": "starts this program's own reader of files, no shell",
    "coach/apart.py": "starts this program's own reader of long messages, no shell",
    "web/printing.py": "starts this program's own printer, no shell",
    "cli/clipboard.py": "hands a script to the machine's own clipboard program, no shell",
}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {plain(name): version for name, _, version in (line.partition("==") for line in lines if "==" in line)}


def locked() -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each package in the lock."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)(.*?)(?=^[\w.-]+==|\Z)", LOCK, re.MULTILINE | re.DOTALL)
    return {plain(name): (version, rest.count("--hash=sha256:")) for name, version, rest in found}


def wanted() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for extra in LOCKED for line in extras[extra])]
    return sorted({plain(re.match(r"[\w.-]+", line)[0]) for line in lines})


def test_every_dependency_is_pinned_by_version_and_hash_and_its_licence_is_listed() -> None:
    lock, pinned = locked(), pins()
    unlocked = [name for name in wanted() if lock.get(name, ("", 0))[0] != pinned.get(name)]
    assert unlocked == [], "add them to constraints.txt, then run make lock"
    listed = set(re.findall(r"^\| (\S+) ", LICENCES.replace("_", "-").lower(), re.MULTILINE))
    assert [name for name in wanted() if name not in listed] == [], "run make licences"


def test_every_locked_file_has_a_hash_and_the_pinned_version() -> None:
    assert len(locked()) > 100
    assert not [name for name, (_, hashes) in locked().items() if not hashes]
    assert "--index-url" not in LOCK
    assert "file://" not in LOCK
    assert not [name for name, (version, _) in locked().items() if pins().get(name, version) != version]


def test_nothing_is_under_a_licence_that_would_bind_parley() -> None:
    rows = [line for line in LICENCES.splitlines() if line.startswith("| ")]
    assert len(rows) > 100
    assert not [row for row in rows if re.search(r"(?<!L)(?:A?GPL|Affero)", row)]


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_nothing_runs_what_it_reads_or_goes_out() -> None:
    found = {}
    for path in SOURCES:
        name, text = path.relative_to(ROOT / "src" / "parley").as_posix(), path.read_text(encoding="utf-8")
        found[name] = list(unsafe(text, may_reach_out=name in MAY_REACH_OUT))
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "text",
    [
        "import pickle",
        "from urllib.request import urlopen",
        "import subprocess",
        "eval(words)",
        "yaml.load(text, Loader)",
        "run(words, shell=True)",
        "np.load(path)",
        "np.load(path, allow_pickle=True)",
    ],
)
def test_what_runs_what_it_reads_or_goes_out_is_seen(text: str) -> None:
    assert list(unsafe(text))


def unsafe(text: str, may_reach_out: bool = False) -> Iterator[str]:
    """What the text of a module does that none may."""
    tree = ast.parse(text)
    modules = {module.split(".")[0] for module in imports(tree)} | {"urllib.request"} & set(imports(tree))
    yield from modules & UNSAFE_MODULES
    if not may_reach_out:
        yield from modules & (OUTWARD_MODULES | {"urllib.request"})
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name, words = ast.unparse(call.func), {word.arg: ast.unparse(word.value) for word in call.keywords}
        if (
            name in RUNS_WHAT_IT_READS
            or (name == "yaml.load" and "Safe" not in text)
            or words.get("shell", "False") != "False"
            or words.get("allow_pickle", "False") != "False"
            or (name == "np.load" and "allow_pickle" not in words)
        ):
            yield ast.unparse(call)
