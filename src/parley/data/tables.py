"""Tables in YAML, checked as they are read: a key that stands twice, a sentence cut at a comma, a key that none knows.

In: the text of a table and its name. Out: its content; TableFault names table, line or row, and what to do. YAML itself
lets all three pass: the last of two keys wins, and `{says: so much, and more}` ends the sentence at the comma.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import yaml

from parley.errors import TableFault

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same loader in C where PyYAML was built with it: the tables are read at every start."""
Shapes = Mapping[str, Mapping[str, list[str]]]


class _Tables(LOADER):  # type: ignore[misc]  # either of two loaders
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        found: dict[Hashable, Any] = super().construct_mapping(node, deep)
        if len(found) < len(node.value):
            keys = [key.value for key, _ in node.value]
            twice = next((key for key in keys if keys.count(key) > 1), None)
            if twice is not None:
                raise TableFault(f"{node.start_mark.line + 1}: {twice} stands twice; keep one of the two")
        for key, value in found.items():
            if value is None and isinstance(key, str) and " " in key:
                raise TableFault(
                    f'{node.start_mark.line + 1}: "{key}" is cut off at a comma; put the sentence in quotation marks'
                )
        return found


def read_table(name: str, text: str, shapes: Shapes) -> Any:
    """The content of the table `name`; TableFault where it holds a slip.

    >>> read_table("tones", "a: 1\\na: 2", {})
    Traceback (most recent call last):
    parley.errors.TableFault: data/tones.yaml:1: a stands twice; keep one of the two
    >>> read_table("tones", "warm: {helo: Hi}", {"tones": {"required": ["hello"]}})
    Traceback (most recent call last):
    parley.errors.TableFault: data/tones.yaml, warm: helo is no key of this table; there is hello
    """
    try:
        content = yaml.load(text, _Tables)  # noqa: S506 - built on a safe one: SafeLoader or CSafeLoader
    except TableFault as fault:
        raise TableFault(f"data/{name}.yaml:{fault}") from None
    for path, shape in shapes.items():
        table, _, part = path.partition("/")
        if table == name:
            _check(name, content[part] if part else content, shape)
    return content


def _check(name: str, rows: Any, shape: Mapping[str, list[str]]) -> None:
    required, optional = shape.get("required", []), shape.get("optional", [])
    for title, row in _rows(rows):
        for key in row:
            if key not in required and key not in optional:
                known = ", ".join([*required, *optional])
                raise TableFault(f"data/{name}.yaml, {title}: {key} is no key of this table; there is {known}")
        for key in required:
            if key not in row:
                raise TableFault(f"data/{name}.yaml, {title}: {key} is missing")


def _rows(rows: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(rows, list):
        yield from ((f"row {number}", row) for number, row in enumerate(rows, 1))
    else:
        yield from ((str(title), row or {}) for title, row in rows.items())
