"""The JSON API: `POST /api/<tool>` with the tool's arguments as a JSON object, the contract's ANSWER back.

One request, one answer, nothing kept: any process behind a balancer may answer it, and a proxy may send it again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import FastAPI
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ArgsKwargs
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from parley.doors.tools import Tools
from parley.errors import FileRefused, TookTooLong
from parley.web.answers import Answers
from parley.web.limits import too_long

MOST_FAULTS = 5
OWN = "Value error, "
"""What pydantic sets before words of ours."""
Tool = Callable[..., Any]


def add_api(app: FastAPI, tools: Tools, answers: Answers) -> None:
    """Give `app` a route for each tool, whose answers are made by `answers`."""
    app.router.routes.extend(_route(tool, answers) for tool in tools.all())


def _route(tool: Tool, answers: Answers) -> Route:
    checked: TypeAdapter[Any] = TypeAdapter(tool)  # validating the arguments calls the tool with them

    @answers.around
    @wraps(tool)
    def called(arguments: ArgsKwargs) -> Any:
        return checked.validate_python(arguments)

    async def endpoint(request: Request) -> JSONResponse:
        try:
            given = json.loads(await request.body())
        except (ValueError, RecursionError):
            return JSONResponse({"detail": "The body is not JSON."}, 400)
        if not isinstance(given, dict):
            return JSONResponse({"detail": "Send the arguments as a JSON object; see docs/api.md."}, 422)
        try:
            arguments = ArgsKwargs((), given)
            return JSONResponse(await called(arguments))
        except FileRefused as refused:
            return JSONResponse({"detail": str(refused)}, 422)
        except TookTooLong as fault:
            return too_long(fault)
        except ValidationError as error:
            return JSONResponse({"detail": "; ".join(_faults(error))}, 422)

    return Route(f"/api/{tool.__name__}", endpoint, methods=["POST"])


def _faults(error: ValidationError) -> list[str]:
    """What is wrong with the arguments, without repeating them: `offer: Field required`."""
    found = error.errors(include_input=False, include_url=False, include_context=False)[:MOST_FAULTS]
    return [f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].removeprefix(OWN)}" for fault in found]
