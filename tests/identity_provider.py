"""An identity provider for tests: OpenID Connect over HTTP on the loopback, by Authlib's server.

It authenticates nobody: `user` is who sits at it, and `lie` may change what it signs.
"""

import base64
import hmac
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.errors import OAuth2Error
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin
from authlib.oidc.core.grants import OpenIDCode
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

Claims = dict[str, Any]


@dataclass
class User:
    """Who sits at the provider, and what they showed it. `seconds_ago` None: it does not tell when."""

    subject: str = "emp-1"
    acr: str = ""
    amr: tuple[str, ...] = ("pwd", "otp")
    seconds_ago: int | None = 0


@dataclass
class _Code(AuthorizationCodeMixin):
    code: str
    redirect_uri: str
    scope: str
    nonce: str
    user: User
    code_challenge: str
    code_challenge_method: str
    auth_time: int | None
    made_at: float = field(default_factory=time.time)

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int | None:
        return self.auth_time

    def get_acr(self) -> str:
        return self.user.acr

    def get_amr(self) -> list[str]:
        return list(self.user.amr)


class _Client(ClientMixin):
    def __init__(self, provider: "IdentityProvider") -> None:
        self._provider = provider

    def get_client_id(self) -> str:
        return self._provider.client_id

    def get_default_redirect_uri(self) -> None:
        return None

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self._provider.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == self._provider.client_secret

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == self._provider.auth_method

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


