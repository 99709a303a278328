"""Who may come in and what stays shut: hosts, origins, password, Gradio's routes, sizes, "busy, try again"."""

import base64
from collections.abc import Iterator

import anyio
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from parley.coach import Coach
from parley.coach.live import LiveCoach
from parley.web.closed import is_shut
from parley.web.limits import Limits
from parley.web.metrics import Metrics
from parley.web.server import Doors, create_app

HERE = "http://127.0.0.1"
JOB = {"company": "W&B", "role": "DevOps Engineer", "place": "London"}
PAGE = (
    "/", "/config", "/config/", "/assets/{path:path}", "/static/{path:path}", "/svelte/{path:path}", "/favicon.ico",
    "/manifest.json", "/robots.txt", "/theme.css",
)  # fmt: skip
"""The page and the files it is made of: all that is open outside /gradio_api."""


@pytest.fixture(scope="module")
def app(coach: Coach) -> FastAPI:
    return create_app(coach, Doors(hosts=("coach.example",)))


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE) as opened:
        yield opened


@pytest.mark.parametrize(
    "host", ["127.0.0.1:7860", "localhost", "[::1]:7860", "192.168.1.5", "coach.example", "COACH.example."]
)
def test_own_names_and_addresses_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.test", "127.0.0.1.evil.test", "coach.example.evil.test", "", "localhost@evil.test"]
)
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/config", headers={"Host": host}).status_code == 400
    assert client.get("/config", headers={"X-Forwarded-Host": host or "x"}).status_code == 400


def test_a_refusal_has_the_security_headers_too(client: TestClient) -> None:
    assert "content-security-policy" in client.get("/", headers={"Host": "evil.test"}).headers


@pytest.mark.parametrize("path", ["/config", "/api/counter", "/gradio_api/queue/join"])
@pytest.mark.parametrize("origin", ["https://evil.test", "null"])
def test_no_foreign_origin_is_let_in(client: TestClient, path: str, origin: str) -> None:
    asks = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert "access-control-allow-origin" not in client.options(path, headers=asks).headers
    assert "access-control-allow-origin" not in client.get(path, headers={"Origin": origin}).headers


def test_gradios_own_routes_are_shut_but_for_the_page(app: FastAPI) -> None:
    gradio = next(route.app for route in app.routes if isinstance(route, Mount))
    paths = {route.path for route in gradio.routes if hasattr(route, "path")}
    assert {path for path in paths if not is_shut(path)} == set(PAGE)


@pytest.mark.parametrize(
    "path",
    ["upload", "file=/etc/passwd", "file/etc/passwd", "proxy=http://127.0.0.1", "run/send", "api/send", "openapi.json",
     "runs", "deep_link", "component_server", "stream/x", "process_recording", "vibe-code", "dev/reload", "token"],
)  # fmt: skip
def test_shut_doors_answer_as_if_they_were_not_there(client: TestClient, path: str) -> None:
    for got in (client.get(f"/gradio_api/{path}"), client.post(f"/gradio_api/{path}", json={"data": []})):
        assert got.status_code == 404


def test_a_password_is_asked_for_everywhere_but_by_the_balancer(coach: Coach) -> None:
    with TestClient(create_app(coach, Doors(password="sesame")), base_url=HERE) as guarded:
        assert guarded.get("/healthz").status_code == guarded.get("/readyz").status_code == 200
        for path in ("/", "/config", "/desk/welcome", "/gradio_api/info"):
            assert guarded.get(path).status_code == 401
            assert guarded.get(path, auth=("parley", "sesame")).status_code == 200
        for wrong in (("parley", "Sesame"), ("root", "sesame"), ("parley", "")):
            assert guarded.get("/", auth=wrong).status_code == 401
        for header in ("Basic", "Basic !!!", "Bearer sesame", f"Basic {base64.b64encode(b'sesame').decode()}"):
            assert guarded.get("/", headers={"Authorization": header}).status_code == 401


def test_a_request_beyond_the_size_is_refused(client: TestClient) -> None:
    assert client.post("/api/ask", content=b"x" * (1024 * 1024 + 1)).status_code == 413
    assert client.post("/gradio_api/queue/join", content=iter([b"x"])).status_code == 411


def test_the_longest_conversation_of_the_page_fits(client: TestClient) -> None:
    got = client.post("/api/ask", json={"messages": ["W&B London " + "é" * 3980] * 60})
    assert got.status_code == 200


def test_one_client_in_a_hurry_is_told_to_wait_and_another_is_not(coach: Coach) -> None:
    limits = Limits(rate=0.001, burst=3)
    metrics = Metrics(LiveCoach(coach))
    app = create_app(coach, Doors(limits=limits), metrics)
    with TestClient(app, base_url=HERE, client=("10.0.0.1", 1)) as one:
        codes = [one.post("/api/pay_band", json=JOB).status_code for _ in range(4)]
        assert codes == [200, 200, 200, 429]
        turned_away = one.post("/api/pay_band", json=JOB)
        assert turned_away.json()["detail"].startswith("Busy, try again in ")
        assert int(turned_away.headers["Retry-After"]) > 0
        assert one.get("/healthz").status_code == 200
        assert 'parley_refused_total{reason="rate"} 2.0' in metrics.text().decode()
    other = TestClient(app, base_url=HERE, client=("10.0.0.2", 1))
    assert other.post("/api/pay_band", json=JOB).status_code == 200


