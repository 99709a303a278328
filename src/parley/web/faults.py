"""Faults of the program in the log: their kind and place, never their words, which may quote the person.

Servers and Gradio write the message of whatever exception reaches them; so none does that was not raised here.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Coroutine
from functools import wraps
from types import SimpleNamespace
from typing import Any, ParamSpec, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from parley.errors import AnswerFailed, FileRefused, MessageTooLong, TookTooLong
from parley.log import without_words

P = ParamSpec("P")
T = TypeVar("T")
REFUSALS = (FileRefused, MessageTooLong, TookTooLong)
"""No faults: their words are ours, with nothing in them of what was said but a file's name."""
SAYS = "The answer failed; the log says where."

log = logging.getLogger(__name__)


def failed(fault: Exception) -> AnswerFailed:
    """Tell the log of `fault`, and give what to raise `from None` in its place."""
    log.error("an answer failed: %s", without_words(fault))
    return AnswerFailed(SAYS)


def quietly(function: Callable[P, T]) -> Callable[P, T]:
    """The same function, its faults told without words."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except REFUSALS:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever it is, its words go no further
            raise failed(fault) from None

    return call


def quietly_awaited(function: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """The same for a function that is awaited; what was told already, or is no fault, goes on as it is."""

    @wraps(function)
    async def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await function(*args, **kwargs)
        except (AnswerFailed, *REFUSALS):
            raise
        except Exception as fault:  # noqa: BLE001
            raise failed(fault) from None

    return call


def _print_exc(*_: object, **__: object) -> None:
    fault = sys.exc_info()[1]
    if fault:
        log.error("Gradio failed: %s", without_words(fault))


as_a_line = SimpleNamespace(print_exc=_print_exc, format_exc=lambda *_, **__: SAYS)
"""In place of the module `traceback` where a library prints what it caught: a line of the log without words."""


def _of_a_stranger(fault: BaseException | None) -> bool:
    """Whether it is no fault: somebody hung up, or asked for what there is not."""
    return isinstance(fault, ClientDisconnect | HTTPException) or bool(fault and _of_a_stranger(fault.__cause__))


class Faults:
    """ASGI middleware that answers 500 for whatever fails behind it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where that fails before an answer has begun, give one."""
        begun = ended = False

        async def watched(message: Message) -> None:
            nonlocal begun, ended
            begun = True
            ended = message["type"] == "http.response.body" and not message.get("more_body")
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as fault:  # noqa: BLE001
            if _of_a_stranger(fault):
                if begun and not ended:
                    await send({"type": "http.response.body", "body": b""})
                return
            failed(fault)
            if scope["type"] == "http" and not begun:
                await PlainTextResponse("Internal Server Error", 500)(scope, receive, send)
