"""The tools for assistants, over the Model Context Protocol. The only file that imports mcp.

`parley mcp` speaks it on standard input and output; `parley serve --mcp` at /mcp.
"""

# No postponed annotations here: the SDK reads them where a tool is added.

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

from mcp.server.fastmcp import FastMCP
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field
from starlette.routing import BaseRoute

from parley.data import load
from parley.doors.filed import file_record, letter_at
from parley.doors.tools import Tools
from parley.files.reading import refusal, shown_name
from parley.files.signs import ending

INSTRUCTIONS = """\
Parley advises a person who negotiates a job offer. Every figure comes from a guide, from the user, or from a sum that
is shown; pass them on as they are and invent none. In "counter", the fields target, acceptable, floor and walk_away
are the user's own and never for the employer; "opening" and "scripts" are. Fill no blank of a script with a guess: ask
the user. When "ask" is not null, put its question to the user."""
LETTERS = ("pdf", "docx", "txt", *load("files")["endings"])
READS = ToolAnnotations(readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False)


def mcp_server(tools: Sequence[Callable[..., Any]], *, here: bool = False) -> FastMCP:
    """An MCP server with the `tools`; it keeps no session. `here`: on the assistant's machine, with its files."""
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
    for tool in tools:
        made.add_tool(tool, annotations=READS)
    if here:
        made.add_tool(open_file, annotations=READS)
    return made


def open_file(
    path: Annotated[str, Field(max_length=4096, description="Where the letter lies on this machine")],
) -> dict[str, Any]:
    """The text of an offer that lies on this machine as PDF, .docx, .eml, HTML, CSV or text; then pass it to ask."""
    letter = Path(path).expanduser()
    if ending(letter.name) not in LETTERS:  # so that nobody talks an assistant into reading a key
        raise refusal("no_letter", shown_name(letter.name), reason=", ".join(LETTERS))
    return file_record(letter_at(letter))


def serve_stdio(tools: Tools) -> None:
    """Speak MCP on standard input and output until the other side closes."""
    mcp_server(tools.all(), here=True).run("stdio")


def http_routes(made: FastMCP) -> Sequence[BaseRoute]:
    """The same over streamable HTTP at /mcp; `made.session_manager.run()` belongs into the server's lifespan."""
    return made.streamable_http_app().routes
