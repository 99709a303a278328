"""What the page fetches beside the conversation: guides to look through, a guide's lines, a copy of the talk."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from parley.coach import Coach
from parley.web.looks import client_files
from parley.web.server import create_app
from parley.web.shelf import SHOWN, search


@pytest.fixture(scope="module")
def client(coach: Coach) -> Iterator[TestClient]:
    with TestClient(create_app(coach), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.mark.parametrize(
    ("words", "companies"),
    [
        pytest.param("", ["Scale AI", "Weights & Biases"], id="all of them"),
        pytest.param("weights", ["Weights & Biases"], id="by company"),
        pytest.param("LONDON", ["Weights & Biases"], id="by place, in any case"),
        pytest.param("devops washington", ["Scale AI"], id="every word counts"),
        pytest.param("no such thing", [], id="nothing"),
    ],
)
def test_guides_are_found_by_company_role_and_place(client: TestClient, words: str, companies: list[str]) -> None:
    found = client.get("/desk/guides", params={"q": words}).json()
    assert [guide["company"] for guide in found["guides"]] == companies
    assert (found["total"], found["found"]) == (2, len(companies))


def test_a_large_collection_is_sent_in_part(library) -> None:
    assert len(search(library, "")["guides"]) <= SHOWN


def test_a_guide_comes_line_by_line_as_it_is(client: TestClient, seeds_dir) -> None:
    path = "weights-and-biases/devops-engineer.md"
    lines = client.get("/desk/guide", params={"path": path}).json()["lines"]
    assert lines == (seeds_dir / path).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", ["../pyproject.toml", "/etc/passwd", "weights-and-biases/../../pyproject.toml", ""])
def test_only_loaded_guides_can_be_read(client: TestClient, path: str) -> None:
    assert client.get("/desk/guide", params={"path": path}).status_code == 404


@pytest.mark.parametrize("name", sorted(client_files()))
def test_every_file_of_the_page_is_served_and_kept_by_the_browser(client: TestClient, name: str) -> None:
    first = client.get(f"/page/{name}")
    assert first.status_code == 200
    assert client.get(f"/page/{name}", headers={"If-None-Match": first.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("name", ["server.py", "..%2Fserver.py", "nothing.js"])
def test_no_other_file_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/page/{name}").status_code == 404


def test_a_conversation_can_be_saved_as_markdown(client: TestClient) -> None:
    told = {"messages": ["what should I counter at W&B London?", "<b>[x](http://a.test)</b>"]}
    copy = client.post("/desk/copy/conversation.md", json=told).text
    assert copy.startswith("# Your conversation with Parley")
    assert "£159,000" in copy
    assert "## 2. You" in copy
    assert "<b>" not in copy


@pytest.mark.parametrize("body", ["", "[]", "{", '{"messages": 3}'])
def test_a_broken_request_for_a_copy_is_no_fault(client: TestClient, body: str) -> None:
    answer = client.post("/desk/copy/conversation.md", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize("what", ["conversation", "plan"])
def test_a_talk_and_its_page_can_be_printed(client: TestClient, what: str) -> None:
    copy = client.post(f"/desk/copy/{what}.pdf", json={"messages": ["what should I counter at W&B London?", "漢字 £"]})
    assert copy.content.startswith(b"%PDF-")


def test_the_page_to_take_along_holds_ask_scripts_and_what_is_private(client: TestClient) -> None:
    page = client.post("/desk/copy/plan.md", json={"messages": ["what should I counter at W&B London?"]}).text
    assert all(part in page for part in ("Ask for £159K base", "```text", "Private"))


@pytest.mark.parametrize("name", ["plan.html", "secrets.md", "plan"])
def test_there_are_no_other_copies(client: TestClient, name: str) -> None:
    assert client.post(f"/desk/copy/{name}", json={"messages": []}).status_code == 404
