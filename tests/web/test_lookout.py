"""A watch of the guides that hangs can be seen, and the figures for operators have a port of their own."""

import logging
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
from fastapi.testclient import TestClient
from tests.bench.load import free_port

from parley.coach import Coach
from parley.coach import live as living
from parley.coach.live import LiveCoach
from parley.errors import UsageError
from parley.web.lookout import LATE, Lookout
from parley.web.metrics import Metrics
from parley.web.server import create_app

HERE = "http://127.0.0.1"


@pytest.fixture
def metrics(coach: Coach) -> Metrics:
    return Metrics(LiveCoach(coach))


def test_the_age_of_the_last_look_is_told_and_grows_while_one_hangs(
    coach: Coach, metrics: Metrics, seeds_dir, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, free = LiveCoach(coach), threading.Event()
    lookout = Lookout(seeds_dir, tmp_path)
    metrics.watch(lookout)
    stop = lookout.start(live, every=0.02)
    time.sleep(0.3)
    assert lookout.age < 0.3
    monkeypatch.setattr(living, "glance", lambda folder: free.wait(5) or ())
    time.sleep(0.6)
    assert lookout.age > 0.4
    age = next(line for line in metrics.text().decode().splitlines() if line.startswith("parley_guides_look_age"))
    assert float(age.split()[1]) > 0.4
    stop.set()
    free.set()


@pytest.mark.parametrize(("age", "words"), [(3.0, "ready"), (LATE + 1, "the guides are not watched")])
def test_ready_says_when_the_guides_were_last_looked_at(coach: Coach, metrics: Metrics, age: float, words: str) -> None:
    coach.searcher.wait_ready()
    metrics.watch(type("Seen", (), {"age": age})())
    with TestClient(create_app(coach, metrics=metrics), base_url=HERE) as client:
        got = client.get("/readyz")
    assert got.status_code == 200  # the earlier guides are served on
    assert words in got.json()["status"]
    assert got.json()["seconds_since_look"] == age


@pytest.fixture
def port(metrics: Metrics) -> Iterator[int]:
    port = free_port()
    stop = metrics.serve("127.0.0.1", port)
    yield port
    stop()


def test_figures_have_a_port_of_their_own(coach: Coach, metrics: Metrics, port: int) -> None:
    with TestClient(create_app(coach, metrics=metrics), base_url=HERE) as visitor:
        for path in ("/metrics", "/metrics/", "/coach/metrics"):
            assert visitor.get(path).status_code == 404
    told = httpx.get(f"http://127.0.0.1:{port}/metrics")
    assert told.headers["content-type"].startswith("text/plain")
    assert "parley_guides 2.0" in told.text


def test_figures_are_given_while_the_server_itself_is_busy(metrics: Metrics, port: int) -> None:
    with httpx.Client() as client:  # no event loop of the server runs at all
        assert client.get(f"http://127.0.0.1:{port}/metrics").status_code == 200


def test_a_port_for_figures_that_is_taken_is_told(metrics: Metrics, port: int) -> None:
    with pytest.raises(UsageError, match="--metrics-port"):
        Metrics(LiveCoach(metrics.live.now)).serve("127.0.0.1", port)


def test_asking_for_figures_leaves_no_line_in_the_log(port: int, caplog, capfd) -> None:
    with caplog.at_level(logging.INFO, logger="parley"):
        httpx.get(f"http://127.0.0.1:{port}/metrics")
    assert "GET /metrics" not in capfd.readouterr().err
