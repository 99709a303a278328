"""The server without a browser: health, headers, closed doors."""

import socket
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from parley.coach import Coach
from parley.errors import UsageError
from parley.web.orders import Kept
from parley.web.page import build_page, mount
from parley.web.port import refuse_taken
from parley.web.server import create_app
from parley.web.view import Screen, screen


@pytest.fixture(scope="module")
def client(coach: Coach) -> Iterator[TestClient]:
    with TestClient(create_app(coach), base_url="http://127.0.0.1") as opened:
        yield opened


def test_health_names_guides_and_search_mode(client: TestClient) -> None:
    health = client.get("/healthz").json()
    assert health["status"] == "ok"
    assert health["guides"] == 2
    assert health["search"] in ("lexical", "dense+lexical")


def test_every_response_forbids_other_hosts(client: TestClient) -> None:
    for path in ("/", "/healthz", "/config"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-eval" not in policy


@pytest.mark.parametrize(
    "path", ["/gradio_api/file=/etc/passwd", "/gradio_api/file=pyproject.toml", "/monitoring", "/gradio_api/runs"]
)
def test_closed_doors(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (403, 404)


def test_foreign_origins_are_not_reflected(client: TestClient) -> None:
    answer = client.get("/config", headers={"Origin": "https://evil.test"})
    assert "access-control-allow-origin" not in answer.headers


def test_a_port_that_is_taken_is_told_with_another_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=rf"port {port} is taken.*--port {port + 1}"):
            refuse_taken("127.0.0.1", port)
    refuse_taken("127.0.0.1", port)


def test_an_address_that_is_not_this_machines_is_told() -> None:
    with pytest.raises(UsageError, match=r"cannot listen on 203\.0\.113\.9"):
        refuse_taken("203.0.113.9", 7860)


def test_nobody_who_waits_is_written_to_at_every_answer(coach: Coach) -> None:
    """Else each answer costs a message to all who wait: with two hundred visitors answers stall, memory grows."""

    async def shown(kept: Kept) -> Screen:
        return screen(coach, kept)

    page = build_page(shown, (), 2)
    mount(FastAPI(), page)
    assert not page._queue.live_updates
    assert page.state_session_capacity <= 16
