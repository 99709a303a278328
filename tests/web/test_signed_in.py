"""Behind a proxy that signs people in: believed from the proxy alone, counted by person; the recipe in real Apache."""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from tests.bench.load import free_port

from parley.coach import Coach
from parley.errors import UsageError
from parley.web.limits import USER, Limits, client_of
from parley.web.server import Doors, create_app
from parley.web.signed_in import person
from serving import serving
from web.provider import Provider, provider

ROOT = Path(__file__).parents[2]
APACHE = shutil.which("apache2") or shutil.which("apache2", path="/usr/sbin")
MODULES = Path("/usr/lib/apache2/modules")
LOADED = ("mpm_event", "authn_core", "authz_core", "authz_user", "proxy", "proxy_http", "headers", "reqtimeout",
          "auth_openidc")  # fmt: skip
HEADER = "X-Remote-User"
BURST = 20
ADA = {HEADER: "ada"}
NAVIGATES, FETCHES = {"Sec-Fetch-Mode": "navigate"}, {"Sec-Fetch-Mode": "cors"}


@pytest.fixture
def address(coach: Coach) -> Iterator[str]:
    with serving(create_app(coach, Doors(user_header=HEADER, limits=Limits(rate=0.01, burst=3)))) as address:
        yield address


def asked(address: str, source: str = "127.0.0.1", **headers: str) -> int:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    with httpx.Client(transport=httpx.HTTPTransport(local_address=source), headers=sent) as client:
        return client.post(f"http://{address}/api/levers", json={"company": "W&B", "role": "DevOps"}).status_code


@pytest.mark.skipif(sys.platform != "linux", reason="addresses of their own in 127.0.0.0/8")
def test_a_name_is_believed_from_the_declared_proxy_alone(address: str) -> None:
    assert asked(address, X_Remote_User="ada") == 200
    assert asked(address, "127.0.0.9", X_Remote_User="ada") == 403
    assert asked(address, "127.0.0.9", X_Remote_User="ada", X_Forwarded_For="127.0.0.1") == 403


def test_whoever_is_not_signed_in_is_let_in_nowhere_but_to_what_a_balancer_asks(address: str) -> None:
    with httpx.Client(base_url=f"http://{address}") as client:
        for path in ("/", "/config", "/desk/guides", "/api/ask", "/gradio_api/info"):
            assert client.get(path).status_code == 403, path
        assert client.get("/", headers={HEADER: ""}).status_code == 403
        assert client.get("/", headers=[(HEADER, "ada"), (HEADER, "bob")]).status_code == 403
        assert client.get("/healthz").status_code == 200
        assert client.get("/", headers=ADA).status_code == 200


def test_the_limits_count_people_and_not_their_addresses(address: str) -> None:
    ada = [asked(address, X_Remote_User="ada", X_Forwarded_For=f"10.0.0.{number}") for number in range(5)]
    assert ada == [200, 200, 200, 429, 429]
    assert asked(address, X_Remote_User="bob", X_Forwarded_For="10.0.0.1") == 200


def test_without_the_setting_the_header_says_nothing(coach: Coach) -> None:
    with serving(create_app(coach, Doors(limits=Limits(rate=0.01, burst=3)))) as address:
        names = [asked(address, X_Remote_User=f"somebody {number}") for number in range(5)]
    assert names == [200, 200, 200, 429, 429]


def test_no_name_is_kept() -> None:
    known = client_of({USER: person("ada@example.org"), "client": ("10.0.0.1", 1)})
    assert known.startswith("user ")
    assert "ada" not in known
    assert known == person(" ada@example.org ") != person("bob@example.org")


