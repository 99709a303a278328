"""Faults of the program in the log: their kind and place, never their words, which may quote the person.

Servers and Gradio write the message of whatever exception reaches them; so none does that was not raised here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from parley.errors import AnswerFailed
from parley.log import without_words

P = ParamSpec("P")
T = TypeVar("T")
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
        except Exception as fault:  # noqa: BLE001 - whatever it is, its words go no further
            raise failed(fault) from None

    return call


def quietly_awaited(function: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """The same for a function that is awaited; a fault that was told already goes on as it is."""

    @wraps(function)
    async def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await function(*args, **kwargs)
        except AnswerFailed:
            raise
        except Exception as fault:  # noqa: BLE001
            raise failed(fault) from None

    return call


class Faults:
    """ASGI middleware that answers 500 for whatever fails behind it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where that fails before an answer has begun, give one."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as fault:  # noqa: BLE001
            failed(fault)
            if scope["type"] == "http" and not begun:
                await PlainTextResponse("Internal Server Error", 500)(scope, receive, send)
