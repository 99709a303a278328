"""A talk with `parley mcp` through the MCP SDK's own client, as docs/api.md shows it.

Printed by `python tests/doors/transcript.py`; with `--write` it is put into docs/api.md.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs" / "api.md"
JOB = {"company": "W&B", "role": "DevOps Engineer", "place": "London"}
OFFER = "£130k base, £95k equity over 4 years, 5% bonus"
CALLS: list[tuple[str, dict[str, str], str]] = [
    ("pay_band", JOB, "band.base"),
    ("check_offer", {**JOB, "offer": OFFER}, "reply"),
    ("counter", {**JOB, "offer": OFFER}, "counter.opening"),
    ("levers", JOB, "levers.0"),
    ("script", {**JOB, "offer": OFFER, "kind": "pushback", "they_said": "there is no budget"}, "scripts.0.kind"),
    ("counter", {"company": "Nosuch Corp", "role": "Baker"}, "reply"),
]
"""The tool, its arguments, and the part of its answer that is shown."""
WIDEST = 150


@asynccontextmanager
async def talking(index: Path = ROOT / "index") -> AsyncIterator[ClientSession]:
    """A session with a fresh `parley mcp` over the seeds."""
    command = ["-m", "parley", "mcp", "--guides", str(ROOT / "seeds"), "--index", str(index)]
    server = StdioServerParameters(command=sys.executable, args=command, env={"PYTHONPATH": str(ROOT / "src")})
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        yield session


async def transcript(session: ClientSession) -> AsyncIterator[str]:
    """The talk, a line at a time: `->` is what the client sends, `<-` what it gets."""
    hello = await session.initialize()
    yield f"<- {hello.serverInfo.name} (protocol {hello.protocolVersion})"
    yield f"<- tools: {', '.join(tool.name for tool in (await session.list_tools()).tools)}"
    for tool, arguments, part in CALLS:
        yield f"-> {tool} {json.dumps(arguments, ensure_ascii=False)}"
        result = await session.call_tool(tool, arguments)
        yield f"<- {part}: {_short(_part(result.structuredContent, part))}"


def _part(answer: object, path: str) -> object:
    for name in path.split("."):
        if isinstance(answer, list):
            answer = answer[int(name)]
        else:
            assert isinstance(answer, dict)
            answer = answer[name]
    return answer


def _short(value: object) -> str:
    text = value.splitlines()[0] if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= WIDEST else f"{text[:WIDEST]} ..."


async def main() -> None:
    """Print the talk, or put it into docs/api.md."""
    async with talking() as session:
        text = "\n".join([line async for line in transcript(session)])
    if sys.argv[1:] == ["--write"]:
        page = DOCS.read_text(encoding="utf-8")
        DOCS.write_text(
            re.sub(r"<- parley \(protocol.*?(?=\n```)", lambda _: text, page, flags=re.DOTALL), encoding="utf-8"
        )
    else:
        print(text)


if __name__ == "__main__":
    asyncio.run(main())
