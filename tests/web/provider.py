"""A stand-in for a provider of OpenID Connect: signs in whoever `?login_hint` or its own next name says, no questions.

Speaks the four addresses of the code flow that a proxy needs, with tokens signed by a key of its own.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


@dataclass
class Provider:
    """Where it is reached, and who signs in next."""

    address: str = ""
    person: str = "ada"
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)  # code -> person, nonce
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def keys(self) -> dict[str, Any]:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**key, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def authorized(self, asked: dict[str, list[str]]) -> str:
        """Where the browser is sent back to."""
        code = f"code{len(self.codes)}"
        self.codes[code] = self.person, asked.get("nonce", [""])[0]
        return f"{asked['redirect_uri'][0]}?{urlencode({'code': code, 'state': asked['state'][0]})}"

    def token(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        person, nonce = self.codes.pop(asked["code"][0])
        now = int(time.time())
        claims = {"iss": self.address, "sub": person, "aud": "parley", "iat": now, "exp": now + 300, "nonce": nonce}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "none", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider on a free port of this machine, while a test needs it."""
    made = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = urlsplit(self.path)
            if where.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", made.authorized(parse_qs(where.query)))
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self._json(made.keys() if where.path == "/keys" else made.metadata())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._json(made.token(parse_qs(body)))

        def _json(self, told: dict[str, Any]) -> None:
            sent = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    made.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
