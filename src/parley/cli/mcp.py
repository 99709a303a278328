"""`parley mcp`: the tools for assistants, on standard input and output."""

from __future__ import annotations

from parley.cli.options import GUIDES, INDEX, GuidesDir, IndexDir
from parley.coach.start import open_coach


def mcp(guides: GuidesDir = GUIDES, index: IndexDir = INDEX) -> None:
    """Serve the tools to an assistant over the Model Context Protocol (docs/api.md)."""
    coach = open_coach(guides, index, hurry=False)
    from parley.doors.mcp import serve_stdio  # a second to import, and no other command needs it
    from parley.doors.tools import Tools

    serve_stdio(Tools(coach.reply))
