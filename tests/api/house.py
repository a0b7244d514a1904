"""A whole city in one process: every node wired as always, and calls between them without a socket."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.api import create_app
from puhui.assembly import Node
from puhui.assembly.settings import Settings
from puhui.assembly.wiring import wire
from puhui.city.running import nodes_of
from tests.api.in_process import answered

_SIGN_IN_AGAIN_S = 300

CLIENT = {"X-Puhui-Client": "tests", "Accept-Language": "en"}


class _InProcess(httpx.BaseTransport):
    """Hands a request to the app of one node."""

    def __init__(self, house: "House", org: str) -> None:
        self._house = house
        self._org = org

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with self._house.visiting(self._org) as client:
            if client is None:
                raise httpx.ConnectError("this node is down", request=request)
            assert client.portal is not None
            return answered(self._house.apps[self._org], client.portal, request)


class Person(httpx.Client):
    """Somebody at one node; `org` says which."""

    org: str


class House:
    """All nodes of a city that lies in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings: list[Settings] = nodes_of(folder)
        self.nodes: dict[str, Node] = {}
        self.apps: dict[str, FastAPI] = {}
        self.clients: dict[str, TestClient] = {}
        self._people: dict[tuple[str, str], tuple[Person, float]] = {}
        self._change = threading.Condition()  # guards `clients` and the visits
        self._visits: Counter[str] = Counter()

    def open(self) -> "House":
        """Start every node; the log's keeper last, as it calls all others."""
        for settings in sorted(self.settings, key=lambda one: one.org == one.operator):
            self.start(settings.org)
        return self

    def start(self, org: str) -> None:
        """Start one node."""
        settings = next(one for one in self.settings if one.org == org)
        self.nodes[org] = wire(settings, transport=self.transport)
        # A host that differs from the signed address: the signature must not depend on it.
        app = self.apps[org] = create_app(self.nodes[org])
        client = TestClient(app, base_url="http://node.test", raise_server_exceptions=False)
        # Everybody's calls pass through this one client: it must not carry one person's session into another's call.
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        client.__enter__()
        self.clients[org] = client

    def stop(self, org: str) -> None:
        """Stop one node: from now on it cannot be reached."""
        with self._change:
            client = self.clients.pop(org)
            # Whoever is inside comes to an end first: a loop that stops under a call would never answer it.
            assert self._change.wait_for(lambda: not self._visits[org], timeout=60), f"{org} never comes to rest"
        client.__exit__(None, None, None)

    @contextmanager
    def visiting(self, org: str) -> Iterator[TestClient | None]:
        """The app of a node for one call, None while it is down."""
        with self._change:
            client = self.clients.get(org)
            self._visits[org] += 1
        try:
            yield client
        finally:
            with self._change:
                self._visits[org] -= 1
                self._change.notify_all()

    def close(self) -> None:
        """Stop all, the log's keeper first."""
        for settings in sorted(self.settings, key=lambda one: one.org != one.operator):
            if settings.org in self.clients:
                self.stop(settings.org)

    def transport(self, org: str) -> httpx.BaseTransport:
        """The way to a node."""
        return _InProcess(self, org)

    def accounts(self, role: str, org: str | None = None) -> list[dict[str, Any]]:
        """The demo accounts of a role, at one organisation or anywhere."""
        found: list[dict[str, Any]] = json.loads((self.folder / "accounts.json").read_text(encoding="utf-8"))
        return [one for one in found if one["role"] == role and org in (None, one["org"])]

    def anonymous(self, org: str) -> Person:
        """Somebody who is not signed in."""
        made = Person(base_url="http://browser.test/api/v1", transport=self.transport(org), headers=CLIENT)
        made.org = org
        return made

    def signed_in(self, account: dict[str, Any]) -> Person:
        """A person at their own node, in a session of their own."""
        person = self.anonymous(account["org"])
        answer = person.post("/session", json={"login": account["login"], "password": account["password"]})
        assert answer.status_code == 200, answer.text
        return person

    def person(self, account: dict[str, Any]) -> Person:
        """A person at their own node, signed in once for many tests: argon2 is slow on purpose.

        Signed in anew, in the same client, before the password is too old for what needs it fresh.
        """
        key, now = (account["org"], account["login"]), time.monotonic()
        kept = self._people.get(key)
        if kept is None:
            kept = self._people[key] = (self.signed_in(account), now)
        elif now - kept[1] > _SIGN_IN_AGAIN_S:
            kept[0].cookies = self.signed_in(account).cookies
            self._people[key] = (kept[0], now)
        return kept[0]
