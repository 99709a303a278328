"""The YAML head of a guide: its values, and the line each value stands on.

In: the text of a file. Out: a `FrontMatter`, or raises `UnreadableError` with the line and the reason (the reader of
guides turns it into an Issue). Only plain YAML is read: no aliases (which can be made to explode), no deep nesting.

>>> head = split_front_matter("---\\ncompany: acme\\npay:\\n  - low: 5\\n---\\n# Title")
>>> head.values, head.lines["pay[0].low"], head.body_line
({'company': 'acme', 'pay': [{'low': 5}]}, 4, 5)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH = 12
TRICKS = re.compile(r"[&*][A-Za-z0-9_]|[\[{]|[-?] *[-?] *[-?] |^ {12}", re.MULTILINE)
LENGTH = 200_000


class UnreadableError(Exception):
    """The file cannot be used as a guide: an issue code, the line, and the reason in words."""

    def __init__(self, code: str, line: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` by key; `lines` by key path (`compensation[0].base_low`); the body starts on `body_line` of the file."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    body: str
    body_line: int


def split_front_matter(text: str) -> FrontMatter:
    """The front matter and the body of a guide. Raises `UnreadableError` when there is no usable front matter."""
    handler = YAMLHandler()
    if not handler.detect(text):
        raise UnreadableError("no-front-matter", 1, "the file does not start with front matter between two --- lines")
    try:
        head, body = handler.split(text)
    except ValueError:
        raise UnreadableError("no-front-matter", 1, "the front matter has no closing --- line") from None
    if len(head) > LENGTH:
        raise UnreadableError("front-matter-too-large", 1, f"the front matter is longer than {LENGTH:,} characters")
    values, lines = _read(head, _line_of_head(text, head))
    return FrontMatter(values, lines, body, body_line=text.count("\n", 0, len(text) - len(body)) + 1)


def _line_of_head(text: str, head: str) -> int:
    return text.count("\n", 0, text.index(head)) + 1 if head else 1


def _read(head: str, first_line: int) -> tuple[dict[str, Any], dict[str, int]]:
    """The values and lines of the YAML text `head`, whose first character is on line `first_line`."""
    try:
        _refuse_tricks(head, first_line)
        loader = Loader(head)
        node = loader.get_single_node()
        values = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise UnreadableError(
            "broken-yaml", line, f"the front matter is not YAML: {error.problem or error.context}"
        ) from None
    except (yaml.YAMLError, ValueError, OverflowError, TypeError) as error:
        raise UnreadableError("broken-yaml", first_line, f"the front matter is not YAML: {_one_line(error)}") from None
    if not isinstance(values, dict) or node is None:
        raise UnreadableError("broken-yaml", first_line, "the front matter is not a list of keys and values")
    return values, dict(_lines(node, "", first_line))


def _refuse_tricks(head: str, first_line: int) -> None:
    """Raise for aliases and for nesting that could exhaust the stack, where the text has their marks."""
    if not TRICKS.search(head):
        return
    depth = 0
    for event in yaml.parse(head, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableError("yaml-alias", _line(event, first_line), "YAML aliases (*name) are not read")
        if depth > DEPTH:
            reason = f"the front matter nests deeper than {DEPTH} levels"
            raise UnreadableError("broken-yaml", _line(event, first_line), reason)


def _line(event: yaml.Event, first_line: int) -> int:
    return first_line + (event.start_mark.line if event.start_mark else 0)


def _lines(node: yaml.Node, path: str, first_line: int) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = f"{path}.{key.value}" if path else str(key.value)
            yield inner, first_line + key.start_mark.line
            yield from _lines(value, inner, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield f"{path}[{index}]", first_line + value.start_mark.line
            yield from _lines(value, f"{path}[{index}]", first_line)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
