"""The house keeps its shape: imports run downward only, and each large library has one door."""

import ast
import re
from functools import cache
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


def in_house(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a module, the module first; each file is parsed once for all that look at it."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    found: list[str] = []
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return tuple(found)


def test_imports_run_downward() -> None:
    found = [
        f"{in_house(path)} may not import {module}"
        for path in FILES
        for module in imports_of(path)
        if not room_of(path).startswith("__") and not stands_on(room_of(path), module.split("."))
    ]
    assert found == []


def stands_on(room: str, parts: list[str]) -> bool:
    """Whether the module is the room's own or another library, or of a room that lies lower."""
    inside = parts[0] == "parley" and len(parts) > 1 and parts[1] != room
    return not inside or LEVEL[parts[1]] < LEVEL[room]


WITHIN_DIALOGUE = {"words": {"words"}, "names": {"names", "words"}, "pay": {"pay", "words", "model"}}


def test_the_rooms_of_dialogue_stand_on_words() -> None:
    """Words know nobody, names and pay know words and the records, and only what stands above them knows both."""
    found = {}
    for path in (SOURCE / "dialogue").glob("*/*.py"):
        inner = {module.split(".")[2] for module in imports_of(path) if module.startswith("parley.dialogue.")}
        found[in_house(path)] = inner - WITHIN_DIALOGUE[path.parent.name]
    assert {path: strange for path, strange in found.items() if strange} == {}


@pytest.mark.parametrize("library", ONE_DOOR)
def test_each_large_library_has_one_door(library: str) -> None:
    doors = [path.name for path in FILES if any(module.split(".")[0] == library for module in imports_of(path))]
    assert len(doors) <= 1, f"{library} is imported by {doors}"


def test_nobody_unpickles_or_evaluates() -> None:
    for path in FILES:
        names = {node.id for node in nodes_of(path) if isinstance(node, ast.Name)}
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


def test_no_room_is_called_by_an_empty_word() -> None:
    assert [in_house(path) for path in FILES if path.stem in FORBIDDEN_NAMES] == []


def test_files_stay_small() -> None:
    lines = {in_house(path): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {path: count for path, count in lines.items() if count > 300} == {}, "cut them into rooms"


def test_every_module_says_what_it_is_for() -> None:
    trees = {in_house(path): nodes_of(path)[0] for path in FILES}
    assert [path for path, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


def test_lines_leave_for_the_terminal_by_one_door() -> None:
    """Elsewhere nobody prints, writes to the streams or makes a console that draws guides' words as they are."""
    found = {
        (in_house(path), ast.unparse(call.func))
        for path in FILES
        for call in nodes_of(path)
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
    "main": {"cli/__init__.py", "coach/child.py", "files/child.py", "web/print_child.py"},  # where a program starts
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
        for node in nodes_of(path)[0].body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, set()).add(in_house(path))
    assert {name: found for name, found in places.items() if len(found) > 1} == SAME_EVERYWHERE


def test_signs_of_currencies_come_from_their_table() -> None:
    """No expression lists some of them by hand: `money.MARKS` has them all."""
    listed = re.compile(r"\[[^\]]*[£€₹¥][^\]]*\]")
    found = [
        f"{in_house(path)}:{node.lineno}"
        for path in FILES
        for node in nodes_of(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value
        if listed.search(node.value)
    ]
    assert found == []