class IdentityProvider(AuthorizationServer):
    """One provider; `with IdentityProvider() as provider` serves it."""

    user: User
    lie: Callable[[Claims, Claims], Claims | str | None]

    def __init__(self, client_id: str = "puhui", client_secret: str = "a secret of the client") -> None:
        super().__init__(scopes_supported=["openid"])
        self.client_id, self.client_secret, self.auth_method = client_id, client_secret, "client_secret_basic"
        self.redirect_uris: set[str] = set()
        self.user = User()
        self.lie = lambda header, claims: None
        self.keys = [RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})]
        self.key_requests = 0
        self.names_issuer = True
        self._codes: dict[str, _Code] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self.register_grant(_grant(self), [_openid(self)(require_nonce=True), CodeChallenge(required=True)])
        self.register_token_generator("default", _token)

    def __enter__(self) -> "IdentityProvider":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def rotate(self, kid: str = "second") -> None:
        """Sign with a fresh key, and publish it alone."""
        self.keys = [ECKey.generate_key("P-256", {"kid": kid, "use": "sig", "alg": "ES256"})]

    def discovery(self) -> Claims:
        """The published document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            "token_endpoint_auth_methods_supported": [self.auth_method],
            "authorization_response_iss_parameter_supported": self.names_issuer,
        }

    def sign(self, header: Claims, claims: Claims) -> str:
        """A token by the newest key."""
        key = self.keys[-1]
        alg = "ES256" if isinstance(key, ECKey) else "RS256"
        return jwt.encode({"alg": alg, "kid": key.kid, **header}, claims, key)

    # what Authlib's server asks of its owner

    def query_client(self, client_id: str) -> _Client | None:
        return _Client(self) if client_id == self.client_id else None

    def save_token(self, token: Claims, request: OAuth2Request) -> None:
        """Nobody asks for it again."""

    def send_signal(self, *_: object, **__: object) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: OAuth2Request) -> OAuth2Request:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> tuple[int, bytes, list[tuple[str, str]]]:
        told = json.dumps(body) if isinstance(body, dict) else str(body or "")
        return status, told.encode(), list(headers)

    def keep(self, code: _Code) -> None:
        """Remember a code that was given out."""
        self._codes[code.code] = code

    def code(self, code: str) -> _Code | None:
        """A code that was given out and not used."""
        return self._codes.get(code)

    def forget(self, code: _Code) -> None:
        """A code is good once."""
        self._codes.pop(code.code, None)

    def _answer(self, method: str, uri: str, form: Claims, headers: Claims) -> tuple[int, bytes, list[tuple[str, str]]]:
        path, query = urlsplit(uri).path, dict(parse_qsl(urlsplit(uri).query))
        if path == "/.well-known/openid-configuration":
            return self.handle_response(200, self.discovery(), [("Content-Type", "application/json")])
        if path == "/jwks":
            self.key_requests += 1
            return self.handle_response(200, KeySet(self.keys).as_dict(private=False), [])
        # Authlib's server speaks of https alone; here TLS would end before it.
        request = OAuth2Request(method, uri.replace("http:", "https:"), headers=headers)
        request.payload = BasicOAuth2Payload(form or query)
        if path == "/token":
            request._body = form
            return self.create_token_response(request)
        try:
            grant = self.get_consent_grant(request, end_user=self.user)
        except OAuth2Error as error:
            return self.handle_response(*error())
        status, body, told = self.create_authorization_response(request, grant_user=self.user, grant=grant)
        named = f"&iss={self.issuer}" if self.names_issuer else ""
        return status, body, [(name, value + named if name == "Location" else value) for name, value in told]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._tell({})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                self._tell(dict(parse_qsl(body.decode())))

            def log_message(self, *_: object) -> None:
                """Quiet."""

            def _tell(self, form: Claims) -> None:
                uri = provider.issuer + self.path
                status, body, headers = provider._answer(
                    self.command, uri, form, {name.title(): value for name, value in self.headers.items()}
                )
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        return Handler


def _token(grant_type: str, client: _Client, user: User, scope: str, **_: object) -> Claims:
    text = base64.urlsafe_b64encode(f"{user.subject} {time.time_ns()}".encode()).decode()
    return {"token_type": "Bearer", "access_token": text, "expires_in": 300, "scope": scope}


def _grant(provider: IdentityProvider) -> type[AuthorizationCodeGrant]:
    class Grant(AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS: ClassVar = ["client_secret_basic", "client_secret_post", "none"]

        def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
            asked, user = request.payload.data, request.user
            told = None if user.seconds_ago is None else int(time.time()) - user.seconds_ago
            if "max_age" in asked and told is not None and user.seconds_ago <= 60:
                told = int(time.time())
            provider.keep(
                _Code(
                    code=code,
                    redirect_uri=asked["redirect_uri"],
                    scope=asked["scope"],
                    nonce=asked["nonce"],
                    user=user,
                    code_challenge=asked.get("code_challenge", ""),
                    code_challenge_method=asked.get("code_challenge_method", ""),
                    auth_time=told,
                )
            )

        def query_authorization_code(self, code: str, client: _Client) -> _Code | None:
            return provider.code(code)

        def delete_authorization_code(self, authorization_code: _Code) -> None:
            provider.forget(authorization_code)

        def authenticate_user(self, authorization_code: _Code) -> User:
            return authorization_code.user

    return Grant


def _openid(provider: IdentityProvider) -> type[OpenIDCode]:
    class Connected(OpenIDCode):
        def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
            return False

        def encode_id_token(self, token: Claims, request: OAuth2Request) -> str:
            now = int(time.time())
            claims = {
                "iss": provider.issuer,
                "sub": request.user.subject,
                "aud": provider.client_id,
                "iat": now,
                "exp": now + 300,
                **self.get_authorization_code_claims(request.authorization_code),
            }
            header: Claims = {}
            told = provider.lie(header, claims)
            return told if isinstance(told, str) else provider.sign(header, told or claims)

    return Connected


def unsigned(claims: Claims) -> str:
    """A token with `alg` none."""
    return ".".join(_base64url(json.dumps(part).encode()) for part in ({"alg": "none", "typ": "JWT"}, claims)) + "."


def signed_with_public_key(claims: Claims, key: RSAKey) -> str:
    """A token whose MAC takes the published key for a secret."""
    signed = ".".join(_base64url(json.dumps(part).encode()) for part in ({"alg": "HS256", "kid": key.kid}, claims))
    return f"{signed}.{_base64url(hmac.digest(key.as_pem(private=False), signed.encode(), 'sha256'))}"


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
