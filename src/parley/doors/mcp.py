"""The tools for assistants, over the Model Context Protocol. The only file that imports mcp.

`parley mcp` speaks it on standard input and output; `parley serve --mcp` at /mcp.
"""

from __future__ import annotations

from collections.abc import Sequence

from mcp.server.fastmcp import FastMCP
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from starlette.routing import BaseRoute

from parley.doors.tools import Tools

INSTRUCTIONS = """\
Parley advises a person who negotiates a job offer. Every figure comes from a guide, from the user, or from a sum that
is shown; pass them on as they are and invent none. In "counter", the fields target, acceptable, floor and walk_away
are the user's own and never for the employer; "opening" and "scripts" are. Fill no blank of a script with a guess: ask
the user. When "ask" is not null, put its question to the user."""
READS = ToolAnnotations(readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False)


def server(tools: Tools) -> FastMCP:
    """An MCP server with the tools; it keeps no session."""
    made = FastMCP(
        "parley",
        instructions=INSTRUCTIONS,
        stateless_http=True,
        json_response=True,
        streamable_http_path="/mcp",
        log_level="WARNING",
        # which hosts may be asked for is decided before, for all doors at once: web/visitors.py
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    for tool in tools.all():
        made.add_tool(tool, annotations=READS)
    return made


def serve_stdio(tools: Tools) -> None:
    """Speak MCP on standard input and output until the other side closes."""
    server(tools).run("stdio")


def http_routes(made: FastMCP) -> Sequence[BaseRoute]:
    """The same over streamable HTTP at /mcp; `made.session_manager.run()` belongs into the server's lifespan."""
    return made.streamable_http_app().routes
