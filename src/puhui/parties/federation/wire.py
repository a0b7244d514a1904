"""The calls to a provider: small, quick, never redirected, and over TLS unless it is on this machine."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from puhui.kernel import Text
from puhui.parties.federation.errors import ProviderBroken, ProviderUnreachable

_TIMEOUT_S = 10.0
_ANSWER_BYTES_MAX = 512 * 1024
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_STAGE = "parties.federation"


class Wire:
    """One node's way to its providers. Safe from many threads."""

    def __init__(self, transport: httpx.BaseTransport | None = None) -> None:
        self._client = httpx.Client(timeout=_TIMEOUT_S, follow_redirects=False, trust_env=False, transport=transport)

    def fetch(self, url: str) -> dict[str, Any]:
        """A JSON document; raises `ProviderUnreachable`, `ProviderBroken`."""
        status, document = self._ask("GET", url, {}, "")
        if status != httpx.codes.OK:
            raise _broken(zh=f"HTTP {status}", en=f"HTTP {status}")
        return document

    def post(self, url: str, headers: Mapping[str, str], form: str) -> tuple[int, dict[str, Any]]:
        """The status and the JSON answer to a form; raises `ProviderUnreachable`, `ProviderBroken`."""
        return self._ask("POST", url, headers, form)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _ask(self, method: str, url: str, headers: Mapping[str, str], form: str) -> tuple[int, dict[str, Any]]:
        if not is_safe(url):
            raise _broken(zh="地址既非 https 也非本机", en="an address neither https nor on this machine")
        told = {"accept": "application/json", **headers}
        try:
            with self._client.stream(method, url, headers=told, content=form.encode()) as answer:
                body = b""
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > _ANSWER_BYTES_MAX:
                        raise _broken(zh="应答过大", en="an answer too large")
        except httpx.HTTPError as error:
            raise ProviderUnreachable(reason=type(error).__name__, stage=_STAGE) from None
        if answer.is_server_error:
            raise ProviderUnreachable(reason=f"HTTP {answer.status_code}", stage=_STAGE)
        try:
            document = json.loads(body)
        except (ValueError, RecursionError):
            document = None
        if not isinstance(document, dict):
            raise _broken(zh="不是 JSON 对象", en="no JSON object")
        return answer.status_code, document


def is_safe(url: str) -> bool:
    """Whether an address is https, or http on this machine, and carries neither user nor fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if not parts.hostname or parts.username or parts.password or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _broken(*, zh: str, en: str) -> ProviderBroken:
    return ProviderBroken(reason=Text(zh=zh, en=en), stage=_STAGE)
