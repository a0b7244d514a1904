"""A person at a node's web API, played over HTTP: signs in, reads, writes, and hears errors as facts."""

from typing import Any, Self

import httpx

from puhui.assembly.peers import authorities
from puhui.city.errors import StoryStuck
from puhui.kernel import Category, PuhuiError, Text

_TIMEOUT = httpx.Timeout(60.0, connect=3.0)


class RefusedByNode(PuhuiError):
    """A node's own refusal, retold."""

    category = Category.CONFLICT
    cause = Text(zh="{told}", en="{told}")
    remedy = Text(zh="{advice}", en="{advice}")


class Person:
    """One signed-in person. A context manager: leaving it lets go of the connection.

    `transport` is for processes that hold the nodes themselves, so that no socket is needed.
    """

    def __init__(
        self, url: str, account: dict[str, Any], language: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._http = httpx.Client(
            base_url=f"{url}/api/v1",
            timeout=_TIMEOUT,
            headers={"X-Puhui-Client": "puhui-city", "Accept-Language": language},
            verify=authorities(),
            trust_env=False,
            transport=transport,
        )
        self.account = account
        self.post("/session", {"login": account["login"], "password": account["password"]})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, path: str, **query: Any) -> Any:
        """The answer's JSON; raises `RefusedByNode`."""
        return self._read(self._http.get(path, params=query)).json()

    def find(self, path: str) -> Any:
        """The answer's JSON; None while the node does not know of it, which news from another node may change."""
        answer = self._http.get(path)
        return None if answer.status_code == httpx.codes.NOT_FOUND else self._read(answer).json()

    def post(self, path: str, body: Any = None) -> Any:
        """The answer's JSON; raises `RefusedByNode`."""
        return self._read(self._http.post(path, json=body if body is not None else {})).json()

    def send(self, path: str, file: bytes) -> Any:
        """The answer's JSON to a file as the body; raises `RefusedByNode`."""
        kind = {"Content-Type": "application/octet-stream"}
        return self._read(self._http.post(path, content=file, headers=kind)).json()

    def receipt(self, entry: str) -> bytes | None:
        """The receipt of an entry; None while too few consensus nodes have cosigned."""
        answer = self._http.get(f"/receipts/{entry}")
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            return None
        return self._read(answer).content

    def _read(self, answer: httpx.Response) -> httpx.Response:
        if answer.is_success:
            return answer
        try:
            told = answer.json()["error"]
        except (ValueError, KeyError, TypeError):
            raise StoryStuck(
                step=str(answer.url),
                reason=f"HTTP {answer.status_code}",
                advice=Text(zh="请查看该节点的日志", en="read the node's log"),
                stage="city",
            ) from None
        raise RefusedByNode(
            told=told["cause"], advice=told["remedy"], party=told["party"] or answer.url.host, stage=told["stage"]
        )