def test_anybody_as_the_proxy_is_refused(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    with pytest.raises(UsageError, match="FORWARDED_ALLOW_IPS"):
        create_app(coach, Doors(user_header=HEADER))


@dataclass
class Site:
    address: str
    provider: Provider


def recipe(folder: Path, port: int, behind: str, provider_address: str) -> Path:
    """deploy/oidc.conf with this test's ports, provider and folders, and without TLS."""
    text = (ROOT / "deploy" / "oidc.conf").read_text(encoding="utf-8")
    text = re.sub(r"^ *SSL.*\n", "", text, flags=re.MULTILINE).replace(" handshake=10", "")
    secrets = {"parley-oidc.secret": "hidden", "parley-oidc.passphrase": "hidden as well"}
    for name, secret in secrets.items():
        (folder / name).write_text(secret)
        text = text.replace(f"/etc/apache2/{name}", str(folder / name))
    text = text.replace("https://login.example", provider_address).replace("127.0.0.1:7861", behind)
    text = text.replace("*:443", f"127.0.0.1:{port}").replace("/var/log/apache2", str(folder))
    text = text.replace("X-Forwarded-Proto https", "X-Forwarded-Proto http")
    loads = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in LOADED)
    head = f"""{loads}
ServerRoot {folder}
DefaultRuntimeDir {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
ServerName negotiate.example
UseCanonicalName Off
User www-data
Group www-data
"""
    (folder / "apache.conf").write_text(head + text, encoding="utf-8")
    return folder / "apache.conf"


@pytest.fixture(scope="module")
def site(coach: Coach, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not APACHE or not (MODULES / "mod_auth_openidc.so").is_file():
        pytest.skip("apache2 with mod_auth_openidc is not installed (Debian: libapache2-mod-auth-openidc)")
    folder, port = tmp_path_factory.mktemp("apache"), free_port()
    coach.reply(["What should I counter at W&B London?"])  # the first answer is a dear one
    doors = Doors(user_header=HEADER, hosts=("negotiate.example",), limits=Limits(rate=0.01, burst=BURST))
    with serving(create_app(coach, doors)) as behind, provider() as made:
        conf = recipe(folder, port, behind, made.address)
        front = subprocess.Popen([str(APACHE), "-f", str(conf), "-DFOREGROUND"])
        _wait(f"http://127.0.0.1:{port}/healthz")
        yield Site(f"http://127.0.0.1:{port}", made)
        front.send_signal(signal.SIGTERM)
        front.wait(timeout=20)


def _wait(address: str) -> None:
    for _ in range(100):
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


@contextmanager
def signed_in(site: Site, name: str) -> Iterator[httpx.Client]:
    """A browser whose person has signed in."""
    site.provider.person = name
    with httpx.Client(base_url=site.address, follow_redirects=True, headers=NAVIGATES, timeout=30) as client:
        assert client.get("/").status_code == 200
        yield client


def test_the_recipe_signs_people_in_and_counts_them_apart(site: Site) -> None:
    levers = {"company": "W&B", "role": "DevOps"}
    with signed_in(site, "ada") as ada, signed_in(site, "bob") as bob:
        assert "Parley" in ada.get("/").text
        asked = [ada.post("/api/levers", json=levers).status_code for _ in range(BURST + 2)]
        assert asked[0] == 200
        assert asked[-1] == 429
        assert bob.post("/api/levers", json=levers, headers=ADA).status_code == 200  # who claims to be Ada is still Bob


def test_the_recipe_lets_nobody_past_the_provider(site: Site) -> None:
    with httpx.Client(base_url=site.address, headers=FETCHES) as client:
        sent_away = client.get("/", headers=NAVIGATES)
        assert sent_away.status_code == 302
        assert sent_away.headers["location"].startswith(f"{site.provider.address}/authorize?")
        assert client.get("/", headers=ADA).status_code == 401
        assert client.post("/api/ask", json={"messages": ["hi"]}, headers=ADA).status_code == 401
        assert client.get("/healthz").status_code == 200
        forged = client.get("/", cookies={"mod_auth_openidc_session": "ada"})
        assert forged.status_code == 401


def test_the_recipe_holds_back_no_event_stream(site: Site) -> None:
    with signed_in(site, "cid") as cid, cid.stream("GET", "/gradio_api/heartbeat/abc", timeout=20) as beat:
        assert next(beat.iter_raw())
