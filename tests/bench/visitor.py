"""Visitors of the page without a browser: the requests that the page's own script makes, on a plain socket.

Light on purpose, so that two hundred of them leave the processor to the server. Each visitor has an address of its own
(`X-Forwarded-For`, which the server believes from this machine alone), so the limits meet them as they meet people.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

PATIENCE = 60.0
"""Seconds after which a visitor counts as left hanging."""


class Busy(Exception):
    """The server said "busy, try again"; the argument is the status."""


class Broken(Exception):
    """Anything else than an answer: a fault, a cut connection, nothing within PATIENCE."""


@dataclass(frozen=True)
class Page:
    """What the page's configuration says of the event that sends a message."""

    event: int
    trigger: int
    outputs: tuple[str, ...]

    @classmethod
    def read(cls, config: dict[str, Any]) -> Page:
        """From /config."""
        parts = {part["id"]: part for part in config["components"]}
        names = {number: part["props"].get("elem_id") or part["type"] for number, part in parts.items()}
        button = next(number for number, name in names.items() if name == "do")
        event = next(event for event in config["dependencies"] if [button, "click"] in event["targets"])
        return cls(event["id"], button, tuple(names[number] for number in event["outputs"]))


@dataclass
class Visitor:
    """One person with the page open at `port`; `number` tells them apart."""

    port: int
    number: int
    page: Page | None = None
    kept: list[str] = field(default_factory=list)
    session: str = field(default_factory=lambda: uuid.uuid4().hex[:11])
    prefix: str = ""
    from_own_address: bool = False  # come from 127.0.x.y, for a proxy that does not believe X-Forwarded-For (Linux)

    @property
    def address(self) -> str:
        """An address of their own, of those set aside for private networks."""
        return f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"

    async def come(self) -> None:
        """Read the page's configuration, once."""
        if self.page is None:
            self.page = Page.read(json.loads(await self.fetch("GET", "/config")))
        self.kept = []

    async def send(self, message: str) -> dict[str, Any]:
        """Type a message; what the page shows then, by the names of its parts. Busy and Broken say what went wrong."""
        assert self.page
        order = json.dumps({"do": "say", "text": message, "messages": self.kept, "n": len(self.kept) + 1})
        joined = {"fn_index": self.page.event, "trigger_id": self.page.trigger, "session_hash": self.session}
        body = {**joined, "event_data": None, "data": [order]}
        await self.fetch("POST", "/gradio_api/queue/join", body)
        stream = await self.fetch("GET", f"/gradio_api/queue/data?session_hash={self.session}")
        self.kept.append(message)
        return dict(zip(self.page.outputs, _completed(stream), strict=True))

    async def fetch(self, method: str, path: str, body: object = None) -> bytes:
        """The body that the server answers with."""
        try:
            async with asyncio.timeout(PATIENCE):
                status, got = await self._exchange(method, path, body)
        except (TimeoutError, OSError, asyncio.IncompleteReadError, ValueError, IndexError) as error:
            raise Broken(f"{method} {path.partition('?')[0]}: {type(error).__name__}") from error
        if status in (429, 503):
            raise Busy(status)
        if status != 200:
            raise Broken(f"{method} {path.partition('?')[0]}: {status}")
        return got

    async def _exchange(self, method: str, path: str, body: object) -> tuple[int, bytes]:
        own = (f"127{self.address[2:]}", 0) if self.from_own_address else None
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=own)
        try:
            sent = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
            head = f"{method} {self.prefix}{path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n"
            kind = f"Content-Type: application/json\r\nContent-Length: {len(sent)}\r\n"
            kind += f"X-Forwarded-For: {self.address}\r\n\r\n"
            writer.write(head.encode() + kind.encode() + sent)
            answer = await reader.read(-1)  # to the end: the connection closes with the answer
        finally:
            writer.close()
        head_, _, rest = answer.partition(b"\r\n\r\n")
        status = int(head_.split(b" ", 2)[1])
        return status, _unchunked(rest) if b"transfer-encoding: chunked" in head_.lower() else rest


def _unchunked(body: bytes) -> bytes:
    parts = []
    while body:
        size, _, body = body.partition(b"\r\n")
        if not (length := int(size, 16)):
            return b"".join(parts)
        parts.append(body[:length])
        body = body[length + 2 :]
    raise asyncio.IncompleteReadError(b"", None)


def _completed(stream: bytes) -> list[Any]:
    """The outputs of the event, from the server's event stream."""
    for line in stream.split(b"\n"):
        if line.startswith(b"data:") and b'"process_completed"' in line:
            told = json.loads(line[5:])
            if not told["success"]:
                raise Broken(f"the page's event failed: {told['output']}")
            outputs: list[Any] = told["output"]["data"]
            return outputs
    raise Broken("the stream ended without an answer")
