"""Files over HTTP: read, or refused in a line; a few at a time, and the server answers everybody else meanwhile."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import httpx
import pytest
from fastapi.testclient import TestClient
from tests.files.hostile import HOSTILE
from tests.files.making import pdf

from parley.coach import Coach
from parley.web import answers
from parley.web.limits import Limits
from parley.web.server import Doors, create_app
from serving import serving

WORDS = "Your base salary is 95,000 GBP a year."


@pytest.fixture(scope="module")
def client(coach: Coach) -> Iterator[TestClient]:
    with TestClient(create_app(coach, Doors(limits=Limits(rate=0))), base_url="http://127.0.0.1") as opened:
        yield opened


def post(client: TestClient | httpx.Client, data: bytes, name: str = "offer.pdf") -> httpx.Response:
    return client.post("/api/file", content=data, headers={"File-Name": quote(name)})


def test_a_file_comes_back_as_text(client: TestClient) -> None:
    got = post(client, pdf(WORDS), "Vertrag für Ann.pdf")
    assert got.headers["cache-control"] == "no-store"
    assert got.json() == {
        "name": "Vertrag für Ann.pdf", "kind": "pdf", "pages": 1, "text": WORDS, "left_out": [],
        "said": "Read the page of Vertrag für Ann.pdf.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "name", "status", "says"),
    [
        (b"", "offer.pdf", 422, "offer.pdf is empty"),
        (b"\x89PNG\r\n", "offer.pdf", 422, "offer.pdf is a picture"),
        (
            b"%PDF-1.7" + bytes(5 * 1024 * 1024),
            "offer.pdf",
            413,
            "That file has 6 MB, and I read files of 5 MB",
        ),
    ],
)
def test_what_is_not_read_is_told_in_a_line(client: TestClient, data: bytes, name: str, status: int, says: str) -> None:
    got = post(client, data, name)
    assert got.status_code == status
    assert got.json()["detail"].startswith(says)


def test_a_file_without_a_name_is_of_another_web_page(client: TestClient) -> None:
    assert client.post("/api/file", content=b"Base 95,000").status_code == 422
    asked = {"Origin": "http://elsewhere.example", "Access-Control-Request-Method": "POST",
             "Access-Control-Request-Headers": "file-name"}  # fmt: skip
    assert client.options("/api/file", headers=asked).status_code == 400


def test_only_a_file_may_be_larger_than_a_megabyte(client: TestClient) -> None:
    assert post(client, b"Base 95,000. " + b" " * 2_000_000, "a.txt").status_code == 200
    assert client.post("/api/ask", content=b" " * 2_000_000).status_code == 413


def test_the_server_is_unmoved_and_a_crowd_is_told_to_wait(coach: Coach) -> None:
    bomb = HOSTILE["pdf: a gigabyte in one stream"][0]()
    app = create_app(coach, Doors(limits=Limits(rate=0)))
    with serving(app) as address, httpx.Client(base_url=f"http://{address}", timeout=30) as client:
        with ThreadPoolExecutor(6) as crowd:
            asked = [crowd.submit(post, client, bomb) for _ in range(6)]
            longest = 0.0
            for _ in range(20):
                began = time.monotonic()
                assert client.get("/healthz").status_code == 200
                longest = max(longest, time.monotonic() - began)
                time.sleep(0.05)
            codes = sorted(each.result().status_code for each in asked)
        assert longest < 1
        assert set(codes) == {422, 503}
        assert codes.count(422) >= answers.OF_ONE
        assert post(client, pdf(WORDS)).json()["text"] == WORDS
