"""What the page fetches beside the conversation: guides to look through, a guide's lines, a copy of the talk."""

import re
import zlib
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from parley.coach import Coach
from parley.coach.live import LiveCoach
from parley.guides.library import load_library
from parley.pdf import SIZES
from parley.web import shelf
from parley.web.limits import Limits
from parley.web.looks import client_files
from parley.web.server import Doors, create_app
from parley.web.shelf import search_shelf


@pytest.fixture(scope="module")
def client(coach: Coach) -> Iterator[TestClient]:
    with TestClient(create_app(coach, Doors(limits=Limits(rate=0))), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.mark.parametrize(
    ("words", "companies"),
    [
        pytest.param("", ["Scale AI", "Weights & Biases"], id="all of them"),
        pytest.param("weights", ["Weights & Biases"], id="by company"),
        pytest.param("LONDON", ["Weights & Biases"], id="by place, in any case"),
        pytest.param("Lóndon", ["Weights & Biases"], id="accents do not matter"),
        pytest.param("w&b", ["Weights & Biases"], id="by a nickname"),
        pytest.param("devops washington", ["Scale AI"], id="every word counts"),
        pytest.param("no such thing", [], id="nothing"),
    ],
)
def test_guides_are_found_by_company_role_and_place(client: TestClient, words: str, companies: list[str]) -> None:
    found = client.get("/desk/guides", params={"q": words}).json()
    assert [guide["company"] for guide in found["guides"]] == companies
    assert (found["total"], found["found"]) == (2, len(companies))


def test_a_large_collection_is_sent_in_parts(library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "SHOWN", 1)
    parts = [search_shelf(library, "", after)["guides"] for after in (0, 1, 2)]
    assert [[guide["company"] for guide in part] for part in parts] == [["Scale AI"], ["Weights & Biases"], []]


def test_a_guide_comes_line_by_line_as_it_is(client: TestClient, seeds_dir) -> None:
    path = "weights-and-biases/devops-engineer.md"
    guide = client.get("/desk/guide", params={"path": path}).json()
    assert guide["about"].startswith(f"{path} · ships with Parley · ")
    assert guide["lines"] == (seeds_dir / path).read_text(encoding="utf-8").splitlines()


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
    told = {"messages": ["what should I counter at W&B London?", "漢字 £"]}
    copy = client.post(f"/desk/copy/{what}.md", json=told).text
    assert client.post("/desk/print", json=copy).content.startswith(b"%PDF-")


@pytest.mark.parametrize(("told", "status"), [({"a": 1}, 422), (None, 422), ("x" * 30_001, 413)])
def test_only_text_of_bearable_length_is_printed(client: TestClient, told: object, status: int) -> None:
    assert client.post("/desk/print", json=told).status_code == status


def test_a_long_talk_is_printed_in_letters_that_can_be_read(client: TestClient) -> None:
    text = "\n\n".join(["A line of the talk."] * 1400)
    drawn = drawn_of(client.post("/desk/print", json=text).content)
    assert {size for size in SIZES if f"{size:.2f} Tf".encode() in drawn} == {SIZES[0]}


def drawn_of(pdf: bytes) -> bytes:
    """What a PDF draws, unpacked."""
    return b"".join(zlib.decompress(part) for part in re.findall(rb"stream\n(x.*?)\nendstream", pdf, re.DOTALL))


def test_the_empty_pages_examples_name_the_guides_of_now(coach: Coach, tmp_path) -> None:
    live = LiveCoach(coach)
    with TestClient(create_app(live), base_url="http://127.0.0.1") as client:
        before = client.get("/desk/welcome").json()
        guide = tmp_path / "guides" / "acme" / "baker.md"
        guide.parent.mkdir(parents=True)
        guide.write_text(
            "---\ncompany: acme\ncompany_display: Acme\nrole: baker\nrole_display: Baker\n---\n"
            "| Region | Base Salary |\n|---|---|\n| **Paris** | €40K-€50K |\n",
            encoding="utf-8",
        )
        live.replace(Coach(load_library(tmp_path / "guides"), coach.searcher))
        after = client.get("/desk/welcome").json()
    assert "Scale AI" in " ".join(before["examples"])
    assert after["examples"][0] == "What should I counter at Acme in Paris as Baker?"
    assert (before["guides"], after["guides"]) == ("the 2 guides", "the guide")


def test_looking_through_guides_leaves_no_trace_in_the_browsers_cache(client: TestClient) -> None:
    for path in ("/desk/welcome", "/desk/guides?q=scale", "/desk/guide?path=weights-and-biases/devops-engineer.md"):
        assert client.get(path).headers["cache-control"] == "no-store"


def test_the_page_to_take_along_holds_ask_scripts_and_what_is_private(client: TestClient) -> None:
    page = client.post("/desk/copy/plan.md", json={"messages": ["what should I counter at W&B London?"]}).text
    assert all(part in page for part in ("Ask for £159K base", "```text", "Private"))


def test_their_range_can_be_kept_as_a_guide(client: TestClient) -> None:
    told = {"messages": ["Baker at Loaf in Leeds, their range is £28k-£33k"]}
    assert "| Leeds (GBP) | £28,000 - £33,000 |" in client.post("/desk/copy/guide.md", json=told).text
    for messages in ([], ["hello"]):
        refused = client.post("/desk/copy/guide.md", json={"messages": messages})
        assert (refused.headers["content-type"][:10], "no company was told" in refused.text) == ("text/plain", True)


@pytest.mark.parametrize("name", ["plan.html", "secrets.md", "plan"])
def test_there_are_no_other_copies(client: TestClient, name: str) -> None:
    assert client.post(f"/desk/copy/{name}", json={"messages": []}).status_code == 404


def test_half_a_character_in_a_message_is_left_out(client: TestClient) -> None:
    for name in ("conversation.md", "plan.md"):
        body = rb'{"messages": ["what should I counter at W&B London? \ud800", "offer from \udcff Acme"]}'
        headers = {"Content-Type": "application/json"}
        assert client.post(f"/desk/copy/{name}", content=body, headers=headers).status_code == 200