def test_more_than_may_wait_are_told_to_come_again(coach: Coach) -> None:
    with TestClient(create_app(coach, Doors(limits=Limits(waiting=0))), base_url=HERE) as full:
        got = full.post("/api/pay_band", json=JOB)
        assert (got.status_code, got.json()) == (503, {"detail": "Busy, try again in 1 second."})


def test_the_queue_of_the_page_is_bounded_and_says_busy(coach: Coach) -> None:
    with TestClient(create_app(coach, Doors(limits=Limits(waiting=0))), base_url=HERE) as full:
        got = full.post("/gradio_api/call/ask", json={"data": [["hi"]]})
        assert got.status_code == 503
        assert got.json()["detail"].startswith("Busy, try again")


@pytest.mark.parametrize("path", ["/coach/healthz", "/healthz"])
def test_a_proxys_prefix_may_be_passed_on_or_cut_off(coach: Coach, path: str) -> None:
    with TestClient(create_app(coach, Doors(root_path="/coach")), base_url=HERE) as behind:
        assert behind.get(path).json()["status"] == "ok"


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_a_prefix_said_again_opens_no_shut_door_and_no_way_past_the_limits(coach: Coach, times: int) -> None:
    app = create_app(coach, Doors(root_path="/coach", limits=Limits(rate=0.001, burst=1)))
    with TestClient(app, base_url=HERE) as behind:
        for path in ("gradio_api/upload", "gradio_api/file=/etc/passwd", "monitoring/summary", "openapi.json"):
            assert behind.post("/coach" * times + f"/{path}", json={}).status_code == 404
            assert behind.get("/coach" * times + f"/{path}").status_code == 404
        codes = [behind.post("/coach" * times + "/api/pay_band", json=JOB).status_code for _ in range(2)]
        assert codes in ([200, 429], [404, 404])


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:x@evil.test", "127.0.0.1:80@evil.test", "127.0.0.1:80/evil", "[::1]evil.test", "localhost:80:evil",
     "127.0.0.1#evil.test", "127.0.0.1, evil.test", "localhost?x"],
)  # fmt: skip
def test_a_host_with_more_than_a_name_and_a_port_is_none(client: TestClient, host: str) -> None:
    assert client.get("/config", headers={"Host": host}).status_code == 400
    assert client.get("/config", headers={"X-Forwarded-Host": host}).status_code == 400


def test_of_two_hosts_both_must_be_ours(client: TestClient) -> None:
    for pair in (("127.0.0.1", "evil.test"), ("evil.test", "127.0.0.1")):
        assert client.get("/config", headers=[("Host", host) for host in pair]).status_code == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [("X-Gradio-Server", "https://evil.test"), ("X-Forwarded-Prefix", "//evil.test"), ("Forwarded", "host=evil.test"),
     ("X-Forwarded-Proto", "https://evil.test/"), ("X-Original-Url", "//evil.test"), ("Referer", "//evil.test")],
)  # fmt: skip
def test_no_header_moves_the_page_elsewhere(client: TestClient, name: str, value: str) -> None:
    for path in ("/config", "/"):
        assert "evil.test" not in client.get(path, headers={name: value}).text


@pytest.mark.parametrize(("length", "status"), [("9" * 5000, 413), ("-5", 411), ("1e3", 411), ("", 411), ("\xb2", 411)])
def test_a_length_that_is_no_length_is_refused(client: TestClient, length: str, status: int) -> None:
    got = client.post("/api/ask", content=b"{}", headers={"Content-Length": length.encode("latin-1")})
    assert got.status_code == status


@pytest.mark.parametrize("path", ["/", "/api/ask", "/gradio_api/queue/join", "/mcp", "/healthz"])
@pytest.mark.parametrize("password", ["", "sesame"])
def test_there_are_no_web_sockets(coach: Coach, path: str, password: str) -> None:
    refused: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, object]) -> None:
        refused.append(message)

    scope = {
        "type": "websocket",
        "path": path,
        "headers": [(b"host", b"127.0.0.1")],
        "query_string": b"",
        "scheme": "ws",
    }
    anyio.run(create_app(coach, Doors(password=password)), scope, receive, send)
    assert [message["type"] for message in refused] == ["websocket.close"]


def test_the_address_that_a_stranger_claims_to_come_from_counts_for_nothing(coach: Coach) -> None:
    """Only a proxy on this machine is believed; the password is asked for whatever the address."""
    app = create_app(coach, Doors(password="sesame", limits=Limits(rate=0.001, burst=1)))
    claims = [{name: f"10.0.0.{number}"} for number in range(3) for name in ("X-Forwarded-For", "X-Real-IP")]
    with TestClient(ProxyHeadersMiddleware(app), base_url=HERE, client=("203.0.113.7", 1)) as stranger:
        assert {stranger.get("/", headers=claim | LOCAL).status_code for claim in claims} == {401}
        codes = [stranger.post("/api/pay_band", json=JOB, headers=claim, auth=OWNER).status_code for claim in claims]
    assert codes == [200, *[429] * (len(claims) - 1)]


LOCAL, OWNER = {"X-Forwarded-Proto": "https", "X-Client-IP": "127.0.0.1"}, ("parley", "sesame")
