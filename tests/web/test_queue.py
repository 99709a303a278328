"""The page's queue: what nobody comes for is not kept, what is unknown is refused, what fails is told at once."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from parley.coach import Coach
from parley.web import unclaimed
from parley.web.limits import Limits
from parley.web.page import FAILED, build_page, mount
from parley.web.server import Doors, create_app
from parley.web.view import Screen
from serving import serving

LARGE = 200_000


def page_of(coach: Coach, show) -> tuple[Any, FastAPI]:
    async def shown(kept):
        return show(kept)

    page = build_page(shown, (), 2)
    app = FastAPI()
    return page, mount(app, page)


@pytest.fixture
def queue(coach: Coach) -> Iterator[tuple[Any, httpx.Client]]:
    """The queue of a page whose answers are large, and a client of it."""
    page, app = page_of(coach, lambda kept: Screen(kept.messages, f"<p>{'x' * LARGE}</p>"))
    with serving(app) as address, httpx.Client(base_url=f"http://{address}", timeout=20) as client:
        yield page._queue, client


def join(client: httpx.Client, session: str, words: str = "hi") -> int:
    told = {"data": [json.dumps({"do": "say", "text": words, "messages": []})], "session_hash": session}
    number = next(each["id"] for each in client.get("/config").json()["dependencies"] if each["api_name"] == "act")
    return client.post("/gradio_api/queue/join", json=told | {"fn_index": number}).status_code


def listen(client: httpx.Client, session: str) -> list[dict[str, Any]]:
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        return [json.loads(line[5:]) for line in stream.iter_lines() if line.startswith("data:")]


def completed(told: list[dict[str, Any]]) -> dict[str, Any]:
    return next(each for each in told if each["msg"] == "process_completed")


def weight(queue: Any) -> int:
    """Letters of the answers that nobody has come for."""
    held = (message for each in queue.pending_messages_per_session.values() for message in each._queue)
    return sum(len(str(getattr(message, "output", ""))) for message in held)


def settle(queue: Any, client: httpx.Client) -> None:
    while len(queue) or queue.get_active_worker_count():
        client.get("/config")


def test_answers_that_nobody_comes_for_are_not_kept(queue) -> None:
    queue, client = queue
    for number in range(2 * unclaimed.ANSWERS):
        assert join(client, f"nobody{number}") == 200
    settle(queue, client)
    assert weight(queue) <= 1.2 * unclaimed.ANSWERS * LARGE


def test_who_comes_too_late_is_told_and_who_comes_in_time_is_answered(queue, monkeypatch) -> None:
    monkeypatch.setattr(unclaimed, "ANSWERS", 3)
    queue, client = queue
    for number in range(6):
        join(client, f"s{number}")
    settle(queue, client)
    late, early = completed(listen(client, "s0")), completed(listen(client, "s5"))
    assert (late["success"], late["output"]["error"]) == (False, unclaimed.TOO_LATE)
    assert early["success"]
    assert len(str(early["output"])) > LARGE


def test_one_session_that_never_listens_is_told_so(queue) -> None:
    queue, client = queue
    statuses = []
    for _ in range(60):
        statuses.append(join(client, "deaf"))
        settle(queue, client)
    assert statuses[0] == 200
    assert statuses[-1] == 503
    assert queue.pending_messages_per_session["deaf"].qsize() <= unclaimed.BACKLOG + 5
    assert completed(listen(client, "deaf"))


def test_sessions_without_number_leave_nothing_behind(queue, monkeypatch) -> None:
    queue, client = queue
    queue.pending_messages_per_session.max_size = 10
    for number in range(30):
        join(client, f"s{number}")
        settle(queue, client)
    assert len(queue.pending_messages_per_session) == 10
    assert len(queue.pending_event_ids_session) <= 10


def test_a_session_that_is_forgotten_while_it_is_answered_is_no_fault(queue, capfd) -> None:
    queue, client = queue
    queue.pending_messages_per_session.max_size = 1
    for number in range(12):
        assert join(client, f"s{number}") == 200
    settle(queue, client)
    assert "Traceback" not in capfd.readouterr().err


@pytest.fixture
def quiet(coach: Coach, caplog) -> Iterator[tuple[httpx.Client, Any]]:
    app, loud = create_app(coach, Doors(limits=Limits(rate=0))), caplog.at_level(logging.WARNING)
    with serving(app) as address, httpx.Client(base_url=f"http://{address}", timeout=20) as client, loud:
        yield client, caplog


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("queue/join", {"data": [], "fn_index": 999, "session_hash": "a"}),
        ("queue/join", {"data": [], "fn_index": -1, "session_hash": "a"}),
        ("queue/join", {"data": [], "fn_index": 999, "session_hash": None}),
        ("call/nothing", {"data": []}),
        ("call/send", {"data": []}),
        ("call/v2/nothing", {"data": []}),
        ("call/v2/ask", {"data": [["hi"]]}),
    ],
)
def test_an_event_that_there_is_not_is_refused_and_no_fault(quiet, path: str, told: dict[str, Any]) -> None:
    client, log = quiet
    assert client.post(f"/gradio_api/{path}", json=told).status_code in (400, 404)
    assert not log.records


@pytest.mark.parametrize("path", ["queue/data?session_hash=nobody", "call/ask/nobody"])
def test_a_stranger_at_a_stream_that_there_is_not_is_no_fault(quiet, path: str) -> None:
    client, log = quiet
    with client.stream("GET", f"/gradio_api/{path}") as stream:
        assert "404" in "".join(stream.iter_text())
    assert not log.records


@pytest.mark.parametrize(
    "path", ["/api/ask", "/gradio_api/queue/join", "/gradio_api/cancel", "/desk/print", "/nothing"]
)
def test_who_hangs_up_in_the_midst_is_no_fault(quiet, path: str) -> None:
    client, log = quiet
    with pytest.raises(httpx.TimeoutException):
        client.post(path, content=_half(), headers={"Content-Length": "100"}, timeout=0.3)
    client.get("/healthz")
    assert not log.records


def _half() -> Iterator[bytes]:
    yield b"{"
    raise httpx.ReadTimeout("enough")


def test_an_answer_that_fails_is_told_to_the_person_at_once_and_to_the_log_in_a_line(
    coach: Coach, capfd: pytest.CaptureFixture[str]
) -> None:
    def show(kept) -> Screen:
        raise KeyError("words of the person")

    _, app = page_of(coach, show)
    with serving(app) as address, httpx.Client(base_url=f"http://{address}", timeout=20) as client:
        join(client, "s")
        told = completed(listen(client, "s"))
    assert (told["success"], told["output"]["error"]) == (False, FAILED)
    assert "Traceback" not in capfd.readouterr().err


def test_what_gradio_itself_cannot_do_is_a_line_of_the_log_too(coach: Coach, capfd, caplog, monkeypatch) -> None:
    page, app = page_of(coach, lambda kept: Screen((), ""))
    monkeypatch.setattr("gradio.queueing.route_utils.compile_gr_request", lambda **_: {}["words of the person"])
    with serving(app) as address, httpx.Client(base_url=f"http://{address}", timeout=20) as client:
        join(client, "s")
        settle(page._queue, client)
    printed = capfd.readouterr().err
    assert "Traceback" not in printed
    assert [record.getMessage()[:30] for record in caplog.records] == ["Gradio failed: KeyError at tes"]
