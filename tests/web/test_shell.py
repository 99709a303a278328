"""The page's own head: title, description, preview, manifest with icons, worker; and what is packed."""

import json
import re
import struct

import pytest
from fastapi.testclient import TestClient

from parley.coach import Coach
from parley.web.server import create_app


@pytest.fixture(scope="module")
def client(coach: Coach):
    with TestClient(create_app(coach), base_url="http://127.0.0.1") as opened:
        yield opened


def test_a_shared_link_shows_our_own_words_and_picture_from_this_host(client: TestClient) -> None:
    html = client.get("/").text
    found = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', html))
    assert re.findall(r"<title>([^<]*)</title>", html) == ["Parley: what to ask for, and the words to send"]
    assert found["og:title"].startswith("Parley")
    assert "negotiating a job offer" in found["description"]
    assert found["og:image"] == "http://127.0.0.1/page/preview.png"
    assert "interactive-widget=resizes-content" in found["viewport"]
    assert "raw.githubusercontent.com" not in html.partition("<script>window.gradio_config")[0]
    assert not [value for name, value in found.items() if "Gradio" in value and name != "generator"]


def test_the_page_can_be_installed(client: TestClient) -> None:
    manifest = json.loads(client.get("/page/parley.webmanifest").text)
    assert client.get("/").text.count('rel="manifest"') == 1
    sizes = {icon["sizes"] for icon in manifest["icons"] if icon["type"] == "image/png"}
    assert {"192x192", "512x512"} <= sizes
    for icon in manifest["icons"]:
        answer = client.get(f"/page/{icon['src']}")
        assert answer.headers["content-type"] == icon["type"]
        if icon["type"] == "image/png":
            assert "x".join(map(str, struct.unpack(">II", answer.content[16:24]))) == icon["sizes"]
    worker = client.get("/page/sw.js")
    assert worker.headers["service-worker-allowed"] == "/"


@pytest.mark.parametrize("path", ["/", "/page/page.css", "/page/talk.js"])
def test_what_is_text_is_packed_for_who_can_unpack_it(client: TestClient, path: str) -> None:
    packed, plain = client.get(path), client.get(path, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2


def test_the_offline_worker_keeps_nothing_that_is_said_or_answered(client: TestClient) -> None:
    worker = client.get("/page/sw.js").text
    parts = re.findall(r"const PARTS = \[([^\]]*)\]", worker)[0]
    assert "desk" not in parts
    assert "queue" not in parts
