"""The JSON API and what operators ask."""

import json
from base64 import b64encode
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from parley.coach import Coach
from parley.coach.answer import answer
from parley.coach.live import LiveCoach
from parley.doors.tools import Tools
from parley.web.metrics import Metrics
from parley.web.server import create_app

JOB = {"company": "W&B", "role": "DevOps Engineer", "place": "London"}
GIVEN = {
    "ask": {"messages": ["hi"]},
    "check_offer": {**JOB, "offer": "£130k base"},
    "read_file": {"content": b64encode(b"Base 95,000 GBP").decode()},
}
"""Arguments of the tools that do not take a job alone."""
SECRET = "My walk-away is £141,357 at Zanzibar Quux Ltd"


@pytest.fixture(scope="module")
def client(coach: Coach) -> Iterator[TestClient]:
    with TestClient(create_app(coach), base_url="http://127.0.0.1") as opened:
        yield opened


def test_the_api_gives_the_contracts_answer(client: TestClient, coach: Coach) -> None:
    asked = ["what should I counter at W&B London?", "what about New York?"]
    assert client.post("/api/ask", json={"messages": asked}).json() == json.loads(
        json.dumps(answer(coach.reply(asked)))
    )


def test_every_tool_has_a_route(client: TestClient, coach: Coach) -> None:
    for tool in Tools(coach.reply).all():
        given = GIVEN.get(tool.__name__, JOB)
        got = client.post(f"/api/{tool.__name__}", json=given).json()
        assert got.get("reply") or got["text"] == "Base 95,000 GBP"


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        pytest.param(b"not json", 400, "not JSON", id="no JSON"),
        pytest.param(b"[" * 100_000, 400, "not JSON", id="JSON too deep"),
        pytest.param(b"[]", 422, "JSON object", id="a list"),
        pytest.param(b'{"company": "W&B"}', 422, "role: ", id="an argument is missing"),
        pytest.param(b'{"company": "W&B", "role": "x", "self": 1}', 422, "self", id="an argument that is none"),
        pytest.param(b'{"company": "W&B", "role": 7}', 422, "role: ", id="a number for a name"),
        pytest.param(json.dumps({"company": "x" * 121, "role": "x"}).encode(), 422, "company: ", id="too long"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(client: TestClient, sent: bytes, status: int, says: str) -> None:
    got = client.post("/api/counter", content=sent)
    assert got.status_code == status
    assert says in got.json()["detail"]
    assert "xxxx" not in got.text


def test_a_message_of_forty_thousand_is_answered_and_a_longer_one_refused_with_its_count(client: TestClient) -> None:
    letter = "Your base salary is £95,000 a year. " + "The Employee shall keep the rules. " * 2000
    refused = client.post("/api/ask", json={"messages": [letter[:40_001]]})
    assert refused.status_code == 422
    assert refused.json()["detail"].startswith("messages.0: That message has 40,001 characters, and I read 40,000")
    assert client.post("/api/ask", json={"messages": [letter[:40_000]]}).status_code == 200


def test_ready_once_the_model_is_settled(client: TestClient, coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    coach.searcher.wait_ready()
    assert client.get("/readyz").status_code == 200
    monkeypatch.setattr(type(coach.searcher), "settled", property(lambda self: False))
    assert client.get("/readyz").status_code == 503


def test_metrics_count_answers_and_hold_nothing_of_anyones(coach: Coach) -> None:
    metrics = Metrics(LiveCoach(coach))
    with TestClient(create_app(coach, metrics=metrics), base_url="http://127.0.0.1") as client:
        client.post("/api/ask", json={"messages": [SECRET, "what should I counter at W&B London?"]})
    told = metrics.text().decode()
    assert "parley_guides 2.0" in told
    counted = next(line for line in told.splitlines() if line.startswith('parley_answer_seconds_count{door="api"}'))
    assert float(counted.split()[1]) >= 1
    for word in ("141357", "141,357", "Zanzibar", "W&B", "London", "counter", "weights"):
        assert word not in told.replace("Counter", "").replace("counter\n", "\n")
