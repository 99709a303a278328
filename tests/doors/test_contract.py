"""ANSWER has one shape: answers, the tools' own schema, docs/contract.md and docs/answer.schema.json agree with it.

`python tests/doors/test_contract.py --write` writes docs/answer.schema.json anew.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from pydantic import TypeAdapter
from tests.talks import talks

from parley.coach import Coach
from parley.coach.answer import answer
from parley.coach.contract import Answer
from parley.doors.mcp import mcp_server
from parley.doors.schema import schema_text
from parley.doors.tools import Tools

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "docs" / "answer.schema.json"
PAGE = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")


def without_unknown(value: Any, shape: TypeAdapter[Any]) -> Any:
    """The value as one gets it who knows the shape alone."""
    return shape.dump_python(shape.validate_python(value, strict=True), mode="json")


def test_every_answer_of_every_talk_has_the_shape_and_nothing_else(coach: Coach) -> None:
    shape = TypeAdapter(Answer)
    for talk in talks("coach"):
        for reply in coach.conversation(talk.said):
            found = answer(reply)
            assert without_unknown(found, shape) == json.loads(json.dumps(found)), str(talk)


def test_the_schema_in_the_documents_is_the_one_of_the_code() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "run: python tests/doors/test_contract.py --write"


@pytest.mark.parametrize("field", get_type_hints(Answer))
def test_the_page_tells_of_every_field(field: str) -> None:
    assert re.search(rf"^\|[^|]*`{field}`", PAGE, re.MULTILINE)


def test_the_page_tells_of_no_other_field() -> None:
    rows = re.findall(r"^\|([^|]+)\|", PAGE, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} <= set(get_type_hints(Answer))


def test_an_assistant_is_told_the_shape_of_what_it_gets(coach: Coach) -> None:
    tools = {tool.name: tool for tool in asyncio.run(mcp_server(Tools(coach.reply).all()).list_tools())}
    for name in ("counter", "pay_band", "levers", "script", "check_offer", "ask"):
        assert set(tools[name].outputSchema["properties"]) == set(get_type_hints(Answer))


def test_what_the_shape_demands_can_be_missed(coach: Coach) -> None:
    found = answer(coach.reply(["W&B London"]))
    for broken in ({**found, "band": {"base": "much"}}, {name: found[name] for name in found if name != "figures"}):
        with pytest.raises(ValueError, match="validation error"):
            TypeAdapter(Answer).validate_python(broken)


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    SCHEMA.write_text(schema_text(), encoding="utf-8")
