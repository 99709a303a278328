"""Guesses of the password: few of each address, counted, told to the log once a minute, and nobody else is held up."""

import asyncio
import logging

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from parley.web import visitors
from parley.web.tally import Tally
from parley.web.visitors import Password

OWNER, WRONG = ("parley", "sesame"), ("parley", "guess")


@pytest.fixture
def refused() -> list[str]:
    return []


@pytest.fixture
def door(refused: list[str]) -> FastAPI:
    app = FastAPI()
    app.get("/")(lambda: "in")
    app.get("/healthz")(lambda: "ok")
    app.add_middleware(Password, user="parley", password="sesame", told=refused.append)
    return app


def visitor(door: FastAPI, address: str) -> TestClient:
    return TestClient(door, client=(address, 1))


def test_guessing_is_slowed_down_for_who_guesses_and_nobody_else(door: FastAPI, refused: list[str]) -> None:
    guesser = visitor(door, "203.0.113.7")
    statuses = [guesser.get("/", auth=WRONG).status_code for _ in range(200)]
    assert statuses == [401] * visitors.GUESSES + [429] * (200 - visitors.GUESSES)
    late = guesser.get("/", auth=OWNER)
    assert late.status_code == 429, "the right one among too many guesses must not be told"
    assert int(late.headers["Retry-After"]) <= 1 / visitors.GUESSES_A_SECOND + 1
    assert guesser.get("/healthz").status_code == 200
    assert visitor(door, "203.0.113.8").get("/", auth=OWNER).json() == "in"
    assert refused == ["password"] * 201


def test_whoever_knows_it_is_never_slowed_down(door: FastAPI, refused: list[str]) -> None:
    owner = visitor(door, "203.0.113.7")
    assert owner.get("/").status_code == 401  # a browser asks first without
    assert {owner.get("/", auth=OWNER).status_code for _ in range(300)} == {200}
    assert {owner.get("/").status_code for _ in range(100)} == {401}
    assert not refused


def test_guesses_are_told_to_the_log_once_without_a_word_of_them(
    door: FastAPI, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitors, "Tally", lambda what: Tally(what, every=0.2))
    with caplog.at_level(logging.WARNING), visitor(door, "203.0.113.7") as guesser:
        for _ in range(50):
            guesser.get("/", auth=WRONG)
        guesser.portal.call(asyncio.sleep, 0.4)
    assert [record.getMessage() for record in caplog.records] == [
        "wrong passwords: 50 in 0 seconds, 50 from 203.0.113.7"
    ]
