"""The JSON Schema of an ANSWER: `python -m parley.doors.schema` prints it; docs/answer.schema.json holds it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from parley.coach.contract import Answer

ADDRESS = "https://json-schema.org/draft/2020-12/schema"


def answer_schema() -> dict[str, Any]:
    """The schema of the contract's ANSWER."""
    return {"$schema": ADDRESS, **TypeAdapter(Answer).json_schema(mode="serialization")}


def schema_text() -> str:
    """The same as the file holds it."""
    return json.dumps(answer_schema(), indent=1, ensure_ascii=False) + "\n"
