"""The house keeps its shape: imports run downward only, and each large library has one door."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "parley"
# Higher may import lower. Rooms on the same line do not know each other.
FLOORS = (
    ("cli",),
    ("web",),
    ("doors",),
    ("coach",),
    ("practice",),
    ("scripts",),
    ("advice",),
    ("retrieval", "dialogue"),
    ("documents",),
    ("reading",),
    ("models",),
    ("gathering",),
    ("market",),
    ("guides",),
    ("files",),
    ("templates",),
    ("pdf",),
    ("log",),
    ("bars", "blocks"),
    ("render",),
    ("money",),
    ("patience",),
    ("data",),
    ("folders",),
    ("errors",),
)
LEVEL = {room: height for height, rooms in enumerate(reversed(FLOORS)) for room in rooms}
ONE_DOOR = (
    "gradio", "faiss", "sentence_transformers", "jinja2", "frontmatter", "onnxruntime", "qdrant_client", "mcp",
    "prometheus_client", "prompt_toolkit", "pypdfium2", "lxml",
)  # fmt: skip
FORBIDDEN_NAMES = ("utils", "helpers", "common", "manager", "handler", "service", "engine", "processor", "base")
FILES = sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_run_downward(path: Path) -> None:
    room = room_of(path)
    if room.startswith("__"):
        return
    for module in imports_of(path):
        parts = module.split(".")
        if parts[0] == "parley" and len(parts) > 1 and parts[1] != room:
            assert LEVEL[parts[1]] < LEVEL[room], f"{path}: {room} may not import {module}"


@pytest.mark.parametrize("path", [path for path in FILES if "dialogue" in path.parts], ids=lambda path: path.stem)
def test_the_rooms_of_dialogue_stand_on_words(path: Path) -> None:
    """Words know nobody, names and pay know words and the records, and only what stands above them knows both."""
    room = path.parent.name
    allowed = {"words": {"words"}, "names": {"names", "words"}, "pay": {"pay", "words", "model"}}.get(room)
    inner = {module.split(".")[2] for module in imports_of(path) if module.startswith("parley.dialogue.")}
    assert allowed is None or inner <= allowed, f"{path}: {room} may not import {inner - allowed}"


@pytest.mark.parametrize("library", ONE_DOOR)
def test_each_large_library_has_one_door(library: str) -> None:
    doors = [path.name for path in FILES if any(module.split(".")[0] == library for module in imports_of(path))]
    assert len(doors) <= 1, f"{library} is imported by {doors}"


def test_nobody_unpickles_or_evaluates() -> None:
    for path in FILES:
        names = {
            node.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Name)
        }
        assert not names & {"eval", "exec", "__import__"}, path
        assert not {module.split(".")[0] for module in imports_of(path)} & {"pickle", "shelve", "marshal"}, path


def test_the_drawing_has_every_room_and_names_every_library() -> None:
    page = (SOURCE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawing = page.split("```")[1]
    assert not [room for room in LEVEL if not re.search(rf"\b{room}\b", drawing)]
    assert not [library for library in ONE_DOOR if library not in page]


def test_the_map_has_every_room() -> None:
    page = (SOURCE.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = {path.parent.relative_to(SOURCE).as_posix() for path in SOURCE.glob("*/__init__.py")}
    assert not sorted(room for room in rooms if f"{room}/`" not in page)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_room_is_called_by_an_empty_word(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_stay_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 300, f"{path} has {lines} lines; cut it into rooms"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree), f"{path} has no docstring"


def test_lines_leave_for_the_terminal_by_one_door() -> None:
    """Elsewhere nobody prints, writes to the streams or makes a console that draws guides' words as they are."""
    found = {
        (path.relative_to(SOURCE).as_posix(), ast.unparse(call.func))
        for path in FILES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in ("print", "Console", "typer.echo", "sys.stdout.write", "sys.stderr.write")
    }
    assert found == {
        ("cli/terminal.py", "print"),
        ("cli/terminal.py", "Console"),
        ("cli/clipboard.py", "sys.stdout.write"),  # the sequence that hands a script to the clipboard, as base64
        ("web/server.py", "print"),
    }


SAME_EVERYWHERE = {
    "main": {"cli/__init__.py", "files/child.py"},  # where a program starts
    "read": {
        "cli/read.py",
        "files/docx.py",
        "files/mail.py",
        "files/markup.py",
        "files/pdf.py",
    },  # each reads a kind of file; the command reads messages
}
"""Public names that several modules have because they are the same thing of each."""


def test_a_public_name_has_one_meaning() -> None:
    """A name leads to one place: a second one of the same name is told apart, or says above why it is the same."""
    places: dict[str, set[str]] = {}
    for path in FILES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, set()).add(path.relative_to(SOURCE).as_posix())
    assert {name: found for name, found in places.items() if len(found) > 1} == SAME_EVERYWHERE
