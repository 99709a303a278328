"""The JSON API and what operators ask."""

import json
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
        given = {"messages": ["hi"]} if tool.__name__ == "ask" else {**JOB}
        if tool.__name__ == "check_offer":
            given["offer"] = "£130k base"
        assert client.post(f"/api/{tool.__name__}", json=given).json()["reply"]


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
