"""The MCP server through the protocol's own client: in memory, and as the command an assistant starts."""

import asyncio
import json
from base64 import b64encode
from pathlib import Path

import pytest
from mcp.shared.memory import create_connected_server_and_client_session
from tests.doors.transcript import JOB, talking, transcript

from parley.coach import Coach
from parley.doors.mcp import mcp_server, open_file
from parley.doors.tools import Tools
from parley.errors import FileRefused

NAMES = ["counter", "pay_band", "levers", "script", "check_offer", "read_file", "ask"]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def tools(coach: Coach) -> Tools:
    return Tools(coach.reply)


def call(tools: Tools, name: str, arguments: dict[str, object]):
    async def talk():
        async with create_connected_server_and_client_session(mcp_server(tools.all())._mcp_server) as session:
            return await session.call_tool(name, arguments)

    return asyncio.run(talk())


def test_a_tool_returns_the_contracts_answer_as_structure_and_as_text(tools: Tools) -> None:
    result = call(tools, "counter", JOB)
    assert not result.isError
    assert result.structuredContent == json.loads(json.dumps(tools.counter(**JOB)))
    assert json.loads(result.content[0].text) == result.structuredContent


def test_every_tool_and_every_argument_is_described(tools: Tools) -> None:
    async def listed():
        async with create_connected_server_and_client_session(mcp_server(tools.all())._mcp_server) as session:
            return (await session.list_tools()).tools

    found = asyncio.run(listed())
    assert [tool.name for tool in found] == NAMES
    for tool in found:
        assert tool.description
        assert tool.annotations.readOnlyHint
        for name, schema in tool.inputSchema["properties"].items():
            assert "description" in schema or "enum" in schema, (tool.name, name)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        pytest.param("counter", {"company": "W&B"}, id="an argument is missing"),
        pytest.param("script", {**JOB, "kind": "threat"}, id="a kind that is none"),
        pytest.param("ask", {"messages": ["x" * 40_001]}, id="a message too long"),
        pytest.param("ask", {"messages": []}, id="no message"),
        pytest.param("read_file", {"content": "", "name": "offer.pdf"}, id="an empty file"),
        pytest.param("read_file", {"content": "!", "name": "offer.pdf"}, id="no base64"),
        pytest.param("open_file", {"path": "/etc/passwd"}, id="a tool that only a local server has"),
        pytest.param("nosuch", {}, id="a tool that is none"),
    ],
)
def test_a_wrong_call_is_an_error_for_the_caller_alone(tools: Tools, name: str, arguments: dict[str, object]) -> None:
    assert call(tools, name, arguments).isError


def test_a_file_is_read_and_a_refusal_is_one_line(tools: Tools) -> None:
    pdf = b64encode(b"Your base is 95,000 GBP.").decode()
    assert (
        call(tools, "read_file", {"content": pdf, "name": "a.txt"}).structuredContent["text"]
        == "Your base is 95,000 GBP."
    )
    refused = call(tools, "read_file", {"content": b64encode(b"GIF89a....").decode(), "name": "a.pdf"})
    assert refused.isError
    assert "a.pdf is a picture" in refused.content[0].text


def test_on_the_assistants_own_machine_letters_are_opened_and_nothing_else(tmp_path: Path) -> None:
    letter, key = tmp_path / "offer.md", tmp_path / "id_rsa"
    letter.write_text("Your base is 95,000 GBP.")
    key.write_text("secret")
    assert open_file(str(letter))["text"] == "Your base is 95,000 GBP."
    for path in (key, tmp_path, tmp_path / "none.pdf"):
        with pytest.raises(FileRefused):
            open_file(str(path))


@pytest.mark.model
def test_the_documented_talk_is_what_the_command_says(model_index: Path) -> None:
    async def talk() -> list[str]:
        async with talking(model_index) as session:
            return [line async for line in transcript(session)]

    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert "\n".join(asyncio.run(talk())) in page, "after a change of words: python tests/doors/transcript.py --write"
